"""Numbers and dates in the styles of many countries."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.tabular.values import Amount, DecimalMark, amount, day, day_first, decimal_mark, is_blank


@pytest.mark.parametrize(("cell", "value", "unit"), [
    ("1,234.50", "1234.50", ""), ("1.234,50 €", "1234.50", "EUR"), ("€9.99", "9.99", "EUR"), ("$1,000", "1000", "USD"),
    ("12 %", "12", "%"), ("14.5 km", "14.5", "km"), ("-3", "-3", ""), ("(1,250.00)", "-1250.00", ""),
    ("1 234 567", "1234567", ""), ("1'250.00", "1250.00", ""), ("CHF 20", "20", "CHF"), ("1.234.567", "1234567", ""),
    ("0,5", "0.5", ""), ("338,455 km²", "338455", "km²"), ("5h", "5", "h"), ("12-", "-12", ""),
])  # fmt: skip
def test_a_number_and_its_unit(cell: str, value: str, unit: str) -> None:
    assert amount(cell) == Amount(Decimal(value), unit)


@pytest.mark.parametrize("cell", [
    "Keyboard", "T-100", "A1", "12 and 13", "1.2.3", "3/4/2026", "10 Downing Street", "06 Jan", "3 Sept.", "",
])  # fmt: skip
def test_what_is_no_number(cell: str) -> None:
    assert amount(cell) is None


def test_the_other_cells_tell_a_thousand_from_a_fraction() -> None:
    assert decimal_mark(["1.250", "84,30", "59,90"]) == ","
    assert decimal_mark(["1.250", "84.30"]) == "."
    assert amount("1.250", ",") == Amount(Decimal(1250))
    assert amount("1.250", ".") == Amount(Decimal("1.250"))


@given(st.decimals(min_value=0, max_value=10**9, places=2), st.sampled_from([".", ","]))
def test_a_written_amount_is_read_again(value: Decimal, mark: DecimalMark) -> None:
    written = f"{value:,.2f}"
    if mark == ",":
        written = written.translate(str.maketrans(",.", ".,"))
    assert amount(written, mark) == Amount(value)


@pytest.mark.parametrize(("cell", "first", "expected"), [
    ("2026-03-09", True, date(2026, 3, 9)), ("09.03.2026", True, date(2026, 3, 9)),
    ("3/9/26", False, date(2026, 3, 9)), ("9 March 2026", True, date(2026, 3, 9)),
    ("Mar 9, 2026", True, date(2026, 3, 9)),
    ("9. März 2026", True, date(2026, 3, 9)), ("2026-03-09 14:05:00", True, date(2026, 3, 9)),
    ("31.02.2026", True, None), ("March", True, None),
])  # fmt: skip
def test_a_day(cell: str, first: bool, expected: date | None) -> None:
    assert day(cell, day_first=first) == expected


def test_which_comes_first_of_day_and_month() -> None:
    assert day_first(["3/4/2026", "25/4/2026"]) is True
    assert day_first(["3/4/2026", "4/25/2026"]) is False
    assert day_first(["3/4/2026", "4/5/2026"]) is None


def test_blank_cells() -> None:
    assert all(map(is_blank, ["", " ", "–", "n/a", "NULL"]))
    assert not is_blank("0")
