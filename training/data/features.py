"""What the frozen tower sees in pictures, computed once and kept: half the training time of every stage on pictures.

Arrays are float16 files beside their description, named by a hash of the tower and of every picture's bytes: a changed
picture is a new file. A run that was interrupted goes on after its last finished part.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

import numpy as np
from PIL import Image

from core.errors import BadInput
from core.types import FloatArray
from core.vision.encoder import Pixels
from core.vision.heads import coarser
from core.vision.onnx_tower import CHANNELS, GRID, STAGES, OnnxTower, views
from core.weights.hashes import sha256
from core.weights.locate import converted
from training.data.pictures import content, read_pixels
from training.data.progress import Progress
from training.data.resumable import Halves, filled

Variant = Literal["plain", "mirrored", "smaller", "closer", "grey"]

_PART = 64  # pictures between two notes of how far it is
_SMALLER, _CLOSER = 0.65, 0.8  # of the sides
_TURNED = 12.0  # degrees, of a smaller picture


@dataclass(frozen=True)
class Features:
    """Of n pictures, float16: `map` (n, grid², 1280), `logits` (n, 1000), `stages` (n, 1632)."""

    map: Halves
    logits: Halves
    stages: Halves

    @cached_property
    def pooled(self) -> FloatArray:
        """The mean of each map (n, 1280)."""
        return np.asarray(self.map.mean(axis=1, dtype=np.float32))


def feature_maps(
    pictures: Sequence[Path], cache: Path, progress: Progress | None = None, *, grid: int = GRID
) -> Halves:
    """The tower's last feature map of each picture: (n, grid², 1280), a memory-mapped file in `cache`.

    The whole picture is looked at, a long one on grey. A `grid` of 3 keeps means of 3 x 3 neighbours. Raises `BadInput`
    where a picture cannot be decoded (`training.data.captions` says so sooner, and of all of them).
    """
    return features(pictures, cache, progress, grid=grid).map


def features(
    pictures: Sequence[Path],
    cache: Path,
    progress: Progress | None = None,
    *,
    grid: int = GRID,
    variant: Variant = "plain",
    threads: int = 1,
) -> Features:
    """All outputs of the tower for each picture, or for a variant of it. See `feature_maps`."""
    if GRID % grid:
        raise BadInput(f"A grid of {grid} does not divide {GRID}.", f"Choose 1, 3 or {GRID}.")
    tower = converted("efficientnet-lite2-onnx")
    shapes = {"map": (grid * grid, CHANNELS), "logits": (1000,), "stages": (STAGES,)}
    folder = cache / f"features-{content_key(pictures, f'{sha256(tower)} {grid}-{variant}')}"
    files = {name: folder / f"{name}.f16" for name in shapes}
    opened = functools.cache(lambda: OnnxTower(tower, threads=threads))

    def look(start: int, end: int) -> dict[Path, FloatArray]:
        varied = [_view(path, variant) for path in pictures[start:end]]
        seen = dict(zip(shapes, opened().run(varied, *shapes), strict=True))
        seen["map"] = coarser(seen["map"], grid)
        return {files[name]: array for name, array in seen.items()}

    full = {files[name]: (len(pictures), *shape) for name, shape in shapes.items()}
    return Features(*filled(full, _PART, folder / "done.json", look, progress))


def _view(path: Path, variant: Variant) -> Pixels:
    """The whole picture (260, 260, 3), varied."""
    pixels = read_pixels(path)
    return list(views(vary(pixels, variant)))[-1]


def vary(pixels: Pixels, variant: Variant) -> Pixels:
    """A picture mirrored, smaller and turned a little on white, closer by, or without its colours."""
    if variant == "plain":
        return pixels
    if variant == "mirrored":
        return np.ascontiguousarray(pixels[:, ::-1])
    picture = Image.fromarray(pixels)
    width, height = picture.size
    if variant == "smaller":
        small = picture.resize((max(1, round(width * _SMALLER)), max(1, round(height * _SMALLER))))
        turned = small.rotate(_TURNED, Image.Resampling.BICUBIC, expand=True, fillcolor="white")
        ground = Image.new("RGB", (max(width, turned.width), max(height, turned.height)), "white")
        ground.paste(turned, ((ground.width - turned.width) // 2, (ground.height - turned.height) // 3))
        return np.asarray(ground)
    if variant == "closer":
        left, top = round(width * (1 - _CLOSER) / 2), round(height * (1 - _CLOSER) / 2)
        return np.asarray(picture.crop((left, top, max(left + 1, width - left), max(top + 1, height - top))))
    return np.asarray(picture.convert("L").convert("RGB"))


def content_key(pictures: Sequence[Path], about: str) -> str:
    """What features of these pictures are cached under: their bytes, and what looks at them. Raises `BadInput`."""
    digest = hashlib.sha256(about.encode())
    for path in pictures:
        digest.update(content(path))
    return digest.hexdigest()[:16]
