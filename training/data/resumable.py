"""Arrays on disk that are filled part by part: a run that was interrupted goes on after its last finished part."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from core.files import atomic_write
from training.data.progress import Progress

Halves = npt.NDArray[np.float16]
Make = Callable[[int, int], Mapping[Path, npt.NDArray[Any]]]
"""Called with the first row and the one after the last; gives the values of these rows by file."""


def filled(
    shapes: Mapping[Path, tuple[int, ...]], part: int, note: Path, make: Make, progress: Progress | None = None
) -> list[Halves]:
    """Arrays of float16 of `shapes`, a row a picture, each mapped from its file.

    `make` is asked for the rows that are missing, at most `part` at once; the file `note` says how many are there.
    """
    rows = next(iter(shapes.values()))[0]
    if not rows:
        return [np.empty(shape, np.float16) for shape in shapes.values()]
    done = _done(note, shapes)
    if done < rows:
        note.parent.mkdir(parents=True, exist_ok=True)
        if not done:
            note.unlink(missing_ok=True)  # what it counted is not there
        arrays = {file: _array(file, "r+" if done else "w+", shape) for file, shape in shapes.items()}
        for start in range(done, rows, part):
            end = min(start + part, rows)
            for file, made in make(start, end).items():
                arrays[file][start:end] = made
                arrays[file].flush()  # type: ignore[attr-defined]
            atomic_write(note, json.dumps({"pictures": end}))
            if progress:
                progress(end, rows)
    return [_array(file, "r", shape) for file, shape in shapes.items()]


def _array(file: Path, mode: Literal["r", "r+", "w+"], shape: tuple[int, ...]) -> Halves:
    return np.memmap(file, np.float16, mode, shape=shape)


def _done(note: Path, shapes: Mapping[Path, tuple[int, ...]]) -> int:
    """How many rows are there; none where the note cannot be read, or a file is not there in its full size."""
    halves = np.dtype(np.float16).itemsize
    if any(not file.is_file() or file.stat().st_size != halves * int(np.prod(shape)) for file, shape in shapes.items()):
        return 0
    try:
        return int(json.loads(note.read_text())["pictures"])
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return 0
