"""Example texts of several kinds, and how near another text is to each of them."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import cast

import numpy as np

from core.embedding.encoder import TextEncoder
from core.types import FloatArray
from core.words import stem, words

_ASSETS = Path(__file__).parents[1] / "assets"


def examples(file: str) -> Mapping[str, list[str]]:
    """The texts that a JSON file of `core/assets` lists, by kind."""
    found: dict[str, list[str]] = json.loads((_ASSETS / file).read_text(encoding="utf-8"))
    return found


class Examples:
    """Examples by their kind, in their order; their vectors are computed when first needed.

    `in_common` is the share of a likeness that words in common make, the rarer the more; the rest is the cosine of the
    vectors. The text encoder knows English: in other languages "add" and "delete" are near each other for it.
    """

    def __init__(self, encoder: TextEncoder, kinds: Mapping[str, Sequence[str]], in_common: float = 0.0) -> None:
        self._encoder = encoder
        self._in_common = in_common
        self._sizes = [len(texts) for texts in kinds.values()]
        self._examples = [(kind, text) for kind, texts in kinds.items() for text in texts]
        self._vectors: FloatArray | None = None
        self._rarity = _Rarity(text for _, text in self._examples)

    def likeness(self, text: str) -> list[FloatArray]:
        """How like a text is to the examples of each kind, in their order, at most 1."""
        return np.split(self._likeness(text), np.cumsum(self._sizes)[:-1])

    def nearest(self, text: str) -> tuple[str, float]:
        """The kind of the example that is most like a text, and how like it is."""
        likeness = self._likeness(text)
        best = int(np.argmax(likeness))
        return self._examples[best][0], float(likeness[best])

    def _likeness(self, text: str) -> FloatArray:
        if self._vectors is None:
            self._vectors = self._encoder.encode([example for _, example in self._examples])
        cosines = cast(FloatArray, self._vectors @ self._encoder.encode([text])[0])
        if not self._in_common:
            return cosines
        return (1 - self._in_common) * cosines + self._in_common * self._rarity.in_common(text)


class _Rarity:
    """Texts as their words, weighed by how few of the texts have them (TF-IDF, each word counted once)."""

    def __init__(self, texts: Iterable[str]) -> None:
        said = [_stems(text) for text in texts]
        self._texts = len(said)
        self._counts = Counter(word for text in said for word in text)
        self._weighed = [self._weigh(text) for text in said]

    def in_common(self, text: str) -> FloatArray:
        """The cosine of a text to each of them."""
        asked = self._weigh(_stems(text))
        shared = (sum(weight * asked[word] for word, weight in one.items() if word in asked) for one in self._weighed)
        return np.fromiter(shared, np.float32, self._texts)

    def _weigh(self, said: Iterable[str]) -> dict[str, float]:
        weights = {word: math.log((self._texts + 1) / (self._counts[word] + 0.5)) for word in said}
        length = math.sqrt(sum(weight**2 for weight in weights.values()))
        return {word: weight / length for word, weight in weights.items()} if length else {}


def _stems(text: str) -> set[str]:
    return {stem(word) for word in words(text)}
