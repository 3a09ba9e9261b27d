"""The part of the HTTP client that keeps a library in order: whom a document is shared with."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from frontend.client.records import Document
from frontend.client.sendable import sendable


class Shelves:
    """Methods raise `ApiError`, as those of `Client` do, through which they speak."""

    def __init__(self, json: Callable[..., Any]) -> None:
        self._json = json

    def readers(self) -> list[str]:
        """The names of those whom something can be shared with."""
        return [str(name) for name in self._json("GET", "/api/readers")["people"]]

    def share(self, document: str, people: Collection[str], *, everyone: bool) -> Document:
        """Let these read it, and from now on nobody else."""
        wanted = {"people": [sendable(name) for name in people], "everyone": everyone}
        return Document.from_json(self._json("PUT", f"/api/documents/{document}/readers", json=wanted))
