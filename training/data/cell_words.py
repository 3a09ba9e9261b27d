"""The words of each place of a picture: of rendered scenes what stands there, of others the whole caption."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from training.data.captions import Captioned

NOTHING = "nothing"
ROWS = ("top", "middle", "bottom")
COLUMNS = ("left", "middle", "right")
_SIDE = len(ROWS)

Cells = tuple[str, ...]
"""Words of each place, row by row, separated by spaces."""


def cell_words(folder: Path, rows: Sequence[Captioned], side: int) -> list[Cells]:
    """The cells of each picture of a folder with `captions.jsonl`; a line with a `scene` says what stands where."""
    scenes: dict[str, Any] = {}
    lines = folder / "captions.jsonl"
    if side == _SIDE and lines.is_file():
        for line in lines.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if "scene" in row:
                scenes[row["file"]] = row["scene"]
    found = []
    for captioned in rows:
        scene = scenes.get(captioned.picture.relative_to(folder).as_posix())
        found.append(_of_scene(scene) if scene else (captioned.captions[0],) * side**2)
    return found


def _of_scene(scene: dict[str, Any]) -> Cells:
    cells = [f"{row} {column}" for row in ROWS for column in COLUMNS]
    filled = [NOTHING] * _SIDE**2
    for thing in scene["things"]:
        filled[thing["row"] * _SIDE + thing["column"]] = f"{thing['colour']} {thing['name']}".strip()
    if scene.get("writing"):
        for column in range(_SIDE):
            filled[scene["writing"]["row"] * _SIDE + column] = f"{scene['writing']['colour']} word"
    return tuple(f"{what} {where}" for what, where in zip(filled, cells, strict=True))
