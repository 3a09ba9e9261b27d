"""The part of the HTTP client that keeps a library in order: who may read a document, its tags and its versions."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any
from urllib.parse import quote

from frontend.client.records import Document
from frontend.client.sendable import sendable
from frontend.client.shelf_records import Tag, Version


class Shelves:
    """Methods raise `ApiError`, as those of `Client` do, through which they speak."""

    def __init__(self, json: Callable[..., Any]) -> None:
        self._json = json

    def readers(self) -> list[str]:
        """The names of those whom something can be shared with."""
        return [str(name) for name in self._json("GET", "/api/readers")["people"]]

    def share(
        self, documents: Collection[str], add: Collection[str], remove: Collection[str], *, everyone: bool | None
    ) -> None:
        """Let more people read all of these documents, and others not any more; `everyone` None keeps that."""
        names = {"add": [sendable(name) for name in add], "remove": [sendable(name) for name in remove]}
        self._json("POST", "/api/readers", json={"documents": list(documents), "everyone": everyone, **names})

    def kept(self) -> tuple[list[Document], list[Version]]:
        """The documents, the newest first, and those that were deleted and can be had back yet, the last one first."""
        found = self._json("GET", "/api/documents")
        documents = [Document.from_json(value) for value in found["documents"]]
        return documents, [Version.from_json(value) for value in found.get("deleted") or ()]

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

    def versions(self, document: str) -> list[Version]:
        """All versions of a document, the newest first."""
        found = self._json("GET", f"/api/documents/{document}/versions")["versions"]
        return [Version.from_json(value) for value in found]

    def restore(self, version: str) -> None:
        """Make an earlier version the current one, or undo a deletion."""
        self._json("POST", f"/api/documents/{version}/restore")

    def join(self, document: str, older: str) -> None:
        """Say that a document is a newer version of another."""
        self._json("POST", f"/api/documents/{document}/older", json={"document": older})
