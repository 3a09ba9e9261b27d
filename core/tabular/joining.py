"""Tables of one document that are parts of one: months on sheets of their own, a price list in sections."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from core.tabular.table import Column, Table

SECTION = "Section"
"""The column that says which part a row is of, where the parts have titles of their own."""
_FEWEST = 2  # columns by which tables are told to be parts of one


def joined(tables: Iterable[Table]) -> tuple[Table, ...]:
    """The tables, those with the same columns as one, in the place of the first."""
    alike: dict[object, list[Table]] = {}
    for at, table in enumerate(tables):
        columns = tuple((column.name.casefold(), column.kind) for column in table.columns)
        alike.setdefault((table.document, columns) if len(columns) >= _FEWEST else at, []).append(table)
    return tuple(parts[0] if len(parts) == 1 else _one_of(parts) for parts in alike.values())


def _one_of(parts: Sequence[Table]) -> Table:
    first = parts[0]
    columns = [
        Column(
            column.name, column.kind, tuple(cell for part in parts for cell in part.columns[at].cells),
            frozenset(unit for part in parts for unit in part.columns[at].units),
        )
        for at, column in enumerate(first.columns)
    ]  # fmt: skip
    shown = [row for part in parts for row in part.shown]
    titles = [part.title for part in parts for _ in part.shown]
    told = len(set(titles)) > 1
    if told:
        columns.append(Column(SECTION, "text", tuple(title or None for title in titles)))
        shown = [(*row, title) for row, title in zip(shown, titles, strict=True)]
    return replace(
        first, title="" if told else first.title, columns=tuple(columns), shown=tuple(shown),
        lines=tuple(line for part in parts for line in part.lines), set_aside=sum(part.set_aside for part in parts),
    )  # fmt: skip
