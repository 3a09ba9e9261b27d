"""Sharing: an owner lets others read a document, by name or everybody here, and takes that back.

Whoever may read it can list, cite and download it, and change nothing. When it is taken back, its words go out of the
turns of those who may not read it any more, as they do when a document is deleted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, delete, or_, select, true
from sqlalchemy.orm import Session

from core.errors import BadInput, Conflict, Forbidden
from core.types import JsonObject
from memory.account_tables import PersonRow
from memory.accounts.names import normalised
from memory.database import Database, DocumentRow, TurnRow
from memory.readable import may_read, not_found
from memory.tables import EVERYONE, ShareRow
from memory.turns import forget_document


@dataclass(frozen=True, slots=True)
class Readers:
    """Who may read a document beside its owner: people, by name, or everybody with an account here."""

    people: tuple[str, ...] = ()
    everyone: bool = False

    def to_json(self) -> JsonObject:
        """As the API sends it."""
        return {"people": list(self.people), "everyone": self.everyone}


NOBODY_ELSE = Readers()


class Sharing:
    """Who shares what with whom."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def people(self, owner: str) -> Sequence[str]:
        """The names of those whom something can be shared with."""
        others = select(PersonRow.name).where(PersonRow.left_at.is_(None), PersonRow.id != owner)
        with self._database.reading() as session:
            return session.scalars(others.order_by(PersonRow.name)).all()

    def share(self, owner: str, document: str, people: Collection[str], *, everyone: bool = False) -> None:
        """Let these people read a document, or everybody, and from now on nobody else.

        Raises as `find_own`, and `BadInput` for a name that nobody here has; nothing is changed then.
        """
        with self._database.session() as session:
            before = _readers_of_own(session, owner, document)
            wanted = _ids(session, people) - {owner} | ({EVERYONE} if everyone else set())
            _share(session, owner, document, before, wanted)

    def change(
        self, owner: str, documents: Collection[str], add: Collection[str] = (), remove: Collection[str] = (), *,
        everyone: bool | None = None,
    ) -> None:  # fmt: skip
        """Let more people read documents, and others not any more, all or nothing; who else may read them stays.

        `everyone` None leaves that as it is. Raises as `share`, of any of the documents.
        """
        with self._database.session() as session:
            more, fewer = _ids(session, add) - {owner}, _ids(session, remove)
            if everyone is not None:
                (more if everyone else fewer).add(EVERYONE)
            for document in sorted(set(documents)):
                before = _readers_of_own(session, owner, document)
                _share(session, owner, document, before, before - fewer | more)

    def forget(self, person: str) -> None:
        """Share nothing with somebody any more who has left."""
        with self._database.session() as session:
            session.execute(delete(ShareRow).where(ShareRow.reader == person))


def of_readers(session: Session, owner: str, versions: Collection[str]) -> ColumnElement[bool]:
    """Of turns: those of everybody who may read the document, whose versions these are."""
    shared = set(session.scalars(select(ShareRow.reader).where(ShareRow.document_id.in_(versions))))
    return true() if EVERYONE in shared else TurnRow.owner.in_({owner, *shared})


def versions_of(document: str) -> Select[str]:
    """The ids of a document's versions, of which those that were current were shared, too."""
    series = select(DocumentRow.series).where(DocumentRow.id == document).scalar_subquery()
    return select(DocumentRow.id).where(or_(DocumentRow.id == document, DocumentRow.series == series))


def _readers_of_own(session: Session, owner: str, document: str) -> set[str]:
    """Whom an owner shares a document with by now. Raises as `find_own`, and `Conflict` for an earlier version."""
    if find_own(session, owner, document).standing != "current":
        raise Conflict("This is not the current version.", "Share that one.")
    return set(session.scalars(select(ShareRow.reader).where(ShareRow.document_id == document)))


def _share(session: Session, owner: str, document: str, before: set[str], wanted: set[str]) -> None:
    """Let those that are wanted read a document in place of those before, and take its words from whoever lost it."""
    session.add_all(ShareRow(document_id=document, reader=reader) for reader in sorted(wanted - before))
    withdrawn = before - wanted
    session.execute(delete(ShareRow).where(ShareRow.document_id == document, ShareRow.reader.in_(withdrawn)))
    session.flush()
    if EVERYONE not in wanted:
        for version in session.scalars(versions_of(document)).all():
            _forget(session, version, withdrawn, may={owner, *wanted})


def _ids(session: Session, names: Collection[str]) -> set[str]:
    wanted = {normalised(name) for name in names}
    known = select(PersonRow.name, PersonRow.id).where(PersonRow.name.in_(wanted), PersonRow.left_at.is_(None))
    found = {row.name: row.id for row in session.execute(known)}
    if unknown := sorted(wanted - found.keys()):
        raise BadInput(f"Nobody here is called “{unknown[0]}”.", "Take a name from the list of people to share with.")
    return set(found.values())


def _forget(session: Session, document: str, withdrawn: Collection[str], may: Collection[str]) -> None:
    """Take the words of a document out of the turns of those who may not read it any more."""
    if EVERYONE in withdrawn:
        forget_document(session, document, TurnRow.owner.not_in(may))
    elif withdrawn:
        forget_document(session, document, TurnRow.owner.in_(withdrawn))


def readers(session: Session, owner: str, document: str | None = None) -> Mapping[str, Readers]:
    """Who may read the owner's documents, or one of them; by document, those that nobody else may read left out."""
    shares = (
        select(ShareRow.document_id, ShareRow.reader, PersonRow.name)
        .join(DocumentRow, DocumentRow.id == ShareRow.document_id)
        .outerjoin(PersonRow, PersonRow.id == ShareRow.reader)
        .where(DocumentRow.owner == owner, *([DocumentRow.id == document] if document is not None else []))
        .order_by(PersonRow.name)
    )
    found: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
    for shared, reader, name in session.execute(shares):
        found[shared].append((reader, name))
    return {
        shared: Readers(tuple(name for _, name in to if name), any(reader == EVERYONE for reader, _ in to))
        for shared, to in found.items()
    }


def find_own(session: Session, owner: str, document: str) -> DocumentRow:
    """A document that somebody may change. Raises `Forbidden` where they may only read it, else `NotFound`."""
    row = session.scalar(select(DocumentRow).where(may_read(owner), DocumentRow.id == document).with_for_update())
    if row is None:
        raise not_found()
    if row.owner != owner:
        raise Forbidden("This document is shared with you to read.", "Ask whoever shares it to change it.")
    return row
