"""The models, each a part that is loaded when it is first wanted, and one function for each choice of a backend."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.wiring.part import Part
from core.errors import Missing
from core.settings import Settings

if TYPE_CHECKING:
    from core.embedding.encoder import TextEncoder
    from core.grounding.span_reader import SpanReader
    from core.language.engine import LanguageEngine
    from core.speech.recognizer import Recognizer
    from core.speech.synthesizer import Synthesizer
    from core.vision.encoder import PictureEncoder


@dataclass(frozen=True)
class Models:
    """Every model of a service. `notes` are sentences about what it does without, told once the models are loaded."""

    text_encoder: Part[TextEncoder]
    language: Part[LanguageEngine]
    span_reader: Part[SpanReader] | None
    picture_encoder: Part[PictureEncoder]
    recognizer: Part[Recognizer]
    synthesizer: Part[Synthesizer]
    expected_language: str
    notes: list[str] = field(default_factory=list)

    @property
    def for_answers(self) -> tuple[Part[Any], ...]:
        """Those that every answer needs."""
        return tuple(part for part in (self.text_encoder, self.language, self.span_reader) if part is not None)

    @property
    def language_name(self) -> str:
        """What answers report as their model; before it is loaded, what it is going to be as far as that is known."""
        engine = self.language.peek()
        return engine.name if engine else self.expected_language

    @property
    def on_demand(self) -> tuple[Part[Any], ...]:
        return self.picture_encoder, self.recognizer, self.synthesizer

    def release_idle(self, idle_seconds: float) -> None:
        """Give back the memory of what hears and speaks where nobody used it for that long."""
        for part in (self.recognizer, self.synthesizer):
            if loaded := part.peek():
                loaded.retire(idle_seconds)

    def close(self) -> None:
        if engine := self.language.settled():
            engine.close()


def models(settings: Settings) -> Models:
    """The models that the settings choose; none of them is loaded yet."""
    notes: list[str] = []
    encoder = Part("text encoder", lambda: _remembering(settings))
    return Models(
        text_encoder=encoder,
        language=Part("language model", lambda: _with_reader(settings, language_engine(settings, notes))),
        span_reader=Part("span reader", lambda: span_reader(settings)) if settings.trained_reader else None,
        picture_encoder=Part("picture encoder", lambda: picture_encoder(settings, encoder.proxy)),
        recognizer=Part("recognizer", lambda: recognizer(settings)),
        synthesizer=Part("synthesizer", lambda: synthesizer(settings)),
        expected_language=Path(settings.language_model).stem or {"lite": SMOLLM2, "phi2": "phi-2"}[settings.profile],
        notes=notes,
    )


# --- one function a choice ---------------------------------------------------------------------------------------


def threads(settings: Settings) -> int:
    """As set, or one for each core that we may use (all of them where the system does not say which)."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return settings.threads or cores


def text_encoder(settings: Settings) -> TextEncoder:
    from core.weights import locate as weights

    chosen = settings.text_encoder or {"lite": "ctranslate2", "phi2": "sentence_transformers"}[settings.profile]
    if chosen == "ctranslate2":
        from core.embedding.ctranslate import CTranslate2Encoder

        folder = weights.converted("minilm-ctranslate2")
        return CTranslate2Encoder(folder, threads=threads(settings), precision=settings.text_encoder_precision)
    from core.embedding.sentence_transformers import SentenceTransformersEncoder

    return SentenceTransformersEncoder(weights.locate("minilm"), device=settings.device)


def _remembering(settings: Settings) -> TextEncoder:
    from core.embedding.remembering import RememberingEncoder

    return RememberingEncoder(text_encoder(settings))


