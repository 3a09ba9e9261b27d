"""What was read from a file, or heard in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypedDict

import numpy as np
import numpy.typing as npt

from core.types.places import Span
from core.types.wire import JsonObject

Kind = Literal["text", "picture", "audio"]
Status = Literal["queued", "processing", "ready", "failed"]


@dataclass(frozen=True, slots=True)
class Word:
    """One heard word: seconds from the beginning of the recording, and the recogniser's probability in [0, 1]."""

    text: str
    start: float
    end: float
    probability: float

    def to_json(self) -> JsonObject:
        """Times to the millisecond."""
        return {
            "text": self.text,
            "start": round(self.start, 3),
            "end": round(self.end, 3),
            "probability": round(self.probability, 4),
        }


@dataclass(frozen=True, slots=True)
class Chunk:
    """A retrievable piece of a document: its text, its place, and (for speech) its words."""

    text: str
    span: Span
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader made of one file.

    `chunks` hold the text found (for a picture: the text written in it; for audio: empty until it is transcribed).
    `picture` is an RGB array (height, width, 3) of uint8, shrunk to what the tower needs; `samples` counts the decoded
    16 kHz mono samples of a recording. `pages` is the number of pages, or 1.
    """

    kind: Kind
    media_type: str
    chunks: tuple[Chunk, ...] = ()
    pages: int = 1
    width: int | None = None
    height: int | None = None
    picture: npt.NDArray[np.uint8] | None = None
    samples: int | None = None


class HeardSegment(TypedDict):
    """A stretch of speech: seconds from the beginning, and its speaker where that is known."""

    id: int
    start: float
    end: float
    text: str
    speaker: str | None


class HeardWord(TypedDict):
    """A word, with the recogniser's probability in [0, 1]."""

    word: str
    start: float
    end: float
    probability: float


class Transcription(TypedDict):
    """What is said in a recording: the `verbose_json` of OpenAI's interface, with speakers and probabilities."""

    task: str
    language: str
    duration: float
    text: str
    segments: list[HeardSegment]
    words: list[HeardWord]
