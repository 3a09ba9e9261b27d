"""Cells of spreadsheets as people see them: 0.175 under the format `0.0%` is 17.5%.

What Excel's formats can say beyond that (fractions, conditions, colours) is left alone: the number stands as it is.
"""

from __future__ import annotations

import datetime
import re

_ASIDE = re.compile(r"_.|\*.|\[(?!\$|h|m|s)[^\]]*\]|\\(?=.)")  # room left for a sign, fill, colours and conditions
_QUOTED = re.compile(r'"([^"]*)"')
_CURRENCY = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")
_DIGITS = re.compile(r"[#0?][#0?,]*(?:\.[#0?]+)?(?P<scale>,*)")
_DATE = re.compile(r"[ymdhs]", re.IGNORECASE)
_GENERAL_DIGITS = 15  # that a double holds for sure


def shown(value: object, form: str | None) -> str:
    """The text of a cell from its value and its format, empty for an empty cell."""
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case int() | float():
            return _number(value, form or "General")
        case datetime.datetime():
            return _moment(value, form or "")
        case datetime.date():
            return value.isoformat()
        case datetime.time():
            return value.strftime("%H:%M:%S" if value.second else "%H:%M")
        case datetime.timedelta():
            minutes, seconds = divmod(round(value.total_seconds()), 60)
            return f"{minutes // 60}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")
    return str(value)


def is_date(form: str) -> bool:
    """Whether a format shows a number as a date or a time."""
    bare = _QUOTED.sub("", _CURRENCY.sub("", _ASIDE.sub("", form)))
    return bool(_DATE.search(bare)) and "general" not in bare.lower() and not re.search(r"[#?]|0[.,]|^0+$", bare)


def _moment(value: datetime.datetime, form: str) -> str:
    """A date the way that cannot be misread, with the time of day where the format shows it."""
    has_time = bool(re.search(r"[hs]", _QUOTED.sub("", form), re.IGNORECASE)) if form else value.time() != _MIDNIGHT
    if not has_time:
        return value.date().isoformat()
    return (
        f"{value.date().isoformat()} {value:%H:%M:%S}" if value.second else f"{value.date().isoformat()} {value:%H:%M}"
    )


_MIDNIGHT = datetime.time()


def _number(value: float, form: str) -> str:
    if value != value or value in (float("inf"), float("-inf")):
        return ""
    sections = _ASIDE.sub("", form).split(";")
    negative = value < 0
    section = sections[1] if negative and len(sections) > 1 and sections[1] else sections[0]
    signed = negative and section is sections[0]
    marked = _CURRENCY.sub(lambda found: found[1], section)
    pattern = _QUOTED.sub(lambda found: "\0" * len(found[1]), marked)  # what stands in quotes is no pattern
    text = _QUOTED.sub(lambda found: found[1], marked)
    digits = _DIGITS.search(pattern)
    if digits is None or "e+" in pattern.lower() or "/" in pattern or "general" in pattern.lower():
        return _general(value)
    scaled = abs(value) * (100 if "%" in pattern else 1) / 1000 ** len(digits["scale"])
    whole, _, places = digits.group().rstrip(",").partition(".")
    number = f"{scaled:{',' if ',' in whole else ''}.{len(places)}f}"
    for place in reversed(places):
        if place == "0" or number[-1] != "0":
            break
        number = number[:-1]
    number = number.rstrip(".") if places else number.zfill(whole.count("0"))
    last = [found.end() for found in _DIGITS.finditer(pattern)][-1]
    return " ".join(f"{'-' if signed else ''}{text[: digits.start()]}{number}{text[last:]}".split())


def _general(value: float) -> str:
    if isinstance(value, int) or value == int(value):
        return str(int(value)) if abs(value) < 10**_GENERAL_DIGITS else f"{value:g}"
    return f"{value:.{_GENERAL_DIGITS - 4}g}" if 1e-6 <= abs(value) < 1e15 else f"{value:g}"
