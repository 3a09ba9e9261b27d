"""What an answer is made of while it is being made: the clock, the task as understood, the draft."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from core.grounding.intent import Intent
from core.types import Citation, Message, Passage, Piece, Question, Usage
from core.vision.encoder import Pixels


@dataclass
class Clock:
    """Seconds of each step since the question came in."""

    began: float = field(default_factory=time.perf_counter)
    timings: dict[str, float] = field(default_factory=dict)

    def lap(self, name: str, since: float) -> None:
        self.timings[name] = self.timings.get(name, 0.0) + time.perf_counter() - since

    def mark(self, name: str) -> None:
        self.timings.setdefault(name, time.perf_counter() - self.began)


@dataclass
class Draft:
    """What has been written so far."""

    text: str = ""
    usage: Usage = field(default_factory=Usage)
    finish: str = "stop"
    abstained: bool = False
    from_library: bool = False
    adapter: str | None = None  # that wrote it
    citations: list[Citation] = field(default_factory=list)

    def add(self, piece: Piece) -> None:
        self.text += piece.text
        if piece.finish:
            self.finish, self.usage = piece.finish, piece.usage or Usage()


@dataclass(frozen=True)
class Seen:
    """A picture that came with the question: its pixels, and what was recognised as a passage."""

    pixels: Pixels
    passage: Passage


@dataclass(frozen=True)
class Task:
    """A question made ready: heard, completed from the conversation, and understood."""

    question: Question
    text: str
    search: str
    intent: Intent
    history: tuple[Message, ...]
    transcript: str | None = None
    seen: Seen | None = None
