"""A text encoder without weights: texts are near each other where they share words, and always in the same way."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from core.types import FloatArray
from core.words import stems

DIMENSION = 256


class BagOfWords:
    """A `TextEncoder`: each stem is a random direction; a text is the sum of its stems, at unit length."""

    space = "bag-of-words"
    dimension = DIMENSION
    threshold = related = alike = 0.30

    def encode(self, texts: Sequence[str]) -> FloatArray:
        """Unit vectors (texts, 256)."""
        return np.stack([_vector(text) for text in texts]) if texts else np.empty((0, DIMENSION), np.float32)


def _vector(text: str) -> FloatArray:
    total = sum((_direction(stem) for stem in stems(text)), np.full(DIMENSION, 1e-6, np.float32))
    return np.asarray(total / np.linalg.norm(total), dtype=np.float32)


@lru_cache(maxsize=20_000)
def _direction(stem: str) -> FloatArray:
    """A direction (dimension,) that depends on nothing but the stem."""
    seed = int.from_bytes(hashlib.sha256(stem.encode("utf-8", "replace")).digest()[:8], "big")
    return np.random.default_rng(seed).standard_normal(DIMENSION).astype(np.float32)
