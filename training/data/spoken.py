"""Questions as they are heard: spoken by a synthesiser, understood by a recogniser, once each.

The mistakes of recognisers are what this is for: "a read square", "wear is the star". What a recogniser hears of a
sentence is kept in a JSON file, because speaking and hearing take a second each.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from core.files import atomic_write
from core.speech.recognizer import SAMPLE_RATE, Recognizer
from core.speech.synthesizer import Synthesizer
from core.types import FloatArray
from training.data.progress import Progress

_SAVED_EVERY = 20  # sentences


class Spoken:
    """What is heard of sentences. `synthesizer` and `recognizer` are loaded when a sentence is not in the cache."""

    def __init__(
        self, cache: Path, synthesizer: Callable[[], Synthesizer], recognizer: Callable[[], Recognizer]
    ) -> None:
        self._file = cache / "heard.json"
        self._synthesizer, self._recognizer = synthesizer, recognizer
        self._heard: dict[str, str] = json.loads(self._file.read_text()) if self._file.exists() else {}

    def hear(self, sentences: Sequence[str], progress: Progress | None = None) -> dict[str, str]:
        """What is heard of each sentence; a sentence of which nothing is heard stays as it was written."""
        new = [sentence for sentence in dict.fromkeys(sentences) if sentence not in self._heard]
        if new:
            self._listen(new, self._synthesizer(), self._recognizer(), progress or _unheard)
        return {sentence: self._heard[sentence] for sentence in sentences}

    def _listen(self, new: Sequence[str], synthesizer: Synthesizer, recognizer: Recognizer, progress: Progress) -> None:
        for number, sentence in enumerate(new, 1):
            self._heard[sentence] = _round_trip(sentence, synthesizer, recognizer) or sentence
            if number % _SAVED_EVERY == 0 or number == len(new):
                atomic_write(self._file, json.dumps(self._heard, indent=0, ensure_ascii=False))
            progress(number, len(new))


def _unheard(done: int, total: int) -> None:
    """For callers that want no progress."""


def chosen(sentence: str, share: float, seed: int) -> bool:
    """Whether a sentence is among the spoken ones: by its hash, so that equal sentences are spoken once."""
    digest = hashlib.sha256(f"{seed} {sentence}".encode()).digest()
    return int.from_bytes(digest[:4], "big") < share * 2**32


def _round_trip(sentence: str, synthesizer: Synthesizer, recognizer: Recognizer) -> str:
    pcm = np.frombuffer(b"".join(synthesizer.speak([sentence])), dtype="<i2")
    sound: FloatArray = pcm.astype(np.float32) / np.float32(2**15)
    segments = recognizer.transcribe(resampled(sound, synthesizer.sample_rate), language="en")
    return " ".join(segment.text.strip() for segment in segments).strip()


def resampled(sound: FloatArray, rate: int) -> FloatArray:
    """Samples at `rate` to samples at 16 kHz, by linear interpolation: near enough for speech."""
    seconds = len(sound) / rate
    at = np.arange(int(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    return np.interp(at, np.arange(len(sound)) / rate, sound).astype(np.float32)
