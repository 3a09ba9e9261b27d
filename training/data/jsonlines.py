"""Files of JSON lines, one object a line; whatever is wrong with one is said with the number of its line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from core.errors import BadInput, NotFound

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]


@dataclass(frozen=True, slots=True)
class Line:
    """An object with the place that it was read from. What a caller wants of it is checked when it is asked for."""

    file: str
    number: int
    values: dict[str, Json]

    def fault(self, what: str, remedy: str) -> BadInput:
        """The error that says what is wrong with this line."""
        return BadInput(f"Line {self.number} of {self.file} {what}.", remedy)

    def text(self, key: str, default: str | None = None) -> str:
        """The text under `key`, which is not empty. Raises `BadInput` where there is none and no default."""
        found = self.values.get(key, default)
        if not isinstance(found, str) or (default is None and not found.strip()):
            raise self.fault(f"has no text as its `{key}`", f"Give `{key}` on every line, as text.")
        return found

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of texts under `key`, none of which is empty. Raises `BadInput` where there is no such list."""
        found = self.values.get(key)
        texts = [text for text in found if isinstance(text, str) and text.strip()] if isinstance(found, list) else []
        if not isinstance(found, list) or not texts or len(texts) < len(found):
            raise self.fault(f"has no list of texts as its `{key}`", f"Give `{key}` on every line, as a list of texts.")
        return tuple(texts)


def read_lines(file: Path, remedy: str = "Name a file of JSON lines.", limit: int | None = None) -> list[Line]:
    """The objects of a file, the first `limit` of them; blank lines are passed over.

    Raises `NotFound`, with the remedy, where there is no readable file, and `BadInput` where it is not UTF-8, is empty,
    or has a line that is not a JSON object.
    """
    try:
        lines = file.read_text(encoding="utf-8").split("\n")  # a separator of Unicode's may stand in a caption
    except UnicodeDecodeError as error:
        raise BadInput(f"{file.name} is not UTF-8.", "Save it again as UTF-8.") from error
    except OSError as error:
        raise NotFound(f"{file.name} is not there, or cannot be read.", remedy) from error
    numbered = [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
    if not numbered:
        raise BadInput(f"{file.name} is empty.", "Write one JSON object a line.")
    return [_line(file.name, number, line) for number, line in numbered[:limit]]


def read_set(folder: Path, name: str, what: str) -> list[Line]:
    """The lines of a set that ships: of the `what` in the folder, those of that name. Raises as `read_lines`, and
    `BadInput` where there are none."""
    there = sorted(file.stem for file in folder.glob("*.jsonl"))
    if name not in there:
        raise BadInput(f"There are no {what} called {name}.", f"Name of {', '.join(there)}.")
    return read_lines(folder / f"{name}.jsonl", f"Name a set of {what}.")


def write_lines(file: Path, rows: Iterable[Mapping[str, object]], *, ascii_only: bool = False) -> int:
    """Write one object a line, and return how many."""
    lines = [json.dumps(row, ensure_ascii=ascii_only) + "\n" for row in rows]
    file.write_text("".join(lines), encoding="utf-8")
    return len(lines)


def _line(file: str, number: int, line: str) -> Line:
    remedy = "Write one JSON object a line."
    try:
        values = json.loads(line)
    except ValueError as error:
        raise BadInput(f"Line {number} of {file} is not JSON.", remedy) from error
    if not isinstance(values, dict):
        raise BadInput(f"Line {number} of {file} is not a JSON object.", remedy)
    return Line(file, number, values)
