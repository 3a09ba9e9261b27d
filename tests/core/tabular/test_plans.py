"""What the planner is shown of a table, and what of its replies is a query over it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from core.tabular import plans
from core.tabular.query import Query, run
from core.tabular.table import Table
from tests.core.tabular.test_asking import ORDERS, SHELF, STAFF, TODAY
from tests.core.tabular.test_table import table

TOOLS = table(
    ["No", "Tool", "Who has it", "Out since", "Back"],
    ["1", "Core drill", "Ned", "2026-10-02", ""],
    ["2", "Long ladder", "Ida", "2026-11-03", "2026-11-05"],
    ["3", "Core drill bits", "Ned", "2026-11-20", ""],
    ["4", "Tile cutter", "", "", ""],
    name="tools.csv",
)


def read(question: str, over: Table = STAFF, **plan: Any) -> Query | None:
    return plans.read(json.dumps(plan), question, over, TODAY)


def told(query: Query | None) -> list[str]:
    """The first cells of the rows that a query comes to, or its results."""
    assert query is not None
    result = run(query)
    if query.measure == "rows" or query.measure == "value":
        return [query.table.shown[row][query.wanted or 0] for row in result.rows]
    return [f"{line.label}{getattr(line.value, 'value', line.value)}" for line in result.lines]


def test_what_stands_in_a_table_is_told_by_its_kind_and_what_the_question_names_in_full() -> None:
    asked = plans.messages("what has ned still got", TOOLS, TODAY)[-1].text
    assert asked.startswith("Table tools.csv: 4 rows\n")
    assert "Who has it: Ned | Ida, some empty" in asked
    assert "Out since: dates 2026-10-02 to 2026-11-20, some empty" in asked
    shared, question = asked.split("\n\n")
    assert question == "Today: Thu 2026-11-26. Cells: Who has it: Ned\nwhat has ned still got"
    assert plans.messages("anything else", TOOLS, TODAY)[-1].text.startswith(shared)
    assert "Quantity: numbers 5 to 12" in plans.described(ORDERS)


@pytest.mark.parametrize(("plan", "result"), [
    ({"measure": "list", "where": [["Back", "empty", ""], ["Who has it", "filled", ""]], "show": "Tool"},
     ["Core drill", "Core drill bits"]),
    ({"measure": "list", "where": [["Tool", "contains", "drill"]], "show": "Out since"}, ["2026-10-02", "2026-11-20"]),
    ({"measure": "count", "where": [["Who has it", "=", "ned"]]}, ["2"]),
    ({"measure": "count", "where": [["Who has it", "!=", "Ned"]]}, ["2"]),
    ({"measure": "count", "where": [["Who has it", "=", "n/a"]]}, ["1"]),
    ({"measure": "distinct", "column": "Who has it"}, ["2"]),
    ({"measure": "largest", "per": "Who has it", "where": [["Who has it", "filled", ""]]}, ["Ned2"]),
    ({"measure": "list", "where": [["Out since", "=", "2026-11"]], "show": "Tool"}, ["Long ladder", "Core drill bits"]),
    ({"measure": "list", "where": [["Out since", ">", "2026-11-03"]], "show": "Tool"}, ["Core drill bits"]),
    ({"measure": "count", "where": [["Out since", "<", "2026-11"]]}, ["1"]),
    ({"measure": "count", "where": [["Out since", ">=", "2026-11-03"]]}, ["2"]),
    ({"measure": "count", "where": [["Out since", "<=", "2026"]]}, ["3"]),
])  # fmt: skip
def test_a_plan_is_a_query(plan: dict[str, Any], result: list[str]) -> None:
    assert told(plans.query_of(plan, TOOLS)) == result


def test_a_column_may_be_held_against_another() -> None:
    below = {"measure": "list", "where": [["In stock", "<", "column:Min. stock"]]}
    assert told(plans.query_of(below, SHELF)) == ["Gloves"]


@pytest.mark.parametrize("plan", [
    {"measure": "sum", "column": "Salary", "where": [["Site", "=", "Paris"]]},  # no such value
    {"measure": "sum", "column": "Wage"},  # no such column
    {"measure": "sum", "column": "Name"},  # nothing to add up
    {"measure": "most"},
    {"measure": "list"},  # of everything
    {"measure": "count", "where": [["Joined", "=", "May"]]},  # no date
    {"measure": "count", "where": [["Joined", "=", "2026-02-31"]]},  # nor this
    {"measure": "count", "where": [["Joined", "!=", "2019"]]},
    {"measure": "count", "where": [["Salary", ">", "much"]]},
    {"measure": "count", "where": [["Site", "="]]},
    {"measure": "count", "where": "Site"},
    {"column": "Salary"},
])  # fmt: skip
def test_what_does_not_fit_the_table_is_none(plan: dict[str, Any]) -> None:
    assert read("what do they all earn", **plan) is None


@pytest.mark.parametrize("reply", [plans.NOT_STATED, "", "[]", "{", "12", '{"measure":["count"]}'])
def test_another_reply_is_none(reply: str) -> None:
    assert plans.read(reply, "how many", STAFF, TODAY) is None


def test_numbers_and_names_of_the_question_have_a_part_in_it() -> None:
    above = {"measure": "count", "where": [["Salary", ">", "50000"]]}
    assert told(read("how many are on more than 50000", **above)) == ["2"]
    assert read("how many are on more than 60000", **above) is None
    oslo = {"measure": "count", "where": [["Site", "=", "Oslo"]]}
    assert told(read("how many of them in Oslo", **oslo)) == ["2"]
    assert read("how many of them in Porto", **oslo) is None
    assert told(read("since 2019, how many came", measure="count", where=[["Joined", ">=", "2019"]])) == ["3"]


def test_what_is_written_is_read_again_without_what_is_not_needed() -> None:
    plan = {"measure": "sum", "column": "Salary", "where": [["Team", "=", "Lab"]], "per": None, "show": None}
    assert plans.written(plan) == '{"measure":"sum","column":"Salary","where":[["Team","=","Lab"]]}'
    assert told(plans.read(plans.written(plan), "what does the lab earn", STAFF, TODAY)) == ["120000"]
    assert plans.written(None) == plans.NOT_STATED


def test_a_text_of_many_has_a_word_of_the_question_and_is_not_what_is_asked_for() -> None:
    """Of a column with many texts the planner is shown three, and those that share words with the question."""
    keys = table(
        ["Key", "Held by"], *([f"K{at}", f"{name} Hale"] for at, name in enumerate("ABCDEFGHI")), name="keys.csv"
    )
    martin = {"measure": "list", "where": [["Held by", "=", "B Hale"]], "show": "Key"}
    assert told(read("which one has hale got", keys, **martin)) == ["K1"]
    assert read("where does somebody pick up a key", keys, **martin) is None
    few = {"measure": "list", "where": [["Team", "=", "Field"]], "show": "Name"}
    assert told(read("who works outside", **few)) == ["Eve Hart", "Max Baum"]
    assert read("who works outside", **{**few, "show": "Team"}) is None


def test_where_all_groups_are_the_largest_that_was_not_asked() -> None:
    assert read("who has most", STAFF, measure="largest", per="Name") is None
    assert told(read("which team has most", STAFF, measure="largest", per="Team")) == ["Lab2", "Field2"]


def test_a_time_that_the_planner_forgets_is_a_condition_all_the_same() -> None:
    assert told(read("what went in march altogether", ORDERS, measure="sum", column="Quantity")) == ["17"]
    march = {"measure": "sum", "column": "Quantity", "where": [["Day", "=", "2026-03"]]}
    assert told(read("what went in march altogether", ORDERS, **march)) == ["17"]
    assert read("how many were due in february", SHELF, measure="count") is None  # of which of its dates?
