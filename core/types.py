"""The value types that the packages exchange. They have no behaviour beyond conversion to JSON and back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float32]

Kind = Literal["text", "picture", "audio"]
Status = Literal["queued", "processing", "ready", "failed"]
LibraryMode = Literal["auto", "only", "off"]
Role = Literal["system", "user", "assistant"]

CITATION_MARK = re.compile(r"\[(\d{1,3})\]")
"""A mark `[n]` in an answer; its group is the number of the evidence."""

UNRECORDED = ""
"""The conversation of a question that leaves no turn."""

IN_THE_QUESTION = "question"
"""Stands for the document id of a picture that came with a question and is in no library."""


# --- where something stands -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PageSpan:
    """Characters `start` to `end` (exclusive) of the text of `page`, counted from 1; a file without pages is one."""

    page: int
    start: int
    end: int

    def to_json(self) -> dict[str, Any]:
        """The keys `page`, `start` and `end`."""
        return {"page": self.page, "start": self.start, "end": self.end}


@dataclass(frozen=True, slots=True)
class BoxSpan:
    """A rectangle of a picture in pixels of the original: x0, y0, x1, y1."""

    box: tuple[int, int, int, int]

    def to_json(self) -> dict[str, Any]:
        """The key `box`: x0, y0, x1, y1."""
        return {"box": list(self.box)}


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """Seconds of a recording. In JSON the keys are `from` and `to`."""

    start: float
    end: float

    def to_json(self) -> dict[str, Any]:
        """The keys `from` and `to`, to the millisecond."""
        return {"from": round(self.start, 3), "to": round(self.end, 3)}


Span = PageSpan | BoxSpan | TimeSpan


def span_from_json(value: Mapping[str, Any]) -> Span:
    """The inverse of `Span.to_json`. Raises `KeyError` for anything that has none of the three shapes."""
    if "page" in value:
        return PageSpan(int(value["page"]), int(value["start"]), int(value["end"]))
    if "box" in value:
        x0, y0, x1, y1 = (int(v) for v in value["box"])
        return BoxSpan((x0, y0, x1, y1))
    return TimeSpan(float(value["from"]), float(value["to"]))


# --- what was read from a file ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Word:
    """One heard word: seconds from the beginning of the recording, and the recogniser's probability in [0, 1]."""

    text: str
    start: float
    end: float
    probability: float

    def to_json(self) -> dict[str, Any]:
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


