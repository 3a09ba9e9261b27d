"""WhisperX (Bain et al. 2023, https://arxiv.org/abs/2303.00747): its Whisper, its aligner and its speaker labels.

Pieces come from our own speech detection instead of WhisperX's (which unpickles or goes to torch.hub), and words from
its Whisper model with word times instead of its pipeline, which knows neither word times nor probabilities. The
aligner times words anew where its model is here, and speakers are told apart where pyannote's pipeline is here; without
them Whisper's own word times stand, and segments have no speaker. Importing WhisperX takes 14 s and 1 GB, so it happens
when the first model is loaded.
"""

from __future__ import annotations

import dataclasses
import logging
import os
import warnings
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Required, TypedDict

from core.errors import EngineFailure
from core.speech.recognizer import SAMPLE_RATE, Language, Samples, Segment
from core.speech.vad import as_float
from core.speech.whisper import WhisperRecognizer
from core.types import FloatArray, Word
from core.weights.hub import model_folder

if TYPE_CHECKING:
    import torch
    from faster_whisper import WhisperModel
    from pandas import DataFrame
    from whisperx.diarize import DiarizationPipeline

# English by a model with safetensors; WhisperX's own choice for it, and for four others, is a pickle from torchaudio.
ALIGNERS: Mapping[str, str] = {
    "en": "facebook/wav2vec2-base-960h",
    "fr": "jonatasgrosman/wav2vec2-large-xlsr-53-french",
    "de": "jonatasgrosman/wav2vec2-large-xlsr-53-german",
    "es": "jonatasgrosman/wav2vec2-large-xlsr-53-spanish",
    "it": "jonatasgrosman/wav2vec2-large-xlsr-53-italian",
}
SPEAKERS = "pyannote/speaker-diarization-community-1"
SIZES = ("tiny", "base", "small", "medium", "large-v1", "large-v2", "large-v3")
"""Names that stand for the repositories of Whisper in CTranslate2's format, as faster-whisper has them."""


class WhisperXRecognizer(WhisperRecognizer):
    """One Whisper model for every language it knows: a folder in CTranslate2's format, a hub name, or one of `SIZES`.

    `aligners` are folders or hub names by language code. Nothing is downloaded unless `online`; speaker labels never
    are, since their weights are pickles: they are used only where they have been put into the hub's cache on purpose.
    """

    def __init__(
        self,
        model: str | Path,
        *,
        threads: int = 0,
        device: str = "cpu",
        online: bool = False,
        aligners: Mapping[str, str] = ALIGNERS,
    ) -> None:
        def locate() -> Path:
            repository = f"Systran/faster-whisper-{model}" if str(model) in SIZES else model
            return model_folder(repository, online=online)

        super().__init__(locate, locate, threads=threads, device=device)
        self._online = online
        self._aligners = aligners
        self._loaded: dict[str, tuple[torch.nn.Module, Mapping[str, object]]] = {}  # aligners by language
        self._diarizer: dict[str, DiarizationPipeline] = {}  # what `attending` gives shares it

    @property
    def name(self) -> str:
        """The engine's name, as transcripts report it."""
        return "whisperx"

    def transcribe(
        self,
        samples: Samples,
        *,
        language: str | Language | None = "en",
        briefly: bool = False,
        hot_words: Sequence[str] = (),
    ) -> Iterator[Segment]:
        """As every recogniser; with aligned words and with speakers where their models are here."""
        found = self.detect_language(samples) if language is None else language
        code = found if isinstance(found, str) else found.code
        turns = self._speakers(samples)
        for segment in super().transcribe(samples, language=found, briefly=briefly, hot_words=hot_words):
            aligned = self._align(segment, samples, code) if segment.understood and self._can_align(code) else segment
            yield aligned if turns is None else _with_speaker(aligned, turns)

    def retire(self, idle_seconds: float = 0.0) -> None:
        """Unload the models, the aligners and the speaker model where they have been idle for that long."""
        super().retire(idle_seconds)
        with self._lock:
            if self._english.model is None:
                self._loaded.clear()
                self._diarizer.clear()

    def _model_class(self) -> type[WhisperModel]:
        _prepare()
        from whisperx.asr import WhisperModel

        found: type[WhisperModel] = WhisperModel
        return found

    def _can_align(self, language: str) -> bool:
        model = self._aligners.get(language)
        if model is None:
            return False
        here = Path(model).is_dir() or _in_cache(model, "config.json")
        return self._online or (here and _has_sentence_splitter())

    def _align(self, segment: Segment, samples: Samples, language: str) -> Segment:
        """The segment with the times of WhisperX's aligner; unchanged where that finds other words in it."""
        _prepare()
        import whisperx

        begin = max(0, int(segment.start * SAMPLE_RATE))
        sound = as_float(samples[begin : int(segment.end * SAMPLE_RATE) + 1])
        said = [{"text": segment.text, "start": 0.0, "end": len(sound) / SAMPLE_RATE}]
        with self._lock:
            if language not in self._loaded:
                self._loaded[language] = self._load_aligner(language)
            model, about = self._loaded[language]
            try:
                found = whisperx.align(said, model, about, sound, self._device)
            except RuntimeError as error:
                raise EngineFailure("The alignment model failed on this recording.", "Try again.") from error
        return retimed(segment, found["word_segments"], begin / SAMPLE_RATE)

    def _load_aligner(self, language: str) -> tuple[torch.nn.Module, Mapping[str, object]]:
        import whisperx

        folder = model_folder(self._aligners[language], online=self._online)
        try:
            model, about = whisperx.load_align_model(language, self._device, str(folder), model_cache_only=True)
        except (ValueError, OSError) as error:
            raise EngineFailure("The alignment model does not load.", "Download it again.") from error
        return model, about

    def _speakers(self, samples: Samples) -> DataFrame | None:
        """Who speaks when, as pyannote's table; None where the model is not here. Takes the whole recording."""
        if not _in_cache(SPEAKERS, "config.yaml"):
            return None
        _prepare()
        from whisperx.diarize import DiarizationPipeline

        sound: FloatArray = as_float(samples)
        with self._lock:
            if SPEAKERS not in self._diarizer:
                self._diarizer[SPEAKERS] = DiarizationPipeline(SPEAKERS, device=self._device)
            return self._diarizer[SPEAKERS](sound)


