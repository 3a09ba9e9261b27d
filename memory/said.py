"""What was said, as values: turns, the conversations that they stand in, and what a later question refers to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from core.types import JsonObject, Outcome
from memory.turns import BASE

TITLE_CHARS = 60
UNTITLED = "New conversation"


@dataclass(frozen=True, slots=True)
class Turn:
    """A recorded question and answer. `passages` and `citations` are the JSON of `core.types`, as they were then."""

    id: str
    question: str
    answer: str
    transcript: str | None
    route: str | None
    outcome: str
    finish: str
    from_library: bool
    model: str
    version: str
    prompt_version: str
    passages: Sequence[dict[str, Any]]
    citations: Sequence[dict[str, Any]]
    timings: dict[str, float]
    usage: dict[str, int]
    created_at: float
    untrainable: str | None
    again_of: str | None
    chosen: bool | None
    vote: str | None

    @property
    def goes_on(self) -> bool:
        """Whether the conversation goes on with it, and not with another answer to its question."""
        return self.again_of is None if self.chosen is None else self.chosen

    def to_json(self) -> JsonObject:
        return {
            "turn": self.id,
            "question": self.question,
            "answer": self.answer,
            "transcript": self.transcript,
            "abstained": self.outcome == Outcome.NOTHING_FOUND,
            "from_library": self.from_library,
            "model": self.model,
            "adapter": None if self.version == BASE else self.version,
            "prompt_version": self.prompt_version,
            "passages": list(self.passages),
            "citations": list(self.citations),
            "timings": self.timings,
            "usage": self.usage,
            "created_at": round(self.created_at, 3),
            "vote": self.vote,
            "route": self.route,
            "outcome": self.outcome,
            "finish": self.finish,
            "trainable": self.untrainable is None,
            "untrainable": self.untrainable,
            "again_of": self.again_of,
            "chosen": self.chosen,
        }


@dataclass(frozen=True, slots=True)
class Conversation:
    """`turns` is empty in a list of conversations, and oldest first where one was asked for."""

    id: str
    title: str
    created_at: float
    updated_at: float
    pinned: bool = False
    turns: tuple[Turn, ...] = ()

    def to_json(self) -> JsonObject:
        return {
            "id": self.id,
            "title": self.title,
            "created_at": round(self.created_at, 3),
            "updated_at": round(self.updated_at, 3),
            "pinned": self.pinned,
        }


@dataclass(frozen=True, slots=True)
class Exchange:
    """A turn as a later question may refer to it; `cited` are the documents that its answer rests on, by id.

    `pictured`: a picture came with its question.
    """

    turn: str
    question: str
    answer: str
    cited: tuple[str, ...] = ()
    pictured: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that may be asked once more, with what it was answered and the picture that came with it."""

    conversation: str
    question: str
    answer: str
    picture: bytes | None


def title_of(question: str) -> str:
    """A title from the first question: its first words, on one line."""
    line = " ".join(question.split())
    if len(line) > TITLE_CHARS:
        line = line[:TITLE_CHARS].rsplit(" ", 1)[0].rstrip(",;:- ") + "…"
    return line or UNTITLED


def turn_text(question: str, answer: str) -> str:
    """What a turn is searched by."""
    return f"{question}\n{answer}"