# --- what was found ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Passage:
    """A retrieved chunk, whole, with the evidence in it as `highlights` (character ranges of `text`).

    `words` are those of a recording, for narrowing its span to a sentence, and `fused` are its reciprocal ranks added
    up; they are not sent along.
    """

    chunk: int
    document: str
    name: str
    kind: Kind
    text: str
    span: Span
    score: float
    highlights: tuple[tuple[int, int], ...] = ()
    words: tuple[Word, ...] = field(default=(), repr=False)
    fused: float = 0.0

    def to_json(self) -> dict[str, Any]:
        """Without the words of a recording."""
        return {
            "chunk": self.chunk,
            "document": self.document,
            "name": self.name,
            "kind": self.kind,
            "text": self.text,
            "span": self.span.to_json(),
            "score": round(self.score, 4),
            "highlights": [list(h) for h in self.highlights],
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Passage:
        """Raises `KeyError` where it does not say of which document, or which place."""
        return cls(
            chunk=int(value.get("chunk") or 0),
            document=str(value["document"]),
            name=str(value["name"]),
            kind=value.get("kind") or "text",
            text=str(value.get("text") or ""),
            span=span_from_json(value["span"]),
            score=float(value.get("score") or 0.0),
            highlights=tuple((int(start), int(end)) for start, end in value.get("highlights") or ()),
        )


ScoredBy = Literal["cosine", "span reader", "recognition"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that goes to the model: characters `start` to `end` of its passage, cited by the mark `n`.

    `score` says how well it serves the question, in the units of `scored_by`: a cosine, or a probability. `pointed` is
    the range of the passage that the span reader takes for the answer, where there is one.
    """

    n: int
    passage: Passage
    start: int
    end: int
    span: Span
    score: float
    scored_by: ScoredBy = "cosine"
    pointed: tuple[int, int] | None = None

    @property
    def quote(self) -> str:
        return self.passage.text[self.start : self.end]

    @property
    def answer(self) -> str:
        """The words that the span reader points at; empty where it points at none."""
        return self.passage.text[slice(*self.pointed)] if self.pointed else ""


@dataclass(frozen=True, slots=True)
class Citation:
    """A mark `[n]` in an answer, checked: `supported` is false where the passage does not carry the sentence.

    The quote is characters `start` to `end` of passage `chunk`, which is -1 where that is not known.
    """

    n: int
    document: str
    name: str
    span: Span
    quote: str
    supported: bool
    chunk: int = -1
    start: int = 0
    end: int = 0

    def to_json(self) -> dict[str, Any]:
        """As the API sends it."""
        return {
            "n": self.n,
            "document": self.document,
            "name": self.name,
            "span": self.span.to_json(),
            "quote": self.quote,
            "supported": self.supported,
            "chunk": self.chunk,
            "start": self.start,
            "end": self.end,
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Citation:
        """Raises `KeyError` where it does not say of which document, or which place."""
        return cls(
            n=int(value["n"]),
            document=str(value["document"]),
            name=str(value["name"]),
            span=span_from_json(value["span"]),
            quote=str(value.get("quote") or ""),
            supported=bool(value.get("supported", True)),
            chunk=int(value.get("chunk", -1)),
            start=int(value.get("start") or 0),
            end=int(value.get("end") or 0),
        )


# --- what goes to a language model, and what comes back ---------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SoftTokens:
    """Vectors put in the place of token embeddings: float32 (tokens, hidden size)."""

    vectors: FloatArray


Part = str | SoftTokens


@dataclass(frozen=True, slots=True)
class Message:
    """A turn of a conversation as a language model gets it: text and soft tokens in order."""

    role: Role
    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        """Its text, without soft tokens."""
        return "".join(p for p in self.parts if isinstance(p, str))


def message(role: Role, text: str) -> Message:
    """A message of text alone."""
    return Message(role, (text,))


@dataclass(frozen=True, slots=True)
class Sampling:
    """How to draw tokens. Temperature 0 is greedy and ignores `top_p` and `seed`."""

    max_tokens: int = 256
    temperature: float = 0.0
    top_p: float = 1.0
    seed: int | None = None
    stop: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens that an answer cost."""

    prompt_tokens: int = 0
    completion_tokens: int = 0

    def to_json(self) -> dict[str, int]:
        """With their total, as OpenAI's interface has it."""
        return {
            "prompt_tokens": self.prompt_tokens,
            "completion_tokens": self.completion_tokens,
            "total_tokens": self.prompt_tokens + self.completion_tokens,
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Usage:
        return cls(int(value.get("prompt_tokens") or 0), int(value.get("completion_tokens") or 0))


Finish = Literal["stop", "length", "cancelled"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A streamed piece of text. The last one of a stream carries `finish` and `usage`, and may have no text."""

    text: str
    finish: Finish | None = None
    usage: Usage | None = None


@dataclass(frozen=True, slots=True)
class Weights:
    """Trained weights by their name and the SHA-256 that stands for them, which is empty where it is not known."""

    name: str
    digest: str = ""


# --- asking -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Question:
    """What a person asks. `picture` and `audio` are the uploaded bytes, untrusted until a reader has parsed them."""

    text: str
    owner: str
    library: LibraryMode = "auto"
    conversation: str | None = None
    picture: bytes | None = None
    audio: bytes | None = None
    sampling: Sampling = field(default_factory=Sampling)
    history: tuple[Message, ...] = ()


Route = Literal["evidence", "guess", "recognised", "overview", "plain", "nothing"]
"""The way in which a question is answered: a file in `app/answering` each."""


class Outcome(StrEnum):
    """What became of a question."""

    ANSWERED = "answered"
    GUESSED = "guessed"
    NOTHING_FOUND = "nothing_found"
    NOT_FOR_PHOTOS = "not_for_photos"


@dataclass(frozen=True, slots=True)
class Answer:
    """The finished answer, as `vermeil ask --json` prints it and the API sends it last."""

    answer: str
    from_library: bool
    citations: tuple[Citation, ...]
    transcript: str | None
    model: str
    adapter: str | None
    prompt_version: str
    timings: Mapping[str, float]
    usage: Usage
    finish: Finish = "stop"
    conversation: str | None = None
    turn: str | None = None
    outcome: Outcome = Outcome.ANSWERED
    route: Route | None = None

    @property
    def abstained(self) -> bool:
        return self.outcome is Outcome.NOTHING_FOUND

    def to_json(self) -> dict[str, Any]:
        """As the API sends it last."""
        return {
            "answer": self.answer,
            "abstained": self.abstained,
            "from_library": self.from_library,
            "citations": [c.to_json() for c in self.citations],
            "transcript": self.transcript,
            "model": self.model,
            "adapter": self.adapter,
            "prompt_version": self.prompt_version,
            "timings": {k: round(v, 4) for k, v in self.timings.items()},
            "usage": self.usage.to_json(),
            "finish": self.finish,
            "conversation": self.conversation,
            "turn": self.turn,
            "outcome": self.outcome.value,
            "route": self.route,
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Answer:
        """The inverse of `to_json`. What is left out gets a default; raises `KeyError` without the answer itself."""
        return cls(
            answer=str(value["answer"]),
            from_library=bool(value.get("from_library", True)),
            citations=tuple(Citation.from_json(c) for c in value.get("citations") or ()),
            transcript=value.get("transcript"),
            model=str(value.get("model") or ""),
            adapter=value.get("adapter"),
            prompt_version=str(value.get("prompt_version") or ""),
            timings={str(k): float(v) for k, v in (value.get("timings") or {}).items()},
            usage=Usage.from_json(value.get("usage") or {}),
            finish=value.get("finish") or "stop",
            conversation=value.get("conversation"),
            turn=value.get("turn"),
            outcome=_outcome(value),
            route=value.get("route"),
        )


def _outcome(value: Mapping[str, Any]) -> Outcome:
    if "outcome" in value:
        return Outcome(value["outcome"])
    return Outcome.NOTHING_FOUND if value.get("abstained") else Outcome.ANSWERED
