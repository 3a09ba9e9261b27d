"""Versions of a document: a newer file takes its place once it was read, and the one before it can be had back.

Versions are documents of one `series`. One of them is current: it alone is listed, searched, shared and tagged. A newer
one is coming until it is ready, while the current one goes on answering; those before are earlier ones, which can be
looked at and restored. The chunks and vectors of an earlier version have an owner of their own, who is nobody, so that
no search comes across them, and nothing has to be read anew when it is restored.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, cast

from sqlalchemy import delete, insert, literal, select, tuple_, update
from sqlalchemy.orm import Session

from core.errors import Conflict
from core.types import JsonObject, Status
from memory.database import ChunkRow, Database, DocumentRow, OutboxRow, VectorRow
from memory.sharing import find_own
from memory.tables import ShareRow, TagRow

Standing = Literal["current", "coming", "earlier"]

_BY_ROWS = {"execution_options": {"synchronize_session": False}}  # none of them is held as an object here


class Follower(Protocol):
    """What follows the outbox: the vector index."""

    def apply(self) -> object:
        """Follow what was committed since the last call."""
        ...


class NotReplaced(Conflict):
    """One document cannot take the place of the other; nothing was changed."""

    code = "not_replaced"


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a document; `document` is its id, by which it is looked at like any other."""

    document: str
    name: str
    standing: Standing
    status: Status
    reason: str | None
    progress: float
    size: int
    created_at: float

    def to_json(self) -> JsonObject:
        """As the API sends it."""
        return {
            "document": self.document, "name": self.name, "standing": self.standing, "status": self.status,
            "reason": self.reason, "progress": round(self.progress, 3), "size": self.size,
            "created_at": round(self.created_at, 3),
        }  # fmt: skip


class Versions:
    """Methods raise as `memory.sharing.find_own` for a document that is not the owner's."""

    def __init__(self, database: Database, index: Follower | None = None) -> None:
        self._database = database
        self._index = index

    def of(self, owner: str, document: str) -> Sequence[Version]:
        """All versions of a document, the newest first."""
        with self._database.reading() as session:
            rows = series(session, find_own(session, owner, document))
        return [version(row) for row in sorted(rows, key=lambda row: (-row.created_at, row.id))]

    def restore(self, owner: str, document: str) -> None:
        """Make an earlier version the current one. Raises `NotReplaced` for one that is not ready."""
        with self._database.session() as session:
            wanted = find_own(session, owner, document)
            if wanted.status != "ready" or wanted.standing == "coming":
                raise NotReplaced("This version was not read.", "Restore another one.")
            current = _current(series(session, wanted))
            if current is not wanted:
                turn_over(session, current, wanted)
        self._follow()

    def join(self, owner: str, document: str, older: str) -> None:
        """Say that a document is a newer version of another one; both were added by themselves.

        Raises `NotReplaced` where one is not ready, or the newer one has versions of its own.
        """
        with self._database.session() as session:
            new, old = find_own(session, owner, document), find_own(session, owner, older)
            if new is old or new.series is not None or {new.standing, old.standing} != {"current"}:
                raise NotReplaced("These two cannot be versions of each other.", "Choose two single documents.")
            if new.status != "ready":
                raise NotReplaced("The newer one was not read yet.", "Wait until it is ready.")
            turn_over(session, old, new)
        self._follow()

    def _follow(self) -> None:
        if self._index is not None:
            self._index.apply()


def series(session: Session, row: DocumentRow) -> Sequence[DocumentRow]:
    """All versions of a document."""
    if row.series is None:
        return [row]
    same = select(DocumentRow).where(DocumentRow.owner == row.owner, DocumentRow.series == row.series)
    return session.scalars(same).all()


def by_series(session: Session, owner: str, wanted: Collection[str]) -> Mapping[str, Sequence[Version]]:
    """The owner's versions of these series."""
    if not wanted:
        return {}
    found: dict[str, list[Version]] = {}
    rows = select(DocumentRow).where(DocumentRow.owner == owner, DocumentRow.series.in_(wanted))
    for row in session.scalars(rows):
        found.setdefault(row.series or "", []).append(version(row))
    return found


