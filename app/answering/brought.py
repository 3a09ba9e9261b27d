"""What came with a question to be answered from, as passages that are read like those of a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.answering.looking import LONGEST
from core.sentences import sentences
from core.types import IN_THE_QUESTION, PageSpan, Passage
from memory.retrieve import LEAD

NAME = "your message"
_FIRST = -1001
"""The number of the first passage; they count down from it, beyond those of a picture in the question."""

_A_PART = 400
"""Characters up to which such a text may as well be a part of the question."""


def passages(context: str) -> tuple[Passage, ...]:
    """Neighbouring sentences together, each passage with its place in the context as that of a page."""
    lead = context[:LEAD]
    return tuple(
        Passage(_FIRST - number, IN_THE_QUESTION, NAME, "text", context[start:end], PageSpan(1, start, end), 0.0,
                lead=lead)
        for number, (start, end) in enumerate(_gathered(sentences(context)))
    )  # fmt: skip


def readings(question: str, context: str) -> tuple[str, ...]:
    """What the question may mean: with a short text before it, that may be what it is about."""
    return (f"{context} {question}",) if 0 < len(context) <= _A_PART else ()


def _gathered(places: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Neighbouring ranges as one, up to `LONGEST` characters."""
    first: int | None = None
    last = 0
    for start, end in places:
        if first is not None and end - first > LONGEST:
            yield first, last
            first = None
        first, last = (start if first is None else first), end
    if first is not None:
        yield first, last
