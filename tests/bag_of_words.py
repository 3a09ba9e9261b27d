"""A text encoder for tests of search: texts are near each other where they share words, and always in the same way."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

from core.types import FloatArray
from core.words import stems


class BagOfWords:
    """Each stem is a random direction; a text is the sum of its stems, at unit length."""

    space = "bag-of-words"
    dimension = 256

    def __init__(self) -> None:
        self.calls: list[list[str]] = []

    def encode(self, texts: Sequence[str]) -> FloatArray:
        self.calls.append(list(texts))
        return np.stack([self._vector(text) for text in texts]) if texts else np.empty((0, self.dimension), np.float32)

    def _vector(self, text: str) -> FloatArray:
        total = sum((self._direction(stem) for stem in stems(text)), np.full(self.dimension, 1e-6, np.float32))
        return np.asarray(total / np.linalg.norm(total), dtype=np.float32)

    def _direction(self, stem: str) -> FloatArray:
        seed = int.from_bytes(hashlib.sha256(stem.encode()).digest()[:8], "big")
        return np.random.default_rng(seed).standard_normal(self.dimension).astype(np.float32)
