"""MiniLM, and BERT-like encoders like it, on CTranslate2: no torch, 0.3 s to load, safe to share between threads."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from core.embedding.batching import embedded
from core.embedding.cleaning import clean
from core.types import FloatArray


class CTranslate2Encoder:
    """A converted sentence encoder (see `core.weights.convert`): mean of the last hidden states, then unit length.

    `precision` is `float32` (equal to the original to 1e-6) or `int8` (cosine ≥ 0.996, half the memory).
    """

    def __init__(self, folder: Path, *, threads: int, precision: str = "float32") -> None:
        import ctranslate2
        from tokenizers import Tokenizer

        about = json.loads((folder / "encoder.json").read_text())
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(about["max_tokens"])
        self._encoder = ctranslate2.Encoder(
            str(folder), device="cpu", compute_type=precision, intra_threads=threads, inter_threads=1
        )
        self._dimension = int(self._states([[0, 0]]).shape[-1])
        self._space = f"{about['space']}/{precision}"

    threshold = related = 0.30  # MiniLM's
    alike = 0.5

    @property
    def space(self) -> str:
        """The name in `encoder.json`, and the precision."""
        return self._space

    @property
    def dimension(self) -> int:
        """Numbers of a vector."""
        return self._dimension

    def encode(self, texts: Sequence[str]) -> FloatArray:
        """Unit vectors (texts, dimension). Text beyond the model's limit of tokens is left out."""
        found = self._tokenizer.encode_batch([clean(t) for t in texts]) if texts else []
        return embedded([encoding.ids for encoding in found], self._dimension, self._embed)

    def _embed(self, tokens: list[Sequence[int]]) -> FloatArray:
        states = self._states(tokens)  # (n, longest, dimension)
        lengths = np.array([len(t) for t in tokens])
        mask = (np.arange(states.shape[1]) < lengths[:, None]).astype(np.float32)  # (n, longest)
        sums = np.matmul(mask[:, None, :], states)[:, 0]  # (n, dimension); the mean differs by a factor only
        return np.asarray(sums / np.linalg.norm(sums, axis=1, keepdims=True), dtype=np.float32)

    def _states(self, tokens: Sequence[Sequence[int]]) -> FloatArray:
        return np.asarray(self._encoder.forward_batch(tokens).last_hidden_state)
