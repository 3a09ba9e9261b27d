"""The models, each a part that is loaded when it is first wanted, and one function for each choice of a backend."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.wiring.choices import (
    chosen_engine,
    chosen_recognizer,
    chosen_synthesizer,
    reader_version,
    recognizer_models,
)
from app.wiring.learned import Learned
from app.wiring.part import Part
from core.errors import Missing
from core.profiles import PROFILES
from core.settings import Settings

if TYPE_CHECKING:
    from core.embedding.encoder import TextEncoder
    from core.embedding.remembering import RememberingEncoder
    from core.grounding.span_reader import SpanReader
    from core.language.engine import LanguageEngine
    from core.speech.recognizer import Recognizer
    from core.speech.synthesizer import Synthesizer
    from core.vision.encoder import PictureEncoder

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Models:
    """Every model of a service. `notes` are sentences about what it does without, told once the models are loaded."""

    text_encoder: Part[RememberingEncoder]
    search_encoder: Part[RememberingEncoder]  # the same part where one encoder does for both
    language: Part[LanguageEngine]
    span_reader: Part[SpanReader] | None
    picture_encoder: Part[PictureEncoder]
    recognizer: Part[Recognizer]
    synthesizer: Part[Synthesizer]
    expected_language: str
    notes: list[str] = field(default_factory=list)

    @property
    def for_answers(self) -> tuple[Part[object], ...]:
        """Those that every answer needs."""
        wanted = (self.text_encoder, self.search_encoder, self.language, self.span_reader)
        return tuple(dict.fromkeys(part for part in wanted if part is not None))

    @property
    def language_name(self) -> str:
        """What answers report as their model; before it is loaded, what it is going to be as far as that is known."""
        engine = self.language.peek()
        return engine.name if engine else self.expected_language

    @property
    def on_demand(self) -> tuple[Part[object], ...]:
        return self.picture_encoder, self.recognizer, self.synthesizer

    def over(self, settings: Settings, learned: Learned) -> Models:
        """The same models around the language model that these settings choose, which is not loaded yet."""
        fresh = models(settings, learned)
        return replace(self, language=fresh.language, expected_language=fresh.expected_language, notes=fresh.notes)

    def release_idle(self, idle_seconds: float) -> None:
        """Give back the memory of what hears and speaks where nobody used it for that long."""
        for part in (self.recognizer, self.synthesizer):
            if loaded := part.peek():
                loaded.retire(idle_seconds)

    def close(self) -> None:
        if engine := self.language.settled():
            engine.close()


def models(settings: Settings, learned: Learned) -> Models:
    """The models that the settings choose, the language model with what was learned; none of them is loaded yet."""
    notes: list[str] = []
    reads_spans = settings.trained_reader and PROFILES[settings.profile].spans is not None
    encoder = Part("text encoder", lambda: _remembering(text_encoder(settings)))
    return Models(
        text_encoder=encoder,
        search_encoder=Part("search encoder", lambda: _remembering(universal_encoder()))
        if searches_many_languages(settings)
        else encoder,
        language=Part("language model", lambda: learned.over(language_engine(settings, notes), notes)),
        span_reader=Part("span reader", lambda: span_reader(settings)) if reads_spans else None,
        picture_encoder=Part("picture encoder", lambda: picture_encoder(settings, encoder.proxy)),
        recognizer=Part("recognizer", lambda: recognizer(settings)),
        synthesizer=Part("synthesizer", lambda: synthesizer(settings)),
        expected_language=language_name(settings),
        notes=notes,
    )


# --- one function a choice ---------------------------------------------------------------------------------------


def threads(settings: Settings) -> int:
    """As set, or one for each core that we may use (all of them where the system does not say which)."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return settings.threads or cores


