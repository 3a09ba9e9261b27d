"""A text encoder with a cache: while one answer is written, several parts encode the same question and sentences."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence

import numpy as np

from core.embedding.encoder import TextEncoder
from core.types import FloatArray

MOST_AT_ONCE = 64
"""Longer lists come from documents being ingested: they are encoded without the cache, so that they do not evict it."""

MOST_KEPT = 4096  # vectors: 6 MB of 384 numbers each


class RememberingEncoder:
    """A `TextEncoder` that caches the vectors of another one, and drops those used least recently.

    Safe to use from many threads. `hits` and `misses` count the texts that it knew, and those that it did not.
    """

    def __init__(self, encoder: TextEncoder, kept: int = MOST_KEPT) -> None:
        self._encoder = encoder
        self._kept = kept
        self._vectors: OrderedDict[str, FloatArray] = OrderedDict()
        self._lock = threading.Lock()
        self.hits = self.misses = 0

    @property
    def space(self) -> str:
        """That of the encoder behind it."""
        return self._encoder.space

    @property
    def dimension(self) -> int:
        """That of the encoder behind it."""
        return self._encoder.dimension

    @property
    def threshold(self) -> float:
        """That of the encoder behind it."""
        return self._encoder.threshold

    @property
    def related(self) -> float:
        """That of the encoder behind it."""
        return self._encoder.related

    @property
    def alike(self) -> float:
        """That of the encoder behind it."""
        return self._encoder.alike

    def encode(self, texts: Sequence[str]) -> FloatArray:
        """Unit vectors (texts, dimension), cached ones where there are any."""
        if not 0 < len(texts) <= MOST_AT_ONCE:
            return self._encoder.encode(texts)
        with self._lock:
            known = {text: self._vectors[text] for text in texts if text in self._vectors}
        new = [text for text in dict.fromkeys(texts) if text not in known]
        if new:
            # each a copy of its own: a row would keep its whole batch alive
            known.update((text, row.copy()) for text, row in zip(new, self._encoder.encode(new), strict=True))
        self._remember(known)
        with self._lock:
            self.hits += len(texts) - len(new)
            self.misses += len(new)
        return np.stack([known[text] for text in texts])  # (texts, dimension)

    def _remember(self, known: dict[str, FloatArray]) -> None:
        with self._lock:
            for text, vector in known.items():
                self._vectors[text] = vector
                self._vectors.move_to_end(text)
            while len(self._vectors) > self._kept:
                self._vectors.popitem(last=False)
