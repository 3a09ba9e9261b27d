"""A document as somebody sees it, and the query that finds it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from core.types import JsonObject, Kind, Passage, Status, span_from_json
from memory.database import ChunkRow, DocumentRow
from memory.readable import may_read, shared_by
from memory.sharing import NOBODY_ELSE, Readers, readers
from memory.tags import tags_of
from memory.versions import Standing, Version, by_series

NEWEST_FIRST = (DocumentRow.created_at.desc(), DocumentRow.id)


@dataclass(frozen=True, slots=True)
class Document:
    """A document as somebody sees it. `kind` is None until it was read; `seconds` is the time that its ingest took.

    `shared_by` names whoever lets them read it, None where it is their own; `readers` are known to its owner only.
    `versions` counts those that were read, itself among them, and `coming` is a newer one that is not yet.
    `tags` are those that they put on it themselves.
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
    standing: Standing = "current"
    versions: int = 1
    coming: Version | None = None
    tags: tuple[str, ...] = ()
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
            "standing": self.standing,
            "versions": self.versions,
            "coming": self.coming.to_json() if self.coming else None,
            "tags": list(self.tags),
            "shared_by": self.shared_by,
            "shared_with": self.readers.to_json(),
        }


def documents(reader: str) -> Select[DocumentRow, int, str | None]:
    """The query for `found`: all that somebody may read."""
    count = select(func.count()).where(ChunkRow.document_id == DocumentRow.id).correlate(DocumentRow).scalar_subquery()
    return select(DocumentRow, count, shared_by(reader)).where(may_read(reader))


def found(session: Session, reader: str, query: Select[DocumentRow, int, str | None]) -> list[Document]:
    """The documents of a query that is made of `documents`, in its order."""
    rows = session.execute(query).all()
    if not rows:
        return []
    one = rows[0][0].id if len(rows) == 1 else None
    others, tags = readers(session, reader, one), tags_of(session, reader, one)
    versions = by_series(session, reader, {row.series for row, _, _ in rows if row.series is not None})
    return [
        replace(
            _document(row, chunks, versions.get(row.series or "", ())),
            tags=tags.get(row.id, ()), shared_by=lender, readers=others.get(row.id, NOBODY_ELSE),
        )
        for row, chunks, lender in rows
    ]  # fmt: skip


def _document(row: DocumentRow, chunks: int, versions: Sequence[Version]) -> Document:
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
        standing=cast("Standing", row.standing),
        versions=sum(version.standing != "coming" for version in versions) or 1,
        coming=next((version for version in versions if version.standing == "coming"), None),
    )


def passage(row: ChunkRow, name: str, kind: str | None, lender: str | None) -> Passage:
    """A chunk as nobody searched for it."""
    kind = cast("Kind", kind or "text")
    return Passage(row.id, row.document_id, name, kind, row.text, span_from_json(row.span), 0.0, shared_by=lender)
