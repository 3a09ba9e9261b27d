from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.embedding.batching import BATCH_TOKENS, by_length


@given(st.lists(st.integers(1, 256), max_size=200))
def test_batches_hold_every_row_once_and_bounded(lengths: list[int]) -> None:
    batches = list(by_length(lengths))
    assert sorted(row for batch in batches for row in batch) == list(range(len(lengths)))
    for batch in batches:
        assert len(batch) * max(lengths[row] for row in batch) <= BATCH_TOKENS