class AlignedWord(TypedDict, total=False):
    """A word as WhisperX's aligner gives it: seconds, where it could be aligned."""

    word: Required[str]
    start: float
    end: float
    score: float


def retimed(segment: Segment, found: Sequence[AlignedWord], offset: float) -> Segment:
    """The segment's words with the times in `found` (seconds after `offset`), their probabilities kept."""
    if [w["word"] for w in found] != [w.text for w in segment.words]:
        return segment
    if not all("start" in w and "end" in w for w in found):
        return segment
    words = tuple(
        Word(word.text, offset + float(f["start"]), offset + float(f["end"]), word.probability)
        for word, f in zip(segment.words, found, strict=True)
    )
    if not words:
        return segment
    return dataclasses.replace(segment, start=words[0].start, end=words[-1].end, words=words)


def _with_speaker(segment: Segment, turns: DataFrame) -> Segment:
    import whisperx

    said = {"segments": [{"start": segment.start, "end": segment.end, "text": segment.text}]}
    labelled = whisperx.assign_word_speakers(turns, said)["segments"][0]
    return dataclasses.replace(segment, speaker=labelled.get("speaker"))


def _prepare() -> None:
    """What must be so before WhisperX is imported.

    pyannote, which it imports, reports each model that it loads to its makers unless this variable says no; it looks
    at nothing else, so that this is the one place beside the settings that touches the environment. And WhisperX
    writes its log to standard output, where our answers go, unless its logger has a handler already.
    """
    os.environ["PYANNOTE_METRICS_ENABLED"] = "false"
    # pyannote misses FFmpeg's libraries for reading files; we hand it samples.
    warnings.filterwarnings("ignore", message=r"\s*torchcodec is not installed correctly", category=UserWarning)
    logger = logging.getLogger("whisperx")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())


def _in_cache(model: str, file: str) -> bool:
    from huggingface_hub import try_to_load_from_cache

    return isinstance(try_to_load_from_cache(model, file), str)


def _has_sentence_splitter() -> bool:
    import nltk

    try:
        nltk.data.find("tokenizers/punkt_tab/english")
    except LookupError:
        return False
    return True
