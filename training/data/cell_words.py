"""The words of each place of a picture: of rendered scenes what stands there, of others the whole caption."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from training.data.captions import Captioned
from training.data.jsonlines import Line, read_lines
from training.data.scenes import Scene

NOTHING = "nothing"
ROWS = ("top", "middle", "bottom")
COLUMNS = ("left", "middle", "right")
_SIDE = len(ROWS)
_SCENE = TypeAdapter(Scene)

Cells = tuple[str, ...]
"""Words of each place, row by row, separated by spaces."""


def cell_words(folder: Path, rows: Sequence[Captioned], side: int) -> list[Cells]:
    """The cells of each picture of a folder with `captions.jsonl`; a line with a `scene` says what stands where."""
    lines = folder / "captions.jsonl"
    known = read_lines(lines) if side == _SIDE and lines.is_file() else []
    scenes = {line.text("file"): _of_scene(line) for line in known if "scene" in line.values}
    found = []
    for captioned in rows:
        file = captioned.picture.relative_to(folder).as_posix()
        found.append(scenes.get(file) or (captioned.captions[0],) * side**2)
    return found


def _of_scene(line: Line) -> Cells:
    try:
        scene = _SCENE.validate_python(line.values["scene"])
    except ValidationError as error:
        raise line.fault("has something else than a scene", "Make it with `vermeil train scenes`.") from error
    filled = [NOTHING] * _SIDE**2
    for thing in scene.things:
        filled[thing.row * _SIDE + thing.column] = thing.title
    if scene.writing is not None:
        for column in range(_SIDE):
            filled[scene.writing.row * _SIDE + column] = f"{scene.writing.colour} word"
    cells = [f"{row} {column}" for row in ROWS for column in COLUMNS]
    return tuple(f"{what} {where}" for what, where in zip(filled, cells, strict=True))
