"""The library of each owner: documents added, listed, read and deleted, and read by whom they are shared with."""

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
from memory.readable import may_read, may_read_chunk, shared_by
from memory.sharing import NOBODY_ELSE, Readers, find_own, not_found, of_readers, readers
from memory.turns import forget_document

log = logging.getLogger(__name__)

NAME_CHARS = 200
BIDIRECTIONAL_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


NEWEST_FIRST = (DocumentRow.created_at.desc(), DocumentRow.id)


class Follower(Protocol):
    """What follows the outbox: the vector index."""

    def apply(self) -> object:
        """Follow what was committed since the last call."""
        ...


@dataclass(frozen=True, slots=True)
class Document:
    """A document as somebody sees it. `kind` is None until it was read; `seconds` is the time that its ingest took.

    `shared_by` names whoever lets them read it, None where it is their own; `readers` are known to its owner only.
    """

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
    shared_by: str | None = None
    readers: Readers = NOBODY_ELSE

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
            "shared_by": self.shared_by,
            "shared_with": self.readers.to_json(),
        }


class Library:
    """Documents by owner. `limit` is the largest file in bytes; `index` follows deletions where it is given.

    What reads takes whoever asks as `reader`: to them their own documents are there, and those shared with them.

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

    def get(self, reader: str, document: str) -> Document:
        """Raises `NotFound` for a document that is not there or that they may not read."""
        with self._database.reading() as session:
            found = _found(session, reader, _documents(reader).where(DocumentRow.id == document))
        if not found:
            raise not_found()
        return found[0]

    def path(self, reader: str, document: str) -> Path:
        """The file with the original bytes."""
        path = self._blobs.path(self.get(reader, document).sha256)
        if not path.exists():
            log.error("the file of document %s is missing", document)
            raise NotFound("The file of this document is missing.", "Add it again.")
        return path

    def passages(self, reader: str, document: str) -> Sequence[Passage]:
        """Every chunk of the document in its order, with score 0. Raises `NotFound` like `get`."""
        found = self.get(reader, document)
        chunks = select(ChunkRow).where(may_read_chunk(reader), ChunkRow.document_id == document)
        with self._database.reading() as session:
            rows = session.scalars(chunks.order_by(ChunkRow.ordinal)).all()
        return [_passage(row, found.name, found.kind, found.shared_by) for row in rows]

    def names(self, reader: str) -> dict[str, str]:
        """The names of all documents by id, newest first; quicker than `list`."""
        query = select(DocumentRow.id, DocumentRow.name).where(may_read(reader))
        with self._database.reading() as session:
            rows = session.execute(query.order_by(*NEWEST_FIRST)).all()
        return {row.id: row.name for row in rows}

    def of_types(self, reader: str, media_types: Collection[str], limit: int) -> list[Document]:
        """The newest documents of these media types that are ready."""
        query = _documents(reader).where(DocumentRow.media_type.in_(media_types), DocumentRow.status == "ready")
        with self._database.reading() as session:
            return _found(session, reader, query.order_by(*NEWEST_FIRST).limit(limit))

    def openings(self, reader: str, documents: Sequence[str]) -> dict[str, Passage]:
        """The first chunk of each of these documents that has any, with score 0."""
        query = (
            select(ChunkRow, DocumentRow.name, DocumentRow.kind, shared_by(reader))
            .join(DocumentRow, DocumentRow.id == ChunkRow.document_id)
            .where(may_read(reader), ChunkRow.document_id.in_(documents), ChunkRow.ordinal == 0)
        )
        with self._database.reading() as session:
            found = session.execute(query).all()
        return {row.document_id: _passage(row, name, kind, lender) for row, name, kind, lender in found}

    def delete(self, owner: str, document: str) -> None:
        """Remove rows, vectors, index entries, its words in recorded turns, and the file unless others have the same.

        Raises `NotFound` like `get`, and `Forbidden` for one that is shared with them.
        """
        with self._blobs.lock:
            with self._database.session() as session:
                sha256 = _remove(session, owner, document)
            if release(self._database, self._blobs, sha256):
                self._blobs.delete_aside(sha256)
        if self._index is not None:
            self._index.apply()  # what fails here stays in the outbox, and search asks SQL anyway

    def owned(self, owner: str) -> Sequence[str]:
        """The ids of the documents that are somebody's own."""
        with self._database.reading() as session:
            return session.scalars(select(DocumentRow.id).where(DocumentRow.owner == owner)).all()

    def list(self, reader: str, *, limit: int | None = None, offset: int = 0) -> Sequence[Document]:
        """All documents, newest first."""
        query = _documents(reader).order_by(*NEWEST_FIRST).offset(offset).limit(limit)
        with self._database.reading() as session:
            return _found(session, reader, query)

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


def _documents(reader: str) -> Select[DocumentRow, int, str | None]:
    count = select(func.count()).where(ChunkRow.document_id == DocumentRow.id).correlate(DocumentRow).scalar_subquery()
    return select(DocumentRow, count, shared_by(reader)).where(may_read(reader))


def _found(session: Session, reader: str, query: Select[DocumentRow, int, str | None]) -> list[Document]:
    rows = session.execute(query).all()
    others = readers(session, reader, rows[0][0].id if len(rows) == 1 else None) if rows else {}
    return [_document(row, chunks, lender, others.get(row.id, NOBODY_ELSE)) for row, chunks, lender in rows]


def _document(row: DocumentRow, chunks: int, lender: str | None, others: Readers) -> Document:
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
        shared_by=lender,
        readers=others,
    )


def _passage(row: ChunkRow, name: str, kind: str | None, lender: str | None) -> Passage:
    """A chunk as nobody searched for it."""
    kind = cast("Kind", kind or "text")
    return Passage(row.id, row.document_id, name, kind, row.text, span_from_json(row.span), 0.0, shared_by=lender)


def _remove(session: Session, owner: str, document: str) -> str:
    """Delete the row, and by cascade its chunks and vectors; the index is told in the same transaction."""
    row = find_own(session, owner, document)
    indexed = (
        select(VectorRow.owner, literal("remove"), VectorRow.space, VectorRow.chunk_id)
        .join(ChunkRow, ChunkRow.id == VectorRow.chunk_id)
        .where(ChunkRow.document_id == document)
        .order_by(VectorRow.chunk_id)
    )
    session.execute(insert(OutboxRow).from_select(["owner", "operation", "space", "chunk_id"], indexed))
    forget_document(session, document, of_readers(session, owner, document))
    session.execute(delete(DocumentRow).where(DocumentRow.owner == owner, DocumentRow.id == document))
    return row.sha256
