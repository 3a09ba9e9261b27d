"""What ingest reads and writes in SQL: the queue, progress, and finished documents, each in one transaction."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from sqlalchemy import ColumnElement, CursorResult, Select, Update, delete, exists, insert, select, update
from sqlalchemy.orm import Session, aliased

from core.types import Chunk, FloatArray, Kind
from memory.database import ChunkRow, Database, DocumentRow, OutboxRow, VectorRow, now
from memory.versions import settle

UNFINISHED = ("queued", "processing")


@dataclass(frozen=True, slots=True)
class Queued:
    """A document that waits for ingest."""

    id: str
    owner: str
    sha256: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Finished:
    """All that becomes visible at once when a document is ready.

    `vectors` holds, by space, the ordinals of chunks and their unit vectors (ordinals, dimension); `missing` is a
    sentence on what of it could not be read.
    """

    document: Queued
    kind: Kind
    media_type: str
    chunks: Sequence[Chunk]
    vectors: Mapping[str, tuple[Sequence[int], FloatArray]]
    pages: int
    width: int | None
    height: int | None
    seconds_audio: float | None
    ingest_seconds: float
    missing: str | None = None


def requeue(database: Database) -> int:
    """Queue again what a crash or a stop interrupted; returns how many."""
    with database.session() as session:
        statement = update(DocumentRow).where(DocumentRow.status == "processing").values(status="queued", progress=0.0)
        return _count(session, statement)


def queued(
    database: Database, *, limit: int, fewest_bytes: int = 0, most_bytes: int | None = None, but: Collection[str] = ()
) -> list[Queued]:
    """The documents that have waited longest, of a range of sizes: `fewest_bytes` <= size < `most_bytes`."""
    query = _queued(but).where(DocumentRow.size >= fewest_bytes).order_by(DocumentRow.created_at).limit(limit)
    if most_bytes is not None:
        query = query.where(DocumentRow.size < most_bytes)
    with database.reading() as session:
        return [Queued(*row) for row in session.execute(query)]


def queued_small_first(database: Database, small_bytes: int, *, limit: int, but: Collection[str]) -> list[Queued]:
    """Those below `small_bytes` first, so that one query tells whether there are others, too."""
    query = _queued(but).order_by(DocumentRow.size >= small_bytes, DocumentRow.created_at).limit(limit)
    with database.reading() as session:
        return [Queued(*row) for row in session.execute(query)]


def is_unfinished(database: Database, document: str) -> bool:
    """Whether a document still waits or is in work; a deleted one is not."""
    with database.reading() as session:
        mine = select(DocumentRow.status).where(DocumentRow.id == document, DocumentRow.deleted_at.is_(None))
        return session.scalar(mine) in UNFINISHED


def note_progress(database: Database, document: str, fraction: float) -> bool:
    """Show how far a document is; False if it was deleted meanwhile."""
    with database.session() as session:
        return _advance(session, document, status="processing", progress=min(max(fraction, 0.0), 1.0))


def note_failure(database: Database, document: str, reason: str) -> bool:
    """Mark a document as failed; False if it was deleted meanwhile."""
    with database.session() as session:
        return _advance(session, document, status="failed", reason=reason)


def finish(database: Database, documents: Sequence[Finished]) -> None:
    """Make documents ready in one transaction: chunks, vectors, outbox and status. Deleted ones stay deleted."""
    with database.session() as session:
        for finished in documents:
            _finish(session, finished)


def add_vectors(session: Session, space: str, chunks: Sequence[tuple[int, str]], vectors: FloatArray) -> None:
    """Write unit vectors (chunks, dimension) of (chunk id, owner), and tell the index."""
    if not chunks:
        return
    data = np.ascontiguousarray(vectors, dtype="<f4")
    session.execute(
        insert(VectorRow),
        [
            {"chunk_id": chunk, "space": space, "owner": owner, "data": row.tobytes()}
            for (chunk, owner), row in zip(chunks, data, strict=True)
        ],
    )
    session.execute(
        insert(OutboxRow),
        [{"owner": owner, "operation": "add", "space": space, "chunk_id": chunk} for chunk, owner in chunks],
    )


def chunks_without_vector(database: Database, space: str, *, after: int, limit: int) -> list[tuple[int, str, str]]:
    """(chunk id, owner, text) of chunks that have no vector in `space`, by id from `after` (exclusive) on."""
    query = select(ChunkRow.id, ChunkRow.owner, ChunkRow.text).where(ChunkRow.id > after, _lacks(space))
    with database.reading() as session:
        return [(row[0], row[1], row[2]) for row in session.execute(query.order_by(ChunkRow.id).limit(limit))]


def pictures_without_vector(database: Database, space: str, *, after: int) -> tuple[int, Queued] | None:
    """The next picture, by its first chunk's id from `after` on, whose first chunk has no vector in `space`."""
    query = (
        select(ChunkRow.id, DocumentRow.id, DocumentRow.owner, DocumentRow.sha256, DocumentRow.name, DocumentRow.size)
        .join(DocumentRow, DocumentRow.id == ChunkRow.document_id)
        .where(DocumentRow.kind == "picture", ChunkRow.ordinal == 0, ChunkRow.id > after, _lacks(space))
        .order_by(ChunkRow.id)
        .limit(1)
    )
    with database.reading() as session:
        row = session.execute(query).one_or_none()
    return None if row is None else (row[0], Queued(*row[1:]))


