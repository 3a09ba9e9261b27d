"""What a newer document of the same series says anew: the price list of 2025 beside that of 2026, version 2 beside 3.

A series is told by names that differ in dates, versions and words like "old" alone. A passage is superseded where a
newer one of its series says nearly the same sentence, with other values as it may be, and the question asks for
neither the past nor for what only the older one names. Parallel records (two invoices) differ in such names, and stay.
So is one whose figure another passage takes back: "moved from 29 November to 6 December".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from core.grounding import borne_out
from core.periods import MONTHS
from core.sentences import sentences
from core.types import Evidence, Passage
from core.words import STOPWORDS, stems, words

_ALIKE = 0.5
"""Share of the words of two sentences, numbers apart, from which they say the same thing of two times."""

_NAME = 3  # words of what is pointed at that are as telling as a figure
_FEWEST = 2  # words that sentences have to share
_DATE = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:[-_. ]?(?P<month>0[1-9]|1[0-2])(?:[-_. ]?(?P<day>[0-3]\d))?)?(?!\d)"
    r"|(?<!\d)(?P<day2>[0-3]?\d)[-_. ](?P<month2>0?[1-9]|1[0-2])[-_. ](?P<year2>(?:19|20)\d\d)(?!\d)"
)
_MONTH = re.compile(rf"(?:{'|'.join(f'{name}|{name[:3]}' for name in MONTHS)})(?![a-z])", re.IGNORECASE)
_VERSION = re.compile(
    r"(?:(?<![a-z])(?:v|ver|version|rev|revision|ausgabe|edition|fassung)[ ._-]?(\d{1,3})|\((\d{1,2})\))(?!\d)",
    re.IGNORECASE,
)
_OLD = frozenset(
    "old alt alte altes ancien ancienne vecchio vecchia viejo antiguo stary stare oud draft entwurf superseded".split()
)
_NEW = frozenset(
    "new neu neue neues nouveau nouvelle nuovo nuova nuevo nowy nowe nieuw final current aktuell updated".split()
)
_OF_THE_PAST = re.compile(
    r"\b(?:previous|previously|former|formerly|used to|old|older|earlier|original|originally|last year|back then|"
    r"change[ds]?|difference|differs?|compared?|versus|vs|before|history|früher\w*|alte[mnrs]?|vorher\w*|bisher\w*|"
    r"letztes jahr|geändert|unterschied|ancien\w*|avant|précédent\w*|vecchi\w|precedent\w|prima|antes|anterior\w*|"
    r"poprzedni\w*|wcześniej|dawn\w*)\b",
    re.IGNORECASE,
)


_TAKES_BACK = re.compile(
    r"\b(?:move[sd]?|moving|postponed|rescheduled|brought forward|changed|replaced|withdrawn|instead of|no longer|"
    r"(?:raised|increased|reduced|lowered|goes up|went up|corrected) from|that is wrong|was wrong|correction|"
    r"until now|up to now|so far|not (?=[€£$]?\d)|nicht (?=\d)|bisher|berichtig\w*|jusqu['’]ici|finora|"
    r"hasta ahora|"
    r"verschoben|verlegt|geändert|statt|anstatt|nicht mehr|aufgehoben|(?:erhöht|gesenkt) von|"
    r"reporté\w*|déplacé\w*|au lieu d\w*|ne .* plus|spostat\w|rinviat\w|anziché|invece d\w+|non .* più|"
    r"aplazad\w|en lugar de|en vez de|ya no|przeniesion\w|przełożon\w|zamiast|verplaatst|verzet|in plaats van)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Edition:
    """A document as one of a series: what the series is called, and how new it is."""

    series: frozenset[str]
    age: tuple[int, int, tuple[int, int, int]]  # marked old or new, version, date

    def supersedes(self, other: Edition) -> bool:
        """Whether it is a newer one of the same."""
        return bool(self.series) and self.series == other.series and self.age > other.age


def edition_of(name: str) -> Edition:
    """What the name of a file says of its series and its age."""
    stem = PurePath(name).stem
    version, date = _VERSION.search(stem), _DATE.search(stem)
    month = _MONTH.search(re.sub(r"[_-]", " ", stem))
    rest = _VERSION.sub(" ", _DATE.sub(" ", stem))
    said = {word for word in words(rest.replace("_", " ")) if not word.isdigit()}
    marked = (len(said & _NEW) > 0) - (len(said & _OLD) > 0)
    named = {word for word in said if not _MONTH.fullmatch(word)} - _OLD - _NEW
    number = int(version[1] or version[2]) if version else 0
    return Edition(frozenset(stems(" ".join(sorted(named)))), (marked, number, _day(date, month)))


def asks_for_the_past(question: str) -> bool:
    """Whether a question is about what was before, or how it changed."""
    return _OF_THE_PAST.search(question) is not None


def superseded(question: str, evidence: Sequence[Evidence], passages: Sequence[Passage]) -> set[int]:
    """The chunks of those passages that evidence is from and that a newer one of `passages` says anew."""
    if asks_for_the_past(question):
        return set()
    editions = {passage.document: edition_of(passage.name) for passage in passages}
    asked = borne_out.keys(question)
    return {item.passage.chunk for item in evidence if _is_superseded(item, passages, editions, asked)}


def _is_superseded(
    item: Evidence, passages: Sequence[Passage], editions: Mapping[str, Edition], asked: Sequence[borne_out.Key]
) -> bool:
    mine = edition_of(item.passage.name)
    return any(
        _takes_back(item, other.text)
        or (
            editions[other.document].supersedes(mine)
            and _says_anew(item.quote, other.text)
            and _bears_as_much(asked, other, item.passage)
        )
        for other in passages
        if other.chunk != item.passage.chunk
    )


def _takes_back(item: Evidence, text: str) -> bool:
    """Whether a sentence of another passage says that what is pointed at holds no more."""
    pointed = {word for word in words(item.answer) if word not in STOPWORDS}
    is_value = any(c.isdigit() for word in pointed for c in word) or len(pointed) >= _NAME
    if not is_value or not _TAKES_BACK.search(text):
        return False
    said = [text[start:end] for start, end in sentences(text)]
    return any(_TAKES_BACK.search(one) and _is_of(one, pointed, _telling(item.quote)) for one in said)


def _is_of(sentence: str, pointed: set[str], quoted: set[str]) -> bool:
    """Whether a sentence has all of what is pointed at, or a figure of it and words of its sentence."""
    there = set(words(sentence))
    figures = {word for word in pointed if any(c.isdigit() for c in word)}
    return pointed <= there or (bool(figures & there) and len(quoted & _telling(sentence)) >= _FEWEST)


def _says_anew(quote: str, text: str) -> bool:
    old = _telling(quote)
    return any(_are_alike(old, _telling(text[start:end])) for start, end in sentences(text))


def _are_alike(one: set[str], other: set[str]) -> bool:
    shared = one & other
    return len(shared) >= _FEWEST and len(shared) >= _ALIKE * len(one | other)


def _telling(text: str) -> set[str]:
    return {stem for stem in stems(text) if not stem.isdigit()}


def _bears_as_much(asked: Iterable[borne_out.Key], newer: Passage, older: Passage) -> bool:
    """Whether the question names nothing that the older passage alone has."""
    lacking = set(borne_out.missing(asked, *newer.bearing))
    return lacking <= set(borne_out.missing(asked, *older.bearing))


def _day(date: re.Match[str] | None, month: re.Match[str] | None) -> tuple[int, int, int]:
    if date is None:
        return (0, 0, 0)
    year, number, day = (int(date[name] or date[f"{name}2"] or 0) for name in ("year", "month", "day"))
    if not number and month is not None:
        number = next(n for n, name in enumerate(MONTHS, 1) if name.startswith(month[0].lower()))
    return (year, number, day)
