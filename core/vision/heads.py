"""The heads that we train: from what the frozen towers say of a picture or a text to one space, in NumPy.

`core/assets/picture_heads/picture_heads.safetensors` is made by `python -m training.stages.contrast`, and
docs/models/picture_heads.md is its model card. It also holds the everyday names that things are called by, as vectors
of the space.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.types import FloatArray
from core.vision.classes import unit
from core.vision.onnx_tower import GRID

OUTPUTS = ("logits", "map", "stages")  # of the tower, that the picture head takes
COARSE = 3  # places a side over which the strongest answer of each channel is looked for


@dataclass(frozen=True, slots=True)
class Name:
    """What things are called ("cello"), and the basic-level kind of them ("instrument"; may be empty)."""

    name: str
    kind: str


class Heads:
    """Verified weights in memory. `digest` is their file's SHA-256, and with the tower's it names the space."""

    def __init__(self, file: Path, digest: str) -> None:
        from safetensors import safe_open

        with safe_open(file, framework="numpy") as opened:
            about = opened.metadata()
            tensors = {name: np.asarray(opened.get_tensor(name), dtype=np.float32) for name in opened.keys()}  # noqa: SIM118
        self.digest = digest
        listed = json.loads(about["names"])
        self.names = tuple(Name(name, kind) for name, kind, _ in listed)
        self.trained = np.array([pictures > 0 for _, _, pictures in listed], dtype=np.float32)  # (names,)
        self._basis = tensors["basis"] * tensors["basis_scale"]  # (blocks, k)
        self._t = tensors
        self.vocabulary = unit(tensors["vocabulary"])  # (names, dimension)

    @property
    def dimension(self) -> int:
        """Numbers of a vector of the heads' space."""
        return int(self.vocabulary.shape[1])

    def pictures(self, logits: FloatArray, maps: FloatArray, stages: FloatArray) -> FloatArray:
        """Unit vectors (n, dimension) of views, from the tower's outputs for them."""
        states = self._states(logits, maps, stages)
        hidden = np.maximum(states @ self._t["inner"] + self._t["inner_bias"], 0)
        return unit(hidden @ self._t["outer"] + states @ self._t["skip"] + self._t["outer_bias"])

    def photos(self, logits: FloatArray, maps: FloatArray, stages: FloatArray) -> FloatArray:
        """How far views are photos and no drawings: (n,) from 0 to 1."""
        likeness = self._states(logits, maps, stages) @ self._t["photo"] + self._t["photo_bias"]
        return np.asarray(np.clip(likeness, 0, 1), dtype=np.float32)

    def _states(self, logits: FloatArray, maps: FloatArray, stages: FloatArray) -> FloatArray:
        return np.asarray(blocks(logits, maps, stages) @ self._basis + self._t["basis_bias"], dtype=np.float32)

    def texts(self, encoded: FloatArray) -> FloatArray:
        """Unit vectors (n, dimension) from those of the text encoder (n, 384)."""
        return unit(encoded @ self._t["text"] + self._t["text_bias"])


def blocks(logits: FloatArray, maps: FloatArray, stages: FloatArray) -> FloatArray:
    """What the picture head starts from: (n, 5192).

    Channels' means and their maxima over coarse places, statistics of the earlier stages, all by their square roots,
    which weak answers survive; and the logits about their mean. `maps` is (n, places, 1280), fine or coarse.
    """
    coarse = coarser(maps, COARSE) if maps.shape[1] == GRID * GRID else maps
    parts = (
        np.sqrt(coarse.mean(axis=1)),
        np.sqrt(coarse.max(axis=1)),
        np.sign(stages) * np.sqrt(np.abs(stages)),
        logits - logits.mean(axis=1, keepdims=True),
    )
    return np.concatenate(parts, axis=1).astype(np.float32)


def coarser(maps: FloatArray, grid: int) -> FloatArray:
    """Means of neighbouring places: (n, 81, channels) to (n, grid², channels)."""
    side = GRID // grid
    cells = maps.reshape(len(maps), grid, side, grid, side, maps.shape[-1])
    return np.asarray(cells.mean(axis=(2, 4)).reshape(len(maps), grid * grid, -1), dtype=np.float32)
