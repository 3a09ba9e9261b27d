"""Answers, and the conversations that they stand in."""

from __future__ import annotations

from pydantic import Field

from app.api.described import Reply
from app.api.replies.values import Citation, KeptPassage, Timings, Usage
from core.types import Finish, Outcome, Route, VoteValue


class Answer(Reply):
    """A finished answer, with what it rests on."""

    answer: str
    abstained: bool
    from_library: bool
    citations: list[Citation]
    transcript: str | None
    model: str
    adapter: str | None
    prompt_version: str
    timings: Timings
    usage: Usage
    finish: Finish
    conversation: str | None
    turn: str | None
    outcome: Outcome
    route: Route | None
    recorded: bool = Field(description="False where there was no room on the disk to keep it.")


class Turn(Reply):
    """A question with its answer, as it was kept."""

    turn: str
    question: str
    answer: str
    transcript: str | None
    abstained: bool
    from_library: bool
    model: str
    adapter: str | None
    prompt_version: str
    passages: list[KeptPassage]
    citations: list[Citation]
    timings: Timings
    usage: Usage
    created_at: float
    vote: VoteValue | None = Field(description="What its owner said of it.")
    route: Route | None
    outcome: Outcome
    finish: Finish
    trainable: bool = Field(description="Whether it can be learned from.")
    untrainable: str | None
    again_of: str | None = Field(description="The turn whose question it answers once more.")
    chosen: bool | None = Field(description="Whether the conversation goes on with it; null while nobody chose.")


class Conversation(Reply):
    """A conversation without its turns."""

    id: str
    title: str
    created_at: float
    updated_at: float = Field(description="When it was used last, in seconds since 1970.")
    pinned: bool


class Conversations(Reply):
    """One's conversations, the pinned ones first, then the latest used."""

    conversations: list[Conversation] = Field(description="Those that are there.")
    deleted: list[Conversation] = Field(description="Those that can be had back yet.")


class WholeConversation(Conversation):
    """A conversation with its turns."""

    turns: list[Turn] = Field(description="Its turns, oldest first.")


class SaidThere(Reply):
    """A turn that was searched for."""

    conversation: str
    title: str
    turn: str
    sentence: str = Field(description="The sentence of it that has most of the words.")
    created_at: float


class SaidBefore(Reply):
    """Turns that share words with a query."""

    results: list[SaidThere] = Field(description="The turns, best first.")
