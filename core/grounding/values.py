"""Whole values: where an answer was cut out of the middle of one, it is widened to its ends.

Readers of tokens point at "385.80" in "£385.80", at "Ruiz" in "ruiz@harbour.example" and at "5 pm" in "after 5 pm". In
a row of a table they point over the borders of cells: at "EUR: 845; Minutes: 120".
"""

from __future__ import annotations

import re
from collections.abc import Set

from core.tabular.values import MONTHS
from core.words import PAIRED, UNSPACED, stems

_CURRENCY = r"(?:[$€£¥₹]|(?:USD|EUR|GBP|CHF|JPY|CNY|INR|SEK|NOK|DKK|PLN|CZK|AUD|CAD|Rs)\b\.?)"
_NUMBER = r"\d(?:[\d.,'’\u00a0\u202f]*\d)?"
_UNIT = (
    r"(?:%|‰|°[CF]?|[kKMGT]?[WVJB]h?\b|(?:k|m|c|µ)?(?:g|m|l|L)\b|[kmc]m[²³]?\b|k?Hz\b|mAh?\b|bar\b|rpm\b|"
    r"(?:euros?|dollars?|pounds?|francs?|cents?|percent|per cent|years?|months?|weeks?|days?|hours?|minutes?|seconds?|"
    r"kilograms?|grams?|litres?|liters?|metres?|meters?|kilometres?|kilometers?|miles?|inches|feet|degrees?|"
    r"million|billion|thousand|people|pieces|a\.m\.|p\.m\.|am|pm)\b)"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = rf"(?:{'|'.join(sorted((name.capitalize() for name in MONTHS), key=len, reverse=True))})\b"
_MONTH_SMALL = rf"(?:{'|'.join(sorted((name for name in MONTHS if len(name) > 3), key=len, reverse=True))})\b"
_DATE = (
    rf"(?:\b{_DAY}(?:st|nd|rd|th|\.)?\s(?:of\s)?{_MONTH}(?:\.?,?\s\d{{4}}\b)?|"
    rf"\b{_DAY}\s(?:de\s)?{_MONTH_SMALL}(?:\s(?:de\s)?\d{{4}}\b)?|"
    rf"\b{_MONTH}\s{_DAY}(?:st|nd|rd|th)?\b(?:,?\s\d{{4}}\b)?|"
    rf"\b{_DAY}([./])(?:0?[1-9]|1[0-2])\1(?:19|20)?\d\d\b)"
)
_HOUR, _MINUTE = r"(?:[01]?\d|2[0-3])", r"[0-5]\d"
_HALF_OF_DAY = r"(?:\s?(?:Uhr|h|[ap]\.?m)\b)"
_CLOCK = (
    rf"(?:,?\s(?:(?:at|um|à|a las|alle|om|o)\s)?(?:{_HOUR}[:h]{_MINUTE}\b{_HALF_OF_DAY}?|{_HOUR}{_HALF_OF_DAY})|"
    rf"(?:,|,?\s(?:at|um|alle|om))\s{_HOUR}\.{_MINUTE}\b{_HALF_OF_DAY}?(?!\.?\d|\s?(?:{_CURRENCY}|{_UNIT})))"
)
_WHOLE = tuple(
    re.compile(pattern)
    for pattern in (
        r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",  # an e-mail address
        r"\bhttps?://\S+[\w/]|\bwww\.\S+[\w/]",
        r"\b[A-Z]{2}\d{2}(?:[  ]?[A-Z0-9]{4}){2,7}(?:[  ]?[A-Z0-9]{1,4})?\b",  # an IBAN
        rf"{_CURRENCY}\s?{_NUMBER}(?:\s?(?:million|billion|thousand|[kKmM]\b))?(?:/\w+)?",
        rf"{_NUMBER}\s?(?:million |billion |thousand )?{_CURRENCY}(?:/\w+)?",
        rf"\b{_NUMBER}\s?{_UNIT}",
        rf"\b{_NUMBER}(?:\s?[–-]\s?{_NUMBER})+\b",  # a range, a date, a telephone number
        r"\b\d{1,2}:\d{2}(?:\s?[–-]\s?\d{1,2}:\d{2})?(?:\s?[ap]\.?m\b\.?)?",
        r"\+?\(?\d[\d()/  -]{6,}\d\b",
        rf"{_DATE}(?:{_CLOCK})?",
        rf"\b(?:(?![{PAIRED}])\w)+(?:[-/]\w+)*\d(?:(?![{PAIRED}])\w)*(?:[-/.]\w+)*\b",  # a code
    )
)
_HEADER = re.compile(r"(?:^|(?<=\n)|(?<=; ))[^\W_][^:;\n]{0,40}: ")  # each of "Branch: South; City: Sheffield"
_SHORT_FIGURE = re.compile(r"\d{1,2}")
_LIMIT = re.compile(
    r"\b(?:at least|at most|up to|no more than|more than|less than|fewer than|after|before|not)\s$", re.IGNORECASE
)


def widen(text: str, start: int, end: int) -> tuple[int, int]:
    """The range grown to whole words, and to the whole of each value that it cuts; a limit before a number is its part.

    A range of nothing stays as it is.
    """
    if start >= end:
        return start, end
    start, end = _to_words(text, start, end)
    grown = True
    while grown:
        grown = False
        for pattern in _WHOLE:
            for match in pattern.finditer(text):
                overlaps = match.start() < end and match.end() > start
                if overlaps and (match.start() < start or match.end() > end):
                    start, end, grown = min(start, match.start()), max(end, match.end()), True
    limit = _LIMIT.search(text, 0, start)
    if limit and any(c.isdigit() for c in text[start:end]):
        start = limit.start()
    return start, end


def cells(row: str) -> list[tuple[int, int, int]]:
    """Of a row of a table each cell: where its header begins, its value begins, and its value ends. Else none."""
    headers = list(_HEADER.finditer(row))
    if len(headers) < 2:
        return []
    borders = [*(match.start() for match in headers[1:]), len(row)]
    return [
        (match.start(), match.end(), match.end() + len(row[match.end() : border].rstrip("; \n")))
        for match, border in zip(headers, borders, strict=True)
    ]


def in_cell(row: str, start: int, end: int, asked: Set[str]) -> tuple[int, int]:
    """The range within one cell's value: of those that it touches, the one whose header has most of the stems `asked`.

    A range within one value, or in what is no row, stays as it is.
    """
    touched = [cell for cell in cells(row) if cell[0] < end and start < cell[2]]
    if not touched or (len(touched) == 1 and touched[0][1] <= start):
        return start, end
    _, first, last = max(touched, key=lambda cell: len(asked & set(stems(row[cell[0] : cell[1]]))))
    return (first, last) if first < last else (start, end)


def _to_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and _are_joined(text[start - 1 : start + 1]):
        start -= 1
    while end < len(text) and _are_joined(text[end - 1 : end + 1]):
        end += 1
    return start, end


def _are_joined(pair: str) -> bool:
    """Whether two letters or digits are of one word: scripts without spaces do not show where one ends."""
    return pair[0].isalnum() and pair[1].isalnum() and UNSPACED.search(pair) is None


def find(words: str, text: str) -> tuple[int, int] | None:
    """Where words stand in a text, whatever white space and case they have; None where they do not.

    By themselves rather than inside of another word or figure, and a short figure only so: "1" is not in "2025-03-13".
    """
    said = r"\s+".join(re.escape(part) for part in words.split())
    if not said:
        return None
    behind = r"\d" if said[-1].isdigit() else r"\w"  # "12" is in "12kg"
    match = re.search(rf"(?<!\w)(?<!\d[.,:/-]){said}(?!{behind}|[.,:/-]\d)", text, re.IGNORECASE)
    if match is None and not _SHORT_FIGURE.fullmatch(words.strip()):
        match = re.search(said, text, re.IGNORECASE)
    return (match.start(), match.end()) if match else None
