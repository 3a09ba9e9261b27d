"""The protocol of speech recognisers: 16 kHz mono samples in, time-stamped segments out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from threading import Event
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from core.types import FloatArray, JsonObject, Word

SAMPLE_RATE = 16_000

Samples = FloatArray | npt.NDArray[np.int16]


class Language(NamedTuple):
    """A language that was detected: its code, and how probable it is, in [0, 1]."""

    code: str
    probability: float


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of speech: seconds from the beginning, its text, its words, and who spoke where that is known.

    One that was not `understood` has a text that says so, for people, and no words: it is nothing that was said.
    """

    start: float
    end: float
    text: str
    words: tuple[Word, ...] = ()
    speaker: str | None = None
    understood: bool = True

    def to_json(self) -> JsonObject:
        """As `vermeil transcribe --json` prints it."""
        return {
            "start": round(self.start, 3),
            "end": round(self.end, 3),
            "text": self.text,
            "speaker": self.speaker,
            "understood": self.understood,
            "words": [w.to_json() for w in self.words],
        }


class Recognizer(Protocol):
    """A speech recogniser."""

    @property
    def name(self) -> str:
        """The engine's name, as transcripts report it."""
        ...

    def transcribe(
        self,
        samples: Samples,
        *,
        language: str | Language | None = "en",
        briefly: bool = False,
        hot_words: Sequence[str] = (),
    ) -> Iterator[Segment]:
        """Segments in order of time, each as soon as it is heard; nothing for silence.

        `briefly`: little at a time, for whoever may not wait for all of it; together it takes somewhat longer.
        `hot_words` are names and words that may be spoken, in their spelling.

        A `language` that a person named is heard as it is. One that was detected, or None (it is detected then), is in
        doubt: what was probably not understood in it comes as segments that say so.

        `samples` is float32 (n,) in [-1, 1], or int16 (n,), at `SAMPLE_RATE` and of any length (a memory map is fine):
        it is worked off in pieces of at most 30 s cut at pauses. Raises `UnreadableFile` for samples that are not
        numbers, and `BadInput` for a language that the model does not know.
        """
        ...

    def translate(self, samples: Samples, *, language: str | Language | None = None) -> Iterator[Segment]:
        """As `transcribe`, in English, whatever language is spoken."""
        ...

    def attending(self, cancel: Event) -> Recognizer:
        """The same for one who may leave: it raises `Abandoned`, at the next little piece, once `cancel` is set."""
        ...

    def retire(self, idle_seconds: float = 0.0) -> None:
        """Unload models that have been idle for that long; the next call loads them again."""
        ...

    def detect_language(self, samples: Samples) -> Language:
        """The language of the first 30 s of speech."""
        ...
