"""What the frozen tower sees in pictures, computed once and kept: half the training time of every stage on pictures.

Arrays are float16 files beside their description, named by a hash of the tower and of every picture's bytes: a changed
picture is a new file. A run that was interrupted goes on after its last finished part.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt
from PIL import Image

from core import weights
from core.errors import BadInput
from core.types import FloatArray
from core.vision.encoder import Pixels
from core.vision.heads import coarser
from core.vision.onnx_tower import CHANNELS, GRID, STAGES, OnnxTower, views
from training.data.pictures import read_pixels

Progress = Callable[[int, int], None]
Halves = npt.NDArray[np.float16]
Variant = Literal["plain", "mirrored", "smaller", "closer", "grey"]
VARIANTS: tuple[Variant, ...] = ("plain", "mirrored", "smaller", "closer", "grey")

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
    tower = weights.converted("efficientnet-lite2-onnx")
    shapes = {"map": (grid * grid, CHANNELS), "logits": (1000,), "stages": (STAGES,)}
    folder = cache / f"features-{content_key(pictures, f'{weights.sha256(tower)} {grid}-{variant}')}"
    folder.mkdir(parents=True, exist_ok=True)
    done = _done(folder)
    mode: Literal["r+", "w+"] = "r+" if done else "w+"
    if done < len(pictures):
        arrays = {n: _array(folder / n, mode, (len(pictures), *shape)) for n, shape in shapes.items()}
        _fill(arrays, pictures, done, OnnxTower(tower, threads=threads), grid, variant, folder, progress)
    return Features(**{n: _array(folder / n, "r", (len(pictures), *shape)) for n, shape in shapes.items()})


def _fill(
    arrays: dict[str, Halves],
    pictures: Sequence[Path],
    done: int,
    tower: OnnxTower,
    grid: int,
    variant: Variant,
    folder: Path,
    progress: Progress | None,
) -> None:
    for start in range(done, len(pictures), _PART):
        part = [_view(path, variant) for path in pictures[start : start + _PART]]
        seen = dict(zip(arrays, tower.run(part, *arrays), strict=True))
        seen["map"] = coarser(seen["map"], grid)
        for name, array in arrays.items():
            array[start : start + len(part)] = seen[name]
            array.flush()  # type: ignore[attr-defined]
        _note(folder, start + len(part))
        if progress:
            progress(start + len(part), len(pictures))


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


# --- the files ---------------------------------------------------------------------------------------------------


def content_key(pictures: Sequence[Path], about: str) -> str:
    """What features of these pictures are cached under: their bytes, and what looks at them. Raises `BadInput`."""
    digest = hashlib.sha256(about.encode())
    for path in pictures:
        try:
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
        except OSError as error:
            raise BadInput(f"The picture {path.name} cannot be read.", "Check the folder.") from error
    return digest.hexdigest()[:16]


def _array(path: Path, mode: Literal["r", "r+", "w+"], shape: tuple[int, ...]) -> Halves:
    return np.memmap(path.with_suffix(".f16"), np.float16, mode, shape=shape)


def _done(folder: Path) -> int:
    try:
        return int(json.loads((folder / "done.json").read_text())["pictures"])
    except (FileNotFoundError, ValueError, KeyError):
        return 0


def _note(folder: Path, count: int) -> None:
    temporary = folder / "done.json.part"
    temporary.write_text(json.dumps({"pictures": count}))
    temporary.replace(folder / "done.json")
