"""Words of a like sense under one name, as far as somebody listed them: what questions are compared by."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from core.words import stem

_FILE = Path(__file__).parents[1] / "assets" / "same_words.json"
_SHORT = 6  # letters of a word in -ly that is none of a word with that ending


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Set phrases and what is put for them; by the roots of words the first of their group; words that tell nothing
    anywhere, sums of money, what is measured, and verbs that "where" says already."""

    phrases: tuple[tuple[re.Pattern[str], str], ...]
    same: dict[str, str]
    empty: frozenset[str]
    money: frozenset[str]
    measures: frozenset[str]
    placed: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """As it ships, read once."""
    read = json.loads(_FILE.read_text(encoding="utf-8"))
    groups = [group.split() for group in read["same"]]
    same = {root: _root(group[0]) for group in groups for word in group for root in _roots(word)}
    money, measures, placed = (
        frozenset(same.get(_root(word), _root(word)) for word in read[key].split())
        for key in ("money", "measures", "placed")
    )
    phrases = tuple((re.compile(pattern), put) for pattern, put in read["phrases"])
    return Lexicon(phrases, same, frozenset(read["empty"].split()), money, measures, placed)


def _roots(word: str) -> set[str]:
    """Those of a word and of its forms."""
    bare = word.removesuffix("e")
    return {_root(form) for form in (word, f"{word}s", f"{bare}ed", f"{bare}ing")}


def rephrased(text: str) -> str:
    """The same with its set phrases put in one way."""
    for pattern, put in lexicon().phrases:
        text = pattern.sub(put, text)
    return " ".join(text.split())


def _root(word: str) -> str:
    """A stem that "stop" and "stopped", "apply" and "applying" have in common."""
    short = word if word.endswith("ly") and len(word) <= _SHORT else stem(word)
    return short[:-1] if len(short) > 3 and short[-1] == short[-2] else short


def named(word: str) -> str:
    """The one name of all words of a like sense."""
    return lexicon().same.get(_root(word), _root(word))


def one_name(word: str) -> str:
    """The one name of all words of a like sense; of a word that nobody listed its own root."""
    root = _root(word)
    return lexicon().same.get(root, root)
