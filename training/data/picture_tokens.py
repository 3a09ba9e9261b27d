"""What a frozen tower sees of pictures, pooled as the projector takes it: computed once, kept beside a hash of both.

A run that was interrupted goes on after its last finished part.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt
import torch

from core.vision.projection import pool
from core.vision.tower import ImageTower
from training.data.features import content_key
from training.data.pictures import read_pixels

Progress = Callable[[int, int], None]
Halves = npt.NDArray[np.float16]
_PART = 16  # pictures at once


def picture_tokens(
    tower: ImageTower, pictures: Sequence[Path], side: int, cache: Path, progress: Progress | None = None
) -> Halves:
    """The tower's tokens of each picture, averaged to side x side: float16 (n, side², width), mapped from `cache`.

    Raises `BadInput` where a picture cannot be decoded (`training.data.captions` says so sooner, and of all of them).
    """
    shape = (len(pictures), side * side, tower.width)
    file = cache / f"tokens-{content_key(pictures, f'{tower.digest} {side}')}.f16"
    counted = file.with_suffix(".done")
    done = int(counted.read_text()) if counted.exists() and file.exists() else 0
    if done < len(pictures):
        cache.mkdir(parents=True, exist_ok=True)
        mode: Literal["r+", "w+"] = "r+" if done else "w+"
        array: Halves = np.memmap(file, np.float16, mode, shape=shape)
        for start in range(done, len(pictures), _PART):
            part = pictures[start : start + _PART]
            array[start : start + len(part)] = _look(tower, part, side)
            array.flush()  # type: ignore[attr-defined]
            counted.write_text(str(start + len(part)))
            if progress:
                progress(start + len(part), len(pictures))
    return np.memmap(file, np.float16, "r", shape=shape)


def _look(tower: ImageTower, pictures: Sequence[Path], side: int) -> Halves:
    with torch.inference_mode():
        tokens = tower.tokens(tower.prepare([read_pixels(path) for path in pictures]))  # (n, grid², width)
    return pool(tokens.float().cpu().numpy(), side).astype(np.float16)