def text_encoder(settings: Settings) -> TextEncoder:
    """What texts are compared by, by setting or profile."""
    from core.weights.locate import converted, locate

    chosen = settings.text_encoder or PROFILES[settings.profile].text_encoder
    if chosen == "stand-in":
        from core.stand_ins.text_encoder import BagOfWords

        return BagOfWords()
    if chosen == "ctranslate2":
        from core.embedding.ctranslate import CTranslate2Encoder

        folder = converted("minilm-ctranslate2")
        return CTranslate2Encoder(folder, threads=threads(settings), precision=settings.text_encoder_precision)
    from core.embedding.sentence_transformers import SentenceTransformersEncoder

    return SentenceTransformersEncoder(locate("minilm"), device=settings.device)


def universal_encoder() -> TextEncoder:
    """What searches in 16 languages."""
    from core.embedding.universal import UniversalEncoder
    from core.weights.locate import locate
    from core.weights.manifest import SOURCES

    return UniversalEncoder(locate("universal"), f"universal@{SOURCES['universal'].digest[:8]}")


def _remembering(encoder: TextEncoder) -> RememberingEncoder:
    from core.embedding.remembering import RememberingEncoder

    return RememberingEncoder(encoder)


def picture_encoder(settings: Settings, encoder: TextEncoder) -> PictureEncoder:
    """What sees pictures, by setting or profile."""
    if PROFILES[settings.profile].picture_encoder == "stand-in":
        from core.stand_ins.picture_encoder import ColourHistogram

        return ColourHistogram()
    from core.vision.class_space import ClassSpaceEncoder
    from core.vision.shared_space import HEADS, SharedSpaceEncoder
    from core.weights.locate import converted
    from core.weights.products import product

    tower = converted("efficientnet-lite2-onnx")
    if not settings.trained_eyes:
        return ClassSpaceEncoder(tower, encoder, threads=threads(settings))
    heads = product("picture_heads", settings.picture_heads) / HEADS
    return SharedSpaceEncoder(tower, heads, encoder, threads=threads(settings))


def language_engine(settings: Settings, notes: list[str]) -> LanguageEngine:
    """The profile's engine; where the llama.cpp wheel does not run here, transformers serves and `notes` says so."""
    chosen = chosen_engine(settings)
    if chosen == "stand-in":
        from core.stand_ins.language import ExtractiveEngine

        return ExtractiveEngine(settings.context)
    if chosen == "remote":
        from core.language.remote import RemoteEngine

        return RemoteEngine(
            settings.remote_url, key=settings.remote_key, model=settings.language_model, context=settings.context
        )
    if chosen == "llamacpp":
        try:
            return _llamacpp(settings)
        except Missing as error:
            notes.append(f"{error.message} The transformers engine serves instead, more slowly.")
    return _transformers(settings)


def language_name(settings: Settings) -> str:
    """What the engine is going to call its model, as far as that is known before it is loaded."""
    if chosen_engine(settings) == "stand-in":
        return "stand-in"
    if chosen_engine(settings) == "remote":
        return settings.language_model
    return Path(settings.language_model).stem or PROFILES[settings.profile].language_name


def _llamacpp(settings: Settings) -> LanguageEngine:
    from core.language.llamacpp import LlamaCppEngine
    from core.weights.locate import locate

    profile = PROFILES[settings.profile]
    return LlamaCppEngine(
        Path(settings.language_model) if settings.language_model else locate(profile.language_model),
        name=language_name(settings), context=_context(settings), parallel=settings.parallel,
        threads=threads(settings), template=settings.template or profile.template,
        lazy=reader_version(settings) is not None,
    )  # fmt: skip


def _transformers(settings: Settings) -> LanguageEngine:
    from core.language.transformers import TransformersEngine
    from core.weights.locate import locate

    profile = PROFILES[settings.profile]
    return TransformersEngine(
        settings.language_model or locate(profile.language_model), name=language_name(settings),
        context=_context(settings), device=settings.device, threads=threads(settings),
        template=settings.template or profile.template, cache=settings.cache_folder(),
    )  # fmt: skip


