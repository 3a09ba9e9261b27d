"""CSV: each row as a line `header: value; header: value`, so that a value is found with the name of its column."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from typing import IO

from core.errors import UnreadableFile
from memory.chunking import Page
from memory.readers.text import read_characters

_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_ROWS = 30
_CELL_CHARACTERS = 40  # cells of prose are longer
_REGULAR_SHARE = 0.8  # of the rows of a file that calls itself a table have equally many cells


def read_table(file: IO[bytes]) -> list[Page]:
    """One page; the first row names the columns, unless it holds a number or an empty cell."""
    text = read_characters(file)
    csv.field_size_limit(max(131_072, len(text)))
    try:
        rows = [
            row for row in csv.reader(io.StringIO(text), delimiter=_delimiter(text, _REGULAR_SHARE) or ",") if any(row)
        ]
    except csv.Error as error:
        raise UnreadableFile("It cannot be read as a table.") from error
    return [Page("\n".join(_lines(rows)), table=True)]


def looks_like_table(text: str, named: bool) -> bool:
    """Whether the rows have equally many cells. Without a name that says so, prose with commas must not pass for it."""
    delimiter = _delimiter(text, _REGULAR_SHARE if named else 1.0)
    rows = _sample(text, delimiter) if delimiter else []
    if named or len(rows) < 2:
        return len(rows) >= 2
    cells = [cell for row in rows for cell in row]
    short = all(len(cell) <= _CELL_CHARACTERS and not cell.endswith(".") for cell in cells)
    return len(rows) >= 3 and len(rows[0]) >= 3 and short and _names_columns(rows[0])


def _lines(rows: list[list[str]]) -> Iterator[str]:
    if len(rows) < 2 or not _names_columns(rows[0]):
        yield from (_one_line("; ".join(cell for cell in row if cell.strip())) for row in rows)
        return
    names = [name.strip() for name in rows[0]]
    for row in rows[1:]:
        named = [f"{name}: {cell.strip()}" for name, cell in zip(names, row, strict=False) if cell.strip()]
        extra = [cell.strip() for cell in row[len(names) :] if cell.strip()]
        yield _one_line("; ".join([*named, *extra]))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _names_columns(row: list[str]) -> bool:
    names = [cell.strip() for cell in row]
    return all(names) and len(set(names)) == len(names) and not any(_is_number(name) for name in names)


def _is_number(cell: str) -> bool:
    return cell.replace(".", "", 1).replace(",", "").lstrip("+-").isdigit()


def _delimiter(text: str, share: float) -> str | None:
    """The delimiter that cuts the first rows into most cells, equally many in at least a `share` of them."""
    best, most = None, 1
    for delimiter in _DELIMITERS:
        widths = Counter(len(row) for row in _sample(text, delimiter))
        if widths:
            width, count = widths.most_common(1)[0]
            if width > most and count >= share * widths.total():
                best, most = delimiter, width
    return best


def _sample(text: str, delimiter: str) -> list[list[str]]:
    lines = text[:65_536].splitlines(keepends=True)
    if len(text) > 65_536:
        lines = lines[:-1]  # the last one is cut
    try:
        rows = [row for row in csv.reader(lines[: _SAMPLE_ROWS + 1], delimiter=delimiter) if row]
    except csv.Error:
        return []
    return rows[:_SAMPLE_ROWS]
