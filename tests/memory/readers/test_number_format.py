from __future__ import annotations

import datetime

import pytest

from memory.readers.number_format import is_date, shown


@pytest.mark.parametrize(
    ("value", "form", "expected"),
    [
        (0.175, "0.0%", "17.5%"),
        (1234.5, '#,##0.00 "€"', "1,234.50 €"),
        (1234.5, "[$CHF-807] #,##0.00", "CHF 1,234.50"),
        (2114.5, r"_-* #,##0.00\ _€_-;\-* #,##0.00\ _€_-", "2,114.50"),
        (-5, "#,##0;(#,##0)", "(5)"),
        (-1234.5, "#,##0.00 €;[Red]-#,##0.00 €", "-1,234.50 €"),
        (-3.5, "0.0", "-3.5"),
        (1_500_000, '0.0,,"M"', "1.5M"),
        (42, "00000", "00042"),
        (1.5, "0.##", "1.5"),
        (44, '0 "kg 5"', "44 kg 5"),
        (0.1 + 0.2, "General", "0.3"),
        (41791112233, "General", "41791112233"),
        (7.0, None, "7"),
        (5.25, "# ?/?", "5.25"),
        (True, "General", "TRUE"),
        (None, "0.0", ""),
        ("as it is", "0.0", "as it is"),
        (datetime.datetime(2025, 3, 9), "yyyy-mm-dd", "2025-03-09"),
        (datetime.datetime(2025, 3, 9, 14, 30), "dd.mm.yyyy hh:mm", "2025-03-09 14:30"),
        (datetime.time(8, 5), "h:mm", "08:05"),
        (datetime.timedelta(hours=30, minutes=5), "[h]:mm", "30:05"),
    ],
)
def test_cells_are_shown_as_people_see_them(value: object, form: str | None, expected: str) -> None:
    assert shown(value, form) == expected


@pytest.mark.parametrize(
    ("form", "expected"),
    [("yyyy-mm-dd", True), ("h:mm", True), ("[$-409]d mmm yy", True), ("General", False), ('#,##0 "days"', False)],
)
def test_formats_of_dates(form: str, expected: bool) -> None:
    assert is_date(form) is expected
