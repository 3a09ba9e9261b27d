"""A checked query over a table, and what comes of it: rows that pass filters, counted, summed, compared or listed.

Decimals are summed exactly, and amounts of different units are never put together: each unit has a result of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal, TypeVar

from core import ranges
from core.periods import Period
from core.tabular.table import Cell, Table
from core.tabular.values import Amount

Operator = Literal[
    "is", "is not", "is empty", "is filled", "contains", "covers", "more than", "at least", "less than", "at most", "in"
]
Measure = Literal["count", "distinct", "sum", "average", "median", "least", "greatest", "rows", "value"]
Ordered = TypeVar("Ordered", Decimal, date)
COMPUTED: frozenset[Measure] = frozenset(("sum", "average", "median"))


@dataclass(frozen=True, slots=True)
class Filter:
    """Rows whose cell in a column stands in a relation to a value, or to their cell in the column `other`.

    `said` are its words in the question.
    """

    column: int
    operator: Operator
    value: Decimal | date | str | Period
    said: str
    other: int | None = None

    def holds(self, table: Table, row: int) -> bool:
        """Whether a row passes."""
        cell = table.columns[self.column].cells[row]
        if self.other is None:
            return self.passes(cell)
        against = table.columns[self.other].cells[row]
        limit = against.value if isinstance(against, Amount) else against
        return isinstance(limit, Decimal | date) and replace(self, value=limit, other=None).passes(cell)

    def passes(self, cell: Cell) -> bool:
        """Whether a cell does; one that says nothing passes only where something is excluded."""
        if self.operator == "is not":
            return not Filter(self.column, "is", self.value, self.said).passes(cell)
        if self.operator in ("is empty", "is filled"):
            return (cell is None) == (self.operator == "is empty")
        found = cell.value if isinstance(cell, Amount) else cell
        if found is None:
            return False
        if isinstance(self.value, Period):
            return isinstance(found, date) and self.value.holds(found)
        if isinstance(self.value, str):
            there, wanted = str(found).casefold(), self.value.casefold()
            return wanted in there if self.operator == "contains" else wanted == there
        if isinstance(self.value, Decimal) and isinstance(found, str):
            return _covers(found, self.value)
        if isinstance(found, Decimal) and isinstance(self.value, Decimal):
            return _stands(found, self.operator, self.value)
        return isinstance(found, date) and isinstance(self.value, date) and _stands(found, self.operator, self.value)


def _covers(cell: str, number: Decimal) -> bool:
    """Whether a cell is a range that holds a number, or that number."""
    return ranges.value(cell) == number or any(one.holds(number) for one in ranges.find(cell))


def _stands(found: Ordered, operator: Operator, value: Ordered) -> bool:
    return {
        "more than": found > value, "at least": found >= value, "less than": found < value, "at most": found <= value,
    }.get(operator, found == value)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Query:
    """What is computed: a `measure` of a column over the rows that pass all filters, for each value of `group` where
    one is given. Filters of one column that ask for equality are alternatives. `extreme` picks the group with the
    greatest or least result. `wanted` is the column that is asked for."""

    table: Table
    measure: Measure
    filters: tuple[Filter, ...] = ()
    column: int | None = None
    group: int | None = None
    extreme: Literal["greatest", "least"] | None = None
    wanted: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One result: of a group (or of a unit) where there are several, from so many rows."""

    label: str
    value: Amount | date | str | None
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """The results of a query, the rows that passed its filters, and those of them that had nothing to compute with."""

    lines: tuple[Line, ...]
    rows: tuple[int, ...]
    blank: int = 0


def narrowed(before: Query, filters: Sequence[Filter]) -> Query:
    """A query again with the filters of a follow-up in the place of those on the same columns."""
    changed = {one.column for one in filters}
    return replace(before, filters=(*(one for one in before.filters if one.column not in changed), *filters))


def run(query: Query) -> Result:
    """Compute. Raises `ValueError` for a query that does not fit its table."""
    _check(query)
    rows = _passing(query)
    if query.measure in ("rows", "value"):
        return Result((), rows)
    blank = 0
    if query.column is not None:
        cells = query.table.columns[query.column].cells
        said = tuple(row for row in rows if cells[row] is not None)
        blank, rows_used = len(rows) - len(said), said
    else:
        rows_used = rows
    groups = {"": rows_used} if query.group is None else _grouped(query.table, query.group, rows_used)
    lines = [line for label, members in groups.items() for line in _results(query, label, members)]
    if query.group is not None:
        lines = _picked(query, lines)
    return Result(tuple(lines), rows, blank)


