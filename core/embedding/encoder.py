"""The protocol of text encoders: sentences in, unit vectors out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from core.types import FloatArray


class TextEncoder(Protocol):
    """`space` names the vector space (model and its hash): vectors of different spaces are never compared."""

    @property
    def space(self) -> str:
        """Model, its hash, and its precision where that matters."""
        ...

    @property
    def dimension(self) -> int:
        """Numbers of a vector."""
        ...

    @property
    def threshold(self) -> float:
        """Cosine to a question below which a passage is no evidence."""
        ...

    @property
    def related(self) -> float:
        """Cosine to a topic from which a passage is about it."""
        ...

    @property
    def alike(self) -> float:
        """Cosine of two questions from which they may ask the same in other words."""
        ...

    def encode(self, texts: Sequence[str]) -> FloatArray:
        """Unit-length float32 vectors (texts, dimension). Sorts by length and batches by itself; any length of list."""
        ...
