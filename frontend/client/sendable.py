"""Text as JSON can carry it."""

from __future__ import annotations


def sendable(text: str) -> str:
    """The text without lone surrogates, which UTF-8 has no bytes for."""
    return text.encode("utf-8", "replace").decode("utf-8")
