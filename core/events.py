"""The steps of an answer, in the order in which they happen: what the page, the API and the command line all show.

Inside a process they are passed on as they are; they are JSON only where they leave it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from core.types import Answer, Citation, JsonObject, Passage


@dataclass(frozen=True, slots=True)
class Began:
    """The answer will be kept in this new conversation, however it ends. Told behind the first step."""

    conversation: str

    def to_json(self) -> JsonObject:
        return {"type": "began", "conversation": self.conversation}


@dataclass(frozen=True, slots=True)
class Transcript:
    """What was said in the recording that came with a question."""

    text: str

    def to_json(self) -> JsonObject:
        return {"type": "transcript", "text": self.text}


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long answer is: `done` steps of `total`."""

    text: str
    done: int
    total: int

    def to_json(self) -> JsonObject:
        return {"type": "progress", "text": self.text, "done": self.done, "total": self.total}


@dataclass(frozen=True, slots=True)
class Sources:
    """The passages that the answer will rest on, with the evidence highlighted."""

    passages: tuple[Passage, ...]

    def to_json(self) -> JsonObject:
        return {"type": "sources", "passages": [passage.to_json() for passage in self.passages]}


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the answer."""

    text: str

    def to_json(self) -> JsonObject:
        return {"type": "token", "text": self.text}


@dataclass(frozen=True, slots=True)
class Cited:
    """A mark of the answer, checked."""

    citation: Citation

    def to_json(self) -> JsonObject:
        return {"type": "citation", **self.citation.to_json()}


@dataclass(frozen=True, slots=True)
class Done:
    """The whole answer; nothing follows."""

    answer: Answer

    def to_json(self) -> JsonObject:
        return {"type": "done", "answer": self.answer.to_json()}


@dataclass(frozen=True, slots=True)
class Failed:
    """The answer broke off; nothing follows. Only where a stream can no longer fail by its status."""

    code: str
    message: str
    remedy: str

    def to_json(self) -> JsonObject:
        return {"type": "error", "code": self.code, "message": self.message, "remedy": self.remedy}


Event = Began | Transcript | Progress | Sources | Token | Cited | Done | Failed

_EVENTS: Mapping[str, Callable[[Mapping[str, Any]], Event]] = {
    "began": lambda value: Began(str(value["conversation"])),
    "transcript": lambda value: Transcript(str(value["text"])),
    "progress": lambda value: Progress(
        str(value.get("text") or ""), int(value.get("done") or 0), int(value.get("total") or 0)
    ),
    "sources": lambda value: Sources(tuple(Passage.from_json(passage) for passage in value["passages"])),
    "token": lambda value: Token(str(value["text"])),
    "citation": lambda value: Cited(Citation.from_json(value)),
    "done": lambda value: Done(Answer.from_json(value["answer"])),
    "error": lambda value: Failed(
        str(value.get("code", "error")), str(value.get("message", "")), str(value.get("remedy", ""))
    ),
}


def event_from_json(value: Mapping[str, Any]) -> Event | None:
    """The inverse of an event's `to_json`; None for a kind that is not known here, which a newer service may send.

    Raises `KeyError`, `TypeError`, `ValueError` or `AttributeError` for what is no event.
    """
    make = _EVENTS.get(value["type"])
    return make(value) if make is not None else None
