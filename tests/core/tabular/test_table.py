"""What the columns of a table hold, and which rows are none of its own."""

from __future__ import annotations

from collections.abc import Sequence

from core.tabular.table import Grid, Table, table_of


def table(names: Sequence[str], *rows: Sequence[str], name: str = "t.csv", title: str = "") -> Table:
    grid = Grid(title, 1, tuple(names), tuple(map(tuple, rows)), tuple("; ".join(row) for row in rows))
    made = table_of(grid, "d", name)
    assert made is not None
    return made


def test_the_kinds_of_columns() -> None:
    made = table(
        ["Name", "Cost", "Due", "Room", "Year"],
        ["Rent", "1.250,00 €", "01.03.2026", "9A", "2019"],
        ["Power", "84,30 €", "03.03.2026", "9B", "2021"],
        ["Gas", "", "–", "9A", "2020"],
    )
    assert [column.kind for column in made.columns] == ["text", "number", "date", "text", "date"]
    assert made.columns[1].units == {"EUR"}
    assert made.columns[1].cells[2] is None


def test_mostly_numbers_are_a_column_of_numbers_only_where_nearly_all_are() -> None:
    assert table(["A", "B"], ["x", "1"], ["y", "two"], ["z", "3"]).columns[1].kind == "text"


def test_a_unit_in_the_name_is_that_of_the_numbers() -> None:
    made = table(["Month", "Used (kWh)"], ["May", "180"], ["June", "160"])
    assert made.columns[1].units == {"kwh"}


def test_rows_of_totals_are_set_aside() -> None:
    said = table(["Item", "Stock"], ["Saw", "3"], ["Drill", "4"], ["Total", "7"])
    silent = table(["Item", "Stock"], ["Saw", "3"], ["Drill", "4"], ["Axe", "5"], ["", "12"])
    assert (len(said), said.set_aside) == (2, 1)
    assert (len(silent), silent.set_aside) == (3, 1)


def test_a_row_that_adds_up_by_chance_but_has_a_name_is_a_row() -> None:
    assert len(table(["Item", "Stock"], ["Saw", "1"], ["Drill", "2"], ["Axe", "3"], ["Nail", "6"])) == 4


def test_the_column_that_names_the_rows() -> None:
    assert table(["Nr", "Name", "City"], ["1", "Ann", "Rome"], ["2", "Ben", "Rome"]).label == 1


def test_no_table_without_names_or_rows() -> None:
    assert table_of(Grid("", 1, ("", ""), (("a", "b"),), ("a; b",)), "d", "t.csv") is None
    assert table_of(Grid("", 1, ("A", "B"), (), ()), "d", "t.csv") is None