def picture_encoder(settings: Settings, encoder: TextEncoder) -> PictureEncoder:
    from core.vision.class_space import ConSEEncoder
    from core.vision.shared_space import HEADS, SharedSpaceEncoder
    from core.weights import locate as weights

    tower = weights.converted("efficientnet-lite2-onnx")
    if not settings.trained_eyes:
        return ConSEEncoder(tower, encoder, threads=threads(settings))
    return SharedSpaceEncoder(tower, weights.trained(HEADS), encoder, threads=threads(settings))


def chosen_engine(settings: Settings) -> str:
    return settings.language_engine or {"lite": "llamacpp", "phi2": "transformers"}[settings.profile]


def language_engine(settings: Settings, notes: list[str]) -> LanguageEngine:
    """The profile's engine; where the llama.cpp wheel does not run here, transformers serves and `notes` says so."""
    chosen = chosen_engine(settings)
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


def _llamacpp(settings: Settings) -> LanguageEngine:
    from core.language.llamacpp import LlamaCppEngine
    from core.weights import locate as weights

    model = Path(settings.language_model) if settings.language_model else weights.locate("smollm2")
    return LlamaCppEngine(
        model, name=model.stem if settings.language_model else SMOLLM2,
        context=settings.context, parallel=settings.parallel, threads=threads(settings),
        template=settings.template or "chatml", lazy=_reader_fits(settings),
    )  # fmt: skip


def _transformers(settings: Settings) -> LanguageEngine:
    from core.language.transformers import TransformersEngine
    from core.weights import locate as weights

    phi2 = settings.profile == "phi2"
    model = settings.language_model or ("microsoft/phi-2" if phi2 else weights.locate("smollm2"))
    template = settings.template or ("phi2" if phi2 else "chatml")
    return TransformersEngine(
        model, name=Path(str(model)).stem, context=min(settings.context, 2048) if phi2 else settings.context,
        device=settings.device, threads=threads(settings), template=template, cache=settings.cache_folder(),
    )  # fmt: skip


SMOLLM2 = "SmolLM2-135M-Instruct"

READER = "reader"
"""The adapter version of the grounded reader that ships: part of the base from then on, under feedback's adapters."""


def _reader_fits(settings: Settings) -> bool:
    """Whether the grounded reader is switched on, and the language model is the one that it was trained over."""
    ours = settings.profile == "lite" and not settings.language_model and settings.language_engine != "remote"
    return settings.trained_reader and ours


def reader_version(settings: Settings) -> str | None:
    """The adapter that answers from evidence; None where it is switched off or fits no model."""
    return READER if _reader_fits(settings) else None


def _with_reader(settings: Settings, engine: LanguageEngine) -> LanguageEngine:
    from core.weights import locate as weights

    if version := reader_version(settings):
        engine.attach(version, weights.trained(READER))
    return engine


def span_reader(settings: Settings) -> SpanReader:
    from core.grounding.span_reader import SpanReader
    from core.weights import locate as weights

    return SpanReader(weights.converted("spans-ctranslate2"), threads=threads(settings))


def recognizer(settings: Settings) -> Recognizer:
    from core.weights import locate as weights

    chosen = settings.recognizer or {"lite": "faster_whisper", "phi2": "whisperx"}[settings.profile]
    if chosen == "faster_whisper":
        from core.speech.faster_whisper import FasterWhisperRecognizer

        return FasterWhisperRecognizer(
            lambda: weights.locate("whisper-tiny.en"), lambda: weights.locate("whisper-base"),
            threads=threads(settings), device=settings.device,
        )  # fmt: skip
    from core.speech.whisperx import WhisperXRecognizer

    return WhisperXRecognizer(
        settings.recognizer_model or "small", threads=threads(settings), device=settings.device,
        online=settings.profile == "phi2",
    )  # fmt: skip


def synthesizer(settings: Settings) -> Synthesizer:
    from core.speech.piper import PiperSynthesizer
    from core.weights import locate as weights

    if not settings.speech:
        raise Missing("Speaking is switched off.", "Set VERMEIL_SPEECH=true.")
    return PiperSynthesizer(weights.locate("piper-joe"))
