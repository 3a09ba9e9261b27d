"""The protocol of speech recognisers: 16 kHz mono samples in, time-stamped segments out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from core.types import FloatArray, Word

SAMPLE_RATE = 16_000


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of speech: seconds from the beginning, its text, its words, and who spoke where that is known."""

    start: float
    end: float
    text: str
    words: tuple[Word, ...] = ()
    speaker: str | None = None

    def to_json(self) -> dict[str, Any]:
        return {
            "start": round(self.start, 3),
            "end": round(self.end, 3),
            "text": self.text,
            "speaker": self.speaker,
            "words": [w.to_json() for w in self.words],
        }


class Recognizer(Protocol):
    """A speech recogniser. `language` None means: detect it on the first 30 s."""

    @property
    def name(self) -> str: ...

    def transcribe(self, samples: FloatArray, *, language: str | None = "en") -> Iterator[Segment]:
        """Segments in order of time, each as soon as it is heard; nothing for silence.

        `samples` is float32 (n,) in [-1, 1] at `SAMPLE_RATE`, of any length (a memory map is fine): it is worked off in
        pieces of at most 30 s cut at pauses.
        """
        ...

    def detect_language(self, samples: FloatArray) -> tuple[str, float]:
        """The language code of the first 30 s, and its probability."""
        ...
