"""Writing as it is said aloud: what a voice would stumble over, in words that it can say.

The voice reads figures, dates as in 2024-05-12, times, dollars and units itself. Here is what it does not: addresses,
codes and long numbers, which are spelled as people spell them; figures and dates as the continent writes them; short
forms whose full stop would end the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

_GROUP = 4  # characters of a code that are said in one breath
_SPELLED = 4  # letters up to which a part of a code is spelled
_LONG = 7  # digits from which on a number without commas is spelled: a telephone or an account
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_SHORT: Mapping[str, str] = {
    "e.g.": "for example", "i.e.": "that is", "approx.": "approximately", "vs.": "versus", "etc.": "and so on",
    "incl.": "including",
}  # fmt: skip
_SIGNS: Mapping[str, str] = {"@": "at", ".": "dot", "-": "dash", "_": "underscore", "/": "slash", "+": "plus"}
_MONEY: Mapping[str, str] = {"€": "euros", "£": "pounds", "$": "dollars", "CHF": "francs"}

_MARKUP = re.compile(r"\[\d+\]|[*`#]+(?=\S)|(?<=\S)[*`]+|\[(?=[^\]]*\]\()|\]\([^)\s]*\)")
_MAIL = re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b")
_ADDRESS = re.compile(r"\b(?:https?://|www\.)[^\s<>()]*[^\s<>().,;:!?]")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b")
_CODE = re.compile(r"\b(?=[A-Z0-9-]*[A-Z])(?=[A-Z0-9-]*\d{3})[A-Z0-9]+(?:-[A-Z0-9]+)*\b")
_CALL = re.compile(r"(?<![\w.])\+\d[\d ()/-]{5,}\d\b|\b0\d{2,4}[ /-]\d[\d -]{3,}\d\b")
_RUN = re.compile(rf"(?<![\w.,$€£])\d{{{_LONG},}}(?!\w|[.,]\d)")
_DATE = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b")
_AMOUNT = re.compile(r"(?<![\w.,])(\d{1,3}(?:\.\d{3})+|\d+),(\d{2})(?![\d,])\s?(€|£|\$|CHF)?")
_AFTER = re.compile(r"(?<![\w.,])(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s?([€£])")
_NUMBER = re.compile(r"\b(No|Nos|no)\. ?(?=\d)")
_SHORT_FORM = re.compile(r"(?<![\w.])(?:" + "|".join(map(re.escape, _SHORT)) + r")(?!\w)")


def aloud(text: str) -> str:
    """A sentence as it is said aloud. What it has no rule for stays as it is."""
    for pattern, said in _RULES:
        text = pattern.sub(said, text)
    return " ".join(text.split())


def _spelled(code: re.Match[str]) -> str:
    """Letters and digits one by one, with a breath after each group."""
    groups = [part for part in re.split(r"[\s()/-]+", code[0].replace("+", " plus ")) if part]
    if len(groups) == 1 and groups[0].isdigit():
        groups = [groups[0][n : n + _GROUP - 1] for n in range(0, len(groups[0]), _GROUP - 1)]
    return ", ".join(group if group == "plus" or _is_word(group) else " ".join(group) for group in groups)


def _is_word(group: str) -> bool:
    return len(group) > _SPELLED and group.isalpha() and any(letter in "AEIOU" for letter in group)


def _address(found: re.Match[str]) -> str:
    bare = re.sub(r"^https?://", "", found[0])
    return " ".join(_SIGNS.get(part, part) for part in re.findall(r"[^\W_]+|[@.\-_/+]", bare))


def _date(found: re.Match[str]) -> str:
    day, month = int(found[1]), int(found[2])
    return f"{day} {_MONTHS[month - 1]} {found[3]}" if 1 <= day <= 31 and 1 <= month <= 12 else found[0]


def _amount(found: re.Match[str]) -> str:
    """As the continent writes it: 1.250,00 €."""
    figure = found[1].replace(".", ",") + ("" if found[2] == "00" else f".{found[2]}")
    return f"{figure} {_MONEY[found[3]]}" if found[3] else figure


_RULES: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (_MARKUP, ""),
    (_MAIL, _address),
    (_ADDRESS, _address),
    (_IBAN, _spelled),
    (_CALL, _spelled),
    (_CODE, _spelled),
    (_RUN, _spelled),
    (_DATE, _date),
    (_AMOUNT, _amount),
    (_AFTER, lambda found: f"{found[1]} {_MONEY[found[2]]}"),
    (_NUMBER, "number "),
    (_SHORT_FORM, lambda found: _SHORT[found[0]]),
)
