"""Search by words: BM25 over SQLite's FTS5, full text over Postgres, always within one owner's chunks.

What people type is never parsed as query syntax: its words are taken out, the empty ones dropped, and the rest asked
for as alternatives, so that quotes, stars, NEAR or a script that nobody expected cannot make an error. `core.terms`
says in which ways each word, code or run of characters is looked for, and what the index takes beside the words.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, text
from sqlalchemy.orm import Session

from core.terms import queried

MOST_TERMS = 32
"""Words of a query that are looked for: a pasted page must not become a query of thousands of alternatives."""

_SQLITE = """
SELECT c.id AS chunk, -bm25(chunks_fts) AS score
FROM chunks_fts JOIN chunks c ON c.id = chunks_fts.rowid
WHERE chunks_fts MATCH :query AND c.owner = :owner {documents}
ORDER BY bm25(chunks_fts), c.id LIMIT :limit
"""
_POSTGRES = """
SELECT c.id AS chunk, ts_rank_cd(chunks_words(c.text, c.terms), q.query, 1) AS score
FROM chunks c, (SELECT to_tsquery('english', :query) AS query) q
WHERE chunks_words(c.text, c.terms) @@ q.query AND c.owner = :owner {documents}
ORDER BY score DESC, c.id LIMIT :limit
"""


@dataclass(frozen=True, slots=True)
class LexicalHit:
    """A chunk id and its BM25 score: higher is better, comparable only within one query."""

    chunk: int
    score: float


def search(
    session: Session, owner: str, query: str, limit: int, documents: Collection[str] | None = None
) -> list[LexicalHit]:
    """The owner's chunks that share words with the query, best first. `documents` narrows it to those ids."""
    terms = list(dict.fromkeys(form for unit in queried(query)[:MOST_TERMS] for form in unit))
    if not terms or limit < 1 or (documents is not None and not documents):
        return []
    sqlite = session.get_bind().dialect.name == "sqlite"
    narrowed = "AND c.document_id IN :documents" if documents is not None else ""
    statement = text((_SQLITE if sqlite else _POSTGRES).format(documents=narrowed))
    values: dict[str, Any] = {"query": _query(terms, sqlite), "owner": owner, "limit": limit}
    if documents is not None:
        statement = statement.bindparams(bindparam("documents", expanding=True))
        values["documents"] = list(documents)
    return [LexicalHit(row.chunk, float(row.score)) for row in session.execute(statement, values)]


def _query(terms: Sequence[str], sqlite: bool) -> str:
    """Quoted alternatives: terms are letters, digits and vowel signs, so nothing in them can end the quotes."""
    star = "*" if sqlite else ":*"
    quoted = (f'"{term}"' if sqlite else f"'{term}'" for term in (term.removesuffix("*") for term in terms))
    starred = (f"{found}{star}" if term.endswith("*") else found for term, found in zip(terms, quoted, strict=True))
    return (" OR " if sqlite else " | ").join(starred)
