"""The universal sentence encoder for 16 languages, on NumPy: what means the same lies near in any of them.

No attention: each token sees four neighbours at most, and a text is the sum of its tokens (Yang et al., "Multilingual
Universal Sentence Encoder for Semantic Retrieval", 2019, the variant of convolutions).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from core.embedding.batching import embedded
from core.embedding.cleaning import clean
from core.embedding.sentencepiece import unigram
from core.types import FloatArray

MOST_TOKENS = 2048
"""Of a text; the rest is left out. Far more than a chunk has."""

_BEGIN, _END = 1, 2  # ids
_BRANCHES = ((2, 0), (3, 1), (5, 2))  # tokens that a convolution sees, and how many of them stand before the token


class UniversalEncoder:
    """Reads `weights.npz` and `sp.model` of a folder (see "universal" in `core.weights.manifest`).

    The table of tokens stays in bytes: block b of n holds the tokens whose id leaves b when divided by n. Safe to share
    between threads.
    """

    def __init__(self, folder: Path, space: str) -> None:
        self._space = space
        self._tokenizer = unigram(folder / "sp.model")
        with np.load(folder / "weights.npz", allow_pickle=False) as file:
            self._weights: Mapping[str, FloatArray] = {name: file[name] for name in file.files if name[0] != "q"}
            blocks = [file[f"q{number}"] for number in range(1, len(self._weights["scale"]) + 1)]
        self._table = np.stack(blocks, axis=1).reshape(-1, blocks[0].shape[1])  # (ids, width) uint8
        sees = [width for width, _ in _BRANCHES]
        self._inward = np.concatenate([self._weights[f"proj{width}"] for width in sees], axis=1)  # for all branches
        self._inward_bias, self._gain, self._shift = (
            np.concatenate([self._weights[f"{kind}{width}"] for width in sees]) for kind in ("proj_b", "ln_g", "ln_b")
        )
        self._epsilon = float(self._weights["eps"])
        self._dimension = int(self._weights["d3"].shape[1])

    threshold = 0.12
    """Of `tests/kinds/offices` nine in ten passages that answer are above it, and a quarter of all others."""

    related = 0.25
    alike = 0.5

    @property
    def space(self) -> str:
        """As it was given: the model's name and its hash."""
        return self._space

    @property
    def dimension(self) -> int:
        """Numbers of a vector."""
        return self._dimension

    def encode(self, texts: Sequence[str]) -> FloatArray:
        """Unit vectors (texts, dimension)."""
        found = self._tokenizer.encode_batch([clean(text) for text in texts]) if texts else []
        tokens = [[_BEGIN, *encoding.ids[:MOST_TOKENS], _END] for encoding in found]
        return embedded(tokens, self._dimension, self._embed)

    def _embed(self, tokens: Sequence[Sequence[int]]) -> FloatArray:
        lengths = np.array([len(ids) for ids in tokens], dtype=np.float32)
        ids = np.zeros((len(tokens), int(lengths.max())), dtype=np.int64)
        for row, of_text in enumerate(tokens):
            ids[row, : len(of_text)] = of_text
        mask = (np.arange(ids.shape[1]) < lengths[:, None]).astype(np.float32)[:, :, None]  # (texts, tokens, 1)
        sums = (self._features(ids, mask) * mask).sum(axis=1)  # (texts, features)
        weights = self._weights
        pooled = (sums @ weights["cnn_W"] + lengths[:, None] * weights["cnn_b"]) / np.sqrt(lengths)[:, None]
        return self._head(pooled)

    def _features(self, ids: npt.NDArray[np.int64], mask: FloatArray) -> FloatArray:
        """What stands for each token: its own vector, and what each convolution makes of it and its neighbours."""
        weights = self._weights
        block = ids % len(weights["scale"])
        own = self._table[ids] * weights["scale"][block][:, :, None] + weights["lo"][block][:, :, None]
        inner = _normalised(own @ self._inward + self._inward_bias, self._gain, self._shift, self._epsilon)
        branches = np.split(inner * mask, len(_BRANCHES), axis=2)
        for place, (width, before) in enumerate(_BRANCHES):
            for step in ("1", "2"):
                seen = _windows(branches[place], width, before) @ weights[f"w{step}_{width}"]
                branches[place] = (np.maximum(seen + weights[f"b{step}_{width}"], 0) + branches[place]) * mask
        together = np.concatenate([own, *branches], axis=2)
        return _normalised(together, weights["ln_g"], weights["ln_b"], self._epsilon)

    def _head(self, pooled: FloatArray) -> FloatArray:
        """Four layers with a way past each pair, as unit vectors (texts, dimension)."""
        weights = self._weights
        first = np.maximum(pooled @ weights["d0"], 0)
        second = np.maximum(pooled @ weights["p1"] + first @ weights["d1"], 0)
        third = np.maximum(second @ weights["d2"], 0)
        vectors = np.tanh(second @ weights["p3"] + third @ weights["d3"])
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


def _windows(values: FloatArray, width: int, before: int) -> FloatArray:
    """Each token with its neighbours side by side (texts, tokens, width · size), zeros where there are none."""
    around = np.pad(values, ((0, 0), (before, width - 1 - before), (0, 0)))
    return np.concatenate([around[:, at : at + values.shape[1]] for at in range(width)], axis=2)


def _normalised(values: FloatArray, gain: FloatArray, shift: FloatArray, epsilon: float) -> FloatArray:
    centred = values - values.mean(axis=2, keepdims=True)
    spread = np.sqrt((centred * centred).mean(axis=2, keepdims=True) + epsilon)
    return np.asarray(centred / spread * gain + shift, dtype=np.float32)
