"""Parts of one table are computed over together, and told apart by their titles."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from core.tabular.joining import SECTION, joined
from core.tabular.query import Filter, Query, run
from core.tabular.table import Table
from core.tabular.values import Amount
from tests.core.tabular.test_table import table

MARCH = replace(table(["Item", "Spent"], ["Rent", "900"], ["Food", "300"]), title="March")
APRIL = replace(table(["item", "Spent"], ["Rent", "900"], ["Food", "350"]), title="April")
POTS = replace(table(["Pot", "Saved"], ["Car", "40"]), title="Savings")


def total(query: Query) -> int:
    [line] = run(query).lines
    assert isinstance(line.value, Amount)
    return int(line.value.value)


def test_months_are_one_table_with_a_column_for_the_month() -> None:
    both, pots = joined([MARCH, POTS, APRIL])
    assert pots is POTS
    assert [column.name for column in both.columns] == ["Item", "Spent", SECTION]
    assert total(Query(both, "sum", column=1)) == 2450
    assert total(Query(both, "sum", (Filter(2, "is", "April", "April"),), 1)) == 1250
    assert both.label == 0


def test_a_table_that_goes_on_overleaf_has_no_such_column() -> None:
    [one] = joined([MARCH, replace(APRIL, title="March", page=2)])
    assert [column.name for column in one.columns] == ["Item", "Spent"]
    assert (one.title, len(one)) == ("March", 4)


@given(st.lists(st.sampled_from([MARCH, APRIL, POTS]), max_size=6))
def test_no_row_is_lost(tables: list[Table]) -> None:
    found = joined(tables)
    assert sum(map(len, found)) == sum(len(one) for one in tables)
    assert all(len(one.lines) == len(one.shown) == len(column.cells) for one in found for column in one.columns)
