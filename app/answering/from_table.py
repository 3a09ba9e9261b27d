"""From the rows of a table, computed in code: no model does arithmetic.

The answer says what was computed, over which rows, and cites them. What the table does not say is not computed.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from app.answering.task import Draft, Steps, Task, say
from core import periods
from core.events import Sources
from core.grounding import evidence as choosing
from core.grounding.choices import ask_which
from core.grounding.citations import cite
from core.grounding.prompt import one_line
from core.tabular.asking import Asked
from core.tabular.query import Filter, Line, Query, Result, run
from core.tabular.table import Table
from core.tabular.values import Amount
from core.types import Evidence, Outcome, Passage
from memory.library import Library

_MOST_CITED = 12  # rows
_MOST_LISTED = 40
_HEAD = 60  # characters of a row by which it is found where it was cut
_CENT = Decimal("0.01")


@dataclass(frozen=True)
class FromTable:
    """Computes what a task asks of a table."""

    library: Library

    def write(self, task: Task, cancel: threading.Event) -> Steps:  # noqa: ARG002 it is done at once
        if task.computed is None:
            raise ValueError("the task asks nothing of a table")
        asked = task.computed.asked
        if task.computed.is_open:
            draft = Draft("table", text=ask_which([one.table.name for one in asked]), citations=[])
        elif asked[0].query is None:
            draft = lacking(asked[0])
        else:
            draft = self._computed(task.question.owner, asked[0].query)
        if draft.passages:
            yield Sources(tuple(draft.passages))
        yield from say(draft.text, task.clock)
        return draft

    def _computed(self, owner: str, query: Query) -> Draft:
        result = run(query)
        used = dict.fromkeys(row for line in result.lines for row in line.rows) or dict.fromkeys(result.rows)
        points = self._rows(owner, query, list(used)[:_MOST_CITED])
        text = sentence(query, result, points)
        passages = {point.passage.chunk: point.passage for point in points.values()}
        cited = list(points.values())
        return Draft(
            "table", choosing.highlight(list(passages.values()), cited), cited, text=text, from_library=True,
            citations=[cite(point, supported=True) for point in cited],
        )  # fmt: skip

    def _rows(self, owner: str, query: Query, rows: Sequence[int]) -> dict[int, Evidence]:
        """Rows as evidence, at their place in the passages of the document."""
        passages = self.library.passages(owner, query.table.document)
        found: dict[int, Evidence] = {}
        for row in rows:
            point = _placed(len(found) + 1, query.table.lines[row], passages)
            if point is not None:
                found[row] = point
        return found


def lacking(asked: Asked) -> Draft:
    """The draft where a table is meant that does not hold what is asked for, or has it in several columns of dates."""
    columns = ", ".join(column.name for column in asked.table.columns)
    dates = [column.name for column in asked.table.columns if column.kind == "date"]
    words = " or ".join(f"“{word}”" for word in asked.left)
    if len(dates) > 1 and all(periods.find(f"in {word}", date.today()) for word in asked.left):
        text = f"I cannot compute that: in {asked.table.name}, {', '.join(dates)} are dates. Which of them is {words}?"
    else:
        text = f"I cannot compute that: nothing in {asked.table.name} says what {words} is. Its columns are: {columns}."
    return Draft("table", text=text, outcome=Outcome.NOTHING_FOUND, citations=[])


# --- how it is said -----------------------------------------------------------------------------------------------


def sentence(query: Query, result: Result, points: dict[int, Evidence]) -> str:
    """What was computed, with its result and the marks of its rows."""
    marks = "".join(f" [{points[row].n}]" for row in points)
    where = f"{query.table.name}{conditions(query)}"
    if query.measure in ("rows", "value"):
        return _listed(query, result, points, where)
    if not result.lines or not result.rows:
        return f"There is no row in {where}."
    note = f" ({_rows(result.blank)} without a value left out)" if result.blank else ""
    if query.group is not None:
        return f"{_grouped(query, result.lines, where)}{note}{marks}"
    if query.measure in ("count", "distinct"):
        return f"{_counted(query, result, where)}{marks}"
    name = query.table.columns[query.column or 0].name
    said = [_one(query, line, name) for line in result.lines]
    more = " Amounts of different units are not added up." if len(said) > 1 else ""
    head = f"{'; '.join(said)}. Computed over {_rows(len(result.rows) - result.blank)} of {where}{note}."
    return f"{head}{more}{marks}"


def conditions(query: Query) -> str:
    """The filters in words: " where Region is “North” and Price is more than 20"."""
    by_column: dict[int, list[Filter]] = {}
    for one in query.filters:
        by_column.setdefault(one.column, []).append(one)
    said = []
    for at, filters in by_column.items():
        values = " or ".join(dict.fromkeys(_condition(one, query.table) for one in filters))
        said.append(f"{query.table.columns[at].name} {values}")
    return f" where {' and '.join(said)}" if said else ""


def number(value: Decimal) -> str:
    """With commas between thousands; a fraction that goes on is rounded to hundredths."""
    exact = value.normalize()
    if -int(exact.as_tuple().exponent) > 2:
        exact = value.quantize(_CENT, ROUND_HALF_UP)
    return f"{exact:,f}" if exact != exact.to_integral() else f"{exact.to_integral():,f}"


def value_text(value: Amount | date | str | None, places: int = 0) -> str:
    """A result with its unit; a date with the month's name. Amounts of money keep as many decimals as they had."""
    if isinstance(value, Amount):
        said = number(value.value)
        if places and "." in said:
            said += "0" * (places - len(said.rsplit(".", 1)[1]))
        return f"{said} {value.unit}".strip() if value.unit != "%" else f"{said}%"
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    return value or "nothing"


