"""What cells say: numbers in the styles of many countries, with their unit, and dates in several styles.

Numbers are decimals, never floats: sums of money come out to the cent. Whether "1.250" is a thousand and a quarter, or
one and a quarter, is told by the other cells of the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

DecimalMark = Literal[".", ","]

_BLANK = frozenset(("", "-", "–", "—", "n/a", "na", "none", "null", "nan", "?", "tbd", "k.a.", "."))
_SPACE = "\u00a0\u202f\u2009 "
_NUMBER = re.compile(
    rf"(?P<open>\()?\s*(?P<before>[^\W\d_]{{1,4}}\.?|[$€£¥₹%#~≈])?\s*(?P<sign>[+\-−–])?\s*(?P<unit0>[$€£¥₹])?\s*"
    rf"(?P<digits>\d{{1,3}}(?:[{_SPACE}'’]\d{{3}})+(?:[.,]\d+)?|\d[\d.,]*)(?P<exponent>[eE][+-]?\d+)?"
    rf"\s*(?P<after>%|‰|°\s?[CF]?|[$€£¥₹]|[^\W\d_]{{1,12}}[²³]?(?:/[^\W\d_]{{1,8}}[²³]?)?)?\s*(?P<close>\))?(?P<minus>-)?"
)
_CURRENCIES = {
    "€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "₹": "INR", "us$": "USD", "euro": "EUR", "euros": "EUR",
    "dollars": "USD", "dollar": "USD", "pounds": "GBP",
}  # fmt: skip
CURRENCIES = frozenset((*_CURRENCIES.values(), *"CHF SEK NOK DKK PLN CZK AUD CAD BRL RUB TRY CNY".split()))
"""Codes of the commonest currencies, as units have them."""

MONTHS = {
    **dict.fromkeys(("jan", "january", "januar", "janvier", "enero"), 1),
    **dict.fromkeys(("feb", "february", "februar", "février", "febrero"), 2),
    **dict.fromkeys(("mar", "march", "märz", "mär", "mrz", "mars", "marzo"), 3),
    **dict.fromkeys(("apr", "april", "avril", "abril"), 4),
    **dict.fromkeys(("may", "mai", "mayo"), 5),
    **dict.fromkeys(("jun", "june", "juni", "juin", "junio"), 6),
    **dict.fromkeys(("jul", "july", "juli", "juillet", "julio"), 7),
    **dict.fromkeys(("aug", "august", "août", "agosto"), 8),
    **dict.fromkeys(("sep", "sept", "september", "septembre", "septiembre"), 9),
    **dict.fromkeys(("oct", "october", "okt", "oktober", "octobre", "octubre"), 10),
    **dict.fromkeys(("nov", "november", "novembre", "noviembre"), 11),
    **dict.fromkeys(("dec", "december", "dez", "dezember", "décembre", "diciembre"), 12),
}
_TIME = r"(?:[T ,]\s*\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?:\s?[AaPp][Mm])?(?:Z|[+-]\d\d:?\d\d)?)?"
_ISO = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_TIME}")
_DIGITS = re.compile(rf"(\d{{1,2}})([./-])(\d{{1,2}})\2(\d{{4}}|\d\d){_TIME}")
_DAY_FIRST = re.compile(
    rf"(?:[^\W\d_]+,?\s+)?(\d{{1,2}})(?:st|nd|rd|th|\.)?[\s-]+([^\W\d_]+)\.?,?[\s-]+(\d{{4}}|\d\d){_TIME}"
)
_MONTH_FIRST = re.compile(rf"(?:[^\W\d_]+,\s+)?([^\W\d_]+)\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}}){_TIME}")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number and its unit, which is a currency's code, a sign or a word in lower case, or empty."""

    value: Decimal
    unit: str = ""


def is_blank(cell: str) -> bool:
    """Whether a cell says nothing, or that there is nothing."""
    return cell.strip().lower() in _BLANK


