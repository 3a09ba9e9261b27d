"""Queries that a trained planner writes: what it is shown of a table, and its reply read and held against that.

It learned from tables of offices and households, and from questions in other words than theirs; so the same functions
build what it is trained on (`training/data/tables.py`) and what it is asked. A reply is JSON whose parts are left out
where they are not needed, or `NOT_STATED`. Nothing in it is believed: columns and values have to be there, and the
numbers and names of the question have a part in it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from core import periods
from core.grounding import borne_out
from core.grounding.prompt import NOT_STATED, one_line
from core.periods import MONTHS, Period
from core.tabular import values
from core.tabular.fitting import time_of
from core.tabular.query import Filter, Measure, Operator, Query, run
from core.tabular.table import Column, Table
from core.tabular.values import Amount
from core.types import Message, message
from core.words import STOPWORDS, stem, words

SYSTEM = (
    "You turn a question about a table into a query, as JSON: measure, column, where, per, show. "
    f"What the table does not hold is: {NOT_STATED}"
)
MEASURES: Mapping[str, Measure] = {
    "list": "rows", "count": "count", "distinct": "distinct", "sum": "sum", "average": "average", "median": "median",
    "largest": "greatest", "smallest": "least",
}  # fmt: skip
_OPERATORS: Mapping[str, Operator] = {
    "=": "is", "!=": "is not", ">": "more than", ">=": "at least", "<": "less than", "<=": "at most",
    "contains": "contains", "empty": "is empty", "filled": "is filled",
}  # fmt: skip
PARTS = ("measure", "column", "where", "per", "show")
OTHER = "column:"
"""How a value begins that is another column of the same row."""

_WHOLE = 8  # different texts of a column up to which all are shown
_SOME = 3  # of one that has more
_LONGEST = 32  # characters of a cell that is shown
_CELLS = 6  # that share words with the question and are shown beside it
_MOST_ALIKE = 3  # groups that may be the largest together: where all are, that was not asked
_SPAN = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_FEW = {"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
        "ten": 10, "twelve": 12, "dozen": 12, "twenty": 20, "fifty": 50, "hundred": 100, "thousand": 1000}  # fmt: skip


def messages(question: str, table: Table, today: date) -> tuple[Message, ...]:
    """What the planner is asked. The question is the last paragraph: what comes before is the same for a table."""
    asked = f"{described(table)}\n\nToday: {today:%a %Y-%m-%d}. Cells: {_near(question, table)}\n{one_line(question)}"
    return message("system", SYSTEM), message("user", asked)


def written(plan: Mapping[str, object] | None) -> str:
    """A plan as the planner writes it."""
    if plan is None:
        return NOT_STATED
    parts = {part: plan[part] for part in PARTS if plan.get(part) is not None and plan.get(part) != []}
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))


def read(reply: str, question: str, table: Table, today: date) -> Query | None:
    """The query of a reply, None where it does not fit the table, or leaves a name or number of the question out."""
    try:
        query = query_of(json.loads(reply), table)
        if query is not None:
            query = replace(query, filters=(*query.filters, *time_of(question, table, today, query.filters)))
        if query is None or _asks_for_what_it_has(query) or not _bears_out(question, query, today):
            return None
        found = run(query)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return query if query.extreme is None or len(found.lines) <= _MOST_ALIKE else None


# --- what is shown ------------------------------------------------------------------------------------------------


def described(table: Table) -> str:
    """The table by its name, its columns, and what stands in them."""
    title = f", {table.title}" if table.title and table.title not in table.name else ""
    lines = [f"Table {table.name}{title}: {len(table)} rows"]
    for at, column in enumerate(table.columns):
        empty = ", some empty" if any(cell is None for cell in column.cells) else ""
        lines.append(f"{column.name}: {_shown(table, at, column)}{empty}")
    return "\n".join(map(one_line, lines))


def _shown(table: Table, at: int, column: Column) -> str:
    if column.kind == "date" and (days := [cell for cell in column.cells if isinstance(cell, date)]):
        return f"dates {min(days)} to {max(days)}"
    if column.kind == "number" and (found := [cell for cell in column.cells if isinstance(cell, Amount)]):
        least, most = (edge(found, key=lambda cell: cell.value) for edge in (min, max))
        return f"numbers {least.value} to {most.value} {most.unit}".rstrip()
    cells = list(dict.fromkeys(row[at].strip()[:_LONGEST] for row in table.shown if row[at].strip()))
    return " | ".join(cells) if len(cells) <= _WHOLE else f"{' | '.join(cells[:_SOME])} | …"


def _near(question: str, table: Table) -> str:
    """The cells of texts that share most words with a question, each with its column."""
    asked = {stem(word) for word in words(question)} - STOPWORDS
    found: dict[tuple[str, str], int] = {}
    for column in table.columns:
        for cell in column.said if column.kind == "text" else ():
            shared = asked & {stem(word) for word in words(cell)}
            if any(len(word) > 1 for word in shared):
                found[column.name, one_line(cell)[:_LONGEST]] = len(shared)
    best = sorted(found, key=lambda one: -found[one])[:_CELLS]
    return "; ".join(f"{name}: {cell}" for name, cell in best) or "-"


# --- what is said -------------------------------------------------------------------------------------------------


def query_of(told: Mapping[str, object], table: Table) -> Query | None:
    """The query of a plan, None for one of all rows. Raises `KeyError`, `TypeError` or `ValueError` where it has
    another form, or names what the table does not have."""
    measure = MEASURES[str(told["measure"])]
    column, group, wanted = (_column(told.get(part), table) for part in ("column", "per", "show"))
    conditions = told.get("where", [])
    if not isinstance(conditions, Sequence):
        raise TypeError("conditions are a list")
    filters = tuple(_filter(one, table) for one in conditions)
    if measure == "rows":
        plain = wanted is None or (wanted == table.label and len(filters) > 0)
        return Query(table, "rows" if plain else "value", filters, wanted=wanted) if filters else None
    if measure in ("greatest", "least") and group is not None:
        return Query(table, "count" if column is None else "sum", filters, column, group, measure)
    return Query(table, measure, filters, None if measure == "count" else column, group, None, wanted)


def _column(name: object, table: Table) -> int | None:
    """The place of a column. Raises `ValueError` for one that is not there."""
    return None if name is None else [column.name for column in table.columns].index(str(name))


def _filter(told: object, table: Table) -> Filter:
    """A condition; raises `ValueError` for one whose value is not in its column."""
    if not isinstance(told, Sequence) or len(told) != 3:
        raise TypeError("a condition has a column, an operator and a value")
    name, sign, said = (str(part).strip() for part in told)
    at, operator = [column.name for column in table.columns].index(name), _OPERATORS[sign]
    column = table.columns[at]
    if operator in ("is empty", "is filled") or (operator == "is" and values.is_blank(said)):
        return Filter(at, "is filled" if operator == "is filled" else "is empty", "", "")
    if said.startswith(OTHER):
        other = _column(said.removeprefix(OTHER), table)
        return Filter(at, operator, Decimal(0), "", other)
    if column.kind == "date":
        return Filter(at, "in", *_period(operator, said))
    if column.kind == "number":
        number = values.amount(said, values.decimal_mark([said]))
        if number is None or operator == "contains":
            raise ValueError("no number")
        return Filter(at, operator, number.value, said)
    return Filter(at, operator, _text(operator, said, column), said)


def _text(operator: Operator, said: str, column: Column) -> str:
    """The cell that is meant, or the part of one."""
    if operator == "contains":
        found = said if any(said.casefold() in cell.casefold() for cell in column.said) else None
    elif operator in ("is", "is not"):
        found = next((cell for cell in column.said if words(cell) == words(said)), None)
    else:
        found = None
    if found is None:
        raise ValueError("no such value")
    return found


def _period(operator: Operator, said: str) -> tuple[Period, str]:
    """The days that "2025-03" or the like stands for, before or after it, and how that is said."""
    match = _SPAN.fullmatch(said)
    if match is None:
        raise ValueError("no date")
    year, month, day = (int(part) if part else None for part in match.groups())
    first = date(int(year or 0), month or 1, day or 1)
    last = first if day else date(first.year + (month in (None, 12)), (month or 12) % 12 + 1, 1) - timedelta(days=1)
    told = " ".join(str(part) for part in (day, MONTHS[month - 1].capitalize() if month else None, year) if part)
    one = timedelta(days=1)
    return {
        "is": (Period(first, last, 0, 0), told),
        "more than": (Period(last + one, None, 0, 0), f"after {told}"),
        "at least": (Period(first, None, 0, 0), f"{told} or later"),
        "less than": (Period(None, first - one, 0, 0), f"before {told}"),
        "at most": (Period(None, last, 0, 0), f"{told} or earlier"),
    }[operator]  # another one raises KeyError


def _asks_for_what_it_has(query: Query) -> bool:
    """Whether a value is asked for that a condition names already."""
    return query.measure == "value" and any(one.column == query.wanted for one in query.filters if one.operator == "is")


def _bears_out(question: str, query: Query, today: date) -> bool:
    """Whether each name and number of the question has a part in the query, and the question has what that compares
    with: each number, and a word of each text that is one of many, of which the planner is shown no others."""
    table = query.table
    if any(_is_of_many(one, table) and not _shares(one, question) for one in query.filters):
        return False
    asked = set(words(question)) | {str(_FEW[word]) for word in words(question) if word in _FEW}
    numbers = [one for one in query.filters if isinstance(one.value, Decimal) and one.other is None]
    if any(not set(words(one.said)) <= asked for one in numbers):
        return False
    used = {at for at in (query.column, query.group, query.wanted) if at is not None}
    used |= {at for one in query.filters for at in (one.column, one.other) if at is not None}
    parts = [table.name.rpartition(".")[0].replace("_", " "), table.title]
    parts += [table.columns[at].name for at in sorted(used)]
    parts += [f"{one.said} {one.value}" for one in query.filters if not isinstance(one.value, Period)]
    if any(isinstance(one.value, Period) for one in query.filters):
        found = periods.find(question, today)
        parts += [one.said for one in query.filters] + [question[found.start : found.end] if found else ""]
    return not borne_out.missing(borne_out.keys(question), *parts)


def _is_of_many(one: Filter, table: Table) -> bool:
    is_text = isinstance(one.value, str) and one.operator in ("is", "contains")
    return is_text and len(table.columns[one.column].said) > _WHOLE


def _shares(one: Filter, question: str) -> bool:
    """Whether a text has a word of the question, or one begins the other."""
    asked, there = ([word for word in words(text) if len(word) > 1] for text in (question, str(one.value)))
    return any(
        stem(word) == stem(other) or word.startswith(other) or other.startswith(word)
        for word in asked for other in there
    )  # fmt: skip
