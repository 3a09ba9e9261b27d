"""Texts of like length together, in batches whose padded size is bounded."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from core.types import FloatArray

BATCH_TOKENS = 2048  # tokens, padding included, that go through a network at once: bounds memory, keeps caches warm


def by_length(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Rows by length, in batches whose padded size stays within `BATCH_TOKENS` (a single row may be over it)."""
    batch: list[int] = []
    for row in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and (len(batch) + 1) * lengths[row] > BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


def embedded(
    tokens: Sequence[Sequence[int]], dimension: int, embed: Callable[[list[Sequence[int]]], FloatArray]
) -> FloatArray:
    """Vectors (texts, dimension) of texts by their tokens; `embed` gets those of a batch, of like length."""
    vectors = np.empty((len(tokens), dimension), dtype=np.float32)
    for rows in by_length([len(ids) for ids in tokens]):
        vectors[rows] = embed([tokens[row] for row in rows])
    return vectors
