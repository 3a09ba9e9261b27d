"""The gate promotes what is better, rejects what is worse, abstains where it cannot tell, and rarely errs."""

from __future__ import annotations

import math
import random

import numpy as np
import pytest

from training.gate import Slice, decide, exact_mcnemar


def half(won: int, lost: int, same: int = 20, limit: float | None = None, name: str = "held out") -> Slice:
    before = [0.0] * won + [1.0] * lost + [1.0] * same
    return Slice(name, before, [1.0] * won + [0.0] * lost + [1.0] * same, limit)


def test_mcnemars_exact_test() -> None:
    assert exact_mcnemar(0, 0) == 1.0
    assert exact_mcnemar(5, 5) == 1.0
    assert exact_mcnemar(1, 9) == exact_mcnemar(9, 1) == pytest.approx(22 / 1024)  # 2 * (1 + 10) / 2 ** 10


@pytest.mark.parametrize(
    ("held_out", "others", "verdict", "why"),
    [
        (half(18, 4), [half(2, 2, 196, 0.05, "absent")], "promote", "18 held-out questions better"),
        (half(18, 4), [half(0, 30, 170, 0.05, "absent")], "reject", "absent became worse"),
        (half(18, 4), [half(2, 6, 60, 0.1, "absent")], "abstain", "absent may have become worse"),
        (half(18, 4), [half(0, 0, 40, 0.05, "absent")], "abstain", "absent may have become worse"),
        (half(18, 4), [half(4, 6, 230, 0.05, "answerable")], "promote", "lost nothing"),
        (half(12, 4), [], "abstain", "16 answers differ"),
        (half(14, 10), [], "abstain", "may be chance"),
        (half(3, 20), [], "reject", "20 held-out questions worse"),
    ],
)
def test_verdicts(held_out: Slice, others: list[Slice], verdict: str, why: str) -> None:
    decision = decide(True, held_out, others)
    assert decision.verdict == verdict
    assert why in decision.why[0]


def test_what_changed_nothing_is_rejected_as_that() -> None:
    assert decide(False, half(30, 0), []).verdict == "reject"
    assert "nothing was learned" in decide(False, half(30, 0), []).why[0]


LIMIT = 0.05
SIZES = [40, 64, 120, 240]


def kept(questions: int, won: float, lost: float) -> float:
    """How often a slice passes whose questions become right or wrong with these probabilities, to five digits."""
    share, same = 0.0, 1 - won - lost
    for gained in range(questions + 1):
        for gone in range(questions + 1 - gained):
            ways = math.lgamma(questions + 1) - sum(
                math.lgamma(n + 1) for n in (gained, gone, questions - gained - gone)
            )
            likely = math.exp(ways) * won**gained * lost**gone * same ** (questions - gained - gone)
            if likely > 1e-8 and gained - gone >= -LIMIT * questions:
                share += likely * half(gained, gone, questions - gained - gone, LIMIT).kept()
    return share


@pytest.mark.parametrize("won", [0.0, 0.03, 0.1])
@pytest.mark.parametrize("questions", SIZES)
def test_what_loses_as_much_as_the_limit_rarely_passes(questions: int, won: float) -> None:
    assert kept(questions, won, won + LIMIT) <= 0.06


@pytest.mark.parametrize("size", [1.0, 0.5, 0.2])
@pytest.mark.parametrize("questions", SIZES)
def test_nor_where_the_scores_are_shares(questions: int, size: float) -> None:
    rng, passed = np.random.default_rng(questions), 0
    for _ in range(200):
        after = 0.9 - size * 0.9 * (rng.random(questions) < LIMIT / size / 0.9)
        passed += Slice("corrections", [0.9] * questions, list(after), LIMIT).kept()
    assert passed / 200 <= 0.06


def test_what_lost_nothing_passes_where_enough_was_asked() -> None:
    assert kept(240, 0.01, 0.01) > 0.95
    assert kept(240, 0.03, 0.03) > 0.8


def test_of_all_that_there_is_nothing_lost_is_enough() -> None:
    assert decide(True, half(18, 4), [Slice("safety", [1.0] * 20, [1.0] * 20, 0.0, whole=True)]).verdict == "promote"
    lost = Slice("safety", [0.0] + [1.0] * 19, [1.0] * 19 + [0.0], 0.0, whole=True)
    assert decide(True, half(18, 4), [lost]).why == ("safety may have become worse.",)


def false_alarms(trials: int, questions: int, seed: int = 0) -> float:
    """The share of promotions where candidate and incumbent are equally good: each question has a worth that both
    share, and either does better on it by chance."""
    rng, promoted = random.Random(seed), 0
    for _ in range(trials):
        before, after = ([float(rng.random() < 0.6) for _ in range(questions)] for _ in range(2))
        guard = [[float(rng.random() < 0.8) for _ in range(120)] for _ in range(2)]
        decision = decide(True, Slice("held out", before, after), [Slice("answerable", *guard, limit=0.2)])
        promoted += decision.verdict == "promote"
    return promoted / trials


def test_an_equal_candidate_is_rarely_promoted() -> None:
    assert false_alarms(200, 60) <= 0.05
