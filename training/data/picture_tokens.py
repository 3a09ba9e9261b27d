"""What a frozen tower sees of pictures, pooled as the projector takes it: computed once, kept beside a hash of both.

A run that was interrupted goes on after its last finished part.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch

from core.types import FloatArray
from core.vision.projector_numpy import pool
from core.vision.tower import ImageTower
from training.data.features import content_key
from training.data.pictures import read_pixels
from training.data.progress import Progress
from training.data.resumable import Halves, filled

_PART = 16  # pictures at once


def picture_tokens(
    tower: ImageTower, pictures: Sequence[Path], side: int, cache: Path, progress: Progress | None = None
) -> Halves:
    """The tower's tokens of each picture, averaged to side x side: float16 (n, side², width), mapped from `cache`.

    Raises `BadInput` where a picture cannot be decoded (`training.data.captions` says so sooner, and of all of them).
    """
    file = cache / f"tokens-{content_key(pictures, f'{tower.digest} {side}')}.f16"
    shape = (len(pictures), side * side, tower.width)

    def look(start: int, end: int) -> dict[Path, FloatArray]:
        return {file: _look(tower, pictures[start:end], side)}

    return filled({file: shape}, _PART, file.with_suffix(".json"), look, progress)[0]


def _look(tower: ImageTower, pictures: Sequence[Path], side: int) -> FloatArray:
    with torch.inference_mode():
        tokens = tower.tokens(tower.prepare([read_pixels(path) for path in pictures]))  # (n, grid², width)
    return pool(tokens.float().cpu().numpy(), side)
