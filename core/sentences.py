"""Where the sentences of a text begin and end, to the character.

Rules instead of a model: they are exact about offsets, cost microseconds, and need no download. They know titles and
initials, decimals, quotes that go on after their mark ("Go!" said he), list items, headings, hard-wrapped lines
(a line that was broken because it was full is no end), and text without any marks (cut at a bound).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST = 600
"""Characters of a sentence at most: tables and transcripts without marks are cut at a space before it."""

# From the first mark on: tried again from each, a long run of marks would take the square of its length
_MARK = re.compile(
    r"(?<![.!?…])(?P<mark>[.!?…]++)(?P<close>[\"'”’»)\]]*+)(?=\s)|[。！？]++[”’」』）]*+|\n[^\S\n]*+(?:\n\s*+)*+"
)
_WORD_BEFORE = 100
"""Characters before a mark that tell what word it is at."""
_OPENING = "\"'“‘«([¿¡_*"
_BULLET = re.compile(r"(?:[-*•·–▪#>|]|\(?(?:\d{1,3}|[A-Za-z])[.)]|[IVXivx]+\.)\s")
_NUMBER_ALONE = re.compile(r"(?:^|\n)\s*\(?(?:\d{1,3}|[A-Za-z]|[IVXivx]+)$")
_LAST_WORD = re.compile(r"[\w.&-]*\w$")
_TITLES = frozenset(
    "mr mrs ms mx dr prof hon rev gen col capt lt sgt maj gov sen rep pres st mt ft messrs mme mlle fr "
    "e.g eg i.e ie cf vs viz approx ca resp incl excl ed eds".split()
)
_BEFORE_NUMBER = frozenset(
    "no nos fig figs eq eqs ref refs vol vols ch sec p pp art para tab al op "
    "jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
_ENDINGS = frozenset(
    ("etc", "inc", "ltd", "co", "corp", "jr", "sr", "bros", "dept", "est", "univ")
)  # may end one or not
_STARTERS = frozenset(
    "the a an this that these those he she it they we i you his her its their in on at but and".split()
)
_FIELD = re.compile(r"[^\W_][^\n:.!?]{0,40}:(?:[^\S\n]|$)", re.MULTILINE)  # "Due date: 3 May"
_WRAPPED = 40  # characters: prose is not broken into narrower lines, forms and addresses are
_FULL_LINE = 0.8  # of the longest line of its paragraph: proportional fonts make full lines of unequal length


def sentences(text: str, longest: int = LONGEST) -> list[tuple[int, int]]:
    """Ranges (start, end) of the sentences of `text`, in order, apart from each other, without the space around them.

    Every character that is not white space stands in exactly one of them; none has more than `longest` characters.
    """
    found: list[tuple[int, int]] = []
    start = 0
    for end in (*_ends(text), len(text)):
        found.extend(_pieces(text, start, end, longest))
        start = end
    return found


def _ends(text: str) -> Iterator[int]:
    widths = _Widths(text)
    start = 0
    for match in _MARK.finditer(text):
        end = match.end()
        if text[match.start()] == "\n":
            is_end = match.group().count("\n") > 1 or _breaks_line(text, match.start(), end, widths)
        elif match["mark"] is None:
            is_end = True
        else:
            is_end = _ends_sentence(text, start, match)
        if is_end:
            yield end
            start = end


def _ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the mark ends a sentence, seen from the word before it and the character after it."""
    following = text[match.end() : match.end() + 64].lstrip()
    opened = following.lstrip(_OPENING)[:1]
    if not opened or opened.islower():
        return not opened
    if match["mark"] != "." or match["close"]:
        return True
    before = text[max(start, match.start() - _WORD_BEFORE) : match.start()]
    word_found = _LAST_WORD.search(before)
    word = word_found.group() if word_found else ""
    lowered = word.lower()
    if lowered in _TITLES or (len(word) == 1 and word.isupper() and word != "I"):
        return False
    if lowered in _BEFORE_NUMBER and (opened.isdigit() or following[0] == "("):
        return False
    if lowered in _ENDINGS or ("." in word and len(word) <= 2 * word.count(".") + 1):
        return following.lstrip(_OPENING).split(maxsplit=1)[0].lower() in _STARTERS
    return not _NUMBER_ALONE.search(before)


def _breaks_line(text: str, at: int, end: int, widths: _Widths) -> bool:
    """Whether a single line break ends a sentence: before a list item or a field, or where the line was not full."""
    following = text[end : end + 80]
    if _BULLET.match(following) or _FIELD.match(following):
        return True
    if not following or following.lstrip(_OPENING)[:1].islower():
        return False
    line_start = text.rfind("\n", 0, at) + 1
    line = text[line_start:at].rstrip()
    if line.endswith((",", "-", "—", "(")):
        return False
    if widths.at(at) < _WRAPPED:
        return True
    first_word = following.split(maxsplit=1)[0] if following.strip() else ""
    return len(line) + 1 + len(first_word) < _FULL_LINE * widths.at(at)


class _Widths:
    """The longest line of the paragraph around a position, worked out once a paragraph (positions must not go back)."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._end = -1
        self._width = 0

    def at(self, position: int) -> int:
        if position >= self._end:
            start = self._text.rfind("\n\n", 0, position) + 1
            end = self._text.find("\n\n", position)
            self._end = len(self._text) if end < 0 else end
            self._width = max(len(line.strip()) for line in self._text[start : self._end].split("\n"))
        return self._width


def _pieces(text: str, start: int, end: int, longest: int) -> Iterator[tuple[int, int]]:
    """The trimmed range, cut into pieces of at most `longest` characters, at white space where there is any."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > longest:
        cut = next((i for i in range(start + longest, start + longest // 2, -1) if text[i].isspace()), start + longest)
        yield from _pieces(text, start, cut, longest)
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield start, end
