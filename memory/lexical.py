"""Search by words: BM25 over SQLite's FTS5, full text over Postgres, always within what somebody may read.

What people type is never parsed as query syntax: its words are taken out, the empty ones dropped, and the rest asked
for as alternatives, so that quotes, stars, NEAR or a script that nobody expected cannot make an error. `core.terms`
says in which ways each word, code or run of characters is looked for, and what the index takes beside the words.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Row, bindparam, text
from sqlalchemy.orm import Session

from core.terms import queried
from memory.tables import EVERYONE

MOST_TERMS = 32
"""Words of a query that are looked for: a pasted page must not become a query of thousands of alternatives."""

_SQLITE = """
SELECT c.id AS id, -bm25({table}_fts) AS score
FROM {table}_fts JOIN {table} c ON c.id = {table}_fts.rowid
WHERE {table}_fts MATCH :query AND {where}
ORDER BY bm25({table}_fts), c.id LIMIT :limit
"""
_POSTGRES = """
SELECT c.id AS id, ts_rank_cd(chunks_words(c.text, c.terms), q.query, 1) AS score
FROM {table} c, (SELECT to_tsquery('english', :query) AS query) q
WHERE chunks_words(c.text, c.terms) @@ q.query AND {where}
ORDER BY score DESC, c.id LIMIT :limit
"""
_MAY_READ = f"""(c.owner = :reader OR c.document_id IN (
    SELECT s.document_id FROM shares s JOIN documents d ON d.id = s.document_id
    WHERE s.reader IN (:reader, '{EVERYONE}') AND d.deleted_at IS NULL))"""  # noqa: S608 - a constant of ours
_OWN_AND_KEPT = """c.owner = :reader AND c.turn_id IN (
    SELECT t.id FROM turns t JOIN conversations v ON v.id = t.conversation_id WHERE v.deleted_at IS NULL)"""


@dataclass(frozen=True, slots=True)
class LexicalHit:
    """A chunk id and its BM25 score: higher is better, comparable only within one query."""

    chunk: int
    score: float


def search(
    session: Session, reader: str, query: str, limit: int, documents: Collection[str] | None = None
) -> list[LexicalHit]:
    """The chunks that the reader may read and that share words with the query, best first, of `documents` (ids)."""
    if documents is None:
        found = _found(session, "chunks", reader, query, limit, _MAY_READ)
    elif documents:
        within: BindParameter[Any] = bindparam("documents", list(documents), expanding=True)
        found = _found(session, "chunks", reader, query, limit, f"{_MAY_READ} AND c.document_id IN :documents", within)
    else:
        return []
    return [LexicalHit(row.id, float(row.score)) for row in found]


def search_turns(session: Session, owner: str, query: str, limit: int) -> list[int]:
    """The ids of the texts of the owner's turns that share words with the query, best first."""
    return [row.id for row in _found(session, "turn_texts", owner, query, limit, _OWN_AND_KEPT)]


def _found(
    session: Session, table: str, reader: str, query: str, limit: int, where: str, *more: BindParameter[Any]
) -> Sequence[Row[Any]]:
    """The rows of a table that is indexed for search."""
    terms = list(dict.fromkeys(form for unit in queried(query)[:MOST_TERMS] for form in unit))
    if not terms or limit < 1:
        return []
    sqlite = session.get_bind().dialect.name == "sqlite"
    statement = text((_SQLITE if sqlite else _POSTGRES).format(table=table, where=where)).bindparams(*more)
    values = {"query": _query(terms, sqlite), "reader": reader, "limit": limit}
    return session.execute(statement, values).all()


def _query(terms: Sequence[str], sqlite: bool) -> str:
    """Quoted alternatives: terms are letters, digits and vowel signs, so nothing in them can end the quotes."""
    star = "*" if sqlite else ":*"
    quoted = (f'"{term}"' if sqlite else f"'{term}'" for term in (term.removesuffix("*") for term in terms))
    starred = (f"{found}{star}" if term.endswith("*") else found for term, found in zip(terms, quoted, strict=True))
    return (" OR " if sqlite else " | ").join(starred)
