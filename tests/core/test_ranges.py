from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import ranges


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("30 - 60", ["30", "45", "60"], ["29", "61"]),
        ("2–5 pallets", ["2", "4"], ["6"]),
        ("50 kg to 80 kg", ["65"], ["49", "81"]),
        ("between 18 and 25", ["20"], ["26"]),
        ("> 60", ["61"], ["60"]),
        ("< 30", ["12"], ["30"]),
        ("up to 1,500 postings", ["1500", "3"], ["1501"]),
        ("from 100 pieces", ["100", "5000"], ["99"]),
        ("at least 2.5 m", ["2.5"], ["2.4"]),
        ("over 80 kg", ["81"], ["80"]),
        ("65+", ["65", "90"], ["64"]),
        ("10 or more", ["10"], ["9"]),
        ("bis 5 kg", ["5"], ["6"]),
        ("ab 1.000 Stück", ["1000"], ["999"]),
    ],
)
def test_ranges_hold_what_lies_in_them(text: str, inside: list[str], outside: list[str]) -> None:
    (found,) = ranges.find(text)
    assert all(found.holds(Decimal(number)) for number in inside)
    assert not any(found.holds(Decimal(number)) for number in outside)


@pytest.mark.parametrize(
    "text",
    [
        "NQ-7700-130-8", "2026-02-09", "09.02.2026", "8:00 - 13:30", "0555-8810", "voyage 26-03N", "5 - 3", "room 12",
        "12/14", "978-3-16-148410-0",
    ],
)  # fmt: skip
def test_codes_dates_and_times_are_no_ranges(text: str) -> None:
    assert list(ranges.find(text)) == []


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 10**7))
def test_what_lies_between_two_numbers_is_held(low: int, more: int, number: int) -> None:
    (found,) = ranges.find(f"{low} - {low + more} units")
    assert found.holds(Decimal(number)) is (low <= number <= low + more)
