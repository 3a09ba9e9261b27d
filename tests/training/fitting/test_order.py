from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BadInput
from training.fitting.order import Order


@given(st.integers(1, 200), st.integers(1, 20), st.integers(0, 3), st.booleans())
def test_an_epoch_shows_each_example_at_most_once(examples: int, batch: int, seed: int, by_length: bool) -> None:
    if examples < batch:
        with pytest.raises(BadInput):
            Order(examples, batch, seed)
        return
    lengths = [i % 7 for i in range(examples)] if by_length else None
    order = Order(examples, batch, seed, lengths)
    seen = [i for step in range(order.per_epoch) for i in order.batch(step)]
    assert len(seen) == len(set(seen)) == examples // batch * batch
    assert all(0 <= i < examples for i in seen)


@given(st.integers(0, 40), st.integers(0, 40))
def test_a_step_is_the_same_whatever_was_asked_before(first: int, second: int) -> None:
    walked, fresh = Order(30, 4, 1), Order(30, 4, 1)
    walked.batch(first)
    assert walked.batch(second) == fresh.batch(second)


def test_epochs_and_seeds_differ() -> None:
    order = Order(64, 64, 1)
    assert order.batch(0) != order.batch(1)
    assert order.batch(0) != Order(64, 64, 2).batch(0)


def test_alike_lengths_meet() -> None:
    lengths = [(i * 37) % 100 for i in range(1000)]
    order = Order(1000, 10, 0, lengths)
    spread = [max(lengths[i] for i in b) - min(lengths[i] for i in b) for b in map(order.batch, range(100))]
    assert sum(spread) / len(spread) < 10
