"""Which words of a question mean which values and columns of a table."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field

from core.embedding.encoder import TextEncoder
from core.grounding.naming import name_words
from core.periods import MONTHS
from core.tabular.operators import LIGHT
from core.tabular.table import Column, Table
from core.words import STOPWORDS, stem, words

_LONGEST = 6  # words of a value
_SHORTEST = 3  # letters of a word that tells a value by itself, unless it is written in capitals
_NEAR = 2  # words between two parts of one value
_FUZZY = 5  # letters from which a word may be mistyped
_LIKE = 0.44  # cosine from which a word means a column
_LEAD = 0.05  # by which it has to be nearer to it than to any other column
_COMMON = 0.5  # of the rows: a part of a value that stands in more of them tells nothing
_UNIT = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*$")
_SHORT = {
    "min": "minimum",
    "max": "maximum",
    "qty": "quantity",
    "amt": "amount",
    "avg": "average",
    "dept": "department",
}
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|_")
_FIGURE = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")  # "wk16" is "wk 16", "500g" is "500 g"


@dataclass(slots=True)
class Token:
    """A word of the question, and whether something was made of it."""

    text: str
    start: int
    end: int
    used: bool = False

    @property
    def word(self) -> str:
        return self.text.lower()


@dataclass(frozen=True, slots=True)
class Link:
    """Tokens `first` to `last` (exclusive) that mean a column, or a value in it where one is given."""

    first: int
    last: int
    column: int
    value: str | None = None
    by_meaning: bool = False


@dataclass
class Linked:
    """A question over a table: its words, and what they were found to mean."""

    tokens: list[Token]
    values: list[Link] = field(default_factory=list)
    columns: list[Link] = field(default_factory=list)

    @property
    def left(self) -> list[Token]:
        """The words that nothing was made of yet."""
        return [token for token in self.tokens if not token.used]

    def use(self, start: int, end: int) -> None:
        """Mark the words between two characters of the question."""
        for token in self.tokens:
            if token.start < end and token.end > start:
                token.used = True


def tokens_of(question: str) -> list[Token]:
    """The words of a question: letters, figures, and what holds codes and decimals together."""
    return [
        Token(match[0], match.start(), match.end())
        for match in re.finditer(r"[^\W_]+(?:[-.,'’/&_][^\W_]+)*", re.sub(r"[’']s\b", "  ", question))
    ]


def link(linked: Linked, table: Table) -> None:
    """Find values first, the longest first, then the names of columns."""
    names = [_names(column) for column in table.columns]
    for first, last in _spans(linked.tokens):
        text = " ".join(token.text for token in linked.tokens[first:last])
        said = _key(text)
        if not said or any(token.used for token in linked.tokens[first:last]):
            continue
        written = {said, _parted(text)}
        columns = [at for at, name in enumerate(names) if written & name]
        found = [Link(first, last, at, value) for at, value in _with_value(table, said)] if not columns else []
        for one in found:
            linked.values.append(one)
        linked.columns += [Link(first, last, at) for at in columns]
        if found or columns:
            _use(linked, first, last)
    _link_parts(linked, table)


def _names(column: Column) -> set[tuple[str, ...]]:
    """What a column may be called: without its unit, too, and with short forms written out."""
    bare = _UNIT.sub("", column.name)
    long = " ".join(_SHORT.get(word, word) for word in words(_CAMEL.sub(" ", bare)))
    return {_key(column.name), _key(bare), _key(long), _parted(column.name)}


def link_by_meaning(
    linked: Linked, table: Table, encoder: TextEncoder, ignored: Collection[str], asked_for: Callable[[Token], bool]
) -> None:
    """Words that are left and mean a column by their sense: "earns" a salary.

    A column of texts is meant so only where it is `asked_for`: anything else is likelier a thing that it lacks.
    """
    left = [
        (at, token) for at, token in enumerate(linked.tokens)
        if not token.used and token.text.isalpha() and token.text.islower()  # a name means no column
        and token.word not in STOPWORDS and token.word not in ignored
    ]  # fmt: skip
    if not left:
        return
    spelled = [_CAMEL.sub(" ", column.name).lower() for column in table.columns]
    vectors = encoder.encode([*spelled, *(token.word for _, token in left)])
    scores = vectors[len(spelled) :] @ vectors[: len(spelled)].T  # (words, columns)
    for (at, token), row in zip(left, scores, strict=True):
        best = int(row.argmax())
        second = max((float(score) for n, score in enumerate(row) if n != best), default=0.0)
        fits = table.columns[best].kind != "text" or asked_for(token)
        if fits and float(row[best]) >= _LIKE and float(row[best]) - second >= _LEAD:
            linked.columns.append(Link(at, at + 1, best, by_meaning=True))
            token.used = True


def _spans(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    for length in range(min(_LONGEST, len(tokens)), 0, -1):
        for first in range(len(tokens) - length + 1):
            yield first, first + length


def _with_value(table: Table, said: tuple[str, ...]) -> list[tuple[int, str]]:
    """The columns of text that hold a value, with the value as it stands there."""
    return [
        (at, value)
        for at, column in enumerate(table.columns)
        if column.kind == "text"
        for value in column.said
        if _key(value) == said
    ]


def _link_parts(linked: Linked, table: Table) -> None:
    """Words left that are a part of few values ("Maria" of "Maria Olsen") or of one column's name; mistyped ones.

    What the title or the file calls the rows is no part of one: of "Shops", "the shops" are all, not one "Farm Shop".
    """
    titled = set(map(stem, (*words(table.title), *name_words(table.name))))
    for at, token in enumerate(linked.tokens):
        if token.used or token.word in STOPWORDS or (len(token.word) < _SHORTEST and not token.text.isupper()):
            continue
        said = stem(_bare(token.word))
        names = [
            n for n, column in enumerate(table.columns) if any(same_word(token.word, w) for w in words(column.name))
        ]
        if len(names) == 1:
            linked.columns.append(Link(at, at + 1, names[0]))
            token.used = True
            continue
        if token.word in LIGHT:
            continue
        for n, column in enumerate(table.columns):
            for value in _holding(column, said, token):
                if said in titled and token.word not in words(value):
                    continue
                linked.values.append(Link(at, at + 1, n, value))
                token.used = True
    _take_beside(linked)


def _take_beside(linked: Linked) -> None:
    """Words near a part of a value that stand in it, too, and tell nothing by themselves: the "St" of "St Osyth"."""
    for at, token in enumerate(linked.tokens):
        if token.used or token.word in STOPWORDS:
            continue
        near = (one for one in linked.values if one.first - _NEAR <= at < one.last + _NEAR)
        token.used = any(stem(_bare(token.word)) in _key(one.value or "") for one in near)


def _holding(column: Column, said: str, token: Token) -> list[str]:
    """The values of a column that a word is a part of, where it tells them from others; else one it is mistyped for."""
    if column.kind != "text":
        return []
    found = [value for value in column.said if said in _key(value) or _run(token.text) in _run(value)]
    if found:
        return found if len(found) <= max(1.0, _COMMON * len(column.said)) else []
    return [value for value in column.said if _is_slip(token.word, value)]


def _is_slip(word: str, value: str) -> bool:
    from rapidfuzz.distance import OSA

    lowered = value.lower()
    return (
        len(word) >= _FUZZY and word.isalpha() and word[0] == lowered[:1] and len(lowered) >= _FUZZY
        and OSA.distance(word, lowered, score_cutoff=1) <= 1
    )  # fmt: skip


def same_word(one: str, other: str) -> bool:
    """Whether two words are forms of one: "remotely" and "remote", "ordered" and "orders"."""
    if stem(one) == stem(other) or (one in MONTHS and one[:3] == other) or (other in MONTHS and other[:3] == one):
        return True
    short, long = sorted((one, other), key=len)
    if len(short) < _FUZZY or len(long) - len(short) > 2:
        return False
    return long.startswith(short) or long[: len(short) - 1] == short[:-1]


def _key(text: str) -> tuple[str, ...]:
    """The words of a text by their stems, as they are compared."""
    return tuple(stem(word) for word in words(_CAMEL.sub(" ", text)))


def _parted(text: str) -> tuple[str, ...]:
    """The words of a text by their stems, with figures apart from the letters at them."""
    return _key(_FIGURE.sub(" ", text))


def _run(text: str) -> str:
    """The same in one piece, so that "2B" is in "flat 2 B" and not in "block B, 2 rooms"."""
    return f" {' '.join(_parted(text))} "


def _bare(word: str) -> str:
    return next(iter(words(word)), word)


def _use(linked: Linked, first: int, last: int) -> None:
    for token in linked.tokens[first:last]:
        token.used = True
