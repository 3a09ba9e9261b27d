"""A speech recogniser without weights: it says how high the sound is, second by second where it is not silent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from threading import Event
from typing import Self

import numpy as np

from core.speech.recognizer import SAMPLE_RATE, Language, Samples, Segment
from core.speech.vad import as_float
from core.types import FloatArray, Word

_SILENT = 0.001  # of full scale


class PitchRecognizer:
    """A `Recognizer`: a segment of the words "tone N" for each second, N the strongest frequency in hertz, to tens."""

    name = "stand-in"
    absent = ("It hears tones, and no words.",)

    def transcribe(
        self,
        samples: Samples,
        *,
        language: str | Language | None = "en",
        briefly: bool = False,
        hot_words: Sequence[str] = (),
    ) -> Iterator[Segment]:
        """A segment for each second that is not silent."""
        for second, start in enumerate(range(0, len(samples), SAMPLE_RATE)):
            heard = as_float(samples[start : start + SAMPLE_RATE])
            if len(heard) and np.abs(heard).max() > _SILENT:
                begin, end = float(second), second + len(heard) / SAMPLE_RATE
                middle = (begin + end) / 2
                said = ((" tone", begin, middle), (f" {_pitch(heard)}.", middle, end))
                words = tuple(Word(text, since, until, 0.9) for text, since, until in said)
                yield Segment(begin, end, "".join(word.text for word in words), words)

    def translate(self, samples: Samples, *, language: str | Language | None = None) -> Iterator[Segment]:
        """The same: a tone is a tone in English."""
        return self.transcribe(samples)

    def attending(self, cancel: Event) -> Self:
        """Itself: a second of sound takes it no time."""
        return self

    def retire(self, idle_seconds: float = 0.0) -> None:
        """Nothing to give back."""

    def detect_language(self, samples: Samples) -> Language:
        """English, always."""
        return Language("en", 1.0)


def _pitch(heard: FloatArray) -> int:
    spectrum = np.abs(np.fft.rfft(heard))
    return round(int(spectrum[1:].argmax() + 1) * SAMPLE_RATE / len(heard) / 10) * 10 if len(heard) > 1 else 0
