"""Search a library: by meaning, by words and by picture, fused by rank, always within what somebody may read.

Each kind has a threshold of its own before the rankings are fused (`memory.fusion`), so that a question in words does
not always drag a picture in. The score of a passage is a cosine.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, TypeVarTuple

import numpy as np
from sqlalchemy import Row, Select, and_, func, select
from sqlalchemy.orm import Session, aliased

from core.embedding.encoder import TextEncoder
from core.settings import Settings
from core.terms import queried, share_spelled
from core.types import FloatArray, Kind, PageSpan, Passage, Word, span_from_json
from core.vision.encoder import PictureEncoder, Pixels
from core.words import words
from memory import lexical
from memory.database import ChunkRow, Database, DocumentRow, VectorRow
from memory.fusion import Candidate, Rankings
from memory.index import NOTHING_LENT, Index, Lent
from memory.readable import lent, may_read, may_read_chunk, shared_by
from memory.tags import with_tag
from memory.vectors.store import Hit

Item = TypeVar("Item")
Columns = TypeVarTuple("Columns")
Found = tuple[int, str, str, dict[str, Any], list[dict[str, Any]] | None, str, str | None, str | None, str | None]

CANDIDATES = 50
"""Of each ranking at least; more where many passages are asked for."""

WORDS = 0.5
"""Weight of the words beside the cosine: BM25 over the best BM25, times the share of the query's words found.

On FairytaleQA it moved the first passage from the right context from 0.46 of questions (fusion alone) to 0.58, on
COVID-QA from 0.25 to 0.28 (development halves).
"""

SPOKEN_FOR = 0.5
"""Share of the query's words whose presence stands in for a cosine above the threshold: names, codes, rare terms."""

LEAD = 400
"""Characters of a document's beginning that say what it is about."""

MOST_HEADED = 3
"""Documents that may begin with a name for it to tell them from the others."""

_TWIN = 0.5  # of the shorter passage: so much overlap on one page says the same thing twice


@dataclass(frozen=True, slots=True)
class Scope:
    """What may be found: of what a reader may read, with what others lend them, these kinds or documents."""

    reader: str
    lent: Lent
    kinds: frozenset[str] | None
    documents: frozenset[str] | None