def amount(cell: str, mark: DecimalMark = ".") -> Amount | None:
    """The number that a cell holds, None where it holds something else. `mark` parts the decimals where it could be
    both."""
    match = _NUMBER.fullmatch(cell.strip())
    if match is None:
        return None
    digits = _plain(match["digits"], mark)
    units = [unit for name in ("before", "unit0", "after") if (unit := match[name]) and unit not in "#~≈"]
    if digits is None or len(set(map(_unit, units))) > 1 or (match["before"] and not _is_currency(match["before"])):
        return None
    if any(unit.lower().rstrip(".") in MONTHS for unit in units):  # "6 Jan" is a day, and adds up to nothing
        return None
    value = Decimal(digits + (match["exponent"] or ""))
    negative = match["sign"] in ("-", "−", "–") or match["minus"] or (match["open"] and match["close"])
    return Amount(-value if negative else value, _unit(units[0]) if units else "")


def decimal_mark(cells: Iterable[str]) -> DecimalMark:
    """What parts decimals in these cells, by those that can be read in one way only; a point where none tells."""
    votes = {".": 0, ",": 0}
    for cell in cells:
        match = _NUMBER.fullmatch(cell.strip())
        if match is not None and (told := _told(match["digits"])) is not None:
            votes[told] += 1
    return "," if votes[","] > votes["."] else "."


def day(cell: str, *, day_first: bool) -> date | None:
    """The day that a cell holds, None where it holds something else."""
    text = cell.strip()
    try:
        if match := _ISO.fullmatch(text):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _DIGITS.fullmatch(text):
            first, second = int(match[1]), int(match[3])
            dayn, month = (first, second) if day_first else (second, first)
            return date(_year(match[4]), month, dayn)
        if (match := _DAY_FIRST.fullmatch(text)) and match[2].lower() in MONTHS:
            return date(_year(match[3]), MONTHS[match[2].lower()], int(match[1]))
        if (match := _MONTH_FIRST.fullmatch(text)) and match[1].lower() in MONTHS:
            return date(int(match[3]), MONTHS[match[1].lower()], int(match[2]))
    except ValueError:
        return None
    return None


def day_first(cells: Iterable[str]) -> bool | None:
    """Whether "3/4/2026" is in April, by the other cells; None where they do not tell. Points part days first."""
    found = [match for cell in cells if (match := _DIGITS.fullmatch(cell.strip()))]
    if not found or any(match[2] == "." or int(match[1]) > 12 for match in found):
        return True
    return False if any(int(match[3]) > 12 for match in found) else None


def _told(digits: str) -> DecimalMark | None:
    """The decimal mark of a number that can be read in one way only."""
    marks = [c for c in digits if c in ".,"]
    if not marks:
        return None
    last: DecimalMark = "." if marks[-1] == "." else ","
    other: DecimalMark = "," if last == "." else "."
    if len(set(marks)) > 1:
        return last
    if len(marks) > 1:
        return other
    return last if len(digits) - digits.rindex(last) - 1 != 3 or digits.startswith("0") else None


def _plain(digits: str, mark: DecimalMark) -> str | None:
    """The number as Python writes it, None where its marks make no sense."""
    bare = re.sub(rf"[{_SPACE}'’]", "", digits).rstrip(".,")
    told = _told(bare) or mark
    other = "," if told == "." else "."
    whole, _, rest = bare.rpartition(told) if bare.count(told) == 1 else (bare, "", "")
    if any(c in rest for c in ".,") or (
        other in whole and not re.fullmatch(rf"\d{{1,3}}(?:\{other}\d{{2,3}})+", whole)
    ):
        return None
    whole = whole.replace(other, "").replace(told, "")
    return f"{whole or '0'}.{rest}" if rest else whole


def _unit(text: str) -> str:
    lowered = text.lower().strip().rstrip(".")
    if lowered in _CURRENCIES:
        return _CURRENCIES[lowered]
    return lowered.upper() if _is_currency(text) else lowered


def _is_currency(text: str) -> bool:
    bare = text.strip().rstrip(".")
    return (
        bare in _CURRENCIES
        or bare.lower() in _CURRENCIES
        or bool(re.fullmatch(r"[A-Z]{3}|Fr|Rs|kr|R\$|US\$|[%]", bare))
    )


def _year(text: str) -> int:
    year = int(text)
    return year if len(text) == 4 else 2000 + year if year < 70 else 1900 + year
