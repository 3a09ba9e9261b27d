"""Calendars are read as rows with dates as people write them."""

from __future__ import annotations

import io

import pytest

from core.errors import UnreadableFile
from memory.readers.calendar import read_calendar
from memory.readers.detect import detect

CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
X-WR-CALNAME:Tern House
BEGIN:VEVENT
UID:2
DTSTART:20260606T110000
DTEND:20260606T150000
SUMMARY:Spring fair
LOCATION:Market square
DESCRIPTION:Moved from 30 May because of the\\nflower show.
ATTENDEE;CN=Mo Sturgess:mailto:mo@tern.example
STATUS:CONFIRMED
END:VEVENT
BEGIN:VEVENT
UID:1
DTSTART;VALUE=DATE:20260401
DTEND;VALUE=DATE:20260404
SUMMARY:Office closed
END:VEVENT
BEGIN:VEVENT
UID:3
DTSTART:20260707T090000Z
DURATION:PT90M
RRULE:FREQ=WEEKLY;BYDAY=TU
SUMMARY:Lunch\\, with guests
END:VEVENT
END:VCALENDAR
"""


def lines(calendar: str) -> list[str]:
    (page,) = read_calendar(io.BytesIO(calendar.replace("\n", "\r\n").encode()))
    (table,) = page.tables
    assert table.title == "Tern House"
    return [line for _, line in table.records]


def test_events_are_rows_in_the_order_of_their_dates() -> None:
    closed, fair, lunch = lines(CALENDAR)
    assert closed.startswith("Event: Office closed; Date: 1 April 2026")
    assert "Until: 3 April 2026" in closed  # the end of whole days is the day after
    assert "Date: 6 June 2026; Time: 11:00–15:00" in fair
    assert "Where: Market square; Who: Mo Sturgess" in fair
    assert "Notes: Moved from 30 May because of the flower show." in fair
    assert lunch.startswith("Event: Lunch, with guests; Date: 7 July 2026; Time: 09:00–10:30 UTC")
    assert "Repeats: freq weekly, byday tu" in lunch


def test_it_is_told_by_its_content() -> None:
    assert detect(io.BytesIO(CALENDAR.encode()), "x.txt") == "calendar"


@pytest.mark.parametrize("calendar", [
    "BEGIN:VCALENDAR\nEND:VCALENDAR\n", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:2026\n", "BEGIN:VCALENDAR\n",
])  # fmt: skip
def test_one_without_entries_or_cut_off_is_refused(calendar: str) -> None:
    with pytest.raises(UnreadableFile):
        read_calendar(io.BytesIO(calendar.encode()))


def test_an_entry_with_a_broken_date_loses_that_alone() -> None:
    broken = CALENDAR.replace("DTSTART:20260606T110000", "DTSTART:soon")
    assert any(
        line.startswith("Event: Spring fair; ") and "6 June" not in line.split("Notes")[0] for line in lines(broken)
    )