def still_there(session: Session, chunks: Sequence[int]) -> set[int]:
    """Those of the chunk ids whose document has not been deleted."""
    return set(session.scalars(select(ChunkRow.id).where(ChunkRow.id.in_(chunks))))


def has_pictures(database: Database) -> bool:
    """Whether anybody's library holds a picture."""
    with database.reading() as session:
        return session.scalar(select(DocumentRow.id).where(DocumentRow.kind == "picture").limit(1)) is not None


def spaces(database: Database) -> set[str]:
    """The spaces that there are vectors of."""
    with database.reading() as session:
        return set(session.scalars(select(VectorRow.space).distinct()))


def drop_vectors(database: Database, *, but: Collection[str], pictures: str, limit: int) -> int:
    """Delete up to `limit` vectors of spaces that are in use no more, and tell the index; returns how many.

    A picture that has none in the space `pictures` keeps what it has: its file is missing, and may come back.
    """
    new = aliased(VectorRow)
    has_new = exists().where(new.chunk_id == ChunkRow.id, new.space == pictures)
    waiting = (
        select(ChunkRow.id)
        .join(DocumentRow, DocumentRow.id == ChunkRow.document_id)
        .where(DocumentRow.kind == "picture", ChunkRow.ordinal == 0, ~has_new)
    )
    old = select(VectorRow.owner, VectorRow.space, VectorRow.chunk_id)
    old = old.where(VectorRow.space.not_in(but), VectorRow.chunk_id.not_in(waiting)).limit(limit)
    with database.session() as session:
        rows = session.execute(old).all()
        for owner, space, chunk in rows:
            session.add(OutboxRow(owner=owner, operation="remove", space=space, chunk_id=chunk))
            session.execute(delete(VectorRow).where(VectorRow.space == space, VectorRow.chunk_id == chunk))
    return len(rows)


def _finish(session: Session, finished: Finished) -> None:
    document = finished.document
    there = _advance(
        session,
        document.id,
        status="ready",
        reason=finished.missing,
        progress=1.0,
        kind=finished.kind,
        media_type=finished.media_type,
        pages=finished.pages,
        width=finished.width,
        height=finished.height,
        seconds_audio=finished.seconds_audio,
        ingest_seconds=finished.ingest_seconds,
    )
    if not there:
        return
    rows = [
        {
            "owner": document.owner,
            "document_id": document.id,
            "ordinal": ordinal,
            "text": chunk.text,
            "span": chunk.span.to_json(),
            "words": [word.to_json() for word in chunk.words] or None,
        }
        for ordinal, chunk in enumerate(finished.chunks)
    ]
    if not rows:
        return
    ids = session.scalars(insert(ChunkRow).returning(ChunkRow.id, sort_by_parameter_order=True), rows).all()
    for space, (ordinals, vectors) in finished.vectors.items():
        add_vectors(session, space, [(ids[ordinal], document.owner) for ordinal in ordinals], vectors)
    settle(session, document.id)


def _queued(but: Collection[str]) -> Select[str, str, str, str, int]:
    row = DocumentRow
    query = select(row.id, row.owner, row.sha256, row.name, row.size).where(
        row.status == "queued", row.deleted_at.is_(None)
    )
    return query.where(row.id.not_in(but)) if but else query


def _advance(session: Session, document: str, **values: object) -> bool:
    """Change an unfinished document. On Postgres, too, the row is locked by it until the transaction ends."""
    statement = update(DocumentRow).where(
        DocumentRow.id == document, DocumentRow.status.in_(UNFINISHED), DocumentRow.deleted_at.is_(None)
    )
    return _count(session, statement.values(updated_at=now(), **values)) == 1


def _count(session: Session, statement: Update) -> int:
    """How many rows a statement changed."""
    return cast("CursorResult[Any]", session.execute(statement)).rowcount


def _lacks(space: str) -> ColumnElement[bool]:
    return ~exists().where(VectorRow.chunk_id == ChunkRow.id, VectorRow.space == space)
