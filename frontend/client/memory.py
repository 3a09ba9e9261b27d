"""The part of the HTTP client that is about what Vermeil remembers of whoever asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from frontend.client.sendable import sendable


@dataclass(frozen=True, slots=True)
class Fact:
    """What somebody told of themselves, and where they did."""

    id: int
    text: str
    said_at: float
    conversation: str
    title: str
    edited: bool

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Fact:
        return cls(
            int(value["fact"]), str(value["text"]), float(value["said_at"]), str(value["conversation"]),
            str(value["title"]), bool(value["edited"]),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Remembered:
    """`on`: what one tells is remembered and used. `deleted` can be had back."""

    on: bool
    facts: tuple[Fact, ...]
    deleted: tuple[Fact, ...] = ()


class Memory:
    """Methods raise `ApiError`, as those of `Client` do, through which they speak."""

    def __init__(self, json: Callable[..., Any]) -> None:
        self._json = json

    def remembered(self) -> Remembered:
        """The last said first."""
        found = self._json("GET", "/api/memory")
        kept, deleted = (tuple(map(Fact.from_json, found[name])) for name in ("facts", "deleted"))
        return Remembered(bool(found["on"]), kept, deleted)

    def switch(self, on: bool) -> None:
        self._json("PUT", "/api/memory", json={"on": on})

    def change(self, fact: int, text: str) -> None:
        """Put it in other words."""
        self._json("PATCH", f"/api/memory/{fact}", json={"text": sendable(text)})

    def delete(self, fact: int) -> None:
        """`restore` undoes it for ten minutes."""
        self._json("DELETE", f"/api/memory/{fact}")

    def restore(self, fact: int) -> None:
        self._json("POST", f"/api/memory/{fact}/restore")
