"""The gate: whether a candidate is to answer in place of what does, from what both made of the same questions.

One slice has to become better: questions of the feedback that was held out. The others must not become worse by more
than their limit, which is tested as such: that a difference is not significant does not say that there is none.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from core.types import JsonObject
from training.evaluate.paired import interval
from training.registry import Verdict

LEAST_DISCORDANT = 20
"""Questions that only one of two answered better: below it nothing can be told."""
LEVEL = 0.05
"""Of the test on the slice that has to become better, two-sided; and of each test of non-inferiority, one-sided."""
APART = 0.05
"""Difference of two scores from which one of two answers is the better one."""


@dataclass(frozen=True, slots=True)
class Slice:
    """Questions of a kind: what the incumbent scored on each (`before`) and the candidate (`after`), higher is better.

    `limit` is by how much the mean may be worse; without one, it has to become better. `whole` says that these are all
    the questions that there are, and no sample of them.
    """

    name: str
    before: Sequence[float]
    after: Sequence[float]
    limit: float | None = None
    whole: bool = False

    @property
    def differences(self) -> list[float]:
        """Of each question, the candidate's score less the incumbent's."""
        return [after - before for before, after in zip(self.before, self.after, strict=True)]

    @property
    def won(self) -> int:
        """Questions that the candidate answered better."""
        return sum(difference > APART for difference in self.differences)

    @property
    def lost(self) -> int:
        """Questions that it answered worse."""
        return sum(difference < -APART for difference in self.differences)

    @property
    def bound(self) -> str:
        """How much is too much, as sentences say it."""
        return f" by more than {self.limit}" if self.limit else ""

    def interval(self) -> tuple[float, float]:
        """The interval of the mean difference: of 95 % where it has to be better, else of 90 %."""
        return interval(self.before, self.after, 1 - LEVEL if self.limit is None else 1 - 2 * LEVEL)

    def kept(self) -> bool:
        """Whether it is known to be no worse than its limit. Of all questions that there are it is enough that none
        was lost: no other could have been."""
        return (self.whole and not self.lost) or self.interval()[0] >= -(self.limit or 0.0)

    def to_json(self) -> JsonObject:
        """As a report has it."""
        low, high = self.interval()
        return {
            "slice": self.name, "questions": len(self.before), "before": _rounded(_mean(self.before)),
            "after": _rounded(_mean(self.after)), "difference": _rounded(_mean(self.differences)),
            "low": _rounded(low), "high": _rounded(high), "won": self.won, "lost": self.lost,
            "p": _rounded(exact_mcnemar(self.won, self.lost)), "limit": self.limit,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decision:
    """What the gate says, and why, in sentences."""

    verdict: Verdict
    why: tuple[str, ...]


def exact_mcnemar(won: int, lost: int) -> float:
    """The two-sided p value of McNemar's exact test (1947): how odd so uneven a share of discordant pairs is."""
    pairs = won + lost
    tail = sum(math.comb(pairs, k) for k in range(min(won, lost) + 1))
    return min(1.0, 2 * tail / float(2**pairs))


def decide(learned: bool, held_out: Slice, others: Sequence[Slice]) -> Decision:
    """The verdict. It abstains where the evidence is thin: fewer than 20 discordant pairs, or an interval with 0."""
    if not learned:
        return Decision("reject", ("It answers as before: nothing was learned.",))
    worse = [one for one in others if one.differences and _mean(one.differences) < -(one.limit or 0.0)]
    if worse:
        return Decision("reject", tuple(f"{one.name} became worse{one.bound}." for one in worse))
    pairs, (low, high) = held_out.won + held_out.lost, held_out.interval()
    if pairs < LEAST_DISCORDANT:
        said = f"Of the feedback that was held out, {pairs} answers differ in worth: {LEAST_DISCORDANT} are needed."
        return Decision("abstain", (said,))
    odd = exact_mcnemar(held_out.won, held_out.lost) < LEVEL
    if odd and high < 0:
        return Decision("reject", (f"It answered {held_out.lost} held-out questions worse and {held_out.won} better.",))
    if not odd or low <= 0:
        return Decision("abstain", ("The difference on the feedback that was held out may be chance.",))
    unsure = [one for one in others if one.differences and not one.kept()]
    if unsure:
        return Decision("abstain", tuple(f"{one.name} may have become worse{one.bound}." for one in unsure))
    said = f"It answered {held_out.won} held-out questions better and {held_out.lost} worse, and lost nothing."
    return Decision("promote", (said,))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _rounded(value: float) -> float:
    return round(value, 4)
