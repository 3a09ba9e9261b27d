"""Calendars (iCalendar): an event or a task a row, with its times as people write them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import IO, TYPE_CHECKING

from core.errors import UnreadableFile
from memory.chunking import Page
from memory.readers.layout import Layout, one_line
from memory.readers.text import read_characters

if TYPE_CHECKING:
    from icalendar import Component

_NAMES = ("Event", "Date", "Time", "Until", "Where", "Who", "Repeats", "Status", "Notes")
_KINDS = ("VEVENT", "VTODO", "VJOURNAL")
_MOST = 20_000  # entries


def read_calendar(file: IO[bytes]) -> list[Page]:
    """The entries of a calendar in the order of their dates, as one table under the calendar's name.

    Raises `UnreadableFile` for one without any.
    """
    import icalendar

    try:
        calendars = icalendar.Calendar.from_ical(read_characters(file), multiple=True)
    except (ValueError, IndexError, KeyError, RecursionError) as error:
        raise UnreadableFile("The calendar is damaged and cannot be read.") from error
    found = [entry for calendar in calendars for entry in calendar.walk() if entry.name in _KINDS][:_MOST]
    if not found:
        raise UnreadableFile("There is no entry in the calendar.")
    rows = [_row(entry) for entry in sorted(found, key=lambda entry: str(_value(entry, "DTSTART") or ""))]
    used = [at for at in range(len(_NAMES)) if any(row[at] for row in rows)]
    layout = Layout()
    title = next((name for calendar in calendars if (name := _text(calendar, "X-WR-CALNAME"))), "")
    layout.heading(title)
    layout.table([[row[at] for at in used] for row in ([*_NAMES], *rows)], title, header=True)
    return [layout.page()]


def _row(entry: Component) -> list[str]:
    start, end = _value(entry, "DTSTART") or _value(entry, "DUE"), _value(entry, "DTEND")
    if end is None and isinstance(start, date) and isinstance(length := _value(entry, "DURATION"), timedelta):
        end = start + length
    return [
        _text(entry, "SUMMARY"), _day(start), _clock(start, end), _last_day(start, end), _text(entry, "LOCATION"),
        ", ".join(dict.fromkeys(_people(entry))), _repeats(entry), _text(entry, "STATUS").capitalize(),
        _text(entry, "DESCRIPTION"),
    ]  # fmt: skip


def _value(entry: Component, name: str) -> object:
    """The decoded value of a property; None where it is missing or cannot be decoded."""
    try:
        return getattr(entry.get(name), "dt", None)
    except (ValueError, AttributeError):
        return None


def _text(entry: Component, name: str) -> str:
    value = entry.get(name)
    return one_line(str(value)) if isinstance(value, str) else ""


def _day(moment: object) -> str:
    return f"{moment.day} {moment:%B %Y}" if isinstance(moment, date) else ""


def _clock(start: object, end: object) -> str:
    if not isinstance(start, datetime):
        return ""
    until = f"–{end:%H:%M}" if isinstance(end, datetime) and end != start else ""
    zone = start.tzname()
    return f"{start:%H:%M}{until}{f' {zone}' if zone else ''}"


def _last_day(start: object, end: object) -> str:
    """The last day of an entry that takes several; that of whole days ends before its end."""
    if not isinstance(start, date) or not isinstance(end, date):
        return ""
    whole_days = not isinstance(end, datetime)
    last = end - timedelta(days=1) if whole_days else end
    return _day(last) if (last.year, last.month, last.day) > (start.year, start.month, start.day) else ""


def _people(entry: Component) -> Iterator[str]:
    for name in ("ORGANIZER", "ATTENDEE"):
        values = entry.get(name)
        for value in values if isinstance(values, list) else [values] if values is not None else []:
            yield one_line(str(value.params.get("CN", "")) or str(value).removeprefix("mailto:"))


def _repeats(entry: Component) -> str:
    rule = entry.get("RRULE")
    return one_line(rule.to_ical().decode().replace(";", ", ").replace("=", " ").lower()) if rule is not None else ""
