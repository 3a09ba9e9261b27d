"""The protocol of vector stores: derived indexes over vectors whose truth is in SQL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from core.types import FloatArray


@dataclass(frozen=True, slots=True)
class Hit:
    """A chunk id and its cosine similarity to the query, in [-1, 1]."""

    chunk: int
    score: float


class VectorStore(Protocol):
    """One store holds several spaces (a space is named by encoder and hash) and many owners.

    `sequence` is the number of the last outbox row that was applied and saved: what SQL has beyond it is applied again
    after a restart, so `add` and `remove` are idempotent.
    """

    @property
    def sequence(self) -> int:
        """The last outbox row that was applied and saved."""
        ...

    def add(self, space: str, owner: str, chunks: Sequence[int], vectors: FloatArray) -> None:
        """Put unit vectors (chunks, dimension) under their chunk ids; an id already there is replaced."""
        ...

    def remove(self, space: str, chunks: Sequence[int]) -> None:
        """Take ids out; unknown ids are ignored."""
        ...

    def search(
        self, space: str, owner: str, query: FloatArray, limit: int, among: Sequence[int] | None = None
    ) -> list[Hit]:
        """The `limit` nearest chunks of that owner, best first, or fewer. `query` is (dimension,).

        `among` narrows it to these ids of the owner's; ids of others' chunks, and unknown ones, are not found by it.
        """
        ...

    def ids(self, space: str) -> set[int]:
        """All chunk ids of a space: what a consistency check compares with SQL."""
        ...

    def commit(self, sequence: int) -> None:
        """Make everything so far durable, and remember `sequence` with it."""
        ...

    def clear(self) -> None:
        """Forget everything, before a rebuild."""
        ...

    def close(self) -> None:
        """Save what is not durable yet."""
        ...
