"""What people said of answers, what became of it, and what they allow."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from app.api.described import Reply
from core.types import Decision, Reason, VoteValue
from feedback.anew import Verdict


class Voted(Reply):
    """What one says of an answer now."""

    turn: str
    vote: VoteValue | None


class Place(Reply):
    """Where the right answer stands: characters `start` to `end` of a passage."""

    document: str
    chunk: int
    start: int = Field(description="The first character, in the text of the passage.")
    end: int = Field(description="The character behind the last.")


class PlaceShown(Place):
    """Where the right answer stands, with its words."""

    text: str | None = Field(description="The words there; null where they are gone.")
    name: str | None = Field(description="Of the document; null where it is gone.", examples=["lease.pdf"])


class Vote(Reply):
    """What was said of an answer once."""

    id: str
    turn: str
    vote: VoteValue | None
    reasons: list[Reason]
    comment: str | None
    correction: str | None
    evidence: list[Place] = Field(description="Where the right answer stands.")
    transcript: str | None = Field(description="What was really said in the question.")
    picture_name: str | None
    over: str | None = Field(description="Another answer to the same question, that was not chosen.")
    created_at: float


class Votes(Reply):
    """One's vote on an answer, and all that one ever said of it."""

    turn: str
    said: Vote | None = Field(description="The vote that is in force; null for none.")
    history: list[Vote] = Field(description="All of them, oldest first.")


class Anew(Reply):
    """What a question was answered since."""

    answer: str
    from_library: bool
    model: str
    version: str
    verdict: Verdict | None
    at: float


class Receipt(Reply):
    """What became of a vote, without the names of reviewers."""

    turn: str
    conversation: str
    question: str
    vote: VoteValue
    reasons: list[Reason]
    correction: str | None
    evidence: list[PlaceShown] = Field(description="Where the right answer stands.")
    created_at: float
    answered: str = Field(description="The answer that was voted on.")
    version: str
    anew: Anew | None = Field(description="What the question was answered since, where somebody asked.")
    allowed: bool = Field(description="Whether its owner allows that it is reviewed.")
    state: Literal["received"] | Decision = Field(description="How the review ended; `received` before.")
    note: str | None
    answer: str | None = Field(description="What is learned in its place, where it was edited.")
    decided_at: float | None = Field(description="When it was decided, in seconds since 1970.")
    data_sets: list[int]
    versions: list[str] = Field(description="The learned versions that were trained with it.")


class Receipts(Reply):
    """What became of one's votes, the newest first."""

    feedback: list[Receipt] = Field(description="A line for each vote that is in force.")


class HotWords(Reply):
    """What is listened for in one's recordings."""

    words: list[str] = Field(description="The words, the latest first.")


class Word(Reply):
    """What was said once of what is allowed."""

    at: float
    allowed: bool | None
    conversation: str | None


class Consent(Reply):
    """What somebody allows."""

    allowed: bool = Field(description="What holds in general.")
    said: bool | None = Field(description="What they said of it; null where they were never asked.")
    default: bool = Field(description="What holds where nothing was said.")
    conversations: dict[str, bool] = Field(description="What holds for single conversations, by their ids.")
    history: list[Word] = Field(description="What was said when, the newest first.")
