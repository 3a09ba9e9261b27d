"""The conditions of a question over a table: comparisons, times, values, yes and no."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from core import periods, ranges
from core.tabular import values
from core.tabular.linking import Link, Linked
from core.tabular.operators import COMPARED, COMPARED_WITH, GROUPED, NEGATED, NO, OUT_OF, WANTED, YES
from core.tabular.query import Filter, Operator
from core.tabular.table import Table
from core.words import stem, words

_JOINED = re.compile(r"\s*(?:,|/|&|,?\s*\b(?:and|or|und|oder|et|ou|y|o|e)\b)\s*(?:the |die |der |das )?", re.IGNORECASE)

Comparison = tuple[Operator, values.Amount, tuple[int, int], str]
"""An operator with its amount, and the place and the words of both in the question."""


class Conditions:
    """Reads the conditions of a question into `filters`, and marks the words that it makes them of as used."""

    def __init__(self, question: str, table: Table, linked: Linked, today: date, named: frozenset[str]) -> None:
        self.question = question
        self.table = table
        self.linked = linked
        self.today = today
        self.named = named
        self.filters: list[Filter] = []

    def compare(self) -> list[Comparison]:
        """Comparisons with a number, whose column is not known yet."""
        found: list[Comparison] = []
        for operator, pattern in COMPARED:
            for match in pattern.finditer(self.question):
                told = values.amount(re.sub(r"(?<=\d)\s?[kK]$", "000", match["amount"].strip().rstrip(".,")))
                taken = any(match.start() < place[1] and match.end() > place[0] for _, _, place, _ in found)
                if told is not None and not taken and not _is_year(match["amount"]):
                    found.append((operator, told, match.span(), match[0]))
        for _, _, (start, end), _ in found:
            self.linked.use(start, end)
        return found

    def place(self, loose: Sequence[Comparison]) -> bool:
        """Give each comparison the column that is named nearest before it, or the only one that it can mean.

        False where one can mean several.
        """
        numbers = [at for at, column in enumerate(self.table.columns) if column.kind == "number"]
        for operator, told, (start, _), said in loose:
            fitting = [at for at in numbers if not told.unit or told.unit in self.table.columns[at].units] or numbers
            near = [
                link_.column for link_ in self.linked.columns
                if link_.column in fitting and self.linked.tokens[link_.first].start <= start + 30
            ]  # fmt: skip
            if not near and len(fitting) != 1:
                return False
            self.filters.append(Filter(near[-1] if near else fitting[0], operator, told.value, said.strip()))
        return True

    def compare_columns(self) -> None:
        """ "Below the minimum": the rows whose cell in one column stands in that relation to their cell in another.

        Only where it is plain which one is compared: another that is named, or the only one like it.
        """
        for operator, pattern in COMPARED_WITH:
            for match in pattern.finditer(self.question):
                other = next((one for one in self.linked.columns if self._starts(one) == match.end()), None)
                column = self._compared_with(other.column) if other is not None else None
                if other is None or column is None:
                    continue
                end = self.linked.tokens[other.last - 1].end
                said = self.question[match.start() : end]
                self.linked.use(match.start(), end)
                self.filters.append(Filter(column, operator, said, said, other.column))

    def _starts(self, one: Link) -> int:
        return self.linked.tokens[one.first].start

    def _compared_with(self, other: int) -> int | None:
        columns = self.table.columns
        alike = [
            at for at, column in enumerate(columns)
            if at != other and column.kind == columns[other].kind != "text" and column.units == columns[other].units
        ]  # fmt: skip
        named = {one.column for one in self.linked.columns if one.column in alike and not one.by_meaning}
        fitting = named or set(alike)
        return fitting.pop() if len(fitting) == 1 else None

    def read_period(self) -> None:
        """A time narrows the column of dates, unless it names the file, and all rows are of then or none is.

        Where there are several such columns, and it is open which one is meant, it is left over if that matters.
        """
        found = periods.find(self.question, self.today)
        dates = [at for at, column in enumerate(self.table.columns) if column.kind == "date"]
        if found is None or not dates:
            return
        said = self.question[found.start : found.end]
        asked = set(map(stem, words(self.question)))
        named = [at for at in dates if not asked.isdisjoint(map(stem, words(self.table.columns[at].name)[:1]))]
        meant = named if len(named) == 1 else dates
        of_then = [[found.holds(cell) for cell in self._dates(at)] for at in meant]
        narrows = any(any(rows) and not all(rows) for rows in of_then)
        if set(words(said)) & self.named and not (len(meant) == 1 and narrows):
            return
        if len(meant) > 1 and not all(map(all, of_then)):
            return
        self.linked.use(found.start, found.end)
        if len(meant) == 1:
            self.filters.append(Filter(meant[0], "in", found, said))

    def _dates(self, column: int) -> list[date]:
        return [cell for cell in self.table.columns[column].cells if isinstance(cell, date)]

    def read_ranges(self) -> None:
        """A number lies in a range of a column, or of the name of one: "for 4 pallets" is the row of "2-5"."""
        columns = self.table.columns
        ranged = [at for at, column in enumerate(columns) if column.are_ranges]
        for token in self.linked.left:
            number = ranges.value(token.text)
            if number is None or _is_year(token.text) or token.word in self.named:
                continue
            named = [
                at for at, column in enumerate(columns) if any(one.holds(number) for one in ranges.find(column.name))
            ]
            if len(ranged) == 1:
                self.filters.append(Filter(ranged[0], "covers", number, token.text))
                self._use_words(token.start, " ".join((columns[ranged[0]].name, *columns[ranged[0]].said)))
            elif len(named) == 1:
                at = self.linked.tokens.index(token)
                self.linked.columns.append(Link(at, at + 1, named[0]))
                self._use_words(token.start, columns[named[0]].name)

    def _use_words(self, start: int, said: str) -> None:
        """Mark the number that begins there, and the words that say the same as a column with ranges: its unit."""
        there = set(map(stem, words(said)))
        for token in self.linked.left:
            token.used = token.start == start or stem(token.word) in there

    def read_values(self) -> None:
        """The values that were linked are conditions, and so is a column of yes and no, and one that is out."""
        self._drop_scattered()
        taken = {one.column for one in self.linked.columns}
        by_place: dict[tuple[int, int], list[tuple[int, str]]] = {}
        for link_ in self.linked.values:
            by_place.setdefault((link_.first, link_.last), []).append((link_.column, link_.value or ""))
        for (first, last), meant in by_place.items():
            columns = {column for column, _ in meant}
            chosen = columns & taken if len(columns) > 1 and columns & taken else columns
            start = self.linked.tokens[first].start
            said = self.question[start : self.linked.tokens[last - 1].end]
            negated = NEGATED.search(self.question[max(0, start - 16) : start]) is not None
            for column, value in meant:
                if column == min(chosen):
                    operator: Operator = "is not" if negated else "is"
                    self.filters.append(Filter(column, operator, value, said))
            if negated:
                for token in self.linked.tokens:
                    token.used = token.used or bool(NEGATED.fullmatch(token.text))
        self._read_yes()
        self._read_nothing_left()
        self._read_empty()

    def _drop_scattered(self) -> None:
        """Two words that stand apart and are parts of two values of one column mean neither: "Wilf's actions from the
        February meeting" is no question for what is due "28 February" or "next meeting"."""
        parts = [one for one in self.linked.values if one.value and not self._says_all(one)]
        for one in parts:
            others = [other for other in parts if other.column == one.column and other.value != one.value]
            if any(self._are_apart(one, other) for other in others):
                self.linked.values.remove(one)
                for token in self.linked.tokens[one.first : one.last]:
                    token.used = False

    def _says_all(self, one: Link) -> bool:
        said = " ".join(token.text for token in self.linked.tokens[one.first : one.last])
        return set(map(stem, words(one.value or ""))) <= set(map(stem, words(said)))

    def _are_apart(self, one: Link, other: Link) -> bool:
        """Whether no "and" or "or" joins them; two values of one word are not apart."""
        if one.first == other.first:
            return False
        first, second = sorted((one, other), key=lambda link: link.first)
        tokens = self.linked.tokens
        between = self.question[tokens[first.last - 1].end : tokens[second.first].start]
        return (
            re.fullmatch(r"\s*(?:,|/|&|,?\s*\b(?:and|or|und|oder|et|ou|y|o|e)\b)\s*(?:the |die |der |das )?", between)
            is None
        )

    def _read_yes(self) -> None:
        """A column of yes and no that is named is a condition: "remote" is where it says yes."""
        said = {filter_.column for filter_ in self.filters}  # "no" in "no direct debit" is a value of it
        for one in self.linked.columns:
            column = self.table.columns[one.column]
            start = self.linked.tokens[one.first].start
            if (
                one.column in said
                or one.by_meaning
                or column.kind != "text"
                or not {text.lower() for text in column.said} <= YES | NO
            ):
                continue
            if WANTED.search(self.question[:start]) or GROUPED.search(self.question[:start]):
                continue
            before = max(0, start - 12)
            negated = NEGATED.search(self.question[before:start])
            wanted = next((text for text in column.said if (text.lower() in YES) != (negated is not None)), None)
            if wanted is not None:
                if negated is not None:
                    self.linked.use(before + negated.start(), before + negated.end())
                self.filters.append(Filter(one.column, "is", wanted, f"{column.name}: {wanted}"))

    def _read_nothing_left(self) -> None:
        """ "Out of stock" is where a column of numbers with that name says nothing but zero."""
        for one in self.linked.columns:
            said = OUT_OF.search(self.question[: self.linked.tokens[one.first].start])
            if self.table.columns[one.column].kind == "number" and said is not None:
                end = self.linked.tokens[one.last - 1].end
                self.filters.append(Filter(one.column, "at most", Decimal(0), self.question[said.start() : end]))

    def _read_empty(self) -> None:
        """ "Not returned yet" is where the column with that name says nothing."""
        said = {one.column for one in self.filters}
        for one in self.linked.columns:
            column, start = self.table.columns[one.column], self.linked.tokens[one.first].start
            negated = NEGATED.search(self.question[max(0, start - 16) : start])
            if negated is not None and one.column not in said and None in column.cells:
                first, last = max(0, start - 16) + negated.start(), self.linked.tokens[one.last - 1].end
                self.linked.use(first, first + len(negated[0]))
                self.filters.append(Filter(one.column, "is empty", "", self.question[first:last]))


def _is_year(said: str) -> bool:
    return re.fullmatch(r"\s*(?:19|20)\d\d", said) is not None
