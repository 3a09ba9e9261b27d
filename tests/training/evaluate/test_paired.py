"""Intervals of paired differences against what statistics say they are, at few flips above all."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
import pytest

from training.evaluate.paired import interval

FAR = NormalDist().inv_cdf(0.95)


def flipped(better: int, worse: int, count: int, level: float = 0.9) -> tuple[float, float]:
    before = [0.0] * better + [1.0] * (count - better)
    return interval(before, [1.0] * better + [0.0] * worse + [1.0] * (count - better - worse), level)


@pytest.mark.parametrize("count", [20, 64, 240])
def test_without_a_flip_it_is_as_wide_as_one_says_that_few_questions_tell(count: int) -> None:
    end = FAR**2 / (count + FAR**2)
    assert flipped(0, 0, count) == pytest.approx((-end, end))


@pytest.mark.parametrize(("better", "worse", "count"), [(4, 6, 240), (0, 1, 44), (9, 2, 60), (30, 0, 40)])
def test_its_ends_are_where_the_score_is_as_far_as_the_level_says(better: int, worse: int, count: int) -> None:
    low, high = flipped(better, worse, count)
    for end in (low, high):
        shares = np.linspace(max(0.0, -end) + 1e-9, (1 - end) / 2 - 1e-9, 200_001)  # lost, where won is so much more
        likely = better * np.log(shares + end) + worse * np.log(shares)
        likely += (count - better - worse) * np.log(1 - 2 * shares - end)
        variance = count * (2 * shares[likely.argmax()] + end - end**2)
        assert (better - worse - count * end) ** 2 / variance == pytest.approx(FAR**2, abs=0.01)
    assert flipped(worse, better, count) == pytest.approx((-high, -low))


@pytest.mark.parametrize("count", [40, 120])
def test_of_shares_one_question_more_is_taken_for_lost(count: int) -> None:
    """Where all are right it is the exact interval of Clopper and Pearson."""
    low, high = interval([0.5] * count, [0.5] * count, 0.9)
    end = 1 - 0.05 ** (1 / count)
    assert (low, high) == (pytest.approx(-end, rel=0.05), pytest.approx(end, rel=0.05))


def test_of_other_scores_it_is_that_of_student() -> None:
    low, high = interval([-2.0] * 5, [-2.1, -2.0, -1.9, -1.8, -1.7], 0.95)
    half = 2.7764 * 0.15811 / 5**0.5  # t of four degrees of freedom
    assert (low, high) == (pytest.approx(0.1 - half, abs=1e-4), pytest.approx(0.1 + half, abs=1e-4))
    assert interval([-2.0], [-1.5], 0.95) == (0.5, 0.5)
