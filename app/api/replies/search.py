"""What a search finds."""

from __future__ import annotations

from pydantic import Field

from app.api.described import Reply
from app.api.replies.values import Passage


class Found(Reply):
    """Passages, the nearest first."""

    results: list[Passage] = Field(description="The passages, best first.")
    seconds: float
