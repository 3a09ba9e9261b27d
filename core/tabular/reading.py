"""A question as it is read over one table: its words, what they were linked to, and what its nouns are there."""

from __future__ import annotations

from datetime import date

from core.embedding.encoder import TextEncoder
from core.grounding.naming import name_words
from core.tabular.conditions import Conditions
from core.tabular.linking import Link, Linked, Token, same_word, tokens_of
from core.tabular.operators import COUNTED_BY, LIKE_PEOPLE, MEASURES, NAMES_OF_PEOPLE, NOUN_LIKE, PEOPLE, PERSON, WANTED
from core.tabular.table import Table
from core.words import stem, words


class Reading:
    """One question over one table: what has been made of its words so far. `named` are those that name the document."""

    def __init__(self, question: str, table: Table, encoder: TextEncoder, today: date, named: frozenset[str]) -> None:
        self.question = question
        self.table = table
        self.encoder = encoder
        self.linked = Linked(tokens_of(question))
        self.named = named
        self.conditions = Conditions(question, table, self.linked, today, named)
        self.nouns = 0
        self.measures = [measure for measure, pattern in MEASURES if pattern.search(question)]
        self.extreme_at: Token | None = None  # the superlative
        self.ranked = False  # it asks who came first, second or third

    def after(self, token: Token) -> Token | None:
        at = self.linked.tokens.index(token)
        return self.linked.tokens[at + 1] if at + 1 < len(self.linked.tokens) else None

    def is_meant(self, one: Link) -> bool:
        """Whether a column is named by a word that does not name the document: "price" in "the price list" does."""
        return not {token.word for token in self.linked.tokens[one.first : one.last]} <= self.named

    def names_number(self) -> bool:
        """Whether a column of numbers is named."""
        return any(
            self.table.columns[one.column].kind == "number" and self.is_meant(one) for one in self.linked.columns
        )

    def quantity(self) -> int | None:
        """The column that says how many there are of what a row is about."""
        found = [
            at for at, column in enumerate(self.table.columns)
            if column.kind == "number" and set(words(column.name)) & set(COUNTED_BY)
        ]  # fmt: skip
        return found[0] if len(found) == 1 else None

    def wanted(self) -> int | None:
        """The column that is asked for: behind "which", or the one that holds people where it is asked who."""
        for link_ in self.linked.columns:
            if WANTED.search(self.question[: self.linked.tokens[link_.first].start]):
                return link_.column
        return self.people() if PERSON.search(self.question) else None

    def people(self) -> int | None:
        """The column that says who a row is about: its label, or the one whose name is a word for people."""
        if self.is_about_people():
            return self.table.label
        columns = self.table.columns
        found = [
            at for at, column in enumerate(columns)
            if column.kind == "text" and NAMES_OF_PEOPLE & set(words(column.name))
        ]  # fmt: skip
        return found[0] if len(found) == 1 else None

    def is_row_noun(self, token: Token, *, lenient: bool = True, by_meaning: bool = True) -> bool:
        """Whether a word is what the rows are: it stands in the name of the file or the label, or means the like."""
        if token.word in ("rows", "entries", "records", "lines"):
            token.used = True
            return True
        if token.word in PEOPLE:
            token.used = self.is_about_people()
            return token.used
        if self.is_in_title(token) or stem(token.word) in map(stem, words(self.table.label_name)):
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

    def is_in_title(self, token: Token) -> bool:
        """Whether a word, or another form of it, stands in the name of the file or the title of the table."""
        about = [*name_words(self.table.name), *words(self.table.title)]
        return any(same_word(token.word, word) for word in about)

    def is_about_people(self) -> bool:
        """Whether the rows are people: by what names them, or by what they are called."""
        about = [self.table.label_name, " ".join(name_words(self.table.name)), self.table.title]
        vectors = self.encoder.encode(["who", "person", *filter(None, about)])
        return bool((vectors[2:] @ vectors[:2].T).mean(axis=1).max() >= LIKE_PEOPLE)
