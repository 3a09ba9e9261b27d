"""Excerpts: what was chosen, with what stands around it, for a model that can read more than two bare sentences.

The sentence before says what "it" is, the line above is the heading of a value, the line below its unit. Neighbouring
choices become one excerpt, and the model is told each one's file: what tells two records apart is often
nowhere else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.grounding.evidence import narrow
from core.sentences import sentences
from core.types import Evidence, Passage, ScoredBy

WORDS = 220
"""Words of all excerpts together: what a model of 1.5 billion parameters reads in three seconds on two cores."""


def holds(excerpt: Evidence, item: Evidence) -> bool:
    """Whether a piece of evidence stands in an excerpt."""
    return item.passage.chunk == excerpt.passage.chunk and excerpt.start <= item.start and item.end <= excerpt.end


def around(evidence: Sequence[Evidence], budget: int = WORDS) -> list[Evidence]:
    """Excerpts of at most about `budget` words around the evidence, numbered from 1, the best first.

    Every piece of evidence is in one. While words are left, each grows by the sentence before and the one after it, and
    again, the best first.
    """
    grown = [_Grown.of(item) for item in evidence]
    left = budget - sum(range_.words for range_ in grown)
    growing = True
    while growing:
        growing = False
        for range_ in grown:
            for place in range_.next_places():
                if range_.cost(place) <= left:
                    left -= range_.take(place)
                    growing = True
    return _merged(grown)


@dataclass(slots=True)
class _Grown:
    """A run of sentences of a passage: numbers `first` to `last` of its `places`."""

    passage: Passage
    score: float
    scored_by: ScoredBy
    places: list[tuple[int, int]]
    first: int
    last: int

    @classmethod
    def of(cls, item: Evidence) -> _Grown:
        places = sentences(item.passage.text) or [(item.start, item.end)]
        inside = [number for number, (start, end) in enumerate(places) if start < item.end and end > item.start]
        first, last = (inside[0], inside[-1]) if inside else (0, len(places) - 1)
        return cls(item.passage, item.score, item.scored_by, places, first, last)

    @property
    def words(self) -> int:
        return sum(self.cost(place) for place in range(self.first, self.last + 1))

    def cost(self, place: int) -> int:
        return len(self.passage.text[slice(*self.places[place])].split())

    def next_places(self) -> list[int]:
        return [place for place in (self.first - 1, self.last + 1) if 0 <= place < len(self.places)]

    def take(self, place: int) -> int:
        self.first, self.last = min(self.first, place), max(self.last, place)
        return self.cost(place)

    def excerpt(self, n: int) -> Evidence:
        start, end = self.places[self.first][0], self.places[self.last][1]
        span = narrow(self.passage, start, end)
        return Evidence(n, self.passage, start, end, span, self.score, self.scored_by)


def _merged(grown: Sequence[_Grown]) -> list[Evidence]:
    """One excerpt where runs of a passage touch, at the rank of its best."""
    merged: list[_Grown] = []
    for range_ in grown:
        touching = [
            other
            for other in merged
            if other.passage.chunk == range_.passage.chunk
            and other.first <= range_.last + 1
            and range_.first <= other.last + 1
        ]
        if touching:
            home, *others = touching
            home.first = min(range_.first, *(other.first for other in touching))
            home.last = max(range_.last, *(other.last for other in touching))
            merged = [other for other in merged if other not in others]
        else:
            merged.append(range_)
    return [range_.excerpt(n) for n, range_ in enumerate(merged, 1)]
