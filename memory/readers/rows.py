"""What a table says, row by row: `header: cell; header: cell`, so that a value is found with the name of its column.

Files hold tables of many shapes: a title above the header, two rows of headers, none at all, pairs of a label and its
value, several tables below each other, and subtitles between rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

Row = list[str]

_LONGEST_NAME = 60  # characters of a column's name; longer ones are prose
_MOST_ABOVE = 3  # rows between a title and the names of the columns
_MOST_PAIRS = 40  # rows of a form; a longer table of two columns has a header
# A number with its sign, currency or unit; a date or a time of day in digits; a yes or no.
_CURRENCY = r"(?:[$€£¥₹]|EUR|USD|CHF|GBP|JPY|CNY|SEK|NOK|DKK|PLN|CZK|AUD|CAD|INR|BRL|RUB|TRY|Fr\.?|Rs\.?|kr)"
_VALUE = re.compile(
    rf"[(+\-−~≈<>≤≥]*\s?{_CURRENCY}?\s?[+\-−]?\d[\d.,'’\u00a0\u202f /:\-]*\s?"
    rf"(?:%|‰|°C?|{_CURRENCY}|[a-zA-Zµ]{{1,3}}[²³]?)?\)?"
    r"|\d{4}-\d\d-\d\d[T ].*|(?i:true|false|yes|no|ja|nein|n/a|[-–—])"
)
_YEAR = re.compile(r"(?:FY|Q[1-4]|H[12])?\s?'?(?:19|20)\d\d(?:\s?[/-]\s?\d{2,4})?|Q[1-4]|H[12]", re.IGNORECASE)
_PAIR_HEADERS = frozenset(
    "name key field label item attribute property parameter term question description feld schlüssel".split()
)
_VALUE_HEADERS = frozenset("value values wert amount answer definition meaning description details inhalt data".split())


@dataclass(frozen=True, slots=True)
class Found:
    """One table: the titles above it and its rows as lines. Without lines it is text that stands between tables.

    `names` are those of its columns, and `records` the rows below them with their lines; a form has neither.
    """

    titles: tuple[str, ...]
    lines: list[str] = field(default_factory=list)
    names: Row = field(default_factory=list)
    records: list[tuple[Row, str]] = field(default_factory=list)


def tables(rows: Sequence[Sequence[str]], *, header: bool | None = None) -> list[Found]:
    """The tables in a grid of cells, which may have rows of unequal length.

    Cells that a merge covers should repeat its text. `header` says whether the first row names the columns, None where
    nothing tells.
    """
    found: list[Found] = []
    waiting: tuple[str, ...] = ()
    names: Row = []
    bare: Row = []  # names without a row under them so far
    for block in _blocks(_grid(rows)):
        titles, body = _titles(block) if not header or names else ((), block)
        waiting += titles
        if not body:
            continue
        if header is None and (forms := _forms(body)):
            first, *others = forms
            found += [Found((*waiting, *first.titles), first.lines), *others]
            bare = []
        else:
            if header is None and (above := _above_header(body)):
                found.append(Found((*waiting, *("; ".join(_said(row)) for row in body[:above]))))
                waiting, body = (), body[above:]
            before = names
            names, body = _header(body, header, before)
            bare = [] if body else names
            if body and not (found and names and names is before and not waiting):
                found.append(Found(waiting, names=names))
            for line, record in _lines(names, body):
                found[-1].lines.append(line)
                if record is not None:
                    found[-1].records.append((record, line))
        waiting = () if body else waiting
    if bare:  # one row is no header of nothing
        said = _said(bare)
        found.append(Found(waiting, [(": " if len(said) == 2 else "; ").join(said)]))
        waiting = ()
    return [*found, *([Found(waiting)] if waiting else [])]


def names_columns(rows: Sequence[Row]) -> bool:
    """Whether the first of some rows can be their header: short names, and none a value but years."""
    names = [cell for cell in rows[0] if cell]
    width = max(len(row) - row.count("") for row in rows)
    return (
        len(names) >= max(1, width - 1)
        and len(set(names)) > len(names) // 2  # a merge repeats the name
        and all(
            len(name) <= _LONGEST_NAME and (not is_value(name) or _is_year(name) or _is_numbering(rows, at))
            for at, name in enumerate(rows[0])
            if name
        )
        and (not rows[0][0] or not _is_year(rows[0][0]))  # a row of years alone is data
        and not any(_is_year(name) and not _are_values(rows, at) for at, name in enumerate(rows[0]))
        and not any(cell == name for row in rows[1:] for cell, name in zip(row, rows[0], strict=False) if name)
    )


def _is_numbering(rows: Sequence[Row], column: int) -> bool:
    """Whether a "No" at the head of the first column is short for number: its cells have digits, or are empty."""
    cells = [row[column] for row in rows[1:] if row[column]]
    numbered = len(cells) > 1 and all(any(c.isdigit() for c in cell) for cell in cells)
    return column == 0 and rows[0][column].casefold() == "no" and numbered


def _are_values(rows: Sequence[Row], column: int) -> bool:
    """Whether most cells of a column below the first row are values."""
    cells = [row[column] for row in rows[1:] if row[column : column + 1] != [""]]
    return 2 * sum(map(is_value, cells)) >= len(cells)


def is_value(cell: str) -> bool:
    """Whether a cell holds a number, an amount, a date in digits, or a yes or no."""
    return bool(_VALUE.fullmatch(cell))


def _is_year(cell: str) -> bool:
    return bool(_YEAR.fullmatch(cell))


def _grid(rows: Sequence[Sequence[str]]) -> list[Row]:
    """Rows of equal length, with clean cells."""
    width = max((len(row) for row in rows), default=0)
    return [[*(" ".join(cell.split()) for cell in row), *[""] * (width - len(row))] for row in rows]


def _blocks(grid: list[Row]) -> Iterator[list[Row]]:
    """The rows between empty rows."""
    block: list[Row] = []
    for row in grid:
        if any(row):
            block.append(row)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _titles(block: list[Row]) -> tuple[tuple[str, ...], list[Row]]:
    """Rows at the top that say one thing only, in a table of several columns, and the rest."""
    widest = max(len(_said(row)) for row in block)
    at = 0
    while widest > 1 and len(_said(block[at])) == 1:
        at += 1
    if widest == 1:
        return tuple(_said(row)[0] for row in block), []
    return tuple(_said(row)[0] for row in block[:at]), block[at:]


def _said(row: Row) -> list[str]:
    """The different texts in a row, in order."""
    return list(dict.fromkeys(filter(None, row)))


def _without_spare_columns(rows: list[Row]) -> list[Row]:
    """Without columns that are empty, or repeat the one before them because of merges."""
    kept = [
        column
        for column in range(len(rows[0]))
        if any(row[column] for row in rows) and not (column and all(row[column] == row[column - 1] for row in rows))
    ]
    return [[row[column] for column in kept] for row in rows]


def _lines(names: Row, body: list[Row]) -> Iterator[tuple[str, Row | None]]:
    """The line of each row, with the row itself unless it is a subtitle or a note."""
    group = ""
    full = max((at for at, row in enumerate(body) if len(row) < 3 or len(_said(row)) > 1), default=0)  # the last
    for at, row in enumerate(body):
        said = _said(row)
        if _is_subtitle(row) and at < full:
            group = said[0]
            yield group, None
        elif len(said) == 1 and (len(said[0]) > _LONGEST_NAME or at > full):  # a note below the table
            yield said[0], None
        else:
            yield (f"{group} – " if group else "") + "; ".join(_cells(names, row)), row


def _is_subtitle(row: Row) -> bool:
    """Whether a row is one merge over the whole width."""
    return len(row) > 2 and len(set(row)) == 1


def _forms(rows: list[Row]) -> list[Found]:
    """The forms that some rows are, each with the subtitle above it; none where any part of them is something else."""
    parts: list[tuple[tuple[str, ...], list[Row]]] = [((), [])]
    for row in rows:
        if _is_subtitle(row):
            parts.append(((row[0],), []))
        else:
            parts[-1][1].append(row)
    found = [Found(titles, _pairs(_without_spare_columns(body))) for titles, body in parts if body]
    return found if all(one.lines for one in found) else []


def _pairs(rows: list[Row]) -> list[str]:
    """The lines `label: value` of a form, or nothing where the rows are no pairs."""
    rows = [[*row[:2], *("" if cell == row[1] else cell for cell in row[2:])] for row in rows]  # of a merge
    width = len(rows[0])
    labelled = width % 2 == 0 and all(
        not label or label.endswith(":") for row in rows for label in row[::2]
    )  # label: value label: value
    if not labelled and not (width == 2 and _is_form(rows)) and not (width == 4 and _is_double_form(rows)):
        return []
    return [
        f"{label.rstrip(': ')}: {value}" if label and value and label != value else label or value
        for row in rows
        for label, value in zip(row[::2], row[1::2], strict=True)
        if label or value
    ]


def _is_form(rows: list[Row]) -> bool:
    """Whether two columns are labels and their values, not a list under a header."""
    labels = [label for label, _ in rows]
    if len(rows) < 2 or len(rows) > _MOST_PAIRS or len(set(labels)) < len(labels) or any(map(is_value, labels)):
        return False
    if any(len(label) > _LONGEST_NAME for label in labels):
        return False
    first_label, first_value = (cell.casefold() for cell in rows[0])
    if first_label in _PAIR_HEADERS and first_value in _VALUE_HEADERS:
        return False
    values = [is_value(value) for label, value in rows if value not in ("", label)]
    uniform = len(values) > 2 and not values[0] and all(values[1:])  # a name over a column of numbers
    return not uniform and len(values) > 1 and not (len(values) == 2 and values == [False, True])


def _is_double_form(rows: list[Row]) -> bool:
    """Whether four columns are two forms beside each other: labels and values of all kinds in turn."""
    labels = [label for row in rows for label in row[::2] if label]
    if len(rows) < 2 or len(set(labels)) < len(labels) or any(map(is_value, labels)):
        return False
    mixed = any(len({is_value(row[at]) for row in rows[1:] if row[at]}) > 1 for at in (1, 3))
    return max(map(len, labels), default=0) <= _LONGEST_NAME and (mixed or not names_columns(rows))


def _header(rows: list[Row], header: bool | None, before: Row) -> tuple[Row, list[Row]]:
    """The names of the columns (empty where there are none) and the rows below.

    `before` are the names of the table above, which goes on after an empty row where nothing else is named.
    """
    first = rows[0]
    nameless = [""] * len(first)
    if header is False:
        return nameless, rows
    if len(rows) > 2 and len(_said(first)) > 1 and (upper := _spread(first, rows[1])):
        return [" ".join(dict.fromkeys(filter(None, pair))) for pair in zip(upper, rows[1], strict=True)], rows[2:]
    if (header and not before) or (names_columns(rows) and (len(rows) > 1 or not before)):
        return first, rows[1:]
    return before or nameless, rows


def _above_header(rows: list[Row]) -> int:
    """How many rows stand above the one that names the columns: a letterhead, or what is said of the whole table.

    They say less than names would, and below the names at least one column has values.
    """
    width = max(len(row) - row.count("") for row in rows)
    for at, row in enumerate(rows[: _MOST_ABOVE + 1]):
        if len(row) - row.count("") >= width - 1:
            below = rows[at:]
            named = len(below) > 2 and names_columns(below) and not (at and _spread(rows[at - 1], row))
            return at if named and any(_are_values(below, column) for column in range(len(row))) else 0
    return 0


def _spread(first: Row, second: Row) -> Row:
    """The first of two rows of names, each over all columns that it is for; empty where the second is none.

    It tells apart columns that a merge in the first leaves alike, or repeats names that the first tells apart.
    """
    upper = list(first)
    if len(set(filter(None, second))) < len(second) - second.count(""):
        for at in range(1, len(upper)):
            upper[at] = upper[at] or (upper[at - 1] if second[at] else "")
    both = [pair for pair in zip(upper, second, strict=True) if any(pair)]
    shared = {name for name in upper if name and upper.count(name) > 1}
    if not shared or len(set(both)) < len(both):
        return []
    alone = [pair for pair in both if pair[0] not in shared]
    if alone and all(lower in ("", name) for name, lower in alone):  # a row of a table would say something there
        return upper
    return [] if any(is_value(cell) and not _is_year(cell) for cell in (*upper, *second)) else upper


def _cells(names: Row, row: Row) -> Iterator[str]:
    """The cells with their names; an empty one says nothing, and moves no other."""
    before = ("", "")
    for name, cell in zip(names, row, strict=True):
        if cell and (name, cell) != before:  # else a merge repeats it under the same name
            yield f"{name.rstrip(': ')}: {cell}" if name else cell
        before = (name, cell)
