"""A question turned into a query over a table by rules, where every word of it is accounted for.

Operators are a closed class of words ("how many", "average", "more than", "per"); what they apply to is linked to the
table at hand. A word that neither is such an operator nor means something in the table means that the question asks for
something else: then there is no query, for a wrong number is worse than none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.embedding.encoder import TextEncoder
from core.grounding.naming import name_words
from core.tabular import superlatives
from core.tabular.fitting import fits
from core.tabular.linking import Link, Token, link, link_by_meaning
from core.tabular.operators import (
    ALSO_ASKS,
    ASIDES,
    ASKS_FOR,
    EXTREMES,
    FLOW,
    GROSS,
    GROUPED,
    IDENTIFIERS,
    LIGHT,
    LISTED,
    MEASURES,
    OWED,
    PEOPLE,
    PERSON,
    RANKED,
    RANKS,
    RUNNING,
    TAXED,
    TELLING,
    VERDICT,
    WANTED,
)
from core.tabular.query import Filter, Measure, Query, run
from core.tabular.reading import Reading
from core.tabular.table import Table
from core.tabular.values import CURRENCIES
from core.words import STOPWORDS, words


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
    return _Asking(question, table, encoder, today, named).asked()


class _Asking(Reading):
    """One question read over one table, step by step."""

    def asked(self) -> Asked:
        """The query, or what is left."""
        self._use_name()
        loose = self.conditions.compare()
        self.conditions.read_period()
        self._use_tax()
        link(self.linked, self.table)
        self._use_rank()
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

    def _use_tax(self) -> None:
        """ "Including VAT" is the one column of amounts with the tax in them, and not that of the tax."""
        columns = [
            at for at, column in enumerate(self.table.columns)
            if column.kind == "number" and GROSS & set(words(column.name))
        ]  # fmt: skip
        said = TAXED.search(self.question)
        if said is not None and len(columns) == 1:
            self.linked.use(*said.span())
            first = next(at for at, token in enumerate(self.linked.tokens) if token.end > said.start())
            self.linked.columns.append(Link(first, first + len(said[0].split()), columns[0]))

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
            if token.word not in STOPWORDS and self.is_in_title(token):
                token.used = True
                self.nouns += 1

    # --- what is computed -----------------------------------------------------------------------------------------

    def _use_operators(self) -> None:
        for match in ASIDES.finditer(self.question):
            self.linked.use(*match.span())
        for _, pattern in MEASURES:
            for match in pattern.finditer(self.question):
                self.linked.use(*match.span())
        for token in self.linked.tokens:
            if token.word in EXTREMES and not token.used:
                token.used = True
                self.extreme_at = self.extreme_at or token

    def _use_rank(self) -> None:
        """Who came first is the row with a 1 where a column says so."""
        columns = [
            at for at, column in enumerate(self.table.columns)
            if column.kind == "number" and RANKS & set(words(column.name))
        ]  # fmt: skip
        for token in self.linked.left:
            if len(columns) == 1 and token.word in RANKED:
                token.used = True
                self.conditions.filters.append(Filter(columns[0], "is", Decimal(RANKED[token.word]), token.text))
                self.ranked = True

    def _use_units(self) -> None:
        """The units of amounts say nothing that their columns do not."""
        units = {unit.lower() for column in self.table.columns for unit in column.units if unit}
        for token in self.linked.left:
            token.used = token.used or token.word in units

    def _query(self) -> Query | None:
        if self.ranked:
            return self._list(tuple(self.conditions.filters))
        if PERSON.search(self.question) and self.people() is None:
            return None
        table, filters = self.table, tuple(self.conditions.filters)
        group, extreme = self._group(), superlatives.extreme(self)
        number = self._number(but=group)
        if "average" in self.measures or "median" in self.measures:
            measure: Measure = "average" if "average" in self.measures else "median"
            return Query(table, measure, filters, number, group, extreme) if number is not None else None
        if extreme is not None:
            return superlatives.most(self, filters, group, extreme, number)
        if "count" in self.measures:
            return self._count(filters, group)
        if FLOW.search(self.question) and filters:
            flowed = number if number is not None else self._flowed(filters)
            return Query(table, "sum", filters, flowed, group) if flowed is not None else None
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

    def _number(self, but: int | None = None) -> int | None:
        """The column of numbers that is meant: the one that is named, or the only one that there is."""
        columns = self.table.columns
        amounts = [
            at for at, column in enumerate(columns)
            if column.kind == "number" and not (IDENTIFIERS & set(words(column.name)) and column.units <= {""})
        ]  # fmt: skip
        meant = [one for one in self.linked.columns if one.column in amounts and self.is_meant(one)]
        telling = [one for one in meant if not self._is_measure(self.linked.tokens[one.first])]
        named = [one.column for one in telling or meant]  # "total VAT" is a total, and not of the column Total
        if named:
            return named[0] if len(set(named)) == 1 else None
        if any(columns[one.column].kind == "date" for one in self.linked.columns):
            return None
        numbers = [at for at in amounts if at != but]
        money = [at for at in numbers if columns[at].units & CURRENCIES]
        if len(numbers) > 1 and len(money) == 1 and re.search(r"\bhow much\b", self.question, re.IGNORECASE):
            return money[0]
        return numbers[0] if len(numbers) == 1 else None

    def _flowed(self, filters: tuple[Filter, ...]) -> int | None:
        """The one column of amounts that says something in the rows that pass: a statement has one for each direction,
        and one for what is left."""
        columns = self.table.columns
        rows = run(Query(self.table, "rows", filters)).rows
        found = [
            at for at, column in enumerate(columns)
            if column.kind == "number" and not RUNNING & set(words(column.name))
            and any(column.cells[row] is not None for row in rows)
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
            counted = self.quantity()
            return Query(table, "sum" if counted is not None else "count", filters, counted, group)
        known = bool(meant) or self.is_row_noun(thing, lenient=False, by_meaning=False)
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

    def _list(self, filters: tuple[Filter, ...]) -> Query | None:
        """The rows that pass, or a cell of them where a column is asked for."""
        if not filters or VERDICT.search(self.question):
            return None
        compared = {at for one in filters for at in (one.column, one.other)}
        wanted = [o.column for o in self.linked.columns if o.column not in compared]
        if wanted and not ALSO_ASKS.search(self.question):
            label = self.table.label
            return Query(self.table, "value" if wanted[0] != label else "rows", filters, None, None, None, wanted[0])
        first = self.linked.tokens[0].word if self.linked.tokens else ""
        listed = LISTED.search(self.question) is not None and first not in ("what", "tell")
        listed = listed or any(one.other is not None for one in filters)
        named = self.people() if PERSON.search(self.question) and not self.ranked else self.table.label
        return Query(self.table, "rows", filters, wanted=named) if listed else None

    # --- what is left ---------------------------------------------------------------------------------------------

    def _left(self) -> list[str]:
        """The words that mean nothing in this table and are no part of a question's form."""
        owed = any(OWED & set(words(self.table.columns[one.column].name)) for one in self.linked.columns)
        empty = STOPWORDS | LIGHT | self.named | ({"still"} if owed else set())
        left = [token.text for token in self.linked.left if not {*words(token.text)} <= empty]
        return [word for word in left if not self._is_plain_noun(word)]

    def _is_plain_noun(self, word: str) -> bool:
        """Whether a word in lower case is one for what the rows are: "people" over a list of staff."""
        if not word.islower() or not word.isalpha():
            return False
        token = next(token for token in self.linked.tokens if token.text == word)
        return self.is_row_noun(token, lenient=ASKS_FOR.search(self.question[: token.start]) is not None)
