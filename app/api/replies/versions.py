"""Learned versions: what there is, which of them answers, and how they are tried."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from app.api.described import Reply
from core.types import Route
from training.registry import Verdict


class Version(Reply):
    """A learned version, or, as the last of a list, the model as it ships."""

    version: str
    number: int = Field(description="That of its name; 0 for the model as it ships.")
    parent: str | None = Field(description="What it was measured against; null for the model as it ships.")
    verdict: Verdict | None = Field(description="What the gate said; null where nothing measured it.")
    imported: bool = Field(description="Whether it was brought in from elsewhere.")
    made_at: float | None = Field(description="When it was made, in seconds since 1970.")
    withdrawn: int = Field(description="How many votes that it learned from may not be used any more.")
    aliases: list[Literal["current", "previous"]] = Field(description="Whether it serves, or did before.")


class Counted(Reply):
    """Answers that the model of a version wrote, and the votes on them."""

    answers: int
    up: int
    down: int


class CountedVersion(Counted):
    """The same, of a version."""

    version: str


class Came(Reply):
    """How a version answered recent questions, beside what served: how many of each."""

    questions: int = Field(description="How many were asked.")
    same: int = Field(description="Answered alike.")
    different: int = Field(description="Answered otherwise.")
    refused: int = Field(description="Refused, and answered by what serves.")
    answered: int = Field(description="Answered, and refused by what serves.")
    failed: int = Field(description="Not answered at all by one of them.")
    beside: str = Field(description="What served.")
    seconds: float = Field(description="By how much it was later, in the middle.")


class LastShadow(Came):
    """What came of recent questions last."""

    at: float


class ListedVersion(Version):
    """A version with how it did."""

    votes: Counted = Field(description="The votes on what it wrote so far.")
    shadow: LastShadow | None = Field(description="What came of recent questions last; null for none.")


class Canary(Reply):
    """The version that answers a share of conversations."""

    version: str
    share: float
    since: float = Field(description="When that began, in seconds since 1970.")
    beside: str = Field(description="What serves the others.")
    votes: list[CountedVersion] = Field(description="The votes on both since then.")
    p: float | None = Field(description="How likely votes are to differ as much by chance; null without any on both.")


class Versions(Reply):
    """The versions that are there, the newest first."""

    versions: list[ListedVersion] = Field(description="Each with how it did.")
    canary: Canary | None


class OnTrial(Reply):
    """Which version is tried on a share of conversations."""

    canary: Canary | None


class ChangedAnswer(Reply):
    """An answer to feedback that a version changed."""

    slice: str = Field(description="The part of the gate that asked it.")
    better: bool = Field(description="Whether it became better; else it became worse.")
    question: str
    wanted: str = Field(description="What was approved, or corrected to.")
    before: str = Field(description="What was answered by what served.")
    after: str = Field(description="What the version answers.")


class WholeVersion(Version):
    """A version with its card."""

    card: dict[str, Any] | None = Field(
        description="What it learned from and over, and what the gate said. It is shown as the run wrote it, or as it "
        "was brought in, and versions of before have other cards; null for none."
    )
    flips: list[ChangedAnswer] = Field(description="Answers to feedback that it changed, while they may be shown.")
    fault: str | None = Field(description="Why it cannot serve.")


class Pointer(Reply):
    """Which version serves, and which did before; null is the model as it ships."""

    current: str | None = Field(description="The one that serves.")
    previous: str | None = Field(description="The one that a rollback goes to.")


class ComparedAnswer(Reply):
    """What a version answers."""

    version: str
    answer: str
    abstained: bool
    route: Route | None
    adapter: str | None
    seconds: float


class Comparison(Reply):
    """What versions answer to a question."""

    answers: list[ComparedAnswer] = Field(description="In the order in which they were named.")


Said = str | float | bool | None


class Difference(Reply):
    """What is not the same in two cards; null where one does not say it."""

    what: str = Field(description="Where in the card it stands.")
    one: Said = Field(description="What the first one says.")
    other: Said = Field(description="What the second one says.")


class VotesInCommon(Reply):
    """How many of the votes that two versions learned from they share."""

    both: int = Field(description="Those that are in both.")
    one: int = Field(description="Those of the first alone.")
    other: int = Field(description="Those of the second alone.")


class Diff(Reply):
    """What tells two versions apart."""

    one: str = Field(description="The first one.")
    other: str = Field(description="The second one.")
    differences: list[Difference] = Field(description="What is not the same in both cards.")
    votes: VotesInCommon = Field(description="What they learned from.")


class Asked(Reply):
    """A question that was corrected, asked again."""

    item: str
    question: str
    evidence: list[str] = Field(description="The words that the right answer rests on.")
    must: str = Field(description="What should be answered.")
    must_not: str = Field(description="What was answered, and is wrong.")
    said: str = Field(description="What is answered now.")
    holds: bool = Field(description="Whether that is right.")
    fault: str | None = Field(description="What is wrong with it, in a sentence.")


class Regressions(Reply):
    """Everything that was corrected, asked again of a version."""

    version: str
    tests: int = Field(description="How many were asked.")
    broken: int = Field(description="How many of them it does not answer rightly.")
    results: list[Asked] = Field(description="Each of them.")


class InTheShadow(Reply):
    """A recent question, answered by a version and by what serves; null where it failed."""

    question: str
    before: str | None = Field(description="What is answered by what serves.")
    after: str | None = Field(description="What the version answers.")
    came: Literal["same", "different", "refused", "answered", "failed"] = Field(description="What came of it.")


class Shadow(Came):
    """How a version answered recent questions."""

    version: str
    results: list[InTheShadow] = Field(description="Each of them.")
