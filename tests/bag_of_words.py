"""The stand-in of the text encoder, with a record of what it was asked."""

from __future__ import annotations

from collections.abc import Sequence

from core.stand_ins import text_encoder
from core.types import FloatArray


class BagOfWords(text_encoder.BagOfWords):
    def __init__(self) -> None:
        self.calls: list[list[str]] = []

    def encode(self, texts: Sequence[str]) -> FloatArray:
        self.calls.append(list(texts))
        return super().encode(texts)
