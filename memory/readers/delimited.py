"""Tables as text: values parted by commas, semicolons, tabs or bars."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import IO

from core.errors import UnreadableFile
from memory.chunking import Page
from memory.readers.layout import Layout
from memory.readers.rows import names_columns
from memory.readers.text import read_characters

_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_ROWS = 30
_CELL_CHARACTERS = 40  # cells of prose are longer
_REGULAR_SHARE = 0.8  # of the rows of a file that calls itself a table have equally many cells


def read_delimited(file: IO[bytes]) -> list[Page]:
    """One page with the table, or the tables, that stand in the file."""
    text = read_characters(file)
    csv.field_size_limit(max(131_072, len(text)))
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=_delimiter(text, _REGULAR_SHARE) or ","))
    except csv.Error as error:
        raise UnreadableFile("It cannot be read as a table.") from error
    layout = Layout()
    layout.table(rows)
    return [layout.page()]


def looks_like_table(text: str, named: bool) -> bool:
    """Whether the rows have equally many cells. Without a name that says so, prose with commas must not pass for it."""
    delimiter = _delimiter(text, _REGULAR_SHARE if named else 1.0)
    rows = _sample(text, delimiter) if delimiter else []
    if named or len(rows) < 2:
        return len(rows) >= 2
    cells = [cell for row in rows for cell in row]
    short = all(len(cell) <= _CELL_CHARACTERS and not cell.endswith(".") for cell in cells)
    return (
        len(rows) >= 3
        and len(rows[0]) >= 3
        and short
        and names_columns([[cell.strip() for cell in row] for row in rows])
    )


def _delimiter(text: str, share: float) -> str | None:
    """The delimiter that cuts the first rows into most cells, equally many in at least a `share` of them.

    Rows of one cell are titles or notes, and have no say.
    """
    best, most = None, 1
    for delimiter in _DELIMITERS:
        widths = Counter(len(row) for row in _sample(text, delimiter))
        lonely = widths.pop(1, 0) if share < 1 else 0
        if widths and lonely <= widths.total():
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
