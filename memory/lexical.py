"""Search by words: BM25 over SQLite's FTS5, full text over Postgres, always within what somebody may read.

What people type is never parsed as query syntax: its words are taken out, the empty ones dropped, and the rest asked
for as alternatives, so that quotes, stars, NEAR or a script that nobody expected cannot make an error. `core.terms`
says in which ways each word, code or run of characters is looked for, and what the index takes beside the words.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Float, Row, Select, and_, column, func, literal_column, select
from sqlalchemy import table as sql_table
from sqlalchemy.orm import Session

from core.terms import queried
from memory.readable import may_read_chunk
from memory.tables import ChunkRow, TurnTextRow

MOST_TERMS = 32
"""Words of a query that are looked for: a pasted page must not become a query of thousands of alternatives."""


@dataclass(frozen=True, slots=True)
class LexicalHit:
    """A chunk id and its BM25 score: higher is better, comparable only within one query."""

    chunk: int
    score: float


def search(
    session: Session, reader: str, query: str, limit: int, documents: Collection[str] | None = None
) -> list[LexicalHit]:
    """The chunks that the reader may read and that share words with the query, best first, of `documents` (ids)."""
    where = may_read_chunk(reader)
    if documents is not None:
        where = and_(where, ChunkRow.document_id.in_(documents))
    return [LexicalHit(row.id, float(row.score)) for row in found(session, ChunkRow, where, query, limit)]


def found(
    session: Session, table: type[ChunkRow | TurnTextRow], where: ColumnElement[bool], query: str, limit: int
) -> Sequence[Row[int, float]]:
    """Id and score of the rows of a table that is indexed for search, of those that share words, best first."""
    terms = list(dict.fromkeys(form for unit in queried(query)[:MOST_TERMS] for form in unit))
    if not terms or limit < 1:
        return []
    sqlite = session.get_bind().dialect.name == "sqlite"
    asked = _query(terms, sqlite)
    statement = _in_sqlite(table, asked) if sqlite else _in_postgres(table, asked)
    return session.execute(statement.where(where).limit(limit)).all()


def _in_sqlite(table: type[ChunkRow | TurnTextRow], asked: str) -> Select[int, float]:
    name = f"{table.__tablename__}_fts"
    index, bm25 = sql_table(name, column("rowid")), literal_column(f"bm25({name})", Float)
    statement = select(table.id, (-bm25).label("score")).select_from(index).join(table, table.id == index.c.rowid)
    return statement.where(literal_column(name).op("MATCH")(asked)).order_by(bm25, table.id)


def _in_postgres(table: type[ChunkRow | TurnTextRow], asked: str) -> Select[int, float]:
    there, wanted = func.chunks_words(table.text, table.terms), func.to_tsquery(literal_column("'english'"), asked)
    score = func.ts_rank_cd(there, wanted, 1).label("score")
    return select(table.id, score).where(there.op("@@")(wanted)).order_by(score.desc(), table.id)


def _query(terms: Sequence[str], sqlite: bool) -> str:
    """Quoted alternatives: terms are letters, digits and vowel signs, so nothing in them can end the quotes."""
    star = "*" if sqlite else ":*"
    quoted = (f'"{term}"' if sqlite else f"'{term}'" for term in (term.removesuffix("*") for term in terms))
    starred = (f"{found}{star}" if term.endswith("*") else found for term, found in zip(terms, quoted, strict=True))
    return (" OR " if sqlite else " | ").join(starred)