class Retriever:
    """Finds passages. Safe to use from many threads; the picture encoder is touched only where there are pictures."""

    def __init__(
        self,
        database: Database,
        index: Index,
        text_encoder: TextEncoder,
        picture_encoder: PictureEncoder,
        settings: Settings,
    ) -> None:
        self._database = database
        self._index = index
        self._text_encoder = text_encoder
        self._picture_encoder = picture_encoder
        self._settings = settings

    @property
    def threshold(self) -> float:
        """Cosine below which a text is no evidence: as set, or that of the encoder."""
        chosen = self._settings.text_threshold
        return self._text_encoder.threshold if chosen is None else chosen

    @property
    def related(self) -> float:
        """Cosine to a topic from which a passage is about it."""
        return self._text_encoder.related

    def search(
        self,
        reader: str,
        query: str,
        limit: int,
        picture: Pixels | None = None,
        kinds: Collection[Kind] | None = None,
        documents: Collection[str] | None = None,
        nearest: int = 0,
        tag: str | None = None,
    ) -> list[Passage]:
        """The passages that `reader` may read and that speak of `query` or look like `picture`, best first.

        `score` is a cosine. `kinds`, `documents` (ids) and `tag` narrow the search. Passages below their kind's
        threshold are left out, so the list may be short or empty; up to `nearest` texts come in all the same where
        there are not as many above it.
        """
        if limit < 1 or not (query.strip() or picture is not None):
            return []
        pool = max(CANDIDATES, 2 * limit)
        rankings = Rankings()
        vector = self._text_encoder.encode([query])[0] if query.strip() else None  # (dimension,)
        with self._database.reading() as session:
            within = _within(session, reader, documents, tag)
            borrowed = lent(session, reader) if within is None else NOTHING_LENT  # documents are compared one by one
            scope = Scope(reader, borrowed, None if kinds is None else frozenset(kinds), within)
            if vector is not None:
                self._by_text(session, scope, query, vector, pool, rankings, nearest)
            self._by_picture(session, scope, query, picture, pool, rankings)
            return _without_twins(_passages(session, reader, rankings.best(limit), 2 * limit), limit)

    def headed(self, reader: str, names: Sequence[str]) -> frozenset[str]:
        """The documents, of what `reader` may read, whose first passage has one of the names, where few have.

        Whom a contract or a letter is about is said at its head, and not again where the answer stands.
        """
        where = and_(may_read_chunk(reader), ChunkRow.ordinal == 0)
        with self._database.reading() as session:
            found = [lexical.found(session, ChunkRow, where, name, MOST_HEADED + 1) for name in names]
            chunks = {row.id for rows in found if len(rows) <= MOST_HEADED for row in rows}
            return frozenset(session.scalars(select(ChunkRow.document_id).where(ChunkRow.id.in_(chunks))))

    def _by_text(
        self, session: Session, scope: Scope, query: str, vector: FloatArray, pool: int, rankings: Rankings,
        nearest: int,
    ) -> None:  # fmt: skip
        threshold = self.threshold
        space = self._text_encoder.space
        hits = self._nearest(session, scope, space, vector, pool)
        near = [hit for rank, hit in enumerate(hits) if hit.score >= threshold or rank < nearest]
        found = lexical.search(session, scope.reader, query, pool, scope.documents)
        details = _details(session, scope, space, [hit.chunk for hit in found])
        wanted = queried(query)
        by_words, worth = [], {}
        for hit in found:
            if (row := details.get(hit.chunk)) is None:
                continue
            score = float(np.frombuffer(row.data, dtype="<f4") @ vector) if row.data is not None else 0.0
            covered = share_spelled(wanted, row.text, row.terms)
            if score >= threshold or covered >= SPOKEN_FOR:
                by_words.append(Hit(hit.chunk, score))
                worth[hit.chunk] = WORDS * covered * hit.score / max(found[0].score, 1e-9)
        rankings.add(near)
        rankings.add(by_words)
        for chunk, value in worth.items():
            rankings.candidates[chunk].words = value

    def _by_picture(
        self, session: Session, scope: Scope, query: str, picture: Pixels | None, pool: int, rankings: Rankings
    ) -> None:
        if not _has_pictures(session, scope):
            return
        encoder, threshold = self._picture_encoder, self._settings.picture_threshold
        threshold = encoder.threshold if threshold is None else threshold
        vectors = []
        if picture is not None:
            vectors.append(encoder.encode_pictures([picture])[0])
        if query.strip():
            vectors.append(encoder.encode_texts([query])[0])
        for vector in vectors:
            hits = self._nearest(session, scope, encoder.space, vector, pool)
            rankings.add([hit for hit in hits if hit.score >= threshold])

    def _nearest(self, session: Session, scope: Scope, space: str, vector: FloatArray, pool: int) -> list[Hit]:
        """The nearest chunks in scope. Documents are compared one by one; a rare kind is looked for ever further."""
        if scope.documents is not None:
            return _exact(session, scope, space, vector)[:pool]
        reach = pool
        while True:
            hits = self._index.search(space, scope.reader, vector, reach, scope.lent)
            if scope.kinds is None:
                return hits
            allowed = _details(session, scope, space, [hit.chunk for hit in hits])
            kept = [hit for hit in hits if hit.chunk in allowed]
            if len(kept) >= pool or len(hits) < reach:
                return kept[:pool]
            reach *= 8


def _within(session: Session, reader: str, documents: Collection[str] | None, tag: str | None) -> frozenset[str] | None:
    """The documents that a search is narrowed to, None for all."""
    if tag is None:
        return None if documents is None else frozenset(documents)
    tagged = frozenset(session.scalars(select(DocumentRow.id).where(with_tag(reader, tag))))
    return tagged if documents is None else tagged & frozenset(documents)


def _in_scope(statement: Select[*Columns], scope: Scope) -> Select[*Columns]:
    """A statement over chunks and documents, narrowed to what may be found."""
    statement = statement.where(may_read_chunk(scope.reader))
    if scope.kinds is not None:
        statement = statement.where(DocumentRow.kind.in_(scope.kinds))
    if scope.documents is not None:
        statement = statement.where(ChunkRow.document_id.in_(scope.documents))
    return statement


