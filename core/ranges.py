"""Ranges of numbers as people write them: "30 - 60", "up to 5 kg", "> 60", "from 100 pieces", "under 18", "65+"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_ENDS = r"(?:[.,]\d+)?(?!\d|[:/]\d)"
_NUMBER = rf"(?<![\w.,:/])\d{{1,3}}(?:[,.' \u202f]\d{{3}})+{_ENDS}|(?<![\w.,:/])\d+{_ENDS}"
_UNIT = r"(?:\s?[^\W\d_]{1,12}\.?|\s?[%°€$£])?"
_UNDER = r"<|under|below|less than|fewer than|unter|weniger als|moins de|menos de|onder|minder dan"
_UP_TO = r"<=|≤|up to|at most|no more than|not more than|until|bis(?: zu)?|höchstens|jusqu['’]à|hasta|tot"
_OVER = r">|over|above|more than|exceeding|über|mehr als|plus de|más de|boven|meer dan"
_FROM = r">=|≥|from|at least|no less than|starting at|ab|mindestens|à partir de|desde|a partir de|vanaf"
_AND_MORE = (
    r"\+|and (?:more|over|above|older|up)|or (?:more|over|older)|und (?:mehr|älter)|oder mehr|et plus|y más|en meer"
)
_BETWEEN = r"\s?[-–—]\s?|\s(?:to|and|bis|und|à|et|a|y|tot|en)\s"
_RANGE = re.compile(
    rf"(?:(?P<below>{_UNDER})|(?P<to>{_UP_TO})|(?P<above>{_OVER})|(?P<least>{_FROM}))\s?(?P<limit>{_NUMBER})"
    rf"|(?P<low>{_NUMBER}){_UNIT}(?:{_BETWEEN})(?P<high>\d[\d.,']*)(?!\d|[:/.-]\d)"
    rf"|(?P<start>{_NUMBER}){_UNIT}\s?(?:{_AND_MORE})(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Range:
    """Numbers from `low` to `high`; None is open. A limit counts unless it is in `without`."""

    low: Decimal | None = None
    high: Decimal | None = None
    without: Decimal | None = None

    def holds(self, number: Decimal) -> bool:
        """Whether a number lies in it."""
        above = self.low is None or number >= self.low
        return above and (self.high is None or number <= self.high) and number != self.without


def find(text: str) -> Iterator[Range]:
    """The ranges that a text speaks of. Codes, dates and times of day are none."""
    for match in _RANGE.finditer(text):
        if match["low"] is not None:
            low, high = _value(match["low"]), _value(match["high"].rstrip(".,'"))
            if low is not None and high is not None and low < high:
                yield Range(low, high)
            continue
        limit = _value(match["limit"] or match["start"])
        if limit is None:
            continue
        if match["below"] or match["to"]:
            yield Range(None, limit, limit if match["below"] else None)
        else:
            yield Range(limit, None, limit if match["above"] else None)


def value(text: str) -> Decimal | None:
    """The number that a text is, None where it is something else."""
    match = re.fullmatch(_NUMBER, text.strip())
    return _value(match[0]) if match else None


def _value(digits: str) -> Decimal | None:
    bare = re.sub(r"(?<=\d)[,.' \u202f](?=\d{3}(?!\d))", "", digits).replace(",", ".")
    leading_zero = len(bare) > 1 and bare[0] == "0" and bare[1] != "."
    return None if leading_zero or bare.count(".") > 1 else Decimal(bare)
