"""The gate promotes what is better, rejects what is worse, abstains where it cannot tell, and rarely errs."""

from __future__ import annotations

import random

import pytest

from training.gate import Slice, decide, exact_mcnemar


def half(won: int, lost: int, same: int = 20, limit: float | None = None, name: str = "held out") -> Slice:
    before = [0.0] * won + [1.0] * lost + [0.5] * same
    return Slice(name, before, [1.0] * won + [0.0] * lost + [0.5] * same, limit)


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
