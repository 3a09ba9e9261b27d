"""Which documents a question names or describes: "in lease.pdf", "according to budget 2024", "Anna's medical report".

The words of a file's name are looked for in the question, mistyped ones too. Names share words with what people ask
about, so a match says how far it goes: a `sure` one is written as a file's name or stands where a source is named; any
other may be a topic alone, and whoever searches has to compare.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.periods import MONTHS
from core.words import STOPWORDS, stem, words

_EXTENSION = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}$")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])")
_SOURCE = re.compile(
    r"\b(?:in|from|within|inside|per|to|see|read|open|summari[sz]e|summary of|overview of|contents of|gist of|"
    r"points of|about|of|on|by|with|add|added|upload|uploaded|import|imported)"
    r"\s+(?:(?:both|all|each|every)\s+)?(?:(?:the|my|our|this|that|a|an|his|her|their)\s+)?"
    r"(?:(?:file|document|pdf|spreadsheet|sheet|letter|recording|picture|scan)\s+(?:called\s+|named\s+)?[\"'“]?)?$",
    re.IGNORECASE,
)
_NAMED_AFTER = re.compile(
    r"^\W*(?:file|document|doc|pdf|spreadsheet|sheet|letter|recording|picture|photo|scan|says?|states?|mentions?|"
    r"contains?|tells?)\b",
    re.IGNORECASE,
)
_DATED = re.compile(r"(?<!\d)(?:19|20)\d\d[-_.]?(?P<month>0[1-9]|1[0-2])(?!\d{3})")  # minutes_2025-03-11, 2025_03
_FUZZY = 5  # letters from which a word may be mistyped
_LONG = 8  # letters from which two of them may be
_MOST_OF = 0.6  # of a name's weight, for the rest of it to be taken as said
_SPREAD = 3  # words that may stand between those of a name


@dataclass(frozen=True, slots=True)
class Named:
    """The documents that a question names, by id, and its own words that do so."""

    documents: tuple[str, ...]
    words: frozenset[str]
    sure: bool


@dataclass(frozen=True, slots=True)
class _Match:
    document: str
    share: float  # of the name's weight
    words: frozenset[str]
    sure: bool


def find(question: str, names: Mapping[str, str]) -> Named | None:
    """The documents that are named best, None where none is. `names` are those of the library, by document."""
    said = _said(question)
    if not said or not names:
        return None
    parts = {document: name_words(name) for document, name in names.items()}
    counts = Counter(word for found in parts.values() for word in set(found))
    weight = {word: math.log(1 + len(parts) / count) for word, count in counts.items()}
    known = _meant({word for word, _, _ in said}, set(counts))
    matches = []
    for document, name in parts.items():
        if any(word in known.values() for word in name):
            match = _match(question, said, known, document, names[document], name, weight)
            if match is not None:
                matches.append(match)
    if not matches:
        return None
    surest = [match for match in matches if match.sure] or matches
    most = max(match.share for match in surest)
    best = _of_the_month(question, [match for match in surest if match.share >= most - 0.01], names)
    return Named(
        tuple(match.document for match in best), frozenset().union(*(match.words for match in best)), best[0].sure
    )


def _of_the_month(question: str, matches: list[_Match], names: Mapping[str, str]) -> list[_Match]:
    """Of several documents those with a date in their name that lies in the month that the question names."""
    months = {number for number, month in enumerate(MONTHS, 1) if re.search(rf"\b{month}\b", question, re.IGNORECASE)}
    if len(matches) < 2 or not months:
        return matches
    dated = [(match, _DATED.search(names[match.document])) for match in matches]
    fitting = [match for match, found in dated if found is not None and int(found["month"]) in months]
    return fitting or matches


def name_words(name: str) -> list[str]:
    """The words of a file's name, without its ending: "LeaseAgreement_2023.pdf" → lease, agreement, 2023."""
    return words(_CAMEL.sub(" ", _EXTENSION.sub("", name)))


def name_stems(name: str) -> set[str]:
    """The stems of the words of a file's name."""
    return {stem(word) for word in name_words(name)}


def _said(question: str) -> list[tuple[str, int, int]]:
    """The words of the question as they stand in names, each with its place."""
    found = []
    for match in re.finditer(r"[^\W_]+", question):
        for part in _CAMEL.sub(" ", match[0]).split():
            found += [(word, match.start(), match.end()) for word in words(part)]
    return found


def _meant(said: set[str], known: set[str]) -> dict[str, str]:
    """The words of names that words of a question mean."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    by_stem = {stem(word): word for word in known}
    meant = {}
    for word in said:
        if word in STOPWORDS:
            continue
        if word in known:
            meant[word] = word
        elif stem(word) in by_stem and not word.isdigit():
            meant[word] = by_stem[stem(word)]
        elif len(word) >= _FUZZY and word.isalpha():
            slips = 1 if len(word) < _LONG else 2
            close = process.extractOne(word, known, scorer=OSA.distance, score_cutoff=slips)
            if close is not None and close[0][0] == word[0] and len(close[0]) >= _FUZZY:
                meant[word] = close[0]
    return meant


def _match(
    question: str,
    said: Sequence[tuple[str, int, int]],
    known: Mapping[str, str],
    document: str,
    name: str,
    parts: Sequence[str],
    weight: Mapping[str, float],
) -> _Match | None:
    """How a question names one document, None where it does not."""
    telling = [part for part in dict.fromkeys(parts) if part not in STOPWORDS] or list(parts)
    places = [at for at, (word, _, _) in enumerate(said) if known.get(word) in telling]
    window = _densest(places)
    found = frozenset(said[at][0] for at in window)
    there = {known[word] for word in found}
    share = sum(weight[word] for word in there) / sum(weight[word] for word in telling)
    start, end = said[window[0]][1], said[window[-1]][2]
    as_written = _is_written(question, name)
    in_place = bool(_SOURCE.search(question[:start]) or _NAMED_AFTER.search(question[end:]))
    if not (as_written or in_place or len(there) > 1 or share >= 1):
        return None
    sure = as_written or (in_place and share >= _MOST_OF and not (len(there) == 1 and next(iter(there)).isdigit()))
    return _Match(document, 2.0 if as_written else share, found, sure)


def _densest(places: Sequence[int]) -> list[int]:
    """The run of places that holds most of them, with few others in between."""
    runs: list[list[int]] = [[places[0]]]
    for place in places[1:]:
        if place - runs[-1][-1] <= _SPREAD:
            runs[-1].append(place)
        else:
            runs.append([place])
    return max(runs, key=len)


def _is_written(question: str, name: str) -> bool:
    """Whether the name stands in the question letter by letter, as no topic is written: with its ending, or joined."""
    bare = _EXTENSION.sub("", name)
    lowered = question.lower()
    if name != bare and name.lower() in lowered:
        return True
    joined = any(c in bare for c in "_-") or _CAMEL.search(bare) is not None
    return joined and re.search(rf"(?<!\w){re.escape(bare.lower())}(?!\w)", lowered) is not None
