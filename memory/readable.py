"""What somebody may read: what is theirs, and documents that others share with them. It is asked of SQL at every query,
so that what is taken back is gone with the transaction that takes it back.

Vectors are kept by owner. What others share is searched in their part of the index, among the chunks of those documents
only.
"""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from core.errors import NotFound
from memory.account_tables import PersonRow
from memory.database import ChunkRow, DocumentRow
from memory.tables import EVERYONE, ShareRow

_UNNAMED = "somebody"  # whose account is gone while what they own goes, or who never had one


def shared_with(reader: str) -> Select[str]:
    """The ids of the documents that are shared with somebody, or with everybody."""
    shared = aliased(DocumentRow)  # apart from the documents of the query that this is part of
    ids = select(shared.id).join(ShareRow, ShareRow.document_id == shared.id)
    return ids.where(ShareRow.reader.in_((reader, EVERYONE)), shared.deleted_at.is_(None))


def may_read(reader: str) -> ColumnElement[bool]:
    """Of documents: that somebody may read them."""
    own = and_(DocumentRow.owner == reader, DocumentRow.deleted_at.is_(None))
    return or_(own, DocumentRow.id.in_(shared_with(reader)))


def is_current() -> ColumnElement[bool]:
    """Of documents: that it is the version that is listed and searched."""
    return DocumentRow.standing == "current"


def may_read_chunk(reader: str) -> ColumnElement[bool]:
    """The same of chunks."""
    return or_(ChunkRow.owner == reader, ChunkRow.document_id.in_(shared_with(reader)))


def shared_by(reader: str) -> ColumnElement[str | None]:
    """Of a document the name of whoever shares it with the reader; null where it is the reader's own."""
    name = select(PersonRow.name).where(PersonRow.id == DocumentRow.owner).correlate(DocumentRow).scalar_subquery()
    return case((DocumentRow.owner != reader, func.coalesce(name, _UNNAMED))).label("shared_by")


def lent(session: Session, reader: str) -> dict[str, list[int]]:
    """The chunks that others share with somebody, by whose they are."""
    chunks = select(ChunkRow.owner, ChunkRow.id)
    chunks = chunks.where(ChunkRow.document_id.in_(shared_with(reader)), ChunkRow.owner != reader)
    found: dict[str, list[int]] = defaultdict(list)
    for owner, chunk in session.execute(chunks):
        found[owner].append(chunk)
    return found


def not_found() -> NotFound:
    return NotFound("There is no such document.", "See the list of documents for those that are there.")
