"""The part of the HTTP client that is about what was said before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from frontend.client.records import Turn
from frontend.client.sendable import sendable


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation, without its turns. Pinned ones stand before the others."""

    id: str
    title: str
    pinned: bool = False

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Conversation:
        return cls(str(value["id"]), str(value.get("title") or ""), bool(value.get("pinned")))


@dataclass(frozen=True, slots=True)
class Kept:
    """One's conversations, and those that were deleted and can be had back."""

    conversations: tuple[Conversation, ...]
    deleted: tuple[Conversation, ...] = ()

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Kept:
        parts = (tuple(map(Conversation.from_json, value.get(name) or ())) for name in ("conversations", "deleted"))
        return cls(*parts)


@dataclass(frozen=True, slots=True)
class Said:
    """A turn that was searched for: where it is, and the sentence of it with most of the words."""

    conversation: str
    title: str
    turn: str
    sentence: str

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Said:
        return cls(str(value["conversation"]), str(value["title"]), str(value["turn"]), str(value["sentence"]))


class Conversations:
    """Methods raise `ApiError`, as those of `Client` do, through which they speak."""

    def __init__(self, json: Callable[..., Any], send: Callable[..., httpx.Response]) -> None:
        self._json, self._send = json, send

    def kept(self) -> Kept:
        return Kept.from_json(self._json("GET", "/api/conversations"))

    def turns(self, conversation: str) -> list[Turn]:
        return [Turn.from_json(value) for value in self._json("GET", f"/api/conversations/{conversation}")["turns"]]

    def search(self, query: str) -> list[Said]:
        """The best first."""
        found = self._json("POST", "/api/conversations/search", json={"query": sendable(query)})
        return [Said.from_json(value) for value in found["results"]]

    def rename(self, conversation: str, title: str) -> None:
        self._send("PATCH", f"/api/conversations/{conversation}", json={"title": sendable(title)})

    def pin(self, conversation: str, pinned: bool) -> None:
        """Let it stand before the others, or not any more."""
        self._send("PATCH", f"/api/conversations/{conversation}", json={"pinned": pinned})

    def delete(self, conversation: str) -> None:
        """`restore` undoes it for ten minutes."""
        self._send("DELETE", f"/api/conversations/{conversation}")

    def restore(self, conversation: str) -> None:
        self._send("POST", f"/api/conversations/{conversation}/restore")

    def markdown(self, conversation: str) -> str:
        """All of it, with what its answers rest on."""
        return self._send("GET", f"/api/conversations/{conversation}/markdown").text
