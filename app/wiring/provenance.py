"""Which weights these are: by name and by the hash that a record gives, so that a turn can say what wrote it."""

from __future__ import annotations

from pathlib import Path

from app.wiring.models import chosen_engine, reader_version
from core.profiles import PROFILES
from core.settings import Settings
from core.types import Weights

WEIGHTS = "adapter_model.safetensors"
_FILES = (".gguf", ".safetensors")


def language_digest(settings: Settings) -> str:
    """The SHA-256 of the language model's weights: from the manifest, or of a file of one's own, hashed once.

    Empty for what has no file here: another server's model, one of the hub, a stand-in.
    """
    from core.weights import hashes
    from core.weights.manifest import SOURCES

    if chosen_engine(settings) not in ("llamacpp", "transformers"):
        return ""
    if not settings.language_model:
        return SOURCES[PROFILES[settings.profile].language_model].digest
    file = Path(settings.language_model)
    return hashes.sha256(file) if file.suffix in _FILES and file.is_file() else ""


def reader_weights(settings: Settings) -> Weights | None:
    """The adapter that answers from evidence, where there is one."""
    from core.weights.locate import trained_files

    name = reader_version(settings)
    if name is None:
        return None
    if settings.grounded_reader is not None:
        return product_weights(name, settings.grounded_reader.expanduser() / WEIGHTS)
    return Weights(name, trained_files().get(f"{name}/{WEIGHTS}", {}).get("sha256", ""))


def product_weights(name: str, file: Path) -> Weights:
    """Weights that somebody trained, hashed when they are loaded."""
    from core.weights import hashes

    return Weights(name, hashes.sha256(file) if file.is_file() else "")
