"""Whether a query does justice to the question that it was read from, whoever read it: what every reading may miss."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from core import periods
from core.tabular.operators import ALSO_ASKS, NEGATED, NO
from core.tabular.query import COMPUTED, Filter, Query, run
from core.tabular.table import Table
from core.tabular.values import CURRENCIES
from core.words import words

_MONEY = re.compile(
    r"\b(?:costs?|prices?|pay|paid|spend|spent|earn(?:ed|s)?|owe[ds]?|worth|revenue|turnover|kosten?|kostet|preise?|"
    r"bezahlt|umsatz)\b",
    re.IGNORECASE,
)
_OF_MONEY = frozenset(
    """amount balance budget cost costs earnings fee fees income invoice net paid pay price rate rent revenue salary
    sales spent total turnover value wage betrag brutto gehalt kosten netto preis summe umsatz""".split()
)
"""Words of the names of columns that hold money, where no cell has its currency."""

_OF_THINGS = frozenset(
    """kg kilos g grams t tons tonnes lb oz l litres liters hl ml m metres meters km kilometres miles cm mm h hours hrs
    minutes min days weeks pieces pcs qty quantity count number people persons units weight length height
    stock""".split()
)


_WHY = re.compile(r"\b(?:why|warum|weshalb|pourquoi|por qué|perché|waarom)\b", re.IGNORECASE)


def fits(question: str, query: Query) -> bool:
    """False for one that groups numbers by themselves, leaves a "not" out, adds up things where money is asked for, or
    has one cell for two questions."""
    grouped = query.group is not None and (query.group == query.column or _is_number(query, query.group))
    return not (
        grouped or _leaves_out_not(question, query) or _is_no_money(question, query) or _is_half(question, query)
    )


def time_of(question: str, table: Table, today: date, kept: Sequence[Filter]) -> tuple[Filter, ...]:
    """The condition of time that a question has, where not all rows are of then and none of those `kept` says it.

    Raises `ValueError` where it may be one of several columns of dates.
    """
    found = periods.find(question, today)
    said = question[found.start : found.end] if found is not None else ""
    if found is None or any(one.operator == "in" or set(words(one.said)) & set(words(said)) for one in kept):
        return ()
    of_then = {
        at: [found.holds(cell) for cell in column.cells if isinstance(cell, date)]
        for at, column in enumerate(table.columns) if column.kind == "date"
    }  # fmt: skip
    telling = [at for at, rows in of_then.items() if not all(rows)]
    if telling and len(of_then) > 1:
        raise ValueError("a time that may be of several columns")
    return tuple(Filter(at, "in", found, said) for at in telling)


def _is_number(query: Query, column: int) -> bool:
    return query.table.columns[column].kind == "number"


def _leaves_out_not(question: str, query: Query) -> bool:
    return NEGATED.search(question) is not None and not any(map(_denies, query.filters))


def _denies(one: Filter) -> bool:
    said_no = isinstance(one.value, str) and one.value.lower() in NO
    return one.operator in ("is not", "is empty") or said_no or NEGATED.search(one.said) is not None


def _is_no_money(question: str, query: Query) -> bool:
    if query.measure not in COMPUTED or query.column is None or not _MONEY.search(question):
        return False
    column = query.table.columns[query.column]
    named = set(words(column.name))
    of_things = bool(named & _OF_THINGS) or not (column.units <= CURRENCIES | {""})
    return of_things and not named & _OF_MONEY


def _is_half(question: str, query: Query) -> bool:
    """One row is said whole and may answer both, but seldom says why."""
    if not ALSO_ASKS.search(question):
        return False
    is_whole = query.measure == "rows" and len(run(query).rows) == 1 and not _WHY.search(question)
    return query.measure in ("value", "rows") and not is_whole
