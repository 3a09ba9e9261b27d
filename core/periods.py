"""Periods as people write them: "last week", "since Monday", "in March 2024", "the past 3 days", "before 2 May"."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH = "|".join([*MONTHS, *(month[:3] for month in MONTHS if len(month) > 3), "sept"])
_UNIT_DAYS = {"day": 1, "week": 7, "fortnight": 14}

_DAY = re.compile(
    rf"(?<![\w-])(?P<iso>\d{{4}})-(?P<iso_month>\d\d)(?:-(?P<iso_day>\d\d))?(?![\w-])"
    rf"|(?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{_MONTH})\b\.?(?:,? (?P<year>\d{{4}}))?"
    rf"|(?P<month2>{_MONTH})\b\.? (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,? (?P<year2>\d{{4}}))?"
    rf"|(?P<month3>{_MONTH})\b\.?(?:,? (?P<year3>\d{{4}}))?|(?P<quarter>q[1-4])(?: (?:of )?(?P<year5>\d{{4}}))?"
    r"|(?P<year4>(?:19|20)\d\d)\b(?![-.,]?\d)",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"\b(since|after|before|until|till|from|between|zwischen|in|on|during|for|of|by)\s+(?:the )?$", re.IGNORECASE
)
_RELATIVE = re.compile(
    rf"\b(?P<day>today|yesterday)\b|\b(?:the )?(?P<which>this|last|past|previous|current)\s+"
    rf"(?:(?P<number>\d+|few|couple of|two|three|four|five|six|seven|ten)\s+)?"
    rf"(?P<unit>days?|weeks?|fortnight|months?|quarters?|years?|{'|'.join(WEEKDAYS)})\b"
    rf"|\b(?P<since>since|on)\s+(?:last )?(?P<weekday>{'|'.join(WEEKDAYS)})\b",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\s*(?P<joint>and|und|&|or|oder|to|till|until|through|bis|[-–])\s*(?:the )?", re.IGNORECASE)
_LISTS = frozenset(("and", "und", "&", "or", "oder"))
"""Joints that run on only behind "between", or to what follows at once."""

_NUMBERS = {"few": 3, "couple of": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}


@dataclass(frozen=True, slots=True)
class Period:
    """Days `first` to `last`, both included; None is open. Characters `start` to `end` of the text say so.

    `month` is set, and the days are open, where a month is named without a year; with `months`, it is the first of so
    many.
    """

    first: date | None
    last: date | None
    start: int
    end: int
    month: int | None = None
    months: int = 1

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        if self.month is not None:
            return (day.month - self.month) % 12 < self.months
        return (self.first is None or day >= self.first) and (self.last is None or day <= self.last)


def find(text: str, today: date) -> Period | None:
    """The first period that the text speaks of, None where it speaks of none."""
    relative = _RELATIVE.search(text)
    if relative is not None:
        return _relative(relative, today)
    for match in _DAY.finditer(text):
        if (found := _absolute(match, text)) is not None:
            return _with_the_next(found, text)
    return None


def _with_the_next(found: Period, text: str) -> Period:
    """With what it runs on to: "March and April", "from June to August 2025", "between 2023 and 2025"."""
    joint = _JOINT.match(text, found.end)
    match = _DAY.match(text, joint.end()) if joint is not None else None
    if joint is None or match is None:
        return found
    runs = joint["joint"].lower() not in _LISTS or text[found.start :].lower().startswith(("between", "zwischen"))
    try:
        _, last, month = _days(match)
    except ValueError:
        return found
    if found.month is not None:
        return _to_month(found, last, month, match.end(), runs=runs) if match["month3"] else found
    if not runs or found.first is None or found.last is None or last is None or last <= found.last:
        return found
    return replace(found, last=last, end=match.end())


def _to_month(found: Period, last: date | None, month: int | None, end: int, *, runs: bool) -> Period:
    """From a month without a year to another one, which is `month`, or with a year ends on the day `last`."""
    begins, ends = found.month or 0, last.month if last is not None else month or 0
    months = (ends - begins) % 12 + 1
    if months == 1 or (months > 2 and not runs):
        return found  # "March and September" is no run
    if last is None:
        return replace(found, end=end, months=months)
    return Period(date(last.year - (begins > ends), begins, 1), last, found.start, end)


def _relative(match: re.Match[str], today: date) -> Period:
    start, end = match.span()
    if match["day"]:
        day = today - timedelta(days=match["day"].lower() == "yesterday")
        return Period(day, day, start, end)
    if match["weekday"]:
        day = _last_weekday(match["weekday"], today)
        return Period(day, None if match["since"].lower() == "since" else day, start, end)
    which, unit = match["which"].lower(), match["unit"].lower().rstrip("s")
    if unit in WEEKDAYS:
        day = _last_weekday(unit, today)
        return Period(day, day, start, end)
    if match["number"] or which == "past":
        number = match["number"] or "1"
        count = int(number) if number.isdigit() else _NUMBERS[number.lower()]
        return Period(_back(today, count, unit), today, start, end)
    first, last = _whole(today, unit)
    if which in ("last", "previous"):
        first, last = _whole(first - timedelta(days=1), unit)
    return Period(first, last, start, end)


def _back(today: date, count: int, unit: str) -> date:
    if unit in _UNIT_DAYS:
        return today - timedelta(days=count * _UNIT_DAYS[unit])
    months = count * {"month": 1, "quarter": 3, "year": 12}[unit]
    at = today.year * 12 + today.month - 1 - months
    year, month = at // 12, at % 12 + 1
    return date(year, month, min(today.day, monthrange(year, month)[1]))


def _whole(day: date, unit: str) -> tuple[date, date]:
    """The day, week (from Monday), month, quarter or year that a day lies in."""
    if unit in _UNIT_DAYS:
        first = day - timedelta(days=day.weekday() if unit != "day" else 0)
        return first, first + timedelta(days=_UNIT_DAYS[unit] - 1)
    if unit == "year":
        return date(day.year, 1, 1), date(day.year, 12, 31)
    months = 3 if unit == "quarter" else 1
    return _months(day.year, (day.month - 1) // months * months + 1, months)


def _months(year: int, month: int, count: int = 1) -> tuple[date, date]:
    end = month + count - 1
    return date(year, month, 1), date(year, end, monthrange(year, end)[1])


def _last_weekday(name: str, today: date) -> date:
    """The last such day before today."""
    return today - timedelta(days=(today.weekday() - WEEKDAYS.index(name.lower()) - 1) % 7 + 1)


def _absolute(match: re.Match[str], text: str) -> Period | None:
    bound = _BOUND.search(text[: match.start()])
    word = bound[1].lower() if bound else ""
    only_may = (match["month3"] or "").lower() in ("may", "mar", "march", "jan", "dec", "sep") and not match["year3"]
    if only_may and not word:  # the verb, a name
        return None
    start, end = (bound.start() if bound else match.start()), match.end()
    try:
        first, last, month = _days(match)
    except ValueError:
        return None
    if month is not None:
        return Period(None, None, start, end, month)
    if word == "since":
        return Period(first, None, start, end)
    if word == "after":
        return Period(last + timedelta(days=1) if last else None, None, start, end)
    if word in ("before", "until", "till", "by"):
        return Period(None, first - timedelta(days=1) if first and word == "before" else last, start, end)
    return Period(first, last, start, end)


def _days(match: re.Match[str]) -> tuple[date | None, date | None, int | None]:
    """First and last day, or the month where no year is named. Raises `ValueError` for days that there are not."""
    if match["iso"]:
        year, month = int(match["iso"]), int(match["iso_month"])
        if match["iso_day"]:
            day = date(year, month, int(match["iso_day"]))
            return day, day, None
        return (*_months(year, month), None)
    if match["quarter"]:
        if not match["year5"]:
            raise ValueError
        return (*_months(int(match["year5"]), int(match["quarter"][1]) * 3 - 2, 3), None)
    if match["year4"]:
        return date(int(match["year4"]), 1, 1), date(int(match["year4"]), 12, 31), None
    month_name = match["month"] or match["month2"] or match["month3"]
    number = next(at for at, month in enumerate(MONTHS, 1) if month.startswith(month_name.lower()[:3]))
    year_said = match["year"] or match["year2"] or match["year3"]
    day_said = match["day"] or match["day2"]
    if day_said:
        day = date(int(year_said) if year_said else date.today().year, number, int(day_said))
        return day, day, None
    return (*_months(int(year_said), number), None) if year_said else (None, None, number)