def replaceable(session: Session, owner: str, document: str) -> DocumentRow:
    """A document that a newer version may be added to. Raises `NotReplaced` where one is coming, or where it is none.

    A newer one that could not be read gives way.
    """
    row = find_own(session, owner, document)
    if row.standing != "current":
        raise NotReplaced("This is not the current version.", "Replace that one.")
    for other in series(session, row):
        if other.standing == "coming" and other.status != "failed":
            raise NotReplaced("A newer version is being read already.", "Wait until it is ready.")
        if other.standing == "coming":
            session.delete(other)
    row.series = row.series or row.id
    return row


def stand_again(session: Session, row: DocumentRow, replaces: str | None) -> None:
    """What becomes of a document whose very bytes are handed over again, as themselves or as what `replaces` another.

    An earlier version is one more document then, or the current one of its series again. Raises `NotReplaced` where it
    is to replace a document that it is no version of.
    """
    if replaces is not None:
        versions = series(session, find_own(session, row.owner, replaces))
        if row not in versions:
            raise NotReplaced(f"This file is in your library already, as “{row.name}”.", "Delete it there first.")
        if row.standing == "earlier" and row.status == "ready":
            turn_over(session, _current(versions), row)
    elif row.standing == "earlier":
        row.series, row.standing = None, "current"
        show(session, row)


def settle(session: Session, document: str) -> None:
    """Let a version that is ready now take the place that it was to take; any other document is left."""
    new = session.get(DocumentRow, document)
    if new is None or new.standing != "coming":
        return
    turn_over(session, _current(series(session, new)), new)


def turn_over(session: Session, old: DocumentRow, new: DocumentRow) -> None:
    """Put one version in the place of the other, with whom it is shared with and its tags; the index is told."""
    old.series = new.series = old.series or old.id
    old.standing, new.standing = "earlier", "current"
    session.flush()
    hide(session, old)
    show(session, new)
    readers = select(ShareRow.reader).where(ShareRow.document_id == new.id)
    twins = ShareRow.reader.in_(readers)
    session.execute(delete(ShareRow).where(ShareRow.document_id == old.id, twins), **_BY_ROWS)
    session.execute(update(ShareRow).where(ShareRow.document_id == old.id).values(document_id=new.id), **_BY_ROWS)
    tags = select(TagRow.owner, TagRow.name).where(TagRow.document_id == new.id)
    twins = tuple_(TagRow.owner, TagRow.name).in_(tags)
    session.execute(delete(TagRow).where(TagRow.document_id == old.id, twins), **_BY_ROWS)
    session.execute(update(TagRow).where(TagRow.document_id == old.id).values(document_id=new.id), **_BY_ROWS)


def _current(versions: Sequence[DocumentRow]) -> DocumentRow:
    return next(row for row in versions if row.standing == "current")


def hide(session: Session, row: DocumentRow) -> None:
    """Let no search come across a document."""
    _move(session, row, _nobody(row.owner))


def show(session: Session, row: DocumentRow) -> None:
    """Let searches of its owner, and of those whom it is shared with, find it again."""
    _move(session, row, row.owner)


def _move(session: Session, row: DocumentRow, owner: str) -> None:
    """Give the chunks of a document, with their vectors, to somebody."""
    chunks = select(ChunkRow.id).where(ChunkRow.document_id == row.id)
    session.execute(update(ChunkRow).where(ChunkRow.document_id == row.id).values(owner=owner))
    session.execute(update(VectorRow).where(VectorRow.chunk_id.in_(chunks)).values(owner=owner))
    moved = select(literal(owner), literal("add"), VectorRow.space, VectorRow.chunk_id)
    moved = moved.where(VectorRow.chunk_id.in_(chunks)).order_by(VectorRow.chunk_id)
    session.execute(insert(OutboxRow).from_select(["owner", "operation", "space", "chunk_id"], moved))


def _nobody(owner: str) -> str:
    return f"{owner}/earlier"


def version(row: DocumentRow) -> Version:
    return Version(
        row.id, row.name, cast(Standing, row.standing), cast("Status", row.status), row.reason, row.progress, row.size,
        row.created_at,
    )  # fmt: skip
