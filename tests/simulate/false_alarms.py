"""`python -m tests.simulate.false_alarms [--trials 2000]`: how often the gate errs where the truth is known.

Equal versions (A/A) that are promoted, and slices that pass though as much is lost of them as their limit.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Iterator

import numpy as np

from training.gate import Slice, decide
from training.learning.slices import LIMITS

LIMIT = 0.05
HELD_OUT = (40, 60, 120)
SIZES = (40, 64, 120, 240)
GUARDS = {"answerable": 240, "absent": 240, "records": 120, "near_absent": 120}
"""Questions of the default recipe."""
FLIPPED = 0.02
"""Share of these that equal versions answer better, and worse: the promoted one did so in 4 and 6 of 240."""


def false_alarms(trials: int, questions: int, *, shares: bool, guarded: bool) -> float:
    """The share of promotions where candidate and incumbent are equally good: with a worth on each held-out question
    that chance alone makes another, right or wrong or a share, with or without the other slices of the gate."""
    rng, other, promoted = np.random.default_rng(questions), np.random.default_rng(0), 0
    for _ in range(trials):
        before, after = (rng.random(questions) for _ in range(2))
        if not shares:
            before, after = ((worth < 0.6).astype(float) for worth in (before, after))
        others = list(_guards(other)) if guarded else []
        promoted += decide(True, Slice("held_out", before.tolist(), after.tolist()), others).verdict == "promote"
    return promoted / trials


def _guards(rng: np.random.Generator) -> Iterator[Slice]:
    for name, count in GUARDS.items():
        drawn = rng.random(count)
        yield flips(int((drawn < FLIPPED).sum()), int((drawn > 1 - FLIPPED).sum()), count, LIMITS.get(name, LIMIT))


def flips(won: int, lost: int, questions: int, limit: float = LIMIT) -> Slice:
    """A slice of which so many answers became right and wrong."""
    before = [0.0] * won + [1.0] * (questions - won)
    return Slice("slice", before, [1.0] * won + [0.0] * lost + [1.0] * (questions - won - lost), limit)


def passes(questions: int, won: float, lost: float) -> float:
    """How often a slice passes whose answers become right and wrong with these probabilities, summed over all that
    can happen."""
    share, same = 0.0, 1 - won - lost
    for gained in range(questions + 1):
        for gone in range(min(questions - gained, gained + round(LIMIT * questions)) + 1):
            rest = questions - gained - gone
            ways = math.lgamma(questions + 1) - sum(math.lgamma(count + 1) for count in (gained, gone, rest))
            likely = math.exp(ways) * won**gained * lost**gone * same**rest
            if likely > 1e-8:
                share += likely * flips(gained, gone, questions).kept()
    return share


def shares_pass(trials: int, questions: int, size: float) -> float:
    """The same at the limit where answers of a worth of 0.9 lose this share of it, and the others none."""
    rng, passed, worth = np.random.default_rng(questions), 0, 0.9
    for _ in range(trials):
        lost = rng.random(questions) < LIMIT / (worth * size)
        passed += Slice("slice", [worth] * questions, (worth - worth * size * lost).tolist(), LIMIT).kept()
    return passed / trials


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.simulate.false_alarms", description=__doc__)
    parser.add_argument("--trials", type=int, default=2000)
    trials = parser.parse_args().trials
    print(f"Equal versions promoted, of {trials}, by held-out questions", *HELD_OUT)
    for shares in (False, True):
        for guarded in (False, True):
            named = f"{'shares' if shares else 'right or wrong'}, {'the whole gate' if guarded else 'held_out alone'}"
            _tell(named, [false_alarms(trials, count, shares=shares, guarded=guarded) for count in HELD_OUT])
    print(f"Passed at a true loss of {LIMIT}, by questions", *SIZES)
    for won in (0.0, 0.03, 0.1):
        _tell(f"right or wrong, {won:.0%} won", [passes(count, won, won + LIMIT) for count in SIZES])
    for size in (1.0, 0.5):
        _tell(f"shares, of which {size:.0%} is lost", [shares_pass(trials, count, size) for count in SIZES])
    print("Passed where as much is won as lost, by questions", *SIZES)
    for won in (0.01, 0.03):
        _tell(f"right or wrong, {won:.0%} each", [passes(count, won, won) for count in SIZES])
    return 0


def _tell(named: str, rates: list[float]) -> None:
    print(f"  {named:42}", *(f"{rate:7.2%}" for rate in rates), flush=True)


if __name__ == "__main__":
    sys.exit(main())
