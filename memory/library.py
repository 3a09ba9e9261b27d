"""The library of each owner: documents added, listed, read and deleted. Nobody's rows are seen by anybody else."""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, cast, get_args

from sqlalchemy import Select, delete, func, insert, literal, select
from sqlalchemy.orm import Session

from core.errors import NotFound, UnreadableFile
from core.types import JsonObject, Kind, Passage, Status, span_from_json
from memory.blobs import Blobs, Source, Staged
from memory.database import ChunkRow, Database, DocumentRow, OutboxRow, VectorRow, new_id, now
from memory.holding import release
from memory.turns import forget_document

log = logging.getLogger(__name__)

NAME_CHARS = 200
BIDIRECTIONAL_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Follower(Protocol):
    """What follows the outbox: the vector index."""

    def apply(self) -> object:
        """Follow what was committed since the last call."""
        ...


@dataclass(frozen=True, slots=True)
class Document:
    """A document as its owner sees it. `kind` is None until it was read; `seconds` is the time that its ingest took."""

    id: str
    owner: str
    sha256: str
    name: str
    kind: Kind | None
    media_type: str | None
    size: int
    status: Status
    reason: str | None
    chunks: int
    pages: int | None
    width: int | None
    height: int | None
    seconds_audio: float | None
    created_at: float
    seconds: float | None
    progress: float

    def to_json(self) -> JsonObject:
        """As the API sends it: without the owner and the hash."""
        return {
            "document": self.id,
            "name": self.name,
            "kind": self.kind,
            "media_type": self.media_type,
            "status": self.status,
            "reason": self.reason,
            "chunks": self.chunks,
            "seconds": self.seconds if self.seconds is None else round(self.seconds, 3),
            "progress": round(self.progress, 3),
            "pages": self.pages,
            "width": self.width,
            "height": self.height,
            "seconds_audio": self.seconds_audio if self.seconds_audio is None else round(self.seconds_audio, 3),
            "size": self.size,
            "created_at": round(self.created_at, 3),
        }


class Library:
    """Documents by owner. `limit` is the largest file in bytes; `index` follows deletions where it is given.

    Adding only queues: `memory.ingest.worker.Ingest` reads the document. What `add` returned survives a crash.
    """

    def __init__(self, database: Database, blobs: Blobs, *, limit: int, index: Follower | None = None) -> None:
        self._database = database
        self._blobs = blobs
        self._limit = limit
        self._index = index

    def add(self, owner: str, name: str, stream: Source) -> Document:
        """Take a file in, queued. The same bytes again are the document that is there; a failed one is tried anew.

        Raises `TooLarge`, `OutOfSpace`, or `UnreadableFile` for an empty file; nothing is left behind then.
        """
        staged = self._blobs.stage(stream, self._limit)
        try:
            if staged.size == 0:
                raise UnreadableFile("The file is empty.", "Hand over a file with something in it.")
            with self._blobs.lock:
                was_here = self._blobs.path(staged.sha256).exists()
                try:
                    identifier = self._queue(owner, clean_name(name), staged)
                except BaseException:
                    if not was_here:
                        release(self._database, self._blobs, staged.sha256)
                    raise
        finally:
            self._blobs.discard(staged)
        return self.get(owner, identifier)

    def get(self, owner: str, document: str) -> Document:
        """Raises `NotFound` for a document that is not there or is somebody else's."""
        with self._database.reading() as session:
            found = session.execute(_documents(owner).where(DocumentRow.id == document)).one_or_none()
        if found is None:
            raise _not_found()
        return _document(found[0], found[1])

    def path(self, owner: str, document: str) -> Path:
        """The file with the original bytes."""
        path = self._blobs.path(self.get(owner, document).sha256)
        if not path.exists():
            log.error("the file of document %s is missing", document)
            raise NotFound("The file of this document is missing.", "Add it again.")
        return path

    def passages(self, owner: str, document: str) -> Sequence[Passage]:
        """Every chunk of the document in its order, with score 0. Raises `NotFound` like `get`."""
        found = self.get(owner, document)
        chunks = select(ChunkRow).where(ChunkRow.owner == owner, ChunkRow.document_id == document)
        with self._database.reading() as session:
            rows = session.scalars(chunks.order_by(ChunkRow.ordinal)).all()
        kind = found.kind or "text"
        return [Passage(r.id, document, found.name, kind, r.text, span_from_json(r.span), 0.0) for r in rows]

    def names(self, owner: str) -> dict[str, str]:
        """The names of an owner's documents by id, newest first; quicker than `list`."""
        query = select(DocumentRow.id, DocumentRow.name).where(DocumentRow.owner == owner)
        with self._database.reading() as session:
            rows = session.execute(query.order_by(DocumentRow.created_at.desc(), DocumentRow.id)).all()
        return {row.id: row.name for row in rows}

    def of_types(self, owner: str, media_types: Collection[str], limit: int) -> list[Document]:
        """The newest documents of these media types that are ready."""
        query = _documents(owner).where(DocumentRow.media_type.in_(media_types), DocumentRow.status == "ready")
        with self._database.reading() as session:
            found = session.execute(query.order_by(DocumentRow.created_at.desc(), DocumentRow.id).limit(limit)).all()
        return [_document(row, chunks) for row, chunks in found]

    def openings(self, owner: str, documents: Sequence[str]) -> dict[str, Passage]:
        """The first chunk of each of these documents that has any, with score 0."""
        query = (
            select(ChunkRow, DocumentRow.name, DocumentRow.kind)
            .join(DocumentRow, DocumentRow.id == ChunkRow.document_id)
            .where(ChunkRow.owner == owner, ChunkRow.document_id.in_(documents), ChunkRow.ordinal == 0)
        )
        with self._database.reading() as session:
            found = session.execute(query).all()
        return {
            row.document_id: Passage(
                row.id, row.document_id, name, cast("Kind", kind or "text"), row.text, span_from_json(row.span), 0.0
            )
            for row, name, kind in found
        }

    def delete(self, owner: str, document: str) -> None:
        """Remove rows, vectors, index entries, its words in recorded turns, and the file unless others have the same.

        Raises `NotFound` like `get`.
        """
        with self._blobs.lock:
            with self._database.session() as session:
                sha256 = _remove(session, owner, document)
            if release(self._database, self._blobs, sha256):
                self._blobs.delete_aside(sha256)
        if self._index is not None:
            self._index.apply()  # what fails here stays in the outbox, and search asks SQL anyway

    def list(self, owner: str, *, limit: int | None = None, offset: int = 0) -> Sequence[Document]:
        """The documents of an owner, newest first."""
        query = _documents(owner).order_by(DocumentRow.created_at.desc(), DocumentRow.id).offset(offset)
        with self._database.reading() as session:
            found = session.execute(query.limit(limit)).all()
        return [_document(row, chunks) for row, chunks in found]

    def count_by_status(self) -> dict[Status, int]:
        """How many documents there are of each status, whoever owns them."""
        query = select(DocumentRow.status, func.count()).group_by(DocumentRow.status)
        with self._database.reading() as session:
            found = {row[0]: int(row[1]) for row in session.execute(query)}
        return {status: found.get(status, 0) for status in get_args(Status)}

    def _queue(self, owner: str, name: str, staged: Staged) -> str:
        """The id of the row for a staged file; the file is in place before its row says so."""
        same = select(DocumentRow).where(DocumentRow.owner == owner, DocumentRow.sha256 == staged.sha256)
        with self._database.session() as session:
            row = session.scalar(same)
            if row is not None and row.status != "failed" and self._blobs.path(staged.sha256).exists():
                return row.id
            self._blobs.keep(staged)
            if row is None:
                row = DocumentRow(id=new_id(), owner=owner, sha256=staged.sha256, size=staged.size)
                session.add(row)
            if row.status != "ready":
                row.name, row.status, row.reason, row.progress, row.updated_at = name, "queued", None, 0.0, now()
            return row.id


