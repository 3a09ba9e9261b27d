"""Which weights these are: by name and by the hash that a record gives, so that a turn can say what wrote it."""

from __future__ import annotations

from pathlib import Path

from app.wiring.choices import ADAPTER_FILE, language_weights, reader_version
from core.settings import Settings
from core.types import Weights


def language_digest(settings: Settings) -> str:
    """The SHA-256 of the language model's weights; empty for what has no file here."""
    weights = language_weights(settings)
    return weights.sha256 if weights is not None else ""


def reader_weights(settings: Settings) -> Weights | None:
    """The adapter that answers from evidence, where there is one."""
    from core.weights.locate import trained_files

    name = reader_version(settings)
    if name is None:
        return None
    if settings.grounded_reader is not None:
        return product_weights(name, settings.grounded_reader.expanduser() / ADAPTER_FILE)
    return Weights(name, trained_files().get(f"{name}/{ADAPTER_FILE}", {}).get("sha256", ""))


def product_weights(name: str, file: Path) -> Weights:
    """Weights that somebody trained, hashed when they are loaded."""
    from core.weights import hashes

    return Weights(name, hashes.sha256(file) if file.is_file() else "")
