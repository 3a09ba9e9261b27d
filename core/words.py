"""The words of a text that carry meaning, and their stems: what evidence and lexical search compare."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")  # soft hyphens, joiners, marks of direction
STOPWORDS = frozenset(
    """a about above after again against all also am an and any are aren as at be because been before being below
    between both but by can cannot could couldn d did didn do does doesn doing don down during each either else ever few
    for from further had hadn has hasn have haven having he hence her here hers herself him himself his how however i if
    in into is isn it its itself just ll m may me might more most much must my myself neither no nor not now o of off on
    once only or other our ours ourselves out over own per please quite rather re s same shall she should shouldn since
    so some such t tell than that the their theirs them themselves then there these they this those though through thus
    to too under until up upon us ve very via was wasn we were weren what when where whether which while who whom whose
    why will with within without won would wouldn yet you your yours yourself yourselves""".split()
)


def words(text: str) -> list[str]:
    """Words without accents, case or soft hyphens, in order: letters and digits of any script, nothing else."""
    if text.isascii():
        return _WORD.findall(text.lower())
    decomposed = unicodedata.normalize("NFKD", _INVISIBLE.sub("", text).casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _WORD.findall(unicodedata.normalize("NFC", bare))


def content_words(text: str) -> list[str]:
    """The words that are not empty ones; all of them where nothing else would be left."""
    found = words(text)
    return [word for word in found if word not in STOPWORDS] or found


def stem(word: str) -> str:
    """A crude stem of an English word: enough for "founded" to meet "founder" and "cities" to meet "city"."""
    if len(word) <= 3 or not word.isascii() or word.isdigit():
        return word
    for ending, replacement in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)] + replacement
    return word[:-1] if word.endswith("e") else word


_ENDINGS = (
    ("ations", ""), ("ation", ""), ("ingly", ""), ("edly", ""), ("ments", ""), ("ment", ""), ("ness", ""),
    ("ings", ""), ("ing", ""), ("ies", "y"), ("ied", "y"), ("ers", ""), ("ors", ""), ("ed", ""), ("er", ""),
    ("or", ""), ("ss", "ss"), ("es", ""), ("ly", ""), ("s", ""),
)  # fmt: skip


def stems(text: str) -> list[str]:
    """The stems of the words that carry meaning, in order."""
    return [stem(word) for word in content_words(text)]