def clean_name(name: str) -> str:
    """A name fit for screens, headers and logs: the last path component, without what cannot be shown, not too long.

    Control characters, lone surrogates and those that turn the direction of writing are dropped. It is never used as
    a path.
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(
        c for c in last if unicodedata.category(c) not in ("Cc", "Cs", "Zl", "Zp") and c not in BIDIRECTIONAL_CONTROLS
    ).strip()
    if shown.strip(".") == "":
        return "untitled"
    if len(shown) > NAME_CHARS:
        suffix = Path(shown).suffix[:16]
        shown = shown[: NAME_CHARS - len(suffix)] + suffix
    return shown


def _documents(owner: str) -> Select[DocumentRow, int]:
    count = select(func.count()).where(ChunkRow.document_id == DocumentRow.id).correlate(DocumentRow).scalar_subquery()
    return select(DocumentRow, count).where(DocumentRow.owner == owner)


def _document(row: DocumentRow, chunks: int) -> Document:
    return Document(
        id=row.id,
        owner=row.owner,
        sha256=row.sha256,
        name=row.name,
        kind=cast("Kind | None", row.kind),
        media_type=row.media_type,
        size=row.size,
        status=cast("Status", row.status),
        reason=row.reason,
        chunks=chunks,
        pages=row.pages,
        width=row.width,
        height=row.height,
        seconds_audio=row.seconds_audio,
        created_at=row.created_at,
        seconds=row.ingest_seconds,
        progress=row.progress,
    )


def _remove(session: Session, owner: str, document: str) -> str:
    """Delete the row, and by cascade its chunks and vectors; the index is told in the same transaction."""
    mine = select(DocumentRow.sha256).where(DocumentRow.owner == owner, DocumentRow.id == document)
    sha256 = session.scalar(mine.with_for_update())
    if sha256 is None:
        raise _not_found()
    indexed = (
        select(VectorRow.owner, literal("remove"), VectorRow.space, VectorRow.chunk_id)
        .join(ChunkRow, ChunkRow.id == VectorRow.chunk_id)
        .where(ChunkRow.document_id == document)
        .order_by(VectorRow.chunk_id)
    )
    session.execute(insert(OutboxRow).from_select(["owner", "operation", "space", "chunk_id"], indexed))
    forget_document(session, owner, document)
    session.execute(delete(DocumentRow).where(DocumentRow.owner == owner, DocumentRow.id == document))
    return sha256


def _not_found() -> NotFound:
    return NotFound("There is no such document.", "See the list of documents for those that are there.")
