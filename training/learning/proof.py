"""Whether a run learned anything, and whether what serves is what was trained: by probabilities of canary answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.types import JsonObject

CANARIES = 6
"""Answers that it learned from, by which that is seen."""
CHANGED = 0.02
"""Nats a token, on average, from which the served form differs from the base: equal weights differ by less."""
AGREES = 0.25
"""Nats a token, on average, by which the trainer's copy may differ in how much it moved: llama.cpp multiplies in 8
bits, and of one and the same adapter the two differ by 0.06 to 0.12."""
SPREAD = 0.001
"""Mean standard deviation of the rewards of one question's answers below which none of them is the better one."""


@dataclass(frozen=True, slots=True)
class Proof:
    """Mean log-probabilities of the canary answers' tokens, before and after: in the trainer's copy and as served; and
    how far the rewards of drawn answers were apart, where answers were drawn."""

    trained_before: Sequence[float]
    trained_after: Sequence[float]
    served_before: Sequence[float]
    served_after: Sequence[float]
    spread: float | None = None

    @property
    def changed(self) -> float:
        """How far the served form moved, in nats a token."""
        return _distance(self.served_before, self.served_after)

    @property
    def apart(self) -> float:
        """By how much what serves moved otherwise than what was trained."""
        trained = [after - before for before, after in zip(self.trained_before, self.trained_after, strict=True)]
        served = [after - before for before, after in zip(self.served_before, self.served_after, strict=True)]
        return _distance(trained, served)

    @property
    def learned(self) -> bool:
        """Whether the served form changed, and is what was trained, by something that told answers apart."""
        return self.changed >= CHANGED and self.agrees and not self.alike

    @property
    def alike(self) -> bool:
        """Whether all drawn answers were rewarded alike: then whatever changed was not learned from them."""
        return self.spread is not None and self.spread < SPREAD

    @property
    def agrees(self) -> bool:
        """Within a tolerance that grows with how far both moved: 8 bits round large changes more."""
        return self.apart <= AGREES + 0.1 * self.changed

    def to_json(self) -> JsonObject:
        """As a report has it."""
        return {
            "learned": self.learned, "changed": round(self.changed, 4), "apart": round(self.apart, 4),
            "agrees": self.agrees, "canaries": len(self.served_after),
        }  # fmt: skip


def _distance(one: Sequence[float], other: Sequence[float]) -> float:
    return sum(abs(a - b) for a, b in zip(one, other, strict=True)) / max(1, len(one))
