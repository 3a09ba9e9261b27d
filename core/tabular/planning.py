"""A question turned into a query over a table by a language model, and held against the table and the question.

A model may misread a question, so nothing of its plan is believed: each column has to be there, each value has to stand
in its column and each number in the question, and each name, number and telling word of the question has to have a part
in the plan or to name the table. What fails has no query, for a wrong number is worse than none.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from core import periods
from core.embedding.encoder import TextEncoder
from core.grounding import borne_out
from core.tabular import values
from core.tabular.fitting import fits, time_of
from core.tabular.operators import ASIDES, EXTREMES, GROUPS, LIGHT, MEASURES, SENSES
from core.tabular.query import Filter, Measure, Operator, Query, run
from core.tabular.table import Column, Table
from core.types import JsonObject, JsonValue, Message, message
from core.words import FUNCTION_WORDS, STOPWORDS, stem, words

_LIKE = 0.4
"""Cosine from which a word of the question means a column, a value, or what the table is about."""

_COUNTED = dict(MEASURES)["count"]
_OF_TIME = frozenset(word for word, sense in SENSES.items() if sense == "date") | {"oldest", "youngest"}
_SHOWN = 6  # different values of a column that the model is shown
_LONGEST = 24  # characters of each
_MOST_FILTERS = 3
_MEASURES: Mapping[str, Measure] = {
    "count": "count", "sum": "sum", "average": "average", "median": "median", "smallest": "least",
    "largest": "greatest", "list": "rows",
}  # fmt: skip
_OPERATORS: Mapping[str, Operator] = {
    "=": "is", "!=": "is not", ">": "more than", ">=": "at least", "<": "less than", "<=": "at most",
}  # fmt: skip

_SYSTEM = (
    "You turn a question about a table into a query, as JSON. measure: count, sum, average, median, smallest, largest "
    "or list. column: what is summed or compared, or null. where: conditions [column, operator, value]. per: the "
    "column that groups, or null. show: the column that is asked for, or null."
)
_STAFF = "Table staff\nName (Ida Moen, Rui Costa)\nSite (Oslo, Porto)\nSalary (62000, 58000)\nJoined (2019-05-01)"
_SALES = "Table sales 2025\nDay (2025-03-02)\nShop (North, South)\nArticle (Apple, Pear)\nPrice EUR (2.40, 3.10)"
_WORKED = (
    (f"{_STAFF}\nWhat do the people in Oslo earn on average?",
     '{"measure":"average","column":"Salary","where":[["Site","=","Oslo"]],"per":null,"show":null}'),
    (f"{_SALES}\nHow many apples cost more than 3?",
     '{"measure":"count","column":null,"where":[["Article","=","Apple"],["Price EUR",">","3"]],"per":null,'
     '"show":null}'),
    (f"{_STAFF}\nwho came last",
     '{"measure":"largest","column":"Joined","where":[],"per":null,"show":"Name"}'),
    (f"{_SALES}\nTurnover of each shop in March",
     '{"measure":"sum","column":"Price EUR","where":[["Day","=","March"]],"per":"Shop","show":null}'),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plan:
    """What the model is asked, and the form that its reply has to have (a JSON schema)."""

    messages: tuple[Message, ...]
    schema: JsonObject


def plan(question: str, table: Table) -> Plan:
    """The messages for a question over a table: how it is done, examples, and the table with some of its values."""
    worked = [part for asked, said in _WORKED for part in (message("user", asked), message("assistant", said))]
    asked = message("user", f"{_described(table)}\n{' '.join(question.split())}")
    return Plan((message("system", _SYSTEM), *worked, asked), _schema(table))


def read(reply: str, question: str, table: Table, encoder: TextEncoder, today: date) -> Query | None:
    """The query of a reply, None where it does not fit the table, or leaves a part of the question out."""
    try:
        told = json.loads(reply)
        query = _query(told, question, table, today)
        if query is None or not fits(question, query) or not _covers(query, question, encoder):
            return None
        run(query)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return query


def _described(table: Table) -> str:
    lines = [f"Table {table.title or table.name}"]
    for at, column in enumerate(table.columns):
        shown = list(dict.fromkeys(row[at].strip()[:_LONGEST] for row in table.shown if row[at].strip()))[:_SHOWN]
        lines.append(f"{column.name} ({', '.join(shown)})")
    return "\n".join(lines)


def _schema(table: Table) -> JsonObject:
    names: list[JsonValue] = list(dict.fromkeys(column.name for column in table.columns))
    some_column: JsonObject = {"enum": [*names, None]}
    condition: JsonObject = {
        "type": "array",
        "prefixItems": [{"enum": names}, {"enum": list(_OPERATORS)}, {"type": "string"}],
        "items": False, "minItems": 3, "maxItems": 3,
    }  # fmt: skip
    return {
        "type": "object",
        "properties": {
            "measure": {"enum": list(_MEASURES)}, "column": some_column,
            "where": {"type": "array", "items": condition, "maxItems": _MOST_FILTERS},
            "per": some_column, "show": some_column,
        },
        "required": ["measure", "column", "where", "per", "show"],
        "additionalProperties": False,
    }  # fmt: skip


# --- what the model said, held against the table ------------------------------------------------------------------


def _query(told: Mapping[str, object], question: str, table: Table, today: date) -> Query | None:
    """Raises `KeyError`, `TypeError` or `ValueError` where the reply has another form."""
    measure = _MEASURES[str(told["measure"])]
    column, group, wanted = (_column(told[name], table) for name in ("column", "per", "show"))
    group = group if GROUPS.search(question) else None
    conditions = told["where"]
    if not isinstance(conditions, Sequence):
        raise TypeError("conditions are a list")
    filters = [_filter(one, question, table, today) for one in conditions]
    if None in filters:
        return None
    kept = tuple(one for one in filters if one is not None)
    kept += time_of(question, table, today, kept)
    if measure == "count" and kept and not _COUNTED.search(question):
        measure, group = "rows", None  # "who joined after 2020": those, not how many
    dated = column is not None and table.columns[column].kind == "date"
    if measure in ("least", "greatest") and dated and not _OF_TIME & set(words(question)):
        return None  # "the longest with us" came first, not last
    if measure == "rows":
        return (
            Query(table, "value" if wanted not in (None, table.label) else "rows", kept, wanted=wanted)
            if kept
            else None
        )
    if measure == "count":
        return Query(table, "count", kept, None, group, None, wanted)
    if measure in ("least", "greatest") and group is not None:
        return Query(table, "sum", kept, column, group, measure, wanted)
    return Query(table, measure, kept, column, group, None, wanted)


def _column(name: object, table: Table) -> int | None:
    """The place of a column. Raises `ValueError` for one that is not there."""
    return None if name is None else [column.name for column in table.columns].index(str(name))


def _filter(told: object, question: str, table: Table, today: date) -> Filter | None:
    if not isinstance(told, Sequence):
        raise TypeError("a condition is a list")
    name, sign, said = (str(part) for part in told)
    at = [column.name for column in table.columns].index(name)
    operator, column = _OPERATORS[sign], table.columns[at]
    if column.kind == "date":
        return _of_time(at, operator, said, question, today)
    if column.kind == "number":
        number = values.amount(said.strip(), values.decimal_mark([said]))
        if number is None or not set(words(said)) <= set(words(question)):
            return None
        return Filter(at, operator, number.value, f"{sign} {said}")
    there = _value(said, column)
    is_asked = there is not None and not set(map(stem, words(there))).isdisjoint(map(stem, words(question)))
    return Filter(at, operator, str(there), said) if is_asked and operator in ("is", "is not") else None


def _of_time(at: int, operator: Operator, said: str, question: str, today: date) -> Filter | None:
    """A condition on a date is that of the question, as it words it: "in March", "before May"."""
    found = periods.find(question, today)
    if found is None or operator == "is not" or not set(words(said)) & set(words(question)):
        return None
    return Filter(at, "in", found, question[found.start : found.end])


def _value(said: str, column: Column) -> str | None:
    """The value of a column that is meant: it says so, or it is the only one with these words in it."""
    wanted = words(said)
    exact = [value for value in column.said if words(value) == wanted]
    near = exact or [value for value in column.said if wanted and set(wanted) <= set(words(value))]
    return near[0] if len(near) == 1 else None


def _covers(query: Query, question: str, encoder: TextEncoder) -> bool:
    """Whether each name and number of the question, and each telling word, has a part in the query."""
    table = query.table
    used = {
        at for at in (query.column, query.group, query.wanted, *(one.column for one in query.filters)) if at is not None
    }
    parts = [table.name.rpartition(".")[0].replace("_", " "), table.title]
    parts += [table.columns[at].name for at in sorted(used)]
    parts += [f"{one.said} {one.value}" for one in query.filters]
    if borne_out.missing(borne_out.keys(question), *parts):
        return False
    known = {word for part in parts for word in words(part)}
    there, empty = set(map(stem, known)), STOPWORDS | LIGHT | FUNCTION_WORDS | _OPERATING
    left = [
        word for word in dict.fromkeys(words(ASIDES.sub(" ", question)))
        if stem(word) not in there and word not in empty and word.isalpha()
    ]  # fmt: skip
    if not left:
        return True
    told = [part for part in (*parts, *sorted(known)) if part.strip()]
    vectors = encoder.encode([*left, *told])
    return bool(((vectors[: len(left)] @ vectors[len(left) :].T).max(axis=1) >= _LIKE).all())


_OPERATING = frozenset(EXTREMES) | frozenset(
    """average mean median total sum add up altogether combined together overall number single most more less fewer
    than over under above below at between before after since until each every per group only any list which""".split()
)
