"""People whom somebody else vouches for: a proxy that has asked them who they are."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import Forbidden
from memory.account_tables import PersonRow
from memory.accounts.log import note
from memory.accounts.names import normalised
from memory.accounts.people import NameTaken, Person, add, person_of
from memory.database import Database


class UnknownPerson(Forbidden):
    """Somebody is vouched for who has no account here."""

    code = "unknown_person"


class ShutOut(Forbidden):
    """Somebody is vouched for whose account an admin has disabled."""

    code = "shut_out"


class Outside:
    """Methods raise `UnknownPerson` and `ShutOut`, and `BadName` for what cannot be anybody's name."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def named(self, name: str, *, create: bool) -> Person:
        """Whoever has that name here, however it is spelled.

        `create`: make an account without a password for somebody new. Raises `NameTaken` then for a look-alike name.
        """
        known = normalised(name)
        with self._database.reading() as session:
            row = _find(session, known)
        if row is None and create:
            try:
                return self._join(known)
            except NameTaken:  # two of their requests came at once, or it looks like another's
                with self._database.reading() as session:
                    row = _find(session, known)
                if row is None:
                    raise
        if row is None:
            raise UnknownPerson(f"Nobody here is called “{known}”.", "Ask an admin for an invitation under that name.")
        return admitted(row)

    def _join(self, name: str) -> Person:
        with self._database.session() as session:
            row = add(session, name, "", "user")
            note(session, row.id, "joined", row.id, "by the proxy")
            return person_of(row)


def admitted(row: PersonRow) -> Person:
    """The person, if they may come in."""
    if row.disabled:
        raise ShutOut("This account cannot be used just now.", "Ask an admin.")
    return person_of(row)


def _find(session: Session, name: str) -> PersonRow | None:
    return session.scalar(select(PersonRow).where(PersonRow.name == name, PersonRow.left_at.is_(None)))
