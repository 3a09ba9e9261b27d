"""The terms that a text is searched by beside its plain words: other spellings, codes, scripts without spaces.

A full-text index takes the runs of letters and digits of a text. That misses a code that is written with and without
its hyphens, a name that is typed without its umlaut, a word that a line break or a soft hyphen divides, and all
writing that puts no spaces between words. `extra_terms` says what goes into the index beside the words, `queried` what
is looked for, and `share_spelled` compares both without an index.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from core.words import PARTICLES, STOPWORDS, UNSPACED, stem

LONGEST_TERM = 64
"""Characters: what is longer is a key, an address or a picture in base64, and found by its pieces."""

Unit = tuple[str, ...]
"""The ways to write one word, code or piece of a question; what ends in `*` may go on."""

# What is taken out or made equal before anything else
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")  # soft hyphens, joiners, marks of direction
_HYPHENS = "\\-\u2010-\u2013\u2212"
_BROKEN = re.compile(rf"(?<=[^\W\d_])[{_HYPHENS}][^\S\n]*\n[^\S\n]*(?=[^\W\d_A-Z])")  # a word over two lines
_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f]")  # and the points of Hebrew and Arabic
_LETTERS = str.maketrans({"ø": "o", "å": "a", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})

# Words, and what they are joined by. Python counts the vowel signs of Indic scripts and Thai among punctuation.
_VOWELS = "\u0900-\u0963\u0966-\u0dff\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ecd\u102b-\u103e\u17b4-\u17d3"
_LETTER = rf"[\w{_VOWELS}]"
_WORD = re.compile(rf"{_LETTER}+")
_JOINT = rf"[{_HYPHENS}./:\\'’]"
_CHAIN = re.compile(rf"{_LETTER}+(?:{_JOINT}{_LETTER}+)*")
# From its first letter on: tried again from each, a long run of letters would take the square of its length
_COMPOUND = re.compile(rf"(?<!{_LETTER}){_LETTER}++(?:{_JOINT}{_LETTER}++)+")
_NO_COMPOUND = re.compile(rf"{_LETTER}+['’]{_LETTER}{{1,2}}|\d+[.']\d+")  # a genitive, a decimal number
# IBANs, telephones
_NUMBER = re.compile(r"(?:[A-Z]{2}\d{2}|(?<!\d)\+?\(?\d++\)?)(?:[ /-]\(?(?:[A-Z]{4}|\d{2,})\)?){2,}")

# Inside words
_BORDER = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
_MIXED = re.compile(r"\b[^\W\d]+\d\w*|\b\d+[^\W\d]\w*")
_UMLAUT = re.compile(r"(?<![aeiouq])([aou])e(?=[a-z])")  # as Germans write where there is no key for it


def extra_terms(text: str) -> str:
    """What the index takes of a text beside its words, with spaces between; often nothing."""
    plain = _plain(text)
    return " ".join(term for term in dict.fromkeys(_terms(text)) if term not in plain)


def queried(text: str) -> list[Unit]:
    """What is looked for: for each word of a question that carries meaning, and each code, the ways to write it.

    All words where none carries meaning.
    """
    composed = _composed(text)
    chains = [_folded(chain) for chain in _CHAIN.findall(composed)]
    found = dict.fromkeys((*(unit for chain in chains for unit in _asked(chain)), *map(_open, _numbers(composed))))
    return [unit for unit in found if not _is_empty(unit[0])] or list(found)


def share_spelled(wanted: Sequence[Unit], text: str, extra: str) -> float:
    """The share of what is `queried` that stands in a text with its `extra_terms`, in [0, 1]; words count by stems."""
    there = {stem(term) for term in {*_WORD.findall(_folded(_composed(text))), *_plain(text), *extra.split()}}

    def stands(form: str) -> bool:
        is_open, start = form.endswith("*"), form[:-1]
        return any(term.startswith(start) for term in there) if is_open else stem(form) in there

    return sum(any(map(stands, unit)) for unit in wanted) / len(wanted) if wanted else 0.0


def _plain(text: str) -> set[str]:
    """The words that a full-text index takes of a text as it is."""
    return {word.lower() for word in _WORD.findall(text.replace("_", "-"))}


def _terms(text: str) -> Iterator[str]:
    """The words of a text and further ways to write them, without accents and in lower case."""
    composed = _composed(text)
    folded = _folded(composed)
    words = [word for word in _WORD.findall(folded) if len(word) <= LONGEST_TERM]
    yield from words
    yield from filter(None, map(_as_one, _COMPOUND.findall(folded)))
    yield from _numbers(composed)
    for word in _MIXED.findall(folded):
        yield from _parts(word)
    yield from (_UMLAUT.sub(r"\1", word) for word in words if _UMLAUT.search(word))
    for word in () if folded.isascii() else filter(UNSPACED.search, words):
        yield from UNSPACED.sub(" ", word).split()
        for run in UNSPACED.finditer(word):
            yield from _grams(run, short_ones=True)


def _composed(text: str) -> str:
    """Ligatures and full-width letters as plain ones, and words in one piece: a mark that no letter takes ends none."""
    if not text.isascii():
        text = _ACCENTS.sub("", unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)))
    return _BROKEN.sub("-", text.replace("_", "-"))


def _folded(text: str) -> str:
    """Lower case without accents; ß as ss, the i without a dot as i."""
    if text.isascii():
        return text.lower()
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", text.casefold()))
    return unicodedata.normalize("NFC", bare).translate(_LETTERS)


def _as_one(chain: str) -> str:
    """A code, or a compound, without the signs in it; empty where it is none."""
    whole = "".join(_WORD.findall(chain))
    return "" if whole == chain or len(whole) > LONGEST_TERM or _NO_COMPOUND.fullmatch(chain) else whole


def _numbers(text: str) -> Iterator[str]:
    """Numbers that are written in groups, in one piece."""
    yield from ("".join(_WORD.findall(number.lower())) for number in _NUMBER.findall(text))


def _parts(word: str) -> list[str]:
    """`ppr` and `9087` of `ppr9087`."""
    parts = _BORDER.split(word)
    return [part for part in parts if len(part) > 1] if 1 < len(parts) <= 4 else []


def _grams(run: re.Match[str], *, short_ones: bool) -> Iterator[str]:
    """Pairs of characters of a run of writing without spaces, or groups of three.

    `short_ones`: those at its end, too, so that something begins at every character, and a short question is found.
    """
    text, size = run.group(), 2 if run["pairs"] else 3
    yield from (text[at : at + size] for at in range(len(text) if short_ones else max(1, len(text) - size + 1)))


def _asked(chain: str) -> Iterator[Unit]:
    """The units of words that only signs join: a code as a whole, and each word."""
    whole = _as_one(chain)
    is_code = any(c.isdigit() for c in whole)
    if is_code:
        yield _open(whole)
    others = _open(whole) if is_code else (whole,) if whole else ()
    for word in _WORD.findall(chain):
        if len(word) <= LONGEST_TERM:
            yield from (tuple(dict.fromkeys((*unit, *others))) for unit in _asked_word(word))


def _asked_word(word: str) -> Iterator[Unit]:
    for run in UNSPACED.finditer(word):
        short = len(run.group()) < (2 if run["pairs"] else 3)
        yield from ((gram, f"{gram}*") if short else (gram,) for gram in _grams(run, short_ones=False))
    for rest in UNSPACED.sub(" ", word).split():
        forms = _open(rest) if _BORDER.search(rest) else (rest,)
        yield (*forms, _UMLAUT.sub(r"\1", rest), *_parts(rest))


def _open(code: str) -> Unit:
    """A code, which may be the beginning of a longer one."""
    return (code, f"{code}*") if len(code) > 3 else (code,)


def _is_empty(term: str) -> bool:
    return term in STOPWORDS or bool(PARTICLES.fullmatch(term))
