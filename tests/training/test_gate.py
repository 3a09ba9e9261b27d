"""The gate promotes what is better, rejects what is worse, abstains where it cannot tell, and rarely errs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.simulate.false_alarms import HELD_OUT, LIMIT, SIZES, false_alarms, flips, passes, shares_pass
from training.gate import Slice, decide, exact_mcnemar


def half(won: int, lost: int, same: int = 20, limit: float | None = None, name: str = "held out") -> Slice:
    return replace(flips(won, lost, won + lost + same), limit=limit, name=name)


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


@pytest.mark.parametrize("won", [0.0, 0.03, 0.1])
@pytest.mark.parametrize("questions", SIZES)
def test_what_loses_as_much_as_the_limit_rarely_passes(questions: int, won: float) -> None:
    assert passes(questions, won, won + LIMIT) <= 0.06


@pytest.mark.parametrize("size", [1.0, 0.5, 0.2])
@pytest.mark.parametrize("questions", SIZES)
def test_nor_where_the_scores_are_shares(questions: int, size: float) -> None:
    assert shares_pass(200, questions, size) <= 0.06


def test_what_lost_nothing_passes_where_enough_was_asked() -> None:
    assert passes(240, 0.01, 0.01) > 0.95
    assert passes(240, 0.03, 0.03) > 0.8


def test_of_all_that_there_is_nothing_lost_is_enough() -> None:
    assert decide(True, half(18, 4), [Slice("safety", [1.0] * 20, [1.0] * 20, 0.0, whole=True)]).verdict == "promote"
    lost = Slice("safety", [0.0] + [1.0] * 19, [1.0] * 19 + [0.0], 0.0, whole=True)
    assert decide(True, half(18, 4), [lost]).why == ("safety may have become worse.",)


@pytest.mark.parametrize("shares", [False, True])
@pytest.mark.parametrize("questions", HELD_OUT)
def test_an_equal_candidate_is_rarely_promoted(questions: int, *, shares: bool) -> None:
    """By what was held out alone; with the other slices of the gate, under its own limits, it can only be more rare."""
    assert false_alarms(400, questions, shares=shares, guarded=False) <= 0.05
    assert false_alarms(100, questions, shares=shares, guarded=True) <= 0.05