def _one(query: Query, line: Line, name: str) -> str:
    value = value_text(line.value, _places(query))
    if isinstance(line.value, date) and line.rows:
        value = query.table.shown[line.rows[0]][query.column or 0]
    if query.measure in ("least", "greatest"):
        how = {"least": "smallest", "greatest": "largest"}[query.measure]
        if isinstance(line.value, date):
            how = {"least": "earliest", "greatest": "latest"}[query.measure]
        wanted = query.wanted if query.wanted is not None else query.table.label
        labels = dict.fromkeys(query.table.shown[row][wanted] for row in line.rows) if wanted is not None else {}
        return f"{', '.join(labels)}: {value}, the {how} {name}" if labels else f"{value} is the {how} {name}"
    return f"The {query.measure} of {name} is {value}"


def _counted(query: Query, result: Result, where: str) -> str:
    count = value_text(result.lines[0].value)
    if query.measure == "count":
        return f"{count}: that many rows are in {where}."
    column = query.table.columns[query.column or 0]
    values = list(dict.fromkeys(query.table.shown[row][query.column or 0] for row in result.lines[0].rows))
    return f"{count} different values of {column.name} in {where}: {', '.join(values[:_MOST_LISTED])}."


def _grouped(query: Query, lines: Sequence[Line], where: str) -> str:
    by = query.table.columns[query.group or 0].name
    what = "number of rows" if query.column is None else f"{query.measure} of {query.table.columns[query.column].name}"
    if query.extreme is not None:
        labels = ", ".join(line.label for line in lines)
        how = "largest" if query.extreme == "greatest" else "smallest"
        value = value_text(lines[0].value, _places(query))
        return f"{labels}: {value}, the {how} {what} by {by} in {where}."
    listed = "\n".join(f"- {line.label}: {value_text(line.value, _places(query))}" for line in lines[:_MOST_LISTED])
    return f"The {what} by {by} in {where}:\n{listed}"


def _listed(query: Query, result: Result, points: dict[int, Evidence], where: str) -> str:
    if not result.rows:
        return f"There is no row in {where}."
    wanted, label = query.wanted, query.table.label
    mark = {row: f" [{point.n}]" for row, point in points.items()}
    if query.measure == "value" and wanted is not None and len(result.rows) == 1:
        row = result.rows[0]
        value, name = query.table.shown[row][wanted].strip(), query.table.columns[wanted].name
        said = f"{value}: {name} in {where}." if value else f"No {name} is given in {where}."
        return f"{said}{mark.get(row, '')}"
    if len(result.rows) == 1:
        row = result.rows[0]
        return f"One row of {where}: {one_line(query.table.lines[row])}{mark.get(row, '')}"
    lines = []
    for row in result.rows[:_MOST_LISTED]:
        cells = query.table.shown[row]
        named = [cells[at] for at in dict.fromkeys((label, wanted)) if at is not None and cells[at]]
        beside = dict.fromkeys(at for one in query.filters for at in (one.column, one.other) if at is not None)
        rest = [cells[at] for at in beside if cells[at] and cells[at] not in named]
        said = ": ".join(named) or one_line(query.table.lines[row])
        more = f" ({', '.join(rest)})" if rest else ""
        lines.append(f"- {said}{more}{mark.get(row, '')}")
    if len(result.rows) > len(lines):
        lines.append(f"- and {len(result.rows) - len(lines)} more")
    return "\n".join([f"{_rows(len(result.rows))} of {where}:", *lines])


def _condition(one: Filter, table: Table) -> str:
    if one.other is not None:
        return f"is {one.operator} {table.columns[one.other].name}"
    if one.operator in ("is empty", "is filled"):
        return one.operator
    if one.operator == "in":
        return f"is {one.said}" if not one.said.startswith(("in ", "on ")) else f"is {one.said.split(' ', 1)[1]}"
    if one.operator == "covers":
        return f"covers {number(one.value)}" if isinstance(one.value, Decimal) else ""
    if isinstance(one.value, Decimal):
        return f"is {one.operator} {number(one.value)}" if one.operator != "is" else f"is {number(one.value)}"
    return f"{one.operator} “{one.value}”"


def _places(query: Query) -> int:
    """Decimals that most amounts of the column are written with: two for money, none for pieces."""
    if query.column is None:
        return 0
    shown = [
        cell.value.as_tuple().exponent for cell in query.table.columns[query.column].cells if isinstance(cell, Amount)
    ]
    return 2 if sum(exponent == -2 for exponent in shown) * 2 >= len(shown) > 0 else 0


def _rows(count: int) -> str:
    return f"{count:,} row{'s' * (count != 1)}"


def _placed(n: int, line: str, passages: Sequence[Passage]) -> Evidence | None:
    """A row in the passage that holds it; the beginning of one that was cut between two."""
    for wanted in (line, line[:_HEAD]):
        for passage in passages:
            start = passage.text.find(wanted)
            if start >= 0:
                end = start + len(wanted)
                return Evidence(n, passage, start, end, choosing.narrow(passage, start, end), 1.0)
    return None
