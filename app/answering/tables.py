"""Questions that are computed over the rows of a table: which tables may be meant, and what is asked of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import zip_longest

from app.answering.planning import Planner
from core.embedding.encoder import TextEncoder
from core.grounding import naming
from core.grounding.followup import Exchange, last_alone, leans
from core.grounding.naming import Named
from core.grounding.superseded import asks_for_the_past, edition_of
from core.tabular.asking import Asked, ask
from core.tabular.operators import is_computed, wants_a_figure
from core.tabular.query import Filter, Query, narrowed, run
from core.tabular.table import Table
from core.tongues import language_of
from core.types import Passage, Question
from core.words import stems
from memory.documents import Document
from memory.kept_tables import TABULAR, KeptTables
from memory.library import Library
from memory.retrieve import Retriever

_MOST_FILES = 12  # that are tables as a whole and are looked at for a question, the newest
_MOST_FOUND = 3  # others that hold tables, by their passages
_SEARCHED = 12  # passages that may be rows
_ROW = re.compile(r"^[^\n:;]{1,60}: [^\n;]+; [^\n:;]{1,60}: ", re.MULTILINE)
_TOTAL = re.compile(
    r"(?<!sub-)(?<!sub )(?:\b(?:grand total|total(?: due| amount)?|amount (?:due|payable)|balance due|"
    r"summe|gesamt(?:summe|betrag)|"
    r"rechnungsbetrag|endbetrag|zu zahlen|total (?:ttc|[àa] payer|a pagar)|net [àa] payer|totale|totaal(?:bedrag)?|"
    r"te betalen|razem|do zapłaty|toplam|итого)\b|合計|합계)"
    r"[\s:=€$£¥]{0,6}(?:[A-Z]{3}\s?)?\d[\d.,'’\s]*(?:[.,]\d\d\b|[€$£¥]|[A-Z]{3}\b|円|원|$)",
    re.IGNORECASE,
)
_PLANNED = 2  # tables that a query is planned over, one after the other
_FIRST = 2  # passages of which one has to be of rows, for a question that does not sound computed to be planned
_ROWS = 2  # lines like rows in a passage, for a table to be behind it
_KNOWN = (None, "en", "de")  # languages whose empty words are known, so that what is left means something
_LEARNED = (None, "en")  # languages that the planner learned from
_MOST_LACKING = 2  # words that it does not hold; with more the question is about something else
_LONGEST_LOOKUP = 14  # words of a question for a cell
_NAMES_A_CELL = 4  # links of it: both the row and the column are named in words that stand there
_LACKS = 3  # links from which a table is the one that is meant, even where it does not hold what is asked


@dataclass(frozen=True)
class Computed:
    """What is computed: one query, or several over different documents that fit as well; or what no table says."""

    asked: tuple[Asked, ...]

    @property
    def answers(self) -> bool:
        """Whether there is something to compute."""
        return self.asked[0].query is not None

    @property
    def is_open(self) -> bool:
        """Whether several documents fit, so that it has to be asked which is meant."""
        return len(self.asked) > 1

    def is_of(self, text: str) -> bool:
        """Whether the document of the table goes by a word of the question."""
        return not naming.name_stems(self.asked[0].table.name).isdisjoint(stems(text))

    def one_row_may_tell(self, to_a_reader: bool) -> bool:
        """Whether what no table says may stand in a row; how many there are does so to who can read only."""
        asked = self.asked[0]
        return not asked.aggregate and (to_a_reader or not asked.counts)


@dataclass(frozen=True)
class Tables:
    """Reads questions over the tables of a library."""

    library: Library
    retriever: Retriever
    kept: KeptTables
    encoder: TextEncoder
    planner: Planner | None = None

    def read(
        self, question: Question, text: str, past: Sequence[Exchange], named: Named | None, names: Mapping[str, str]
    ) -> Computed | None:
        """What a question asks to be computed, None where it asks for something else.

        `names` are those of the documents that it may be about, by id.
        """
        if leans(text) and past and (followed := self._continued(question, text, past, names)) is not None:
            return followed
        if is_computed(text):
            computed = self._read(question, text, named)
            if computed is not None and not computed.is_open and self._is_stated(question, text, computed.asked[0]):
                return None
            return computed
        return self._looked_up(question, text, named) if len(text.split()) <= _LONGEST_LOOKUP else None

    def planned_over_rows(self, question: Question, text: str, document: str | None) -> Computed | None:
        """What the language model makes of a question that does not sound computed, where what is found first is a row
        of a table: of the `document` that has the likeliest sentence, if any has."""
        if not self._plans:
            return None
        first = self._with_lines(question, self._found(question, text)[:_FIRST])
        return self._planned_over(text, [table for table in first if document in (None, table.document)][:1])

    def _looked_up(self, question: Question, text: str, named: Named | None) -> Computed | None:
        """The one cell that a question names by its row and its column, where no word of it is left over and no other
        row fits: readers take a neighbour of such a row for it."""
        documents = self._with_rows(question, text)
        found = [self._ask(text, table, named) for one in documents for table in self.kept.of(question.owner, one)]
        cells = [one for one in found if one.query is not None and one.links >= _NAMES_A_CELL and _is_a_cell(one.query)]
        return Computed((cells[0],)) if len(cells) == 1 else None

    def _read(self, question: Question, text: str, named: Named | None) -> Computed | None:
        found = [self._ask(text, table, named) for table in self._tables(question, text, named)]
        full = [one for one in found if one.query is not None and one.links > 0 and _has_rows(one.query)]
        if full:
            most = max(one.links for one in full)
            return Computed(tuple(_newest(text, _of_each_document([one for one in full if one.links == most]))))
        linked = [one for one in found if one.links]
        if self._plans and (planned := self._planned_over(text, self._nearest(question, text, linked, named))):
            return planned
        if not linked:
            return None
        near = min(linked, key=_leaves)
        if wants_a_figure(text) and not self._plans and (planned := self._planned_over(text, [near.table])):
            return planned
        meant = max(linked, key=lambda one: one.links)
        if meant.links < _LACKS or not 0 < len(meant.left) <= _MOST_LACKING:
            return None
        shown = near if 0 < len(near.left) <= _MOST_LACKING else meant
        return Computed((shown,)) if language_of(text) in _KNOWN else None

    def _is_stated(self, question: Question, text: str, asked: Asked) -> bool:
        """Whether a sum over all rows, of no column that is named, stands below them: with the taxes, that is what a
        bill comes to."""
        query = asked.query
        if query is None or query.measure != "sum" or query.column is None or query.filters or query.group is not None:
            return False
        if not set(stems(text)).isdisjoint(stems(query.table.columns[query.column].name)):
            return False
        passages = self.library.passages(question.owner, query.table.document)
        lines = (line for passage in passages for line in passage.text.splitlines())
        return any(_TOTAL.search(line) for line in lines if not _ROW.match(line))

    @property
    def _plans(self) -> bool:
        """Whether a model that learned to do so writes the queries that no rule reads."""
        return self.planner is not None and self.planner.trained is not None

    def _planned_over(self, text: str, tables: Sequence[Table]) -> Computed | None:
        """What the language model makes of a question over the first of some tables that it fits."""
        if self.planner is None or (self._plans and language_of(text) not in _LEARNED):
            return None
        for table in tables:
            query = self.planner.query(text, table, _today())
            if query is not None and _has_rows(query):
                return Computed((Asked(table, query, 0),))
        return None

    def _nearest(self, question: Question, text: str, linked: Sequence[Asked], named: Named | None) -> list[Table]:
        """The tables that a question may be about: whose rows are found first, and of which most is said in it; before
        others those whose document it may name."""
        rows = self._with_lines(question, self._found(question, text, _FIRST))
        said = [one.table for one in sorted(linked, key=_leaves)]
        mixed = [table for pair in zip_longest(rows, said) for table in pair if table is not None]
        there = {(table.document, table.page, table.title): table for table in mixed}.values()
        meant = named.documents if named is not None else ()
        return sorted(there, key=lambda table: table.document not in meant)[:_PLANNED]

    def _found(self, question: Question, text: str, nearest: int = 0) -> list[Passage]:
        return list(self.retriever.search(question.owner, text, _SEARCHED, tag=question.tag, nearest=nearest))

    def _with_lines(self, question: Question, passages: Sequence[Passage]) -> list[Table]:
        """The tables whose rows stand in passages, in the order of these."""
        kept = {
            one: self.kept.of(question.owner, self.library.get(question.owner, one))
            for one in dict.fromkeys(passage.document for passage in passages)
        }
        there = [
            table for passage in passages for table in kept[passage.document]
            if any(line and line in passage.text for line in table.lines)
        ]  # fmt: skip
        return list({(table.document, table.page, table.title): table for table in there}.values())

    def _continued(
        self, question: Question, text: str, past: Sequence[Exchange], names: Mapping[str, str]
    ) -> Computed | None:
        """A follow-up that changes a condition of the question before: "and in April?" """
        before = last_alone(past)
        first = self._read(question, before, naming.find(before, names)) if is_computed(before) else None
        if first is None or len(first.asked) > 1:
            return None
        query, table = first.asked[0].query, first.asked[0].table
        after = self._ask(text, table, None)
        if query is None or after.left or not after.filters:
            return None
        return Computed((Asked(table, narrowed(query, after.filters), first.asked[0].links),))

    def _ask(self, text: str, table: Table, named: Named | None) -> Asked:
        mine = named is not None and table.document in named.documents
        return ask(text, table, self.encoder, _today(), named.words if named is not None and mine else frozenset())

    def _tables(self, question: Question, text: str, named: Named | None) -> list[Table]:
        return [
            table
            for document in self._documents(question, text, named)
            for table in self.kept.of(question.owner, document)
        ]

    def _documents(self, question: Question, text: str, named: Named | None) -> list[Document]:
        """The documents that are named, where that is sure; else files of tables, and those with rows that fit."""
        if named is not None and named.sure:
            return [self.library.get(question.owner, document) for document in named.documents[:_MOST_FILES]]
        found = {
            document.id: document
            for document in self.library.of_types(question.owner, TABULAR, _MOST_FILES, question.tag)
        }
        return [*found.values(), *(one for one in self._with_rows(question, text) if one.id not in found)]

    def _with_rows(self, question: Question, text: str) -> list[Document]:
        """The documents of which rows are found for a question, the nearest first."""
        passages = self.retriever.search(question.owner, text, _SEARCHED, tag=question.tag)
        rows = dict.fromkeys(p.document for p in passages if len(_ROW.findall(p.text)) >= _ROWS)
        return [self.library.get(question.owner, document) for document in [*rows][:_MOST_FOUND]]


def _leaves(asked: Asked) -> tuple[int, int, int]:
    """How much of the question a table leaves over, to be compared: names and figures, words, links the other way."""
    telling = sum(word[:1].isupper() or any(map(str.isdigit, word)) for word in asked.left)
    return telling, len(asked.left), -asked.links


def _is_a_cell(query: Query) -> bool:
    """Whether it is the value of one row, which is picked by a text or a code in it."""
    picked = any(one.operator == "is" and isinstance(one.value, str) for one in query.filters)
    return query.measure == "value" and picked and len(run(query).rows) == 1


def _has_rows(query: Query) -> bool:
    """Whether any row passes, or none is an answer: a list of nothing, the least of it, or none with a value that the
    question has in part was a misreading."""
    return (query.measure == "count" and not any(map(_is_part, query.filters))) or bool(run(query).rows)


def _is_part(one: Filter) -> bool:
    return isinstance(one.value, str) and not set(stems(one.value)) <= set(stems(one.said))


def _newest(text: str, found: list[Asked]) -> list[Asked]:
    """Of the editions of one document the newest, unless the question is about the past."""
    if asks_for_the_past(text):
        return found
    editions = [edition_of(one.table.name) for one in found]
    return [
        one for one, edition in zip(found, editions, strict=True)
        if not any(other.supersedes(edition) for other in editions)
    ]  # fmt: skip


def _today() -> date:
    return datetime.now().astimezone().date()


def _of_each_document(found: Sequence[Asked]) -> list[Asked]:
    first: dict[str, Asked] = {}
    for one in found:
        first.setdefault(one.table.name, one)
    return list(first.values())
