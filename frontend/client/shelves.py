"""The part of the HTTP client that keeps a library in order: whom documents are shared with, and their tags."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any
from urllib.parse import quote

from frontend.client.records import Document, Tag
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

    def tags(self) -> list[Tag]:
        return [Tag.from_json(value) for value in self._json("GET", "/api/tags")["tags"]]

    def change_tags(self, documents: Collection[str], add: Collection[str], remove: Collection[str]) -> None:
        """Put tags on all of these documents, and take others off."""
        names = {"add": [sendable(name) for name in add], "remove": [sendable(name) for name in remove]}
        self._json("POST", "/api/tags", json={"documents": list(documents), **names})

    def rename_tag(self, tag: str, name: str) -> None:
        self._json("PATCH", f"/api/tags/{quote(sendable(tag), safe='')}", json={"name": sendable(name)})

    def remove_tag(self, tag: str) -> None:
        """Take it off all documents, which stay."""
        self._json("DELETE", f"/api/tags/{quote(sendable(tag), safe='')}")
