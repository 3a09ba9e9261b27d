"""What is remembered of whoever asks."""

from __future__ import annotations

from pydantic import Field

from app.api.described import Reply


class Fact(Reply):
    """What somebody told of themselves, as a sentence."""

    fact: int
    text: str
    said_at: float = Field(description="When it was said, in seconds since 1970.")
    turn: str
    conversation: str
    title: str = Field(description="What the conversation is called.")
    edited: bool = Field(description="Whether it was put in other words since.")


class Remembered(Reply):
    """All that is remembered, the last said first."""

    on: bool
    facts: list[Fact] = Field(description="Those that are there.")
    deleted: list[Fact] = Field(description="Those that can be had back yet.")


class Remembering(Reply):
    """Whether what one tells is remembered."""

    on: bool


class FactChanged(Reply):
    """A fact in its new words."""

    fact: int
    text: str


class FactDeleted(Reply):
    """That a fact is deleted."""

    deleted: int = Field(description="The fact, by its id.")


class FactRestored(Reply):
    """That a fact is there again."""

    fact: int