def _check(query: Query) -> None:
    columns = query.table.columns
    for at in (
        query.column,
        query.group,
        query.wanted,
        *(at for one in query.filters for at in (one.column, one.other)),
    ):
        if at is not None and not 0 <= at < len(columns):
            raise ValueError("there is no such column")
    if query.measure in COMPUTED and (query.column is None or columns[query.column].kind != "number"):
        raise ValueError("only numbers can be computed with")
    if query.measure in ("least", "greatest") and (query.column is None or columns[query.column].kind == "text"):
        raise ValueError("only numbers and dates can be compared")


def _passing(query: Query) -> tuple[int, ...]:
    """The rows that pass: one of the alternatives for each column, and everything else."""
    alternatives: dict[int, list[Filter]] = {}
    others: list[Filter] = []
    for one in query.filters:
        (alternatives.setdefault(one.column, []) if one.operator in ("is", "contains") else others).append(one)
    return tuple(
        row for row in range(len(query.table))
        if all(one.holds(query.table, row) for one in others)
        and all(any(one.holds(query.table, row) for one in found) for found in alternatives.values())
    )  # fmt: skip


def _grouped(table: Table, group: int, rows: Sequence[int]) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for row in rows:
        found.setdefault(table.shown[row][group].strip() or "(nothing)", []).append(row)
    return {label: tuple(members) for label, members in found.items()}


def _results(query: Query, label: str, rows: tuple[int, ...]) -> list[Line]:
    """The result over some rows, one for each unit that their amounts have."""
    if query.measure == "count":
        return [Line(label, Amount(Decimal(len(rows))), rows)]
    cells = query.table.columns[query.column if query.column is not None else 0].cells
    if query.measure == "distinct":
        return [Line(label, Amount(Decimal(len({str(cells[row]).casefold() for row in rows}))), rows)]
    units: dict[str, list[int]] = {}
    for row in rows:
        cell = cells[row]
        units.setdefault(cell.unit if isinstance(cell, Amount) else "", []).append(row)
    lines = []
    for unit, members in units.items():
        value, used = _measured(query, [(row, cells[row]) for row in members])
        told = Amount(value, unit) if isinstance(value, Decimal) else value
        lines.append(Line(label or (unit if len(units) > 1 else ""), told, used))
    return lines


def _measured(query: Query, cells: Sequence[tuple[int, Cell]]) -> tuple[Decimal | date | None, tuple[int, ...]]:
    """The result over cells of one unit, and the rows that make it up: of the least and greatest those that hold it."""
    if query.measure in ("least", "greatest"):
        plain = [(row, cell.value if isinstance(cell, Amount) else cell) for row, cell in cells]
        best = _extreme(query.measure, [value for _, value in plain if not isinstance(value, str | None)])
        return best, tuple(row for row, value in plain if value == best)
    numbers = [cell.value for _, cell in cells if isinstance(cell, Amount)]
    rows = tuple(row for row, _ in cells)
    if query.measure == "sum":
        return sum(numbers, Decimal(0)), rows
    if query.measure == "average":
        return sum(numbers, Decimal(0)) / len(numbers), rows
    ranked, middle = sorted(numbers), len(numbers) // 2
    return (ranked[middle] if len(ranked) % 2 else (ranked[middle - 1] + ranked[middle]) / 2), rows


def _extreme(measure: str, values: Sequence[Decimal | date]) -> Decimal | date | None:
    if not values:
        return None
    return (max if measure == "greatest" else min)(values)


def _picked(query: Query, lines: list[Line]) -> list[Line]:
    """The groups in order of their results; only the extreme ones where those are asked for."""

    def size(line: Line) -> Decimal:
        return line.value.value if isinstance(line.value, Amount) else Decimal(0)

    ordered = sorted(lines, key=size, reverse=query.extreme != "least")
    if query.extreme is None or not ordered:
        return ordered
    units = {line.value.unit for line in ordered if isinstance(line.value, Amount)}
    if len(units) > 1:
        return ordered
    return [line for line in ordered if size(line) == size(ordered[0])]
