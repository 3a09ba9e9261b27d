"""People with an account: who there are, what they may do, and how they go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, cast

from sqlalchemy import delete, exists, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from core.errors import Conflict, NotFound
from core.types import JsonObject
from memory.account_tables import IdentityRow, KeyRow, LinkRow, PersonRow, SessionRow
from memory.accounts.log import Entry, entries, note
from memory.accounts.names import normalised, skeleton
from memory.database import Database, new_id, now

Role = Literal["user", "admin"]


class NameTaken(Conflict):
    """Somebody has that name, or one that looks like it."""

    code = "name_taken"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account. `id` is the owner of what is theirs."""

    id: str
    name: str
    role: Role
    disabled: bool
    created_at: float

    def to_json(self) -> JsonObject:
        """As the API sends it."""
        return {
            "id": self.id, "name": self.name, "role": self.role, "disabled": self.disabled,
            "created_at": round(self.created_at, 3),
        }  # fmt: skip


class People:
    """Methods raise `NotFound` for who is not there, and `Conflict` where no admin would be left.

    `actor` is who does it, None for whoever stands at the machine.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def none(self) -> bool:
        """Whether nobody has an account yet."""
        with self._database.reading() as session:
            return not anybody(session)

    def list(self) -> list[Person]:
        """Everybody, by name."""
        query = select(PersonRow).where(PersonRow.left_at.is_(None)).order_by(PersonRow.name)
        with self._database.reading() as session:
            return [person_of(row) for row in session.scalars(query)]

    def get(self, person: str) -> Person:
        with self._database.reading() as session:
            return person_of(find(session, person))

    def named(self, name: str) -> Person:
        """Whoever has that name, however it is spelled."""
        query = select(PersonRow.id).where(PersonRow.name == normalised(name))
        with self._database.reading() as session:
            return person_of(find(session, session.scalar(query) or ""))

    def set_role(self, actor: str | None, person: str, role: Role) -> Person:
        with self._database.session() as session:
            row = find(session, person)
            if role != row.role:
                if role != "admin":
                    leave_an_admin(session, row)
                row.role = role
                note(session, actor, "role", person, role)
            return person_of(row)

    def set_disabled(self, actor: str | None, person: str, disabled: bool) -> Person:
        """Who is disabled is signed out everywhere, and neither password nor key lets them in."""
        with self._database.session() as session:
            row = find(session, person)
            if disabled != row.disabled:
                if disabled:
                    leave_an_admin(session, row)
                    session.execute(delete(SessionRow).where(SessionRow.person_id == person))
                row.disabled = disabled
                note(session, actor, "disabled" if disabled else "enabled", person)
            return person_of(row)

    def delete(self, actor: str | None, person: str) -> None:
        """Let nobody in as this person any more, and free the name. What is theirs is for the caller to remove.

        A row without name stays in `leaving` until `forget`: an answer or an upload may still be under way.
        """
        with self._database.session() as session:
            row = find(session, person)
            leave_an_admin(session, row)
            row.left_at, row.disabled, row.password, row.role = now(), True, "", "user"
            row.name = row.skeleton = f"left:{row.id}"  # no name has a colon
            for table in (SessionRow, KeyRow, LinkRow, IdentityRow):
                session.execute(delete(table).where(table.person_id == person))
            note(session, actor, "deleted", person)

    def leaving(self) -> Sequence[tuple[str, float]]:
        """Those who were deleted and are not forgotten: id, and since when in seconds since 1970."""
        with self._database.reading() as session:
            rows = session.execute(select(PersonRow.id, PersonRow.left_at).where(PersonRow.left_at.is_not(None)))
            return [(id, since) for id, since in rows if since is not None]

    def forget(self, person: str) -> None:
        """The last of somebody who left, once nothing of theirs is there."""
        with self._database.session() as session:
            session.execute(delete(PersonRow).where(PersonRow.id == person, PersonRow.left_at.is_not(None)))

    def log(self, limit: int = 200) -> Sequence[Entry]:
        """The newest lines of who did what."""
        return entries(self._database, limit)


def anybody(session: Session) -> bool:
    return bool(session.scalar(select(exists().where(PersonRow.left_at.is_(None)))))


def find(session: Session, person: str) -> PersonRow:
    row = session.scalar(select(PersonRow).where(PersonRow.id == person, PersonRow.left_at.is_(None)))
    if row is None:
        raise NotFound("There is no such person.", "See the list of people for those that are there.")
    return row


def add(
    session: Session, name: str, password: str, role: Role, link: str | None = None, person: str | None = None
) -> PersonRow:
    """A new person; `password` is hashed already ("" for none), `person` the id where it is not to be a new one.

    Raises `BadName`, and `NameTaken` for a name that somebody has, or that looks like one.
    """
    known = normalised(name)
    row = PersonRow(
        id=person or new_id(), name=known, skeleton=skeleton(known), password=password, role=role, link_id=link
    )
    session.add(row)
    try:
        session.flush()
    except IntegrityError as error:
        raise NameTaken("This name is taken, or looks like one that is.", "Choose another one.") from error
    return row


def person_of(row: PersonRow) -> Person:
    return Person(row.id, row.name, cast(Role, row.role), row.disabled, row.created_at)


def leave_an_admin(session: Session, row: PersonRow) -> None:
    """Raises `Conflict` where nobody else could look after the accounts."""
    others = select(func.count()).where(
        PersonRow.role == "admin", PersonRow.disabled.is_(False), PersonRow.left_at.is_(None), PersonRow.id != row.id
    )
    if row.role == "admin" and not row.disabled and not session.scalar(others):
        raise Conflict("This is the last admin.", "Make somebody else an admin first.")
