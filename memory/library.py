"""The library of each owner: documents added, listed, read and deleted, and read by whom they are shared with."""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import get_args

from sqlalchemy import delete, func, insert, literal, select
from sqlalchemy.orm import Session

from core.errors import NotFound, OutOfSpace, UnreadableFile
from core.types import Passage, Status
from memory.blobs import Blobs, Source, Staged
from memory.database import ChunkRow, Database, DocumentRow, OutboxRow, VectorRow, new_id, now
from memory.documents import NEWEST_FIRST, Document, documents, found, passage
from memory.holding import is_held_once, release
from memory.readable import is_current, may_read, not_found, shared_by
from memory.sharing import find_own, of_readers
from memory.tags import with_tag
from memory.turns import forget_document
from memory.versions import Follower, replaceable, series, stand_again

log = logging.getLogger(__name__)

NAME_CHARS = 200
BIDIRECTIONAL_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


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

    def add(self, owner: str, name: str, stream: Source, replaces: str | None = None) -> Document:
        """Take a file in, queued. The same bytes again are the document that is there; a failed one is tried anew.

        It becomes a newer version of the document that it `replaces` once it was read (`memory.versions`, which says
        what cannot be replaced). Raises `TooLarge`, `OutOfSpace`, or `UnreadableFile` for an empty file; nothing is
        left behind then.
        """
        staged = self._blobs.stage(stream, self._limit)
        try:
            if staged.size == 0:
                raise UnreadableFile("The file is empty.", "Hand over a file with something in it.")
            self._erase_deleted(owner, staged.sha256)
            with self._blobs.lock:
                was_here = self._blobs.path(staged.sha256).exists()
                try:
                    identifier = self._queue(owner, clean_name(name), staged, replaces)
                except BaseException:
                    if not was_here:
                        release(self._database, self._blobs, staged.sha256)
                    raise
        finally:
            self._blobs.discard(staged)
        if replaces is not None:
            self._follow()
        return self.get(owner, identifier)

    def get(self, reader: str, document: str) -> Document:
        """Raises `NotFound` for a document that is not there or that they may not read."""
        with self._database.reading() as session:
            there = found(session, reader, documents(reader).where(DocumentRow.id == document))
        if not there:
            raise not_found()
        return there[0]

    def path(self, reader: str, document: str) -> Path:
        """The file with the original bytes."""
        path = self._blobs.path(self.get(reader, document).sha256)
        if not path.exists():
            log.error("the file of document %s is missing", document)
            raise NotFound("The file of this document is missing.", "Add it again.")
        return path

    def passages(self, reader: str, document: str, chunk: int | None = None) -> Sequence[Passage]:
        """Every chunk of the document in its order, or the one that is named, with score 0. Raises like `get`."""
        whole = self.get(reader, document)
        chunks = select(ChunkRow).where(ChunkRow.document_id == document)
        if chunk is not None:
            chunks = chunks.where(ChunkRow.id == chunk)
        with self._database.reading() as session:
            rows = session.scalars(chunks.order_by(ChunkRow.ordinal)).all()
        return [passage(row, whole.name, whole.kind, whole.shared_by) for row in rows]

    def names(self, reader: str, tag: str | None = None) -> dict[str, str]:
        """The names of all documents, or of those with a tag, by id, newest first; quicker than `list`."""
        query = select(DocumentRow.id, DocumentRow.name).where(may_read(reader), is_current(), with_tag(reader, tag))
        with self._database.reading() as session:
            rows = session.execute(query.order_by(*NEWEST_FIRST)).all()
        return {row.id: row.name for row in rows}

    def of_types(self, reader: str, media_types: Collection[str], limit: int, tag: str | None = None) -> list[Document]:
        """The newest documents of these media types that are ready."""
        query = documents(reader).where(
            is_current(), with_tag(reader, tag), DocumentRow.media_type.in_(media_types), DocumentRow.status == "ready"
        )
        with self._database.reading() as session:
            return found(session, reader, query.order_by(*NEWEST_FIRST).limit(limit))

    def openings(self, reader: str, within: Sequence[str]) -> dict[str, Passage]:
        """The first chunk of each of these documents that has any, with score 0."""
        query = (
            select(ChunkRow, DocumentRow.name, DocumentRow.kind, shared_by(reader))
            .join(DocumentRow, DocumentRow.id == ChunkRow.document_id)
            .where(may_read(reader), ChunkRow.document_id.in_(within), ChunkRow.ordinal == 0)
        )
        with self._database.reading() as session:
            rows = session.execute(query).all()
        return {row.document_id: passage(row, name, kind, lender) for row, name, kind, lender in rows}

    def delete(self, owner: str, document: str) -> None:
        """Remove a document for good: with the current version all others go, one of these goes alone.

        Raises `NotFound` like `get`, and `Forbidden` for one that is shared with them.
        """
        with self._database.reading() as session:
            find_own(session, owner, document)
        self.erase(owner, document)

    def erase(self, owner: str, document: str) -> None:
        """Remove rows, vectors, index entries, its words in recorded turns, and the file unless others have the same.

        It may be one that was deleted and can still be had back; nothing happens where it is gone.
        """
        with self._blobs.lock:
            try:
                files = self._remove_rows(owner, document)
            except OutOfSpace:
                self._remove_file_first(owner, document)
                files = self._remove_rows(owner, document)
            for sha256 in files:
                if release(self._database, self._blobs, sha256):
                    self._blobs.delete_aside(sha256)
        self._follow()

    def _remove_rows(self, owner: str, document: str) -> set[str]:
        with self._database.freeing() as session:
            return _remove(session, owner, document)

    def _remove_file_first(self, owner: str, document: str) -> None:
        """On a disk without room for any change: its file goes before its rows, unless others have the same.

        Where we are killed in between, it is a document without its file, that can be deleted.
        """
        mine = select(DocumentRow.sha256).where(DocumentRow.owner == owner, DocumentRow.id == document)
        with self._database.reading() as session:
            sha256 = session.scalar(mine)
            alone = sha256 is not None and is_held_once(session, sha256)
        if sha256 is not None and alone:
            self._blobs.delete(sha256)

    def _erase_deleted(self, owner: str, sha256: str) -> None:
        """Whoever hands over what they deleted has a new document, shared with nobody."""
        gone = select(DocumentRow.id).where(
            DocumentRow.owner == owner, DocumentRow.sha256 == sha256, DocumentRow.deleted_at.is_not(None)
        )
        with self._database.reading() as session:
            document = session.scalar(gone)
        if document is not None:
            self.erase(owner, document)

    def _follow(self) -> None:
        if self._index is not None:
            self._index.apply()  # what fails here stays in the outbox, and search asks SQL anyway

    def owned(self, owner: str) -> Sequence[str]:
        """The ids of the documents that are somebody's own, of those that were deleted and can be had back, too."""
        with self._database.reading() as session:
            return session.scalars(select(DocumentRow.id).where(DocumentRow.owner == owner, is_current())).all()

    def list(
        self, reader: str, *, limit: int | None = None, offset: int = 0, tag: str | None = None
    ) -> Sequence[Document]:
        """All documents, or those with a tag, newest first."""
        query = (
            documents(reader)
            .where(is_current(), with_tag(reader, tag))
            .order_by(*NEWEST_FIRST)
            .offset(offset)
            .limit(limit)
        )
        with self._database.reading() as session:
            return found(session, reader, query)

    def count_by_status(self) -> dict[Status, int]:
        """How many documents there are of each status, whoever owns them."""
        query = select(DocumentRow.status, func.count()).group_by(DocumentRow.status)
        with self._database.reading() as session:
            counts = {row[0]: int(row[1]) for row in session.execute(query)}
        return {status: counts.get(status, 0) for status in get_args(Status)}

    def _queue(self, owner: str, name: str, staged: Staged, replaces: str | None) -> str:
        """The id of the row for a staged file; the file is in place before its row says so."""
        same = select(DocumentRow).where(DocumentRow.owner == owner, DocumentRow.sha256 == staged.sha256)
        with self._database.session() as session:
            row = session.scalar(same)
            if row is not None:
                stand_again(session, row, replaces)
            if row is not None and row.status != "failed" and self._blobs.path(staged.sha256).exists():
                return row.id
            self._blobs.keep(staged)
            if row is None:
                row = DocumentRow(id=new_id(), owner=owner, sha256=staged.sha256, size=staged.size)
                if replaces is not None:
                    row.series, row.standing = replaceable(session, owner, replaces).series, "coming"
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


def _remove(session: Session, owner: str, document: str) -> set[str]:
    """Delete the rows, and by cascade chunks and vectors; the index is told in the same transaction. Their files."""
    mine = select(DocumentRow).where(DocumentRow.owner == owner, DocumentRow.id == document)
    row = session.scalar(mine.with_for_update())
    if row is None:
        return set()
    rows = series(session, row) if row.standing == "current" else [row]
    indexed = (
        select(VectorRow.owner, literal("remove"), VectorRow.space, VectorRow.chunk_id)
        .join(ChunkRow, ChunkRow.id == VectorRow.chunk_id)
        .where(ChunkRow.document_id.in_([row.id for row in rows]))
        .order_by(VectorRow.chunk_id)
    )
    session.execute(insert(OutboxRow).from_select(["owner", "operation", "space", "chunk_id"], indexed))
    everybody = of_readers(session, owner, [version.id for version in series(session, row)])
    for gone in rows:
        forget_document(session, gone.id, everybody)
    session.execute(delete(DocumentRow).where(DocumentRow.id.in_([row.id for row in rows])))
    return {row.sha256 for row in rows}
