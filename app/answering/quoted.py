"""What people said, as evidence: their words as a whole, and the day that they are from."""

from __future__ import annotations

from datetime import datetime

from core.types import Evidence, PageSpan, Passage


def whole(document: str, name: str, text: str, *, n: int = 1, chunk: int = 0) -> Evidence:
    """All of a text, cited as a document of its own; of `document` there is no file."""
    span = PageSpan(1, 0, len(text))
    passage = Passage(chunk, document, name, "text", text, span, 1.0, ((0, len(text)),))
    return Evidence(n, passage, 0, len(text), span, 1.0)


def day(moment: float) -> str:
    """The date of seconds since 1970, where the service runs: "3 May 2025"."""
    then = datetime.fromtimestamp(moment).astimezone()
    return f"{then.day} {then:%B %Y}"
