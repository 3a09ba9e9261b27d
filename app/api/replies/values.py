"""What several routes tell: places, passages, citations, and what an answer cost. As `core.types` writes them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from app.api.described import Reply
from core.types import Kind, ScoredBy

Timings = Annotated[dict[str, float], Field(description="Seconds of each step, by its name, and in `total`.")]


class PageSpan(Reply):
    """A place in a text."""

    page: int
    start: int = Field(description="The first character, in the text of the page.")
    end: int = Field(description="The character behind the last, in the text of the page.")


class BoxSpan(Reply):
    """A place in a picture."""

    box: list[int] = Field(min_length=4, max_length=4, description="x0, y0, x1, y1 in pixels of the original.")


class TimeSpan(Reply):
    """A place in a recording."""

    begin: float = Field(alias="from", description="Seconds from the beginning.")
    to: float = Field(description="Seconds from the beginning, where it ends.")


Span = Annotated[
    PageSpan | BoxSpan | TimeSpan, Field(description="Where it stands: on a page, in a picture, in a recording.")
]


class Passage(Reply):
    """A passage of a document that was found."""

    chunk: int
    document: str
    name: str
    kind: Kind
    text: str
    span: Span
    score: float
    highlights: list[list[int]] = Field(description="What of the text is evidence: where each begins, and ends.")
    shared_by: str | None


class KeptPassage(Passage):
    """A passage as it is kept with the turn that was answered from it."""

    scored_by: ScoredBy = Field(description="What the score is.")
    fused: float = Field(description="What it was ordered by: its reciprocal ranks in all searches, added up.")


class Citation(Reply):
    """A mark `[n]` in an answer, and what it rests on: characters `start` to `end` of passage `chunk`."""

    n: int
    document: str
    name: str
    span: Span
    quote: str
    supported: bool = Field(description="Whether the passage bears the sentence out.")
    chunk: int
    start: int = Field(description="The first character of the quote, in the text of the passage.")
    end: int = Field(description="The character behind the last of the quote.")
    shared_by: str | None


class Usage(Reply):
    """Tokens that an answer cost."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class Deleted(Reply):
    """That something is deleted."""

    deleted: str
