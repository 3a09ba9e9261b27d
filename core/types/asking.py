"""A question and its answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal

from core.types.messages import Finish, Message, Sampling, Usage
from core.types.passages import Citation
from core.types.wire import JsonObject

LibraryMode = Literal["auto", "only", "off"]

TALK_TEMPERATURE = 0.7
AGAIN_TEMPERATURE = 1.0

UNRECORDED = ""
"""The conversation of a question that leaves no turn."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a person asks. `picture` and `audio` are the uploaded bytes, untrusted until a reader has parsed them.

    `tag` narrows the library to the documents that the person put it on. `talk_temperature` is that of an answer that
    rests on no source: a small model that is greedy there goes round in circles, and tells everybody the same joke.
    `again` is the turn whose question is asked once more: its answer stays. `context` is a text that came with it to be
    answered from, before the library. `corrections`: what people said that is right answers before any model.
    `begins` is the id that the conversation is to have which begins with it.
    """

    text: str
    owner: str
    library: LibraryMode = "auto"
    conversation: str | None = None
    picture: bytes | None = None
    audio: bytes | None = None
    sampling: Sampling = field(default_factory=Sampling)
    history: tuple[Message, ...] = ()
    talk_temperature: float = TALK_TEMPERATURE
    again: str | None = None
    tag: str | None = None
    context: str = ""
    corrections: bool = True
    begins: str | None = None


Route = Literal[
    "evidence",
    "guess",
    "recognised",
    "overview",
    "catalogue",
    "table",
    "handbook",
    "courtesy",
    "memory",
    "corrected",
    "plain",
    "nothing",
]
"""The way in which a question is answered: a file in `app/answering` each."""


class Outcome(StrEnum):
    """What became of a question."""

    ANSWERED = "answered"
    GUESSED = "guessed"
    NOTHING_FOUND = "nothing_found"
    NOT_FOR_PHOTOS = "not_for_photos"
    UNTAUGHT = "untaught"


@dataclass(frozen=True, slots=True)
class Answer:
    """The finished answer, as `vermeil ask --json` prints it and the API sends it last.

    `recorded` is false where there was no room on the disk to keep it in its conversation.
    """

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
    recorded: bool = True

    @property
    def abstained(self) -> bool:
        return self.outcome is Outcome.NOTHING_FOUND

    def to_json(self) -> JsonObject:
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
            "recorded": self.recorded,
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
            recorded=bool(value.get("recorded", True)),
        )


def _outcome(value: Mapping[str, Any]) -> Outcome:
    if "outcome" in value:
        return Outcome(value["outcome"])
    return Outcome.NOTHING_FOUND if value.get("abstained") else Outcome.ANSWERED
