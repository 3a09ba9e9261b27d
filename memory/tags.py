"""Tags: words that people put on documents, to list them and to ask about them by.

A tag is its person's own, on whatever documents they may read: those of another are not seen. It is there while it is
on a document.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, func, select, true
from sqlalchemy.orm import Session

from core.errors import BadInput, NotFound
from core.types import JsonObject
from core.types.limits import TAG_CHARS, TAGS
from memory.database import Database, DocumentRow
from memory.readable import may_read, not_found
from memory.tables import TagRow


class BadTag(BadInput):
    """It cannot be a tag, or there is no room for it; nothing was changed."""

    code = "bad_tag"
    status = 422


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag with the number of documents that it is on, and their bytes."""

    name: str
    documents: int
    size: int

    def to_json(self) -> JsonObject:
        """As the API sends it."""
        return {"name": self.name, "documents": self.documents, "size": self.size}


class Tags:
    """The tags of each person."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def list(self, owner: str) -> Sequence[Tag]:
        """A person's tags, by name."""
        counted = (
            select(TagRow.name, func.count(), func.sum(DocumentRow.size))
            .join(DocumentRow, DocumentRow.id == TagRow.document_id)
            .where(TagRow.owner == owner, may_read(owner))
            .group_by(TagRow.name)
            .order_by(func.lower(TagRow.name), TagRow.name)
        )
        with self._database.reading() as session:
            return [Tag(name, count, int(size or 0)) for name, count, size in session.execute(counted)]

    def change(
        self, owner: str, documents: Collection[str], add: Collection[str] = (), remove: Collection[str] = ()
    ) -> None:
        """Put tags on documents, and take tags off them, all or nothing.

        Raises `BadTag`, and `NotFound` where they may not read one of the documents.
        """
        added, removed = {clean(name) for name in add}, {clean(name) for name in remove}
        wanted = set(documents)
        with self._database.session() as session:
            readable = select(DocumentRow.id).where(may_read(owner), DocumentRow.id.in_(wanted))
            if set(session.scalars(readable)) != wanted:
                raise not_found()
            mine = TagRow.owner == owner, TagRow.document_id.in_(wanted)
            session.execute(delete(TagRow).where(*mine, TagRow.name.in_(removed)))
            known = {
                (document, name)
                for document, name in session.execute(select(TagRow.document_id, TagRow.name).where(*mine))
            }
            new = {(document, name) for document in wanted for name in added} - known
            session.add_all(TagRow(owner=owner, document_id=document, name=name) for document, name in sorted(new))
            session.flush()
            _check_room(session, *mine)

    def rename(self, owner: str, name: str, new: str) -> None:
        """Give a tag another name; where that is a tag already, the two become one. Raises `BadTag` and `NotFound`."""
        wanted = clean(new)
        with self._database.session() as session:
            tagged = _tagged(session, owner, name)
            has = set(session.scalars(select(TagRow.document_id).where(TagRow.owner == owner, TagRow.name == wanted)))
            session.execute(delete(TagRow).where(TagRow.owner == owner, TagRow.name == name))
            missing = tagged if wanted == name else tagged - has
            session.add_all(TagRow(owner=owner, document_id=document, name=wanted) for document in sorted(missing))

    def remove(self, owner: str, name: str) -> None:
        """Take a tag off everything; the documents stay. Raises `NotFound`."""
        with self._database.session() as session:
            _tagged(session, owner, name)
            session.execute(delete(TagRow).where(TagRow.owner == owner, TagRow.name == name))

    def forget(self, owner: str) -> None:
        """Remove the tags of somebody who has left."""
        with self._database.session() as session:
            session.execute(delete(TagRow).where(TagRow.owner == owner))


def clean(name: str) -> str:
    """A tag as it is kept: composed, single spaces inside and none around. Raises `BadTag` where nothing is left."""
    composed = " ".join(unicodedata.normalize("NFC", name).split())
    kept = "".join(c for c in composed if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn")).strip()
    if len(kept) > TAG_CHARS or not kept.strip("."):
        raise BadTag(f"A tag has 1 to {TAG_CHARS} characters, and not dots alone.", "Choose another one.")
    return kept


def with_tag(owner: str, name: str | None) -> ColumnElement[bool]:
    """Of documents: that a person's tag is on them; of all where it is None."""
    if name is None:
        return true()
    return DocumentRow.id.in_(select(TagRow.document_id).where(TagRow.owner == owner, TagRow.name == name))


def tags_of(session: Session, owner: str, document: str | None = None) -> dict[str, tuple[str, ...]]:
    """A person's tags by document, of one or of all; those without any are left out."""
    query = select(TagRow.document_id, TagRow.name).where(TagRow.owner == owner)
    if document is not None:
        query = query.where(TagRow.document_id == document)
    found: dict[str, tuple[str, ...]] = {}
    for tagged, name in session.execute(query.order_by(func.lower(TagRow.name), TagRow.name)):
        found[tagged] = (*found.get(tagged, ()), name)
    return found


def _tagged(session: Session, owner: str, name: str) -> set[str]:
    found = set(session.scalars(select(TagRow.document_id).where(TagRow.owner == owner, TagRow.name == name)))
    if not found:
        raise NotFound("There is no such tag.", "See the list of tags for those that are there.")
    return found


def _check_room(session: Session, *mine: ColumnElement[bool]) -> None:
    fullest = select(func.count()).select_from(TagRow).where(*mine).group_by(TagRow.document_id)
    if any(count > TAGS for count in session.scalars(fullest)):
        raise BadTag(f"A document has at most {TAGS} tags.", "Take some off first.")
