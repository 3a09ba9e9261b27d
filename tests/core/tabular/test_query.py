"""Queries are computed exactly, unit by unit, over the rows that pass."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from core.periods import Period
from core.tabular.query import Filter, Measure, Query, run
from core.tabular.values import Amount
from tests.core.tabular.test_table import table

COSTS = table(
    ["Item", "Group", "Cost", "Day"],
    ["Rent", "Home", "0.10 €", "2026-01-01"],
    ["Power", "Home", "0.20 €", "2026-02-01"],
    ["Bus", "Travel", "$5.00", "2026-02-10"],
    ["Gift", "Other", "", "2026-03-01"],
)


def results(query: Query) -> list[tuple[str, object]]:
    return [(line.label, line.value) for line in run(query).lines]


def test_decimals_are_added_to_the_cent() -> None:
    home = Filter(1, "is", "home", "home")
    assert results(Query(COSTS, "sum", (home,), 2)) == [("", Amount(Decimal("0.30"), "EUR"))]


def test_units_are_never_put_together() -> None:
    result = run(Query(COSTS, "sum", (), 2))
    assert [(line.label, line.value) for line in result.lines] == [
        ("EUR", Amount(Decimal("0.30"), "EUR")),
        ("USD", Amount(Decimal("5.00"), "USD")),
    ]
    assert (result.rows, result.blank) == ((0, 1, 2, 3), 1)


@pytest.mark.parametrize(("measure", "expected"), [
    ("average", Decimal(2)), ("median", Decimal(2)), ("least", Decimal(1)), ("greatest", Decimal(3)),
    ("sum", Decimal(6)),
])  # fmt: skip
def test_measures(measure: Measure, expected: Decimal) -> None:
    numbers = table(["N", "V"], ["a", "1"], ["b", "2"], ["c", "3"])
    assert results(Query(numbers, measure, (), 1)) == [("", Amount(expected))]


def test_the_greatest_tells_its_rows() -> None:
    numbers = table(["N", "V"], ["a", "3"], ["b", "1"], ["c", "3"])
    assert run(Query(numbers, "greatest", (), 1)).lines[0].rows == (0, 2)


@pytest.mark.parametrize(("one", "rows"), [
    (Filter(1, "is not", "Home", ""), (2, 3)),
    (Filter(0, "contains", "us", ""), (2,)),
    (Filter(3, "in", Period(date(2026, 2, 1), date(2026, 2, 28), 0, 0), ""), (1, 2)),
    (Filter(2, "at least", Decimal("0.20"), ""), (1, 2)),
    (Filter(2, "less than", Decimal("0.20"), ""), (0,)),
])  # fmt: skip
def test_filters(one: Filter, rows: tuple[int, ...]) -> None:
    assert run(Query(COSTS, "rows", (one,))).rows == rows


def test_values_of_one_column_are_alternatives_and_columns_are_conditions() -> None:
    either = (Filter(1, "is", "Home", ""), Filter(1, "is", "Travel", ""))
    assert run(Query(COSTS, "count", either)).rows == (0, 1, 2)
    assert run(Query(COSTS, "count", (*either, Filter(0, "is", "Bus", "")))).rows == (2,)


def test_groups_and_the_largest_of_them() -> None:
    assert results(Query(COSTS, "count", group=1)) == [
        ("Home", Amount(Decimal(2))), ("Travel", Amount(Decimal(1))), ("Other", Amount(Decimal(1))),
    ]  # fmt: skip
    assert [label for label, _ in results(Query(COSTS, "count", group=1, extreme="least"))] == ["Travel", "Other"]


@pytest.mark.parametrize(
    "query", [Query(COSTS, "sum", (), 0), Query(COSTS, "greatest", (), 0), Query(COSTS, "sum", (), 9)]
)
def test_what_does_not_fit_the_table_is_not_computed(query: Query) -> None:
    with pytest.raises(ValueError, match=r"only|no such"):
        run(query)
