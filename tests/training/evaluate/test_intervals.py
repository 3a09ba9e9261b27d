"""Bootstrap intervals against what statistics say they are."""

from __future__ import annotations

import numpy as np
import pytest

from training.evaluate.intervals import Measured, mean


def test_the_interval_of_a_mean_is_about_that_of_the_normal_distribution() -> None:
    values = np.random.default_rng(1).normal(5, 2, 400)
    low, high = mean(values).interval()
    half = 1.96 * values.std() / 20
    assert low == pytest.approx(values.mean() - half, abs=0.05)
    assert high == pytest.approx(values.mean() + half, abs=0.05)


def test_intervals_hold_the_truth_about_as_often_as_they_say() -> None:
    rng = np.random.default_rng(2)
    held = 0
    for seed in range(200):
        low, high = mean(rng.random(60) < 0.3).interval(resamples=300, seed=seed)
        held += low <= 0.3 <= high
    assert 0.88 <= held / 200 <= 0.99


def test_a_rate_is_of_sums_and_not_of_rates() -> None:
    assert Measured(np.array([[1.0, 2.0], [0.0, 8.0]])).value == 0.1


def test_the_same_seed_gives_the_same_interval_and_few_items_none() -> None:
    measured = mean([0, 1, 1, 0, 1])
    assert measured.interval() == measured.interval()
    assert mean([0.25]).interval() == (0.25, 0.25)
    assert mean([1, 1, 1]).to_json() == {"value": 1.0, "low": 1.0, "high": 1.0, "items": 3}


def test_many_items_are_resampled_in_pieces() -> None:
    low, high = mean(np.tile([0.0, 1.0], 150_000)).interval(resamples=100)
    assert 0.49 < low < 0.5 < high < 0.51
