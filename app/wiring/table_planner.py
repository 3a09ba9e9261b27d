"""What writes queries over tables, laid over the language model with the first question that wants it.

It is a server more beside the others, which costs memory: who asks nothing of tables does without.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from app.wiring.choices import reader_version
from core.language.engine import LanguageEngine
from core.profiles import PROFILES
from core.settings import Settings


def table_planner(settings: Settings, engine: LanguageEngine) -> Callable[[], str] | None:
    """What lays the planner on, and gives the name of its adapter; None where the language model is not the profile's
    own, or what was trained is switched off."""
    name = PROFILES[settings.profile].planner
    if name is None or reader_version(settings) is None or settings.language_model:
        return None
    return _Laid(engine, name)


@dataclass
class _Laid:
    engine: LanguageEngine
    name: str
    there: bool = False
    laying: Lock = field(default_factory=Lock)

    def __call__(self) -> str:
        """Raises as `core.weights.products.product` and the engine's `attach`."""
        from core.weights.products import product

        with self.laying:
            if not self.there:
                self.engine.attach(self.name, product(self.name, None))
                self.there = True
        return self.name
