"""Example questions of two kinds, and how near another question is to each of them."""

from __future__ import annotations

import json
from pathlib import Path

from core.embedding.encoder import TextEncoder
from core.types import FloatArray

_ASSETS = Path(__file__).parents[1] / "assets"


class Examples:
    """The examples in a file of `core/assets`, of two kinds by name; their vectors are computed when first needed."""

    def __init__(self, encoder: TextEncoder, file: str, one: str, other: str) -> None:
        self._encoder = encoder
        examples = json.loads((_ASSETS / file).read_text(encoding="utf-8"))
        self._texts: list[str] = [*examples[one], *examples[other]]
        self._ones = len(examples[one])
        self._vectors: FloatArray | None = None

    def likeness(self, question: str) -> tuple[FloatArray, FloatArray]:
        """The cosines of a question to the examples of each kind, in their order."""
        if self._vectors is None:
            self._vectors = self._encoder.encode(self._texts)
        scores = self._vectors @ self._encoder.encode([question])[0]
        return scores[: self._ones], scores[self._ones :]
