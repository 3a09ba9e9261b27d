"""Learned versions over what the settings choose, where no service runs as well."""

from __future__ import annotations

from app.wiring.learned import foundation_of, model_file
from core.settings import Settings
from training.exchange import imported
from training.registry import Registry


def take_in(settings: Settings, registry: Registry, data: bytes) -> str:
    """The id of a version that was brought as a ZIP file. Raises `BadInput` with what is wrong with it."""
    from core.language.adapters import read_base

    file = model_file(settings)
    return imported(registry, data, foundation_of(settings), read_base(file) if file is not None else None)
