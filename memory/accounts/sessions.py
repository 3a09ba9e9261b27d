"""What proves who is asking: a session of a browser, or an API key of a program."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import Session

from core.errors import BadInput, Conflict, NotFound, NotSignedIn
from core.types import JsonObject
from memory.account_tables import KeyRow, PersonRow, SessionRow
from memory.accounts.log import note
from memory.accounts.names import BadName, normalised
from memory.accounts.people import Role, find
from memory.accounts.proof import is_password, new_token, password_hash, token_hash
from memory.database import Database, new_id, now

SESSION_SECONDS = 30 * 86_400.0
KEY_PREFIX = "vermeil-"
MOST_KEYS = 100
_NOTED_SECONDS = 60.0  # between two notes that a key was used


class WrongPassword(NotSignedIn):
    """No such name and password. It is not said which of the two is wrong."""

    code = "wrong_password"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is asking, and by which session or key; by neither where one person has Vermeil to themselves, or where a
    proxy says who it is. `password`: whether they can sign in by one."""

    person: str
    name: str
    role: Role
    session: str | None = None
    key: str | None = None
    password: bool = True


@dataclass(frozen=True, slots=True)
class Key:
    """An API key, without the key itself. `used_at` is exact to a minute, None where it was never used."""

    id: str
    name: str
    created_at: float
    used_at: float | None

    def to_json(self) -> JsonObject:
        """As the API sends it."""
        used = None if self.used_at is None else round(self.used_at, 3)
        return {"id": self.id, "name": self.name, "created_at": round(self.created_at, 3), "used_at": used}


