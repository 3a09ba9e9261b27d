"""What the settings choose, told without loading it: the engine, the weights under it, and the reader over them."""

from __future__ import annotations

from pathlib import Path

from core.profiles import PROFILES, LanguageBackend, Reader, RecognizerBackend, SynthesizerBackend
from core.settings import Settings
from core.weights.products import Base

ADAPTER_FILE = "adapter_model.safetensors"


def chosen_engine(settings: Settings) -> LanguageBackend:
    """The key of the language engine, by setting or profile."""
    return settings.language_engine or PROFILES[settings.profile].language_engine


def chosen_recognizer(settings: Settings) -> RecognizerBackend:
    """The key of what hears, by setting or profile."""
    return settings.recognizer or PROFILES[settings.profile].recognizer


def recognizer_models(settings: Settings) -> tuple[str, ...]:
    """The speech models by their names: one for all languages, or one for English and one for the others."""
    if chosen_recognizer(settings) == "stand-in":
        return ()
    if settings.recognizer_model:
        return (settings.recognizer_model,)
    if chosen_recognizer(settings) == "faster_whisper":
        return "whisper-tiny.en", "whisper-base"
    return (PROFILES[settings.profile].recognizer_model or "small",)


def chosen_synthesizer(settings: Settings) -> SynthesizerBackend | None:
    """The key of what speaks; None where speaking is switched off."""
    return PROFILES[settings.profile].synthesizer if settings.speech else None


def language_weights(settings: Settings) -> Base | None:
    """The weights of the language model: from the manifest, or from files of one's own, hashed once.

    None for what has no file here: another server's model, one of the hub, a stand-in.
    """
    from core.weights import products
    from core.weights.manifest import SOURCES

    if chosen_engine(settings) not in ("llamacpp", "transformers"):
        return None
    if settings.language_model:
        return products.base_of_files(Path(settings.language_model))
    source = SOURCES[PROFILES[settings.profile].language_model]
    if not source.digest:
        return None
    return Base(source.name, Path(source.joined.file if source.joined else source.entry).suffix, source.digest)


def reader_version(settings: Settings) -> Reader | None:
    """The adapter that answers from evidence: part of the base from then on, under feedback's adapters.

    None where it is switched off, or the language model is not the one that it was trained over.
    """
    return _wanted_reader(settings) if not reader_objection(settings) else None


def reader_objection(settings: Settings) -> str:
    """Why the reader that is wanted is not used: it was trained over another language model. Empty where it is used.

    A reader that does not say what it was trained over, or says it of files of another format than those that are
    used, can not be judged by a hash; it is then held to fit if its shapes do.
    """
    wanted = _wanted_reader(settings)
    base = _reader_base(settings, wanted) if wanted is not None else None
    used = language_weights(settings) if base is not None else None
    if base is None or used is None or used.format != base.format or used.sha256.startswith(base.sha256):
        return ""
    return (
        f"The grounded reader was trained over {base}, and the language model in use is {used}: it is not used. "
        "Train it again over this model, or name its own with VERMEIL_LANGUAGE_MODEL."
    )


def _wanted_reader(settings: Settings) -> Reader | None:
    """The one that ships, for the profile's own model, or a product of one's own."""
    from core.weights.products import product_name

    if not settings.trained_reader or chosen_engine(settings) not in ("llamacpp", "transformers"):
        return None
    if settings.grounded_reader is not None:
        own = product_name(settings.grounded_reader.expanduser())
        return "excerpt_reader" if own == "excerpt_reader" else "grounded_reader"
    return PROFILES[settings.profile].reader if not settings.language_model else None


def _reader_base(settings: Settings, reader: Reader) -> Base | None:
    from core.weights.locate import trained_files
    from core.weights.products import base_of, base_of_name

    if settings.grounded_reader is not None:
        return base_of(settings.grounded_reader.expanduser())
    return base_of_name(trained_files().get(f"{reader}/{ADAPTER_FILE}", {}).get("base", ""))
