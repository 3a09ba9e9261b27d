"""Learned versions over what the settings choose, where no service runs as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.wiring.choices import chosen_engine
from app.wiring.learned import foundation_of
from core.profiles import PROFILES
from core.settings import Settings
from training.exchange import imported
from training.registry import Registry

if TYPE_CHECKING:
    from core.language.adapters import BaseModel, Shapes


def take_in(settings: Settings, registry: Registry, data: bytes) -> str:
    """The id of a version that was brought as a ZIP file. Raises `BadInput` with what is wrong with it."""
    return imported(registry, data, foundation_of(settings), _base(settings))


def _base(settings: Settings) -> BaseModel | Shapes | None:
    """The shape of the language model; None of a stand-in, which has no files."""
    from core.language.adapters import read_base, read_shapes
    from core.weights.hub import model_folder
    from core.weights.locate import locate

    if chosen_engine(settings) not in ("llamacpp", "transformers"):
        return None
    own = settings.language_model
    path = model_folder(own) if own else locate(PROFILES[settings.profile].language_model)
    return read_shapes(path) if path.is_dir() else read_base(path)