def _context(settings: Settings) -> int:
    return min(settings.context, PROFILES[settings.profile].context or settings.context)


def answers_from_excerpts(settings: Settings) -> bool:
    """Whether the language model answers from excerpts: with a reader trained on them, or as it is told to.

    What somebody chose is taken for one that does as it is told.
    """
    reader = reader_version(settings)
    if chosen_engine(settings) == "stand-in" or reader is not None:
        return reader == "excerpt_reader"
    chosen = bool(settings.language_model) or chosen_engine(settings) == "remote"
    return chosen or PROFILES[settings.profile].excerpts


def searches_many_languages(settings: Settings) -> bool:
    """Whether the library is searched by an encoder of its own, which finds a meaning in any of 16 languages."""
    return (settings.search_encoder or PROFILES[settings.profile].search_encoder) == "universal"


def translates(settings: Settings) -> bool:
    """Whether a model that can puts questions into the languages of the documents, for a search that needs it."""
    return answers_from_excerpts(settings) and not searches_many_languages(settings)


def ships(settings: Settings) -> bool:
    """Whether the language model is the profile's own, and none that somebody chose."""
    return not settings.language_model and chosen_engine(settings) != "remote"


def is_worldly(settings: Settings) -> bool:
    """Whether the language model may be asked about the world. What somebody chose is taken for one that may."""
    return not ships(settings) or PROFILES[settings.profile].worldly


def span_reader(settings: Settings) -> SpanReader:
    """What points at answers. Raises `Missing` and `WeightsMismatch` as its weights do."""
    from core.grounding.span_reader import SpanReader
    from core.weights.locate import converted, converted_spans
    from core.weights.products import verified

    if settings.span_reader:
        folder = converted_spans(verified(settings.span_reader, "span_reader") / "span_reader.safetensors")
    elif form := PROFILES[settings.profile].spans:
        folder = converted(form)
    else:
        raise ValueError(f"the profile {settings.profile} has no span reader")
    return SpanReader(folder, threads=threads(settings))


def recognizer(settings: Settings) -> Recognizer:
    """What hears, by setting or profile."""
    chosen = chosen_recognizer(settings)
    if chosen == "stand-in":
        from core.stand_ins.recognizer import PitchRecognizer

        return PitchRecognizer()
    if chosen == "faster_whisper":
        from core.speech.faster_whisper import FasterWhisperRecognizer

        multilingual = _whisper(settings, "whisper-base")
        english = multilingual if settings.recognizer_model else _whisper(settings, "whisper-tiny.en")
        return FasterWhisperRecognizer(english, multilingual, threads=threads(settings), device=settings.device)
    from core.speech.whisperx import WhisperXRecognizer

    return WhisperXRecognizer(
        recognizer_models(settings)[0], threads=threads(settings), device=settings.device,
        online=PROFILES[settings.profile].online,
    )  # fmt: skip


def _whisper(settings: Settings, name: str) -> Callable[[], Path]:
    """Where a Whisper model is: one of the manifest, unless another was chosen for all languages."""

    def locate() -> Path:
        from core.weights.hub import model_folder
        from core.weights.locate import locate

        chosen = settings.recognizer_model
        return model_folder(chosen, online=PROFILES[settings.profile].online) if chosen else locate(name)

    return locate


def synthesizer(settings: Settings) -> Synthesizer:
    """What speaks. Raises `Missing` where speaking is switched off."""
    if not settings.speech:
        raise Missing("Speaking is switched off.", "Set VERMEIL_SPEECH=true.")
    if chosen_synthesizer(settings) == "stand-in":
        from core.stand_ins.synthesizer import ToneSynthesizer

        return ToneSynthesizer()
    from core.speech.hibari import HibariSynthesizer
    from core.weights.locate import locate

    return HibariSynthesizer(locate("hibari-heart"), threads=threads(settings))
