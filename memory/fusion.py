"""Rankings fused into one: reciprocal rank fusion of Cormack, Clarke and Büttcher (SIGIR 2009).

It decides who comes into the pool. Ranks forget by how much, so the pool is ordered by cosine and words together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from memory.vectors.store import Hit

RANK_CONSTANT = 60  # Cormack et al. found it good for any collection

POOL = 30
"""Best candidates at least that are put in order by cosine and words; on development sets 20 to all did as well."""


@dataclass(slots=True)
class Candidate:
    """A chunk on its way to a passage: its cosine, its reciprocal ranks added up, and what its words add."""

    chunk: int
    score: float
    fused: float = 0.0
    words: float = 0.0


@dataclass(slots=True)
class Rankings:
    """Rankings that are fused as they come in."""

    candidates: dict[int, Candidate] = field(default_factory=dict)

    def add(self, hits: Sequence[Hit]) -> None:
        """Add a ranking, best first: each hit gains the reciprocal of its rank."""
        for rank, hit in enumerate(hits, 1):
            candidate = self.candidates.setdefault(hit.chunk, Candidate(hit.chunk, hit.score))
            candidate.score = max(candidate.score, hit.score)
            candidate.fused += 1 / (RANK_CONSTANT + rank)

    def best(self, limit: int) -> list[Candidate]:
        """The pool in order, and behind it the others as they were fused."""
        fused = sorted(self.candidates.values(), key=lambda c: (-c.fused, -c.score, c.chunk))
        pool = max(POOL, 2 * limit)
        return [*sorted(fused[:pool], key=lambda c: -(c.score + c.words)), *fused[pool:]]