class Sessions:
    """Signing in and out, and keys. Every request asks anew: what was revoked counts no more from then on."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # --- who is it ----------------------------------------------------------------------------------------------------

    def by_cookie(self, token: str) -> Caller | None:
        """Who signed in with that token, if that still counts."""
        query = select(PersonRow, SessionRow.id).join(SessionRow).where(SessionRow.token_hash == token_hash(token))
        with self._database.reading() as session:
            found = session.execute(query.where(SessionRow.expires_at > now(), _may_come_in())).first()
        return found and _caller(found[0], session=found[1])

    def by_key(self, token: str) -> Caller | None:
        """Whose key it is, if it still counts; that it was used is noted."""
        query = select(PersonRow, KeyRow.id, KeyRow.used_at).join(KeyRow)
        with self._database.reading() as session:
            found = session.execute(query.where(KeyRow.token_hash == token_hash(token), _may_come_in())).first()
        if found is None:
            return None
        if (found[2] or 0.0) < now() - _NOTED_SECONDS:
            with self._database.session() as session:
                session.execute(update(KeyRow).where(KeyRow.id == found[1]).values(used_at=now()))
        return _caller(found[0], key=found[1])

    def holds(self, caller: Caller) -> bool:
        """Whether what the caller came with still counts."""
        mine = select(PersonRow.id).where(PersonRow.id == caller.person, _may_come_in())
        if caller.session is not None:
            mine = mine.join(SessionRow).where(SessionRow.id == caller.session, SessionRow.expires_at > now())
        elif caller.key is not None:
            mine = mine.join(KeyRow).where(KeyRow.id == caller.key)
        with self._database.reading() as session:
            return session.scalar(mine) is not None

    # --- in and out ---------------------------------------------------------------------------------------------------

    def sign_in(self, name: str, password: str) -> tuple[str, Caller]:
        """The token of a new session. Raises `WrongPassword`, after as long a time for a name that nobody has."""
        try:
            known = normalised(name)
        except BadName:
            known = ""
        with self._database.reading() as session:
            row = session.scalar(select(PersonRow).where(PersonRow.name == known, _may_come_in()))
        if not is_password(password, None if row is None else row.password) or row is None:
            raise WrongPassword("This name and password do not fit.", "Try again, or ask an admin for a new password.")
        return self.open(row.id, row.password)

    def open(self, person: str, password: str | None = None) -> tuple[str, Caller]:
        """A new session of somebody who has proved it; what is over is tidied away.

        `password`: the hash that was compared, which must still be in force.
        """
        token, id = new_token(), new_id()
        with self._database.session() as session:
            row = find(session, person)
            if row.disabled or (password is not None and row.password != password):
                raise WrongPassword("This account cannot be used just now.", "Ask an admin.")
            session.execute(delete(SessionRow).where(SessionRow.expires_at < now()))
            expires = now() + SESSION_SECONDS
            session.add(SessionRow(id=id, person_id=person, token_hash=token_hash(token), expires_at=expires))
            note(session, person, "signed in")
            return token, _caller(row, session=id)

    def end(self, session: str) -> None:
        """Sign out."""
        with self._database.session() as writing:
            row = writing.get(SessionRow, session)
            if row is not None:
                note(writing, row.person_id, "signed out")
                writing.delete(row)

    def check_password(self, caller: Caller, password: str) -> str:
        """The hash that it fits. Raises `WrongPassword`."""
        with self._database.reading() as session:
            hashed = find(session, caller.person).password
        if not is_password(password, hashed):
            raise WrongPassword("This is not your password.", "Try again, or ask an admin for a link to a new one.")
        return hashed

    def change_password(self, caller: Caller, old: str, new: str) -> None:
        """Every other session of the caller ends. Raises `WrongPassword` and `BadPassword`."""
        before = self.check_password(caller, old)
        after = password_hash(new)
        with self._database.session() as session:
            row = find(session, caller.person)
            if row.password != before:
                raise Conflict("The password was changed meanwhile.", "Sign in again.")
            set_password(session, row, after, but=caller.session)
            note(session, caller.person, "changed the password", caller.person)

    # --- keys ---------------------------------------------------------------------------------------------------------

    def keys(self, person: str) -> list[Key]:
        """The person's keys, the newest first."""
        query = select(KeyRow).where(KeyRow.person_id == person).order_by(KeyRow.created_at.desc(), KeyRow.id)
        with self._database.reading() as session:
            return [_key(row) for row in session.scalars(query)]

    def add_key(self, person: str, name: str) -> tuple[str, Key]:
        """A new key, and the only time that it can be seen. Raises `BadInput` for a name that is none."""
        title = " ".join(name.split())[:100]
        if not title:
            raise BadInput("A key needs a name.", "Say what it is for.")
        token = KEY_PREFIX + new_token()
        with self._database.session() as session:
            if len(session.scalars(select(KeyRow.id).where(KeyRow.person_id == person)).all()) >= MOST_KEYS:
                raise Conflict(f"You have {MOST_KEYS} keys already.", "Revoke those that nobody uses.")
            row = KeyRow(id=new_id(), person_id=find(session, person).id, name=title, token_hash=token_hash(token))
            session.add(row)
            note(session, person, "made a key", person, title)
            session.flush()
            return token, _key(row)

    def revoke_key(self, person: str, key: str) -> None:
        """It counts no more. Raises `NotFound` for a key that is not there or somebody else's."""
        with self._database.session() as session:
            row = session.scalar(select(KeyRow).where(KeyRow.id == key, KeyRow.person_id == person))
            if row is None:
                raise NotFound("There is no such key.", "See the list of your keys.")
            note(session, person, "revoked a key", person, row.name)
            session.delete(row)


def set_password(session: Session, row: PersonRow, hashed: str, but: str | None = None) -> None:
    """A new password; all sessions but one end."""
    row.password = hashed
    mine = delete(SessionRow).where(SessionRow.person_id == row.id)
    session.execute(mine if but is None else mine.where(SessionRow.id != but))


def _may_come_in() -> ColumnElement[bool]:
    return PersonRow.disabled.is_(False) & PersonRow.left_at.is_(None)


def _caller(row: PersonRow, session: str | None = None, key: str | None = None) -> Caller:
    return Caller(row.id, row.name, cast(Role, row.role), session, key, bool(row.password))


def _key(row: KeyRow) -> Key:
    return Key(row.id, row.name, row.created_at, row.used_at)
