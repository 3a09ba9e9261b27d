"""A table as questions are computed over it: columns with what their cells say, and rows without those of totals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from core import ranges
from core.tabular import values
from core.tabular.values import Amount

Cell = Amount | date | str | None
ColumnKind = Literal["number", "date", "text"]

_MOSTLY = 0.9  # of the cells that say something have to be numbers, for a column of numbers
_TOTAL = re.compile(
    r"(?:grand |sub[- ]?|overall )?(?:totals?|sum|summe|gesamt(?:summe|betrag)?|insgesamt|zwischensumme|totale|totaal|"
    r"average|mean|durchschnitt|ø|σ|∑)\b.{0,30}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as a reader found it: its title, the names of its columns, and rows of equal length with the line that
    each is told by in the text of its page."""

    title: str
    page: int
    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what its cells say, None for those that say nothing, and the units of its numbers."""

    name: str
    kind: ColumnKind
    cells: tuple[Cell, ...]
    units: frozenset[str] = frozenset()

    @property
    def said(self) -> list[str]:
        """The different texts in it, in order."""
        return list(dict.fromkeys(cell for cell in self.cells if isinstance(cell, str)))

    @property
    def are_ranges(self) -> bool:
        """Whether its cells are ranges ("2-5", "over 80 kg"), or numbers among such."""
        found = [any(ranges.find(cell)) for cell in self.said]
        return any(found) and all(there or ranges.value(cell) for there, cell in zip(found, self.said, strict=True))


@dataclass(frozen=True)
class Table:
    """Columns of one length. `shown` are the cells as they stand in the file, `lines` what tells each row in its page;
    both, like the columns, are without the rows of totals."""

    document: str
    name: str
    title: str
    page: int
    columns: tuple[Column, ...]
    shown: tuple[tuple[str, ...], ...]
    lines: tuple[str, ...]
    set_aside: int = field(default=0)

    def __len__(self) -> int:
        return len(self.shown)

    @property
    def label(self) -> int | None:
        """The column that names the rows: the first of texts that are mostly different, else the first of texts."""
        texts = [at for at, column in enumerate(self.columns) if column.kind == "text" and column.said]
        telling = [at for at in texts if 5 * len(self.columns[at].said) >= 4 * len(self)]
        return next(iter(telling or texts), None)

    @property
    def label_name(self) -> str:
        """What the column that names the rows is called; empty where none does."""
        return self.columns[self.label].name if self.label is not None else ""


def table_of(grid: Grid, document: str, name: str) -> Table | None:
    """The table of a grid, None for one without names or rows."""
    if not grid.rows or not any(grid.names):
        return None
    mark = values.decimal_mark(cell for row in grid.rows for cell in row)
    kept = _without_totals(grid, mark)
    if not kept:
        return None
    columns = tuple(
        _column(column or f"column {at + 1}", [grid.rows[row][at] for row in kept], mark)
        for at, column in enumerate(grid.names)
    )
    return Table(
        document, name, grid.title, grid.page, columns, tuple(grid.rows[row] for row in kept),
        tuple(grid.lines[row] for row in kept), len(grid.rows) - len(kept),
    )  # fmt: skip


def _column(name: str, cells: Sequence[str], mark: values.DecimalMark) -> Column:
    said = [cell for cell in cells if not values.is_blank(cell)]
    numbers = {cell: found for cell in said if (found := values.amount(cell, mark)) is not None}
    first = values.day_first(said)
    days = {cell: on for cell in said if first is not None and (on := values.day(cell, day_first=first))}
    if _are_years(said):
        return Column(name, "date", tuple(date(int(cell), 1, 1) if cell in said else None for cell in cells))
    if said and sum(cell in days for cell in said) >= _MOSTLY * len(said):
        return Column(name, "date", tuple(days.get(cell) for cell in cells))
    if said and sum(cell in numbers for cell in said) >= _MOSTLY * len(said) and not _are_codes(said):
        unit = _unit_in(name)
        told = tuple(_with_unit(numbers.get(cell), unit) for cell in cells)
        return Column(name, "number", told, frozenset(cell.unit for cell in told if cell is not None))
    return Column(name, "text", tuple(None if values.is_blank(cell) else cell for cell in cells))


def _are_codes(said: Sequence[str]) -> bool:
    """Whether numbers are names: "0042", a letter before a figure, or capitals behind it that differ ("9A", "9B")."""
    letters = {match[1] for cell in said if (match := re.fullmatch(r"\d+([A-Z])", cell))}
    return len(letters) > 1 or any(re.fullmatch(r"0\d+|[A-Za-z]+\d+", cell) for cell in said)


def _are_years(said: Sequence[str]) -> bool:
    """Whether numbers are years, which nobody adds up."""
    return len(said) > 1 and all(re.fullmatch(r"(?:1[89]|20)\d\d", cell) for cell in said)


def _with_unit(found: Amount | None, unit: str) -> Amount | None:
    return Amount(found.value, unit) if found is not None and not found.unit and unit else found


def _unit_in(name: str) -> str:
    """The unit that stands in a column's name: "Price (EUR)", "Length [km]"."""
    match = re.search(r"[(\[]\s*([^\W\d_]{1,4}|[$€£¥%])\s*[)\]]\s*$", name)
    found = values.amount(f"1 {match[1]}") if match else None
    return found.unit if found is not None else ""


def _without_totals(grid: Grid, mark: values.DecimalMark) -> list[int]:
    """The rows that are no totals: those neither say that they are, nor add up the rows above them at the end."""
    kept = [at for at, row in enumerate(grid.rows) if any(cell.strip() for cell in row) and not _says_total(row)]
    if len(kept) > 3 and _adds_up([grid.rows[at] for at in kept], mark):
        kept.pop()
    return kept


def _says_total(row: Sequence[str]) -> bool:
    first = next((cell.strip() for cell in row if cell.strip()), "")
    return bool(_TOTAL.fullmatch(first)) and any(values.amount(cell) for cell in row[1:] if cell.strip())


def _adds_up(rows: Sequence[Sequence[str]], mark: values.DecimalMark) -> bool:
    """Whether the last row has blank cells, and each number in it is the sum of those above."""
    *above, last = rows
    totals = [(at, found) for at, cell in enumerate(last) if (found := values.amount(cell, mark)) is not None]
    if not totals or not any(not cell.strip() for cell in last):
        return False
    for at, total in totals:
        column = [found.value for row in above if (found := values.amount(row[at], mark)) is not None]
        if len(column) < 2 or sum(column, Decimal(0)) != total.value:
            return False
    return True
