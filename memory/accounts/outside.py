"""People whom somebody else vouches for: a proxy by their name, a provider of OpenID Connect by issuer and subject."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from core.errors import Conflict, Forbidden
from memory.account_tables import IdentityRow, PersonRow
from memory.accounts.log import note
from memory.accounts.names import BadName, normalised, skeleton
from memory.accounts.people import NameTaken, Person, Role, add, anybody, find, leave_an_admin, person_of
from memory.database import Database

_MOST_ALIKE = 20  # people whose provider gives them one name


class UnknownPerson(Forbidden):
    """Somebody is vouched for who has no account here."""

    code = "unknown_person"


class ShutOut(Forbidden):
    """Somebody is vouched for whose account an admin has disabled."""

    code = "shut_out"


class LinkedAlready(Conflict):
    """The identity belongs to another account."""

    code = "linked_already"


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is to a provider. Only both together tell people apart: never a name, never an e-mail address."""

    issuer: str
    subject: str


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
            row = _named(session, known)
        if row is None and create:
            try:
                return self._join(known)
            except NameTaken:  # two of their requests came at once, or it looks like another's
                with self._database.reading() as session:
                    row = _named(session, known)
                if row is None:
                    raise
        if row is None:
            raise UnknownPerson(f"Nobody here is called “{known}”.", "Ask an admin for an invitation under that name.")
        return _admitted(row)

    def identified(self, identity: Identity, role: Role | None) -> Person | None:
        """Whoever that is here, in `role` where one is given; None for nobody. The last admin stays one."""
        query = select(PersonRow).join(IdentityRow).where(PersonRow.left_at.is_(None))
        query = query.where(IdentityRow.issuer == identity.issuer, IdentityRow.subject == identity.subject)
        with self._database.session() as session:
            row = session.scalar(query)
            if row is None:
                return None
            person = _admitted(row)
            if role is None or role == person.role:
                return person
            try:
                if role != "admin":
                    leave_an_admin(session, row)
            except Conflict:
                return person
            row.role = role
            note(session, None, "role", row.id, role)
            return person_of(row)

    def joined(self, identity: Identity, names: Sequence[str], role: Role) -> Person:
        """A new person, without a password, under the first of the names that can be had."""
        with self._database.session() as session:
            _somebody_first(session)
            row = add_identified(session, identity, names, role)
            note(session, row.id, "joined", row.id, role)
            return person_of(row)

    def linked(self, person: str, issuer: str) -> bool:
        """Whether somebody may sign in with that provider."""
        mine = select(IdentityRow.id).where(IdentityRow.person_id == person, IdentityRow.issuer == issuer)
        with self._database.reading() as session:
            return session.scalar(mine.limit(1)) is not None

    def link(self, person: str, identity: Identity) -> Person:
        """Let somebody who has an account be known by that, too; the same again changes nothing.

        Raises `LinkedAlready` where it is somebody else's.
        """
        known = select(IdentityRow).where(IdentityRow.issuer == identity.issuer)
        with self._database.session() as session:
            row = find(session, person)
            found = session.scalar(known.where(IdentityRow.subject == identity.subject))
            if found is not None and found.person_id != person:
                raise LinkedAlready("Somebody else here signs in so.", "Sign in there as yourself, and try again.")
            if found is None:
                session.add(IdentityRow(person_id=person, issuer=identity.issuer, subject=identity.subject))
                note(session, person, "linked a sign-in service", person)
            return _admitted(row)

    def unlink(self, person: str, issuer: str) -> None:
        """Undo that. Raises `Conflict` for who has no password, and could not come in any more."""
        with self._database.session() as session:
            if not find(session, person).password:
                raise Conflict("You have no password here.", "Ask an admin for a link to one first.")
            mine = delete(IdentityRow).where(IdentityRow.person_id == person, IdentityRow.issuer == issuer)
            session.execute(mine)
            note(session, person, "unlinked a sign-in service", person)

    def _join(self, name: str) -> Person:
        with self._database.session() as session:
            _somebody_first(session)
            row = add(session, name, "", "user")
            note(session, row.id, "joined", row.id, "user")
            return person_of(row)


def add_identified(
    session: Session, identity: Identity, names: Sequence[str], role: Role, link: str | None = None,
    person: str | None = None,
) -> PersonRow:  # fmt: skip
    """A new person whom a provider knows; see `people.add`. Raises `Conflict` where they came twice at once."""
    row = add(session, _free(session, names), "", role, link, person)
    session.add(IdentityRow(person_id=row.id, issuer=identity.issuer, subject=identity.subject))
    try:
        session.flush()
    except IntegrityError as error:
        raise Conflict("You have an account here by now.", "Sign in once more.") from error
    return row


def _free(session: Session, names: Sequence[str]) -> str:
    """The first of the names that is one, with a number behind it where somebody has it, or one that looks like it."""
    for name in names:
        for number in range(1, _MOST_ALIKE + 1):
            try:
                known = normalised(name if number == 1 else f"{name}-{number}")
            except BadName:
                break
            taken = (PersonRow.name == known) | (PersonRow.skeleton == skeleton(known))
            if session.scalar(select(PersonRow.id).where(taken)) is None:
                return known
    raise NameTaken("The names that you have elsewhere are taken here.", "Ask an admin.")


def _somebody_first(session: Session) -> None:
    """The first admin comes by the printed link: else nobody could look after the accounts."""
    if not anybody(session):
        raise UnknownPerson("Nobody looks after this Vermeil yet.", "Open the link that it printed when it started.")


def _admitted(row: PersonRow) -> Person:
    if row.disabled:
        raise ShutOut("This account cannot be used just now.", "Ask an admin.")
    return person_of(row)


def _named(session: Session, name: str) -> PersonRow | None:
    return session.scalar(select(PersonRow).where(PersonRow.name == name, PersonRow.left_at.is_(None)))
