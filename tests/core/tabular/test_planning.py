"""What a model plans over a table is a query only where it fits the table and leaves nothing of the question out."""

from __future__ import annotations

import json
from typing import Any

import pytest

from core.embedding.ctranslate import CTranslate2Encoder
from core.tabular.planning import plan, read
from core.tabular.query import Query, run
from tests.core.tabular.test_asking import ORDERS, STAFF, TODAY

pytestmark = pytest.mark.models


def told(measure: str, column: str | None, where: Any = (), per: str | None = None, show: str | None = None) -> str:
    return json.dumps({"measure": measure, "column": column, "where": list(where), "per": per, "show": show})


def filters(query: Query | None) -> list[tuple[int, str, str]]:
    assert query is not None
    return [(one.column, one.operator, str(one.value)) for one in query.filters]


def test_a_plan_that_fits_is_a_query(encoder: CTranslate2Encoder) -> None:
    said = told("sum", "Salary", [["Team", "=", "Field"]])
    query = read(said, "What does the Field team earn altogether?", STAFF, encoder, TODAY)
    assert query is not None
    assert (query.measure, query.column, filters(query)) == ("sum", 3, [(1, "is", "Field")])


def test_a_number_has_to_stand_in_the_question(encoder: CTranslate2Encoder) -> None:
    said = told("count", None, [["Cost", ">", "20"]])
    assert filters(read(said, "number of orders above 20 euro", ORDERS, encoder, TODAY)) == [(4, "more than", "20")]
    assert read(said, "number of orders above 10 euro", ORDERS, encoder, TODAY) is None


def test_a_time_is_read_from_the_question(encoder: CTranslate2Encoder) -> None:
    said = told("sum", "Quantity", [["Day", "=", "March"]])
    query = read(said, "total quantity in March", ORDERS, encoder, TODAY)
    assert query is not None
    assert query.filters[0].operator == "in"
    assert query.filters[0].said == "in March"


def test_a_time_that_the_model_forgets_is_a_condition_all_the_same(encoder: CTranslate2Encoder) -> None:
    query = read(told("sum", "Quantity"), "total quantity in March", ORDERS, encoder, TODAY)
    assert query is not None
    assert [one.said for one in query.filters] == ["in March"]


def test_where_no_row_is_of_the_time_that_is_asked_for_not_all_are_added_up(encoder: CTranslate2Encoder) -> None:
    query = read(told("sum", "Quantity"), "total quantity last month", ORDERS, encoder, TODAY)
    assert query is not None
    assert not run(query).rows


@pytest.mark.parametrize("question", [
    "add up the salaries so far, pls", "What is the dearest salary, going by the list?", "the single highest salary"
])  # fmt: skip
def test_what_is_said_by_the_way_needs_no_part_in_a_plan(encoder: CTranslate2Encoder, question: str) -> None:
    measure = "sum" if "add" in question else "largest"
    assert read(told(measure, "Salary"), question, STAFF, encoder, TODAY) is not None


@pytest.mark.parametrize(("question", "said"), [
    ("How many people work in Paris?", told("count", None, [["Site", "=", "Paris"]])),  # no such value
    ("What is the average age?", told("average", "Salary")),  # another column
    ("What does the Field team earn altogether?", told("sum", "Salary", [["Team", "=", "Lab"]])),  # its sister
    ("What does Ida Moen earn altogether?", told("sum", "Salary")),  # a name left out
    ("What is the average name?", told("average", "Name")),  # no numbers
    ("What is the total salary?", told("sum", "Wages")),  # no such column
    ("Who is the longest with us?", told("largest", "Joined", show="Name")),  # the other way round
    ("List them", told("list", None)),
    ("What is the total salary?", "The total is 205,000."),
    ("What is the total salary?", "[1]"),
    ("What is the total salary?", '{"measure": "sum"}'),
    ("What is the total salary?", '{"measure":"sum","column":"Salary","where":[["Team"]],"per":null,"show":null}'),
])  # fmt: skip
def test_what_does_not_fit_is_none(encoder: CTranslate2Encoder, question: str, said: str) -> None:
    assert read(said, question, STAFF, encoder, TODAY) is None


def test_who_is_asked_for_is_listed_and_not_counted(encoder: CTranslate2Encoder) -> None:
    said = told("count", None, [["Car", "=", "no"]], show="Name")
    query = read(said, "who has no car?", STAFF, encoder, TODAY)
    assert query is not None
    assert query.measure == "rows"
    counted = read(said, "how many have no car?", STAFF, encoder, TODAY)
    assert counted is not None
    assert counted.measure == "count"


def test_the_model_is_shown_the_columns_and_held_to_them() -> None:
    asked = plan("How many?", STAFF)
    assert "Team (Lab, Field)" in asked.messages[-1].text
    columns: Any = asked.schema["properties"]
    assert columns["column"]["enum"] == ["Name", "Team", "Site", "Salary", "Joined", "Car", None]
