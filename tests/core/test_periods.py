"""Periods as people write them, seen from a Thursday."""

from __future__ import annotations

from datetime import date

import pytest

from core.periods import find

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(("text", "first", "last"), [
    ("files from today", date(2026, 11, 26), date(2026, 11, 26)),
    ("added yesterday", date(2026, 11, 25), date(2026, 11, 25)),
    ("from last week", date(2026, 11, 16), date(2026, 11, 22)),
    ("this month", date(2026, 11, 1), date(2026, 11, 30)),
    ("last year", date(2025, 1, 1), date(2025, 12, 31)),
    ("in the past 3 days", date(2026, 11, 23), TODAY),
    ("the last two months", date(2026, 9, 26), TODAY),
    ("since Monday", date(2026, 11, 23), None),
    ("on Thursday", date(2026, 11, 19), date(2026, 11, 19)),
    ("in March 2024", date(2024, 3, 1), date(2024, 3, 31)),
    ("in 2024", date(2024, 1, 1), date(2024, 12, 31)),
    ("before 2 May 2025", None, date(2025, 5, 1)),
    ("after 2024-02-28", date(2024, 2, 29), None),
    ("in Q2 2025", date(2025, 4, 1), date(2025, 6, 30)),
    ("on May 2nd, 2025", date(2025, 5, 2), date(2025, 5, 2)),
])  # fmt: skip
def test_a_period_is_its_days(text: str, first: date | None, last: date | None) -> None:
    found = find(text, TODAY)
    assert found is not None
    assert (found.first, found.last) == (first, last)


def test_a_month_without_a_year_is_that_of_any_year() -> None:
    found = find("sales in March", TODAY)
    assert found is not None
    assert found.holds(date(2020, 3, 31))
    assert not found.holds(date(2020, 4, 1))


@pytest.mark.parametrize("text", ["You may go", "room 2024-7", "the last item", "31 February 2025", "no time at all"])
def test_what_is_no_period(text: str) -> None:
    assert find(text, TODAY) is None


@pytest.mark.parametrize("text", ["order 2025-041", "invoice 2025-117", "RE-2025-04", "job 2025-04-1", "2025-04-A"])
def test_a_code_that_begins_like_a_date_is_none(text: str) -> None:
    assert find(text, TODAY) is None


@pytest.mark.parametrize(("text", "months"), [
    ("sold in March and April together", (3, 4)), ("from November to February", (11, 12, 1, 2)),
    ("in June-August", (6, 7, 8)), ("in March and September", (3,)), ("in May and 3 more", (5,)),
    ("between April and 5 May", (4,)), ("between March and June", (3, 4, 5, 6)), ("in MARCH AND SEPTEMBER", (3,)),
    ("umsatz zwischen April und August", (4, 5, 6, 7, 8)), ("between MARCH AND JUNE", (3, 4, 5, 6)),
])  # fmt: skip
def test_months_without_a_year_run_on(text: str, months: tuple[int, ...]) -> None:
    found = find(text, TODAY)
    assert found is not None
    assert {month for month in range(1, 13) if found.holds(date(2024, month, 9))} == set(months)


@pytest.mark.parametrize(("text", "first", "last"), [
    ("between March and June 2025", date(2025, 3, 1), date(2025, 6, 30)),
    ("from November to February 2025", date(2024, 11, 1), date(2025, 2, 28)),
    ("in March and April 2025", date(2025, 3, 1), date(2025, 4, 30)),
    ("between March 2024 and June 2025", date(2024, 3, 1), date(2025, 6, 30)),
    ("from 2023 to 2025", date(2023, 1, 1), date(2025, 12, 31)),
    ("between 2 May 2025 and 5 June 2025", date(2025, 5, 2), date(2025, 6, 5)),
    ("in 2023 and 2025", date(2023, 1, 1), date(2023, 12, 31)),  # two times, and no run
    ("from 2025 to 2023", date(2025, 1, 1), date(2025, 12, 31)),
    ("since 2023 to 2025", date(2023, 1, 1), None),
])  # fmt: skip
def test_a_period_runs_on_to_its_end(text: str, first: date, last: date | None) -> None:
    found = find(text, TODAY)
    assert found is not None
    assert (found.first, found.last, found.month) == (first, last, None)
