"""What was found in the library, and what of it an answer rests on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from core.types.places import Span, span_from_json
from core.types.readings import Kind, Word
from core.types.wire import JsonObject

CITATION_MARK = re.compile(r"\[(\d{1,3})\]")
"""A mark `[n]` in an answer; its group is the number of the evidence."""

IN_THE_QUESTION = "question"
"""Stands for the document id of a picture or a text that came with a question and is in no library."""

HANDBOOK = "handbook"
"""Stands for the document id of Vermeil's own handbook, which is in nobody's library."""


TOLD = "told"
"""Stands for the document id of what the person told before: a passage is a fact, and its chunk the fact's id."""

CORRECTED = "corrected"
"""Stands for the document id of what somebody said that an answer should have been."""

NO_DOCUMENTS = frozenset((IN_THE_QUESTION, HANDBOOK, TOLD, CORRECTED))
"""Ids that stand for something that is in nobody's library."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A retrieved chunk, whole, with the evidence in it as `highlights` (character ranges of `text`).

    `shared_by` is who lets the asker read it, by name, None where it is their own.
    `words` are those of a recording, for narrowing its span to a sentence, `fused` are its reciprocal ranks added up,
    and `lead` is how its document begins; they are not sent along.
    """

    chunk: int
    document: str
    name: str
    kind: Kind
    text: str
    span: Span
    score: float
    highlights: tuple[tuple[int, int], ...] = ()
    shared_by: str | None = None
    words: tuple[Word, ...] = field(default=(), repr=False)
    fused: float = 0.0
    lead: str = field(default="", repr=False)

    @property
    def bearing(self) -> tuple[str, str, str]:
        """What may bear out a name or number of a question: its text, its file's name, and how its document begins."""
        return self.text, self.name, self.lead

    def to_json(self) -> JsonObject:
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
            "shared_by": self.shared_by,
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
            shared_by=value.get("shared_by"),
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

    The quote is characters `start` to `end` of passage `chunk`, which is -1 where that is not known. `shared_by` is as
    in a passage.
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
    shared_by: str | None = None

    def to_json(self) -> JsonObject:
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
            "shared_by": self.shared_by,
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
            shared_by=value.get("shared_by"),
        )
