"""How answers do, in numbers."""

from __future__ import annotations

from pydantic import Field

from app.api.described import Reply
from core.types import Reason, Stage


class DayOfVotes(Reply):
    """Votes of a day."""

    day: int
    up: int
    down: int


class Approval(Reply):
    """Votes on a model and a version."""

    model: str
    version: str
    up: int
    down: int


class DayOfAnswers(Reply):
    """Answers of a day."""

    day: int
    answers: int
    refused: int = Field(description="How many of them found nothing.")
    median: float | None = Field(description="Of the seconds that they took.")
    p95: float | None = Field(description="The seconds that 95 of 100 took at most.")


class CitedDocument(Reply):
    """A document that the admin may read."""

    document: str
    name: str
    answers: int = Field(description="How many answers cite it.")


class OtherDocuments(Reply):
    """Documents that the admin may not read."""

    documents: int = Field(description="How many there are.")
    never_cited: int = Field(description="How many of them no answer cites.")


class CitedDocuments(Reply):
    """Documents by the answers that cite them."""

    most_cited: list[CitedDocument] = Field(description="Those that most answers cite.")
    never_cited: list[CitedDocument] = Field(description="Some that no answer cites.")
    never_cited_in_all: int = Field(description="How many no answer cites.")
    others: OtherDocuments = Field(description="Those that the admin may not read.")


class FoundNothing(Reply):
    """A question that nothing was found for."""

    question: str
    at: float


class Insights(Reply):
    """What the last days show."""

    since: float = Field(description="What it counts from, in seconds since 1970.")
    votes: list[DayOfVotes] = Field(description="Votes, day by day.")
    approval: list[Approval] = Field(description="Votes by model and version.")
    reasons: dict[Reason, int] = Field(description="How many votes give each reason.")
    stages: dict[Stage, int] = Field(description="How many answers went wrong at each step.")
    answers: list[DayOfAnswers] = Field(description="Answers, day by day.")
    documents: CitedDocuments = Field(description="Documents by the answers that cite them.")
    found_nothing: list[FoundNothing] = Field(description="The last questions that nothing was found for.")
