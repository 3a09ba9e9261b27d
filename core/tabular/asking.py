"""A question turned into a query over a table by rules, where every word of it is accounted for.

Operators are a closed class of words ("how many", "average", "more than", "per"); what they apply to is linked to the
table at hand. A word that neither is such an operator nor means something in the table means that the question asks for
something else: then there is no query, for a wrong number is worse than none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from core.embedding.encoder import TextEncoder
from core.grounding.naming import name_words
from core.tabular.conditions import Conditions
from core.tabular.fitting import fits
from core.tabular.linking import Link, Linked, Token, link, link_by_meaning, same_word, tokens_of
from core.tabular.operators import (
    ASKS_FOR,
    COUNTED_BY,
    EXTREMES,
    GROUPED,
    LIGHT,
    LIKE_PEOPLE,
    LISTED,
    MEASURES,
    NOUN_LIKE,
    PEOPLE,
    PERSON,
    SENSES,
    TELLING,
    VERDICT,
    WANTED,
    Extreme,
)
from core.tabular.query import Filter, Measure, Query
from core.tabular.table import Table
from core.tabular.values import CURRENCIES
from core.words import STOPWORDS, stem, words


@dataclass(frozen=True, slots=True)
class Asked:
    """A question over one table: its query, or the words that it does not account for. `links` says how much of the
    question is about this table."""

    table: Table
    query: Query | None
    links: int
    left: tuple[str, ...] = ()
    filters: tuple[Filter, ...] = ()
    aggregate: bool = True  # it asks for a figure over rows, which no row alone says
    counts: bool = False  # it asks how many there are


def ask(question: str, table: Table, encoder: TextEncoder, today: date, named: frozenset[str] = frozenset()) -> Asked:
    """Turn a question into a query over this table. `named` are its words that name the document."""
    return _Reading(question, table, encoder, today, named).asked()


class _Reading:
    """One question read over one table, step by step."""

    def __init__(self, question: str, table: Table, encoder: TextEncoder, today: date, named: frozenset[str]) -> None:
        self.question = question
        self.table = table
        self.encoder = encoder
        self.linked = Linked(tokens_of(question))
        self.named = named
        self.conditions = Conditions(question, table, self.linked, today, named)
        self.nouns = 0
        self.measures = [measure for measure, pattern in MEASURES if pattern.search(question)]
        self.extreme_at: Token | None = None

    def asked(self) -> Asked:
        """The query, or what is left."""
        self._use_name()
        loose = self.conditions.compare()
        self.conditions.read_period()
        link(self.linked, self.table)
        self._use_operators()
        self._use_units()
        self.conditions.read_ranges()
        self._link_row_nouns()
        ignored = self.named | (LIGHT - TELLING) | PEOPLE
        link_by_meaning(self.linked, self.table, self.encoder, ignored, self._is_asked_for)
        if loose and not self.conditions.place(loose):
            return Asked(self.table, None, 0, ("more or less than what",))
        self.conditions.compare_columns()
        self.conditions.read_values()
        query = self._query()
        query = query if query is not None and fits(self.question, query) else None
        left = tuple(self._left())
        aggregate = self.extreme_at is not None or bool({"sum", "average", "median"} & set(self.measures))
        return Asked(
            self.table,
            None if left else query,
            self._links(),
            left,
            tuple(self.conditions.filters),
            aggregate,
            "count" in self.measures,
        )

    def _use_name(self) -> None:
        """The name of the file, where it is written out with its ending, or in all its words."""
        at = self.question.lower().find(self.table.name.lower())
        if at >= 0:
            self.linked.use(at, at + len(self.table.name))
        telling = {word for word in name_words(self.table.name) if not word.isdigit()}
        if len(telling) > 1 and telling <= self.named:
            for token in self.linked.tokens:
                token.used = token.used or token.word in telling

    def _links(self) -> int:
        """How much of the question is about this table: twice for each word of a value or a column's name, once for a
        word that means a column or what its rows are."""
        tokens = self.linked.tokens
        exact = {at for one in self.linked.values for at in range(one.first, one.last)}
        for one in self.linked.columns:
            exact |= {
                at for at in range(one.first, one.last) if not one.by_meaning and not self._is_measure(tokens[at])
            }
        alike = sum(one.by_meaning for one in self.linked.columns)
        named = 3 if self.named & set(name_words(self.table.name)) else 0
        return 2 * len(exact) + alike + len(self.conditions.filters) + self.nouns + named

    def _is_measure(self, token: Token) -> bool:
        return any(pattern.fullmatch(token.text) for _, pattern in MEASURES)

    def _is_asked_for(self, token: Token) -> bool:
        before = self.question[: token.start]
        return bool(ASKS_FOR.search(before) or WANTED.search(before) or GROUPED.search(before))

    def _link_row_nouns(self) -> None:
        """Words of the file's name or the table's title are what its rows are, and no column by their sense."""
        for token in self.linked.left:
            if token.word not in STOPWORDS and self._is_in_title(token):
                token.used = True
                self.nouns += 1

    # --- what is computed -----------------------------------------------------------------------------------------

    def _use_operators(self) -> None:
        for _, pattern in MEASURES:
            for match in pattern.finditer(self.question):
                self.linked.use(*match.span())
        for token in self.linked.tokens:
            if token.word in EXTREMES and not token.used:
                token.used = True
                self.extreme_at = self.extreme_at or token

    def _use_units(self) -> None:
        """The units of amounts say nothing that their columns do not."""
        units = {unit.lower() for column in self.table.columns for unit in column.units if unit}
        for token in self.linked.left:
            token.used = token.used or token.word in units

    def _query(self) -> Query | None:
        if PERSON.search(self.question) and not self._is_about_people():
            return None
        table, filters = self.table, tuple(self.conditions.filters)
        group, extreme = self._group(), self._extreme()
        number = self._number(but=group)
        if "average" in self.measures or "median" in self.measures:
            measure: Measure = "average" if "average" in self.measures else "median"
            return Query(table, measure, filters, number, group, extreme) if number is not None else None
        if extreme is not None:
            return self._most(filters, group, extreme, number)
        if "count" in self.measures:
            return self._count(filters, group)
        if "sum" in self.measures or group is not None:
            return Query(table, "sum", filters, number, group) if number is not None else None
        return self._list(filters)

    def _group(self) -> int | None:
        for link_ in self.linked.columns:
            before = self.question[: self.linked.tokens[link_.first].start]
            if GROUPED.search(before) and self.table.columns[link_.column].kind == "text":
                self.linked.use(len(before.rstrip()) - 1, len(before))
                for token in self.linked.tokens:
                    token.used = token.used or token.word in ("per", "by", "for", "each", "every", "je")
                return link_.column
        return None

    def _extreme(self) -> Extreme | None:
        return EXTREMES[self.extreme_at.word] if self.extreme_at is not None and not self._compares_at() else None

    def _compares_at(self) -> bool:
        """Whether the superlative is a part of "at least 5", which is a comparison."""
        at = self.extreme_at
        return at is not None and any("least" in one.said or "most" in one.said for one in self.conditions.filters)

    def _number(self, but: int | None = None) -> int | None:
        """The column of numbers that is meant: the one that is named, or the only one that there is."""
        columns = self.table.columns
        named = [
            one.column for one in self.linked.columns if columns[one.column].kind == "number" and self._is_meant(one)
        ]
        if named:
            return named[0] if len(set(named)) == 1 else None
        if any(columns[one.column].kind == "date" for one in self.linked.columns):
            return None
        numbers = [at for at, column in enumerate(columns) if column.kind == "number" and at != but]
        money = [at for at in numbers if columns[at].units & CURRENCIES]
        if len(numbers) > 1 and len(money) == 1 and re.search(r"\bhow much\b", self.question, re.IGNORECASE):
            return money[0]
        return numbers[0] if len(numbers) == 1 else None

    def _by_sense(self, kinds: tuple[str, ...]) -> int | None:
        """The column that a superlative compares: by its name, else the only one of its kind."""
        columns = self.table.columns
        fitting = [at for at, column in enumerate(columns) if column.kind in kinds]
        if self.extreme_at is None or not fitting:
            return None
        sense = SENSES.get(self.extreme_at.word, "")
        next_word = self._after(self.extreme_at)
        if not sense and next_word is not None and next_word.word in SENSES:
            sense, next_word.used = SENSES[next_word.word], True
        if not sense:
            return None
        if len(fitting) == 1:
            return fitting[0] if self._suits(sense, fitting[0]) else None
        for meant in sense.split():
            if len(same := [at for at in fitting if stem(meant) in map(stem, words(columns[at].name))]) == 1:
                return same[0]
        vectors = self.encoder.encode([sense, *(columns[at].name for at in fitting)])
        scores = vectors[1:] @ vectors[0]
        order = scores.argsort()[::-1]
        clear = float(scores[order[0]]) >= 0.4 and float(scores[order[0]] - scores[order[1]]) >= 0.05
        return fitting[int(order[0])] if clear else None

    def _suits(self, sense: str, column: int) -> bool:
        if self.table.columns[column].kind == "date":
            return sense in ("date", "age")
        vectors = self.encoder.encode([sense, self.table.columns[column].name])
        return sense not in ("date",) and float(vectors[0] @ vectors[1]) >= 0.25

    def _after(self, token: Token) -> Token | None:
        at = self.linked.tokens.index(token)
        return self.linked.tokens[at + 1] if at + 1 < len(self.linked.tokens) else None

    def _most(
        self, filters: tuple[Filter, ...], group: int | None, extreme: Extreme, number: int | None
    ) -> Query | None:
        """What is greatest or least: a row, or a group of rows where the column that is asked for repeats itself."""
        table, wanted = self.table, self._wanted()
        dated = [o.column for o in self.linked.columns if table.columns[o.column].kind == "date"]
        sense = self._by_sense(("date",) if self._is_of_time() else ("number", "date"))
        column = dated[0] if dated else number if number is not None and self._names_number() else sense
        if column is None and not self._names_number() and not self._has_sense():
            column = number
        repeats = wanted is not None and len({table.shown[r][wanted] for r in range(len(table))}) < len(table)
        if column is not None and table.columns[column].kind == "date":
            extreme = self._in_time(extreme)
        if repeats and wanted is not None and (column is None or table.columns[column].kind != "date"):
            if column is None and self._names_number():
                return None
            if column is None or self._counts_rows(wanted):
                counted = self._quantity() if not self._counts_rows(wanted) else None
                if counted is not None:
                    return Query(table, "sum", filters, counted, wanted, extreme)
                return Query(table, "count", filters, None, wanted, extreme) if self._counts_rows(wanted) else None
            return Query(table, "sum", filters, column, wanted, extreme)
        if column is None or "sum" in self.measures:  # the largest total is one of groups, not of rows
            return None
        return Query(table, extreme, filters, column, group, None, wanted)

    def _has_sense(self) -> bool:
        """Whether the superlative says what it compares: "tallest" is of a height, "largest" of anything."""
        after = self._after(self.extreme_at) if self.extreme_at is not None else None
        return any(token is not None and token.word in SENSES for token in (self.extreme_at, after))

    def _in_time(self, extreme: Extreme) -> Extreme:
        """Of dates the oldest is the least, and the youngest the greatest."""
        word = self.extreme_at.word if self.extreme_at is not None else ""
        flipped: dict[str, Extreme] = {"oldest": "least", "youngest": "greatest"}
        return flipped.get(word, extreme)

    def _names_number(self) -> bool:
        """Whether a column of numbers is named."""
        return any(
            self.table.columns[one.column].kind == "number" and self._is_meant(one) for one in self.linked.columns
        )

    def _is_meant(self, one: Link) -> bool:
        """Whether a column is named by a word that does not name the document: "price" in "the price list" does."""
        return not {token.word for token in self.linked.tokens[one.first : one.last]} <= self.named

    def _is_of_time(self) -> bool:
        return self.extreme_at is not None and SENSES.get(self.extreme_at.word) == "date"

    def _counts_rows(self, wanted: int) -> bool:
        """Whether "the most" is followed by what the rows are: "the most orders"."""
        after = self._after(self.extreme_at) if self.extreme_at is not None else None
        if after is None or any(self.table.columns[o.column].kind == "number" for o in self.linked.columns):
            return False
        label = self.table.label
        meant = [o.column for o in self.linked.columns if o.first == self.linked.tokens.index(after)]
        return self._is_row_noun(after) or (bool(meant) and meant[0] != wanted and meant[0] == label)

    def _quantity(self) -> int | None:
        """The column that says how many there are of what a row is about."""
        found = [
            at for at, column in enumerate(self.table.columns)
            if column.kind == "number" and set(words(column.name)) & set(COUNTED_BY)
        ]  # fmt: skip
        return found[0] if len(found) == 1 else None

    def _count(self, filters: tuple[Filter, ...], group: int | None) -> Query | None:
        """How many: rows, different values of a column, or what a column of numbers counts."""
        table, thing = self.table, self._counted()
        if thing is None:
            return Query(table, "count", filters, None, group)
        meant = [
            o.column for o in self.linked.columns
            if self.linked.tokens[o.first] is thing and not (o.by_meaning and table.columns[o.column].kind == "text")
        ]  # fmt: skip
        if meant and table.columns[meant[0]].kind == "number":
            return Query(table, "sum", filters, meant[0], group)
        if meant and meant[0] != table.label:
            return Query(table, "distinct", filters, meant[0], group)
        if any(self.linked.tokens[o.first] is thing for o in self.linked.values):
            counted = self._quantity()
            return Query(table, "sum" if counted is not None else "count", filters, counted, group)
        known = bool(meant) or self._is_row_noun(thing, lenient=False, by_meaning=False)
        return Query(table, "count", filters, None, group) if known else None

    def _counted(self) -> Token | None:
        """The word for what is counted: the noun behind "how many"."""
        match = MEASURES[2][1].search(self.question)
        if match is None:
            return None
        behind = (
            t
            for t in self.linked.tokens
            if t.start >= match.end()
            and t.word not in ("different", "distinct", "of", "the", "all", "our", "my", "unique")
        )
        return next(behind, None)

    def _is_row_noun(self, token: Token, *, lenient: bool = True, by_meaning: bool = True) -> bool:
        """Whether a word is what the rows are: it stands in the name of the file or the label, or means the like."""
        if token.word in ("rows", "entries", "records", "lines"):
            token.used = True
            return True
        if token.word in PEOPLE:
            token.used = self._is_about_people()
            return token.used
        if self._is_in_title(token) or stem(token.word) in map(stem, words(self.table.label_name)):
            token.used = True
            return True
        if not by_meaning:
            return False
        candidates = [" ".join(name_words(self.table.name)), self.table.title or self.table.name, self.table.label_name]
        vectors = self.encoder.encode([token.word, *filter(None, candidates)])
        found = bool((vectors[1:] @ vectors[0]).max() >= NOUN_LIKE)
        found = found or (lenient and bool(self.named & set(name_words(self.table.name))))
        token.used = token.used or found
        return found

    def _is_in_title(self, token: Token) -> bool:
        """Whether a word, or another form of it, stands in the name of the file or the title of the table."""
        about = [*name_words(self.table.name), *words(self.table.title)]
        return any(same_word(token.word, word) for word in about)

    def _is_about_people(self) -> bool:
        """Whether the rows are people: by what names them, or by what they are called."""
        about = [self.table.label_name, " ".join(name_words(self.table.name)), self.table.title]
        vectors = self.encoder.encode(["who", "person", *filter(None, about)])
        return bool((vectors[2:] @ vectors[:2].T).mean(axis=1).max() >= LIKE_PEOPLE)

    def _wanted(self) -> int | None:
        """The column that is asked for: behind "which", or the one that names the rows where it is asked who."""
        for link_ in self.linked.columns:
            if WANTED.search(self.question[: self.linked.tokens[link_.first].start]):
                return link_.column
        return self.table.label if PERSON.search(self.question) and self._is_about_people() else None

    def _list(self, filters: tuple[Filter, ...]) -> Query | None:
        """The rows that pass, or a cell of them where a column is asked for."""
        if not filters or VERDICT.search(self.question):
            return None
        compared = {at for one in filters for at in (one.column, one.other)}
        wanted = [o.column for o in self.linked.columns if o.column not in compared]
        if wanted:
            label = self.table.label
            return Query(self.table, "value" if wanted[0] != label else "rows", filters, None, None, None, wanted[0])
        first = self.linked.tokens[0].word if self.linked.tokens else ""
        listed = LISTED.search(self.question) is not None and first not in ("what", "tell")
        listed = listed or any(one.other is not None for one in filters)
        return Query(self.table, "rows", filters, wanted=self.table.label) if listed else None

    # --- what is left ---------------------------------------------------------------------------------------------

    def _left(self) -> list[str]:
        """The words that mean nothing in this table and are no part of a question's form."""
        left = [
            token.text for token in self.linked.left
            if not {*words(token.text)} <= STOPWORDS | LIGHT | self.named
        ]  # fmt: skip
        return [word for word in left if not self._is_plain_noun(word)]

    def _is_plain_noun(self, word: str) -> bool:
        """Whether a word in lower case is one for what the rows are: "people" over a list of staff."""
        if not word.islower() or not word.isalpha():
            return False
        token = next(token for token in self.linked.tokens if token.text == word)
        return self._is_row_noun(token, lenient=ASKS_FOR.search(self.question[: token.start]) is not None)
