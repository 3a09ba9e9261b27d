"""A figure with its interval: what each item adds to it, resampled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
RESAMPLES = 1000
LEVEL = 0.95
_AT_ONCE = 10_000_000  # counts that are held in memory while resampling


def first_over_second(sums: Floats) -> float:
    """A mean or a rate: what was summed, over how much. 0 where there is nothing."""
    return float(sums[0] / sums[1]) if sums[1] else 0.0


@dataclass(frozen=True)
class Measured:
    """A figure over items: the sums that each adds (items, sums), and what makes the figure of their totals (sums,).

    A mean adds (value, 1); BLEU adds its counts of n-grams; perplexity adds log-probabilities and tokens.
    """

    parts: Floats
    finish: Callable[[Floats], float] = first_over_second

    @property
    def value(self) -> float:
        """The figure over all items."""
        return self.finish(self.parts.sum(axis=0))

    @property
    def items(self) -> int:
        """How many items there are."""
        return len(self.parts)

    def interval(self, level: float = LEVEL, resamples: int = RESAMPLES, seed: int = 0) -> tuple[float, float]:
        """The percentile bootstrap interval over items (Efron 1979); the value twice for fewer than two items."""
        count = len(self.parts)
        if count < 2:
            return self.value, self.value
        rng = np.random.default_rng(seed)
        figures: list[float] = []
        while len(figures) < resamples:
            some = min(resamples - len(figures), max(1, _AT_ONCE // count))
            drawn = rng.multinomial(count, np.full(count, 1 / count), size=some)  # (some, items)
            figures += [self.finish(total) for total in drawn @ self.parts]
        low, high = np.quantile(figures, [(1 - level) / 2, (1 + level) / 2])
        return float(low), float(high)

    def to_json(self) -> dict[str, float]:
        """The figure with its interval, rounded to four digits."""
        low, high = self.interval()
        return {"value": round(self.value, 4), "low": round(low, 4), "high": round(high, 4), "items": self.items}


def mean(values: Sequence[float] | Floats) -> Measured:
    """The mean of one value an item."""
    column = np.asarray(values, dtype=np.float64).reshape(-1, 1)
    return Measured(np.hstack([column, np.ones_like(column)]))
