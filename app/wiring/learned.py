"""What is laid over the language model: the reader that answers from evidence, and the learned version over that.

The registry says which version serves. A version is laid on beside the one that answers, tried, and only then answers:
what is being answered ends with the version that it began with, and the one before stays, so that going back is quick.
One more may answer a share of the conversations meanwhile, to be compared with what serves.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from app.answering.canary import Canary
from app.answering.task import Versions
from app.wiring.choices import chosen_engine, language_weights, reader_objection, reader_version
from app.wiring.provenance import reader_weights
from core.errors import Missing, NotFound, VermeilError
from core.grounding import prompt
from core.grounding.prompt import Prompted
from core.profiles import PROFILES
from core.settings import Settings
from core.types import Sampling
from training.canary import Canary as Running
from training.foundation import Foundation, foundation
from training.pointer import Pointer
from training.registry import Registry

if TYPE_CHECKING:
    from core.language.engine import LanguageEngine

log = logging.getLogger(__name__)


def foundation_of(settings: Settings) -> Foundation:
    """What learned versions have to fit. Raises `Missing` where the language model is on another server."""
    if chosen_engine(settings) == "remote":
        raise Missing(
            "The language model is on another server: nothing that is learned here can be laid over it.",
            "Choose the model of the profile again.",
        )
    weights, reader = language_weights(settings), reader_weights(settings)
    language = (weights.name, weights.sha256) if weights is not None else (chosen_engine(settings), "")
    template = settings.template or PROFILES[settings.profile].template
    return foundation(language, (reader.name, reader.digest) if reader is not None else ("none", ""), template)


class Learned:
    """The versions over one language model. Safe between threads."""

    def __init__(self, settings: Settings, registry: Registry | None = None) -> None:
        self._settings, self._registry = settings, registry
        self._reader = reader_weights(settings)
        self._laying, self._trying = Lock(), Lock()
        self._there: dict[str | None, Versions] = {}
        self.notes: list[str] = []
        self.versions = self._first()
        self._canary = self._first_canary()

    # --- when the model is loaded -----------------------------------------------------------------------------------

    def over(self, engine: LanguageEngine, notes: list[str]) -> LanguageEngine:
        """The engine with what serves laid over it, and with what served before; `notes` says what was left out."""
        if objection := reader_objection(self._settings):
            log.warning(objection)
            notes.append(objection)
        notes += self.notes
        pointer = self._pointer()
        with self._laying:
            self._there.clear()
            self._lay(engine, self._named(self.versions), self.versions)
            for other in {pointer.current, pointer.previous} - {self._named(self.versions)}:
                with suppress(VermeilError):  # what does not serve need not be there
                    self._lay(engine, other, self._of(other))
            if (tried := self._canary) is not None and (name := self._named(tried.versions)) not in self._there:
                try:
                    self._lay(engine, name, tried.versions)
                except VermeilError as error:
                    self._canary = None
                    notes.append(_left_out(name, error))
        return engine

    def _first_canary(self) -> Canary | None:
        """What is tried on a share of conversations; where that cannot answer, none is, and `notes` says so."""
        running = self._registry.canary() if self._registry is not None else None
        if running is None:
            return None
        try:
            return Canary(self._of(running.version), running.takes)
        except VermeilError as error:
            self.notes.append(_left_out(running.version, error))
            return None

    def _first(self) -> Versions:
        """What is pointed to; where that cannot serve, the model as it ships, and `notes` says so."""
        current = self._pointer().current
        try:
            return self._of(current)
        except VermeilError as error:
            log.warning("version %s: %s", current, error.message)
            self.notes.append(f"{error.message} The model answers without it.")
            return self._of(None)

    # --- while it serves --------------------------------------------------------------------------------------------

    def follow(
        self,
        engine: LanguageEngine,
        version: str | None,
        point: Callable[[], Pointer],
        take: Callable[[Versions], None],
    ) -> Pointer:
        """Lay a version on and try it, `point` to it, and have it taken: `take` lets the next answers begin with it.

        Where one of the first two fails, nothing changes. What is not pointed to any more is given up once its last
        answer has ended.
        """
        with self._laying:
            try:
                fresh = self._ready(engine, version)
                pointer = point()
                self.versions = fresh
                take(fresh)
                if self._registry is None or self._registry.canary() is None:
                    self._canary = None
            finally:
                self._give_up_others(engine)
        return pointer

    def canary(self) -> Canary | None:
        """What answers a share of conversations now."""
        return self._canary

    def try_on(self, engine: LanguageEngine, version: str, begin: Callable[[], Running]) -> Running:
        """As `follow`, for a share of conversations: what serves stays loaded, and so does what served before."""
        with self._laying:
            try:
                fresh = self._ready(engine, version)
                running = begin()
                self._canary = Canary(fresh, running.takes)
            finally:
                self._give_up_others(engine)
        return running

    def end_trial(self, engine: LanguageEngine, end: Callable[[], None]) -> None:
        """Let what serves answer all conversations again; what is being answered ends as it began."""
        with self._laying:
            end()
            self._canary = None
            self._give_up_others(engine)

    def _ready(self, engine: LanguageEngine, version: str | None) -> Versions:
        """A version, laid on and tried where it was not yet."""
        fresh = self._there.get(version) or self._of(version)
        if version is not None and self._registry is not None:
            self._registry.verified(version)  # what is there may have changed on the disk since
        if version not in self._there:
            self._lay(engine, version, fresh)
            self._try(engine, fresh)
        return fresh

    def _give_up_others(self, engine: LanguageEngine) -> None:
        """Of what is laid on keep what serves, what served before, and what is tried."""
        for gone in set(self._there) - self._kept():
            self._retire(engine, gone)

    def _kept(self) -> set[str | None]:
        pointer = self._pointer()
        tried = {self._named(self._canary.versions)} if self._canary is not None else set()
        return {pointer.current, pointer.previous, self._named(self.versions)} | tried

    @contextmanager
    def beside(self, engine: LanguageEngine, version: str | None) -> Iterator[Versions]:
        """A version to try, which need not be what serves; one at a time. What is not pointed to is given up after it.

        Raises as `Registry.adapter`.
        """
        with self._trying:
            with self._laying:
                found = self._there.get(version) or self._of(version)
                if version not in self._there:
                    self._lay(engine, version, found)
            try:
                with found.engaged:
                    yield found
            finally:
                with self._laying:
                    if version in self._there and version not in self._kept():
                        self._retire(engine, version)

    def _retire(self, engine: LanguageEngine, version: str | None) -> None:
        versions = self._there.pop(version)

        def give_up() -> None:
            with self._laying, suppress(NotFound):  # the engine was ended meanwhile
                if version not in self._there and (name := _adapter(versions)) is not None:
                    engine.detach(name)

        versions.engaged.afterwards(give_up)

    def _try(self, engine: LanguageEngine, versions: Versions) -> None:
        """Have a version read and say something, so that nobody waits for what only the first answer costs."""
        builder: prompt.Builder = "extract" if reader_version(self._settings) == "excerpt_reader" else "reading"
        asked = prompt.build(Prompted(builder, "?", ("-",), names=("-",)))
        for _ in engine.generate(asked, Sampling(max_tokens=1), adapter=_adapter(versions)):
            pass

    # --- one version ------------------------------------------------------------------------------------------------

    def _of(self, version: str | None) -> Versions:
        """A version, or the model as it ships. Raises as `Registry.adapter`."""
        if version is None or self._registry is None:
            return Versions(self._reader)
        self._registry.adapter(version, foundation_of(self._settings))
        weights = self._registry.weights(version)
        return Versions(weights) if self._reader is not None else Versions(adapter=weights)

    def _lay(self, engine: LanguageEngine, version: str | None, versions: Versions) -> None:
        name = _adapter(versions)
        if name is not None:
            engine.attach(name, *self._folders(version))
        self._there[version] = versions

    def _folders(self, version: str | None) -> list[Path]:
        """The adapters of a version, from the model up."""
        from core.weights.products import product

        reader = reader_version(self._settings)
        under = [product(reader, self._settings.grounded_reader)] if reader is not None else []
        if version is None or self._registry is None:
            return under
        return [*under, self._registry.adapter(version, foundation_of(self._settings))]

    def _pointer(self) -> Pointer:
        return self._registry.pointer() if self._registry is not None else Pointer()

    def _named(self, versions: Versions) -> str | None:
        """The id of a version; None for the model as it ships."""
        return None if versions.reading == self._reader and versions.adapter is None else _adapter(versions)


def _left_out(version: str | None, error: VermeilError) -> str:
    said = f"{error.message} It is not tried on any conversation."
    log.warning("version %s: %s", version, said)
    return said


def _adapter(versions: Versions) -> str | None:
    """The name under which the engine knows it; None for the model without anything over it."""
    weights = versions.reading or versions.adapter
    return weights.name if weights is not None else None