def _details(
    session: Session, scope: Scope, space: str, chunks: Sequence[int]
) -> dict[int, Row[int, str, str, bytes | None]]:
    """Text, terms and vector of those chunks that are in scope, by id."""
    found: dict[int, Row[int, str, str, bytes | None]] = {}
    for batch in _batches(chunks):
        statement = (
            select(ChunkRow.id, ChunkRow.text, ChunkRow.terms, VectorRow.data)
            .join(DocumentRow, DocumentRow.id == ChunkRow.document_id)
            .outerjoin(VectorRow, and_(VectorRow.chunk_id == ChunkRow.id, VectorRow.space == space))
            .where(ChunkRow.id.in_(batch))
        )
        found.update((row.id, row) for row in session.execute(_in_scope(statement, scope)))
    return found


def _exact(session: Session, scope: Scope, space: str, vector: FloatArray) -> list[Hit]:
    """All chunks of the documents in scope, by cosine."""
    statement = (
        select(ChunkRow.id, VectorRow.data)
        .join(DocumentRow, DocumentRow.id == ChunkRow.document_id)
        .join(VectorRow, and_(VectorRow.chunk_id == ChunkRow.id, VectorRow.space == space))
    )
    rows = session.execute(_in_scope(statement, scope)).all()
    if not rows:
        return []
    scores = np.frombuffer(b"".join(row.data for row in rows), dtype="<f4").reshape(len(rows), -1) @ vector
    return [Hit(rows[i].id, float(scores[i])) for i in np.argsort(-scores, kind="stable")]


def _has_pictures(session: Session, scope: Scope) -> bool:
    if scope.kinds is not None and "picture" not in scope.kinds:
        return False
    statement = select(DocumentRow.id).where(may_read(scope.reader), DocumentRow.kind == "picture").limit(1)
    return session.scalar(statement) is not None


def _passages(session: Session, reader: str, candidates: Sequence[Candidate], size: int) -> Iterator[Passage]:
    """The candidates as passages, in their order, `size` at a time: most are never asked for."""
    opening = aliased(ChunkRow)  # of the document: what it is about often stands nowhere else
    lead = func.substr(opening.text, 1, LEAD).label("lead")
    columns = (ChunkRow.id, ChunkRow.document_id, ChunkRow.text, ChunkRow.span, ChunkRow.words)
    for batch in _batches(candidates, size):
        found: Mapping[int, Candidate] = {candidate.chunk: candidate for candidate in batch}
        statement = (
            select(*columns, DocumentRow.name, DocumentRow.kind, lead, shared_by(reader))
            .join(DocumentRow, DocumentRow.id == ChunkRow.document_id)
            .outerjoin(opening, and_(opening.document_id == ChunkRow.document_id, opening.ordinal == 0))
            .where(ChunkRow.id.in_(found), may_read_chunk(reader))
        )
        rows = {row.id: row for row in session.execute(statement)}
        for chunk, candidate in found.items():
            if chunk in rows:  # the index may be ahead of, or behind, this transaction
                yield _passage(rows[chunk], candidate)


def _passage(row: Row[*Found], candidate: Candidate) -> Passage:
    return Passage(
        chunk=row.id,
        document=row.document_id,
        name=row.name,
        kind=row.kind,
        text=row.text,
        span=span_from_json(row.span),
        score=min(candidate.score, 1.0),
        fused=candidate.fused,
        words=tuple(Word(w["text"], w["start"], w["end"], w["probability"]) for w in row.words or ()),
        lead=row.lead or "",
        shared_by=row.shared_by,
    )


def _without_twins(passages: Iterator[Passage], limit: int) -> list[Passage]:
    """The first `limit` that do not repeat one before them: the same text, or mostly the same place of a document."""
    kept: list[Passage] = []
    seen: list[Passage] = []
    texts: set[tuple[str, ...]] = set()
    for passage in passages:
        text = (passage.kind, *words(passage.text))
        is_twin = (passage.kind != "picture" and text in texts) or any(_overlaps(passage, other) for other in seen)
        seen.append(passage)
        texts.add(text)
        if not is_twin:
            kept.append(passage)
        if len(kept) == limit:
            break
    return kept


def _overlaps(one: Passage, other: Passage) -> bool:
    a, b = one.span, other.span
    if one.document != other.document or not (isinstance(a, PageSpan) and isinstance(b, PageSpan)) or a.page != b.page:
        return False
    shared = min(a.end, b.end) - max(a.start, b.start)
    return shared > _TWIN * min(a.end - a.start, b.end - b.start)


def _batches(items: Sequence[Item], size: int = 500) -> Iterator[Sequence[Item]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
