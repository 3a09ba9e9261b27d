"""Links that work once: for the first admin, for whoever is invited, and for a new password."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, cast

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from core.errors import Conflict, NotFound
from core.types import JsonObject
from memory.account_tables import LinkRow, PersonRow
from memory.accounts.log import note
from memory.accounts.outside import Identity, add_identified
from memory.accounts.people import Person, Role, add, anybody, find, person_of
from memory.accounts.proof import new_token, password_hash, token_hash
from memory.accounts.sessions import set_password
from memory.database import Database, new_id, now

Purpose = Literal["first", "invitation", "reset"]
LINK_SECONDS = 7 * 86_400.0
SHORT_SECONDS = 86_400.0  # the first admin's, and a new password's


@dataclass(frozen=True, slots=True)
class Link:
    """A link without its token. `name` is whose password it sets."""

    id: str
    purpose: Purpose
    role: Role
    name: str | None
    created_at: float
    expires_at: float

    def to_json(self) -> JsonObject:
        """As the API sends it."""
        return {
            "id": self.id, "purpose": self.purpose, "role": self.role, "name": self.name,
            "created_at": round(self.created_at, 3), "expires_at": round(self.expires_at, 3),
        }  # fmt: skip


class Links:
    """The first admin becomes `owner`: what one person kept before there were accounts is theirs."""

    def __init__(self, database: Database, owner: str) -> None:
        self._database = database
        self._owner = owner

    def first(self) -> str | None:
        """A token for the first admin, in place of those before; None once somebody has an account."""
        with self._database.session() as session:
            if anybody(session):
                return None
            session.execute(delete(LinkRow).where(LinkRow.purpose == "first", LinkRow.used_at.is_(None)))
            return _add(session, "first", "admin", SHORT_SECONDS)[0]

    def invite(self, actor: str | None, role: Role) -> tuple[str, Link]:
        """A token for whoever is invited."""
        with self._database.session() as session:
            token, row = _add(session, "invitation", role, LINK_SECONDS)
            note(session, actor, "invited", detail=role)
            return token, _link(row, None)

    def reset(self, actor: str | None, person: str) -> tuple[str, Link]:
        """A token for a new password of that person, in place of those before. Raises `NotFound`."""
        with self._database.session() as session:
            row = find(session, person)
            session.execute(delete(LinkRow).where(LinkRow.person_id == person, LinkRow.used_at.is_(None)))
            token, made = _add(session, "reset", cast(Role, row.role), SHORT_SECONDS, person)
            note(session, actor, "offered a new password", person)
            return token, _link(made, row.name)

    def list(self) -> list[Link]:
        """Those that could still be used, the newest first."""
        query = select(LinkRow, PersonRow.name).outerjoin(PersonRow, PersonRow.id == LinkRow.person_id)
        query = query.where(LinkRow.used_at.is_(None), LinkRow.expires_at > now()).order_by(LinkRow.created_at.desc())
        with self._database.reading() as session:
            return [_link(*found) for found in session.execute(query)]

    def revoke(self, actor: str | None, link: str) -> None:
        """It works no more. Raises `NotFound`."""
        with self._database.session() as session:
            row = session.scalar(select(LinkRow).where(LinkRow.id == link, LinkRow.used_at.is_(None)))
            if row is None:
                raise NotFound("There is no such link.", "See the list of links that are open.")
            note(session, actor, "revoked a link", row.person_id, row.purpose)
            session.delete(row)

    def look(self, token: str) -> Link:
        """What a link is for. Raises `NotFound` for one that is forged, used or over."""
        with self._database.reading() as session:
            row = _open(session, token)
            return _link(row, session.scalar(select(PersonRow.name).where(PersonRow.id == row.person_id)))

    def redeem(self, token: str, name: str, password: str) -> Person:
        """Make the person, or set the password, that the link is for. Raises `NotFound` for a link that does not work,
        `BadName`, `NameTaken` and `BadPassword` for what can be mended: the link still works then."""
        self.look(token)  # before the work of hashing
        hashed = password_hash(password)
        with self._database.session() as session:
            link = _used(session, token)
            if link.purpose == "reset":
                row = find(session, link.person_id or "")
                set_password(session, row, hashed)
                note(session, row.id, "set a new password", row.id)
            else:
                row = add(session, name, hashed, cast(Role, link.role), link.id, self._takes_over(session, link))
                note(session, row.id, "joined", row.id, link.role)
            return person_of(row)

    def join(self, token: str, identity: Identity, names: Sequence[str]) -> Person:
        """Make the person that the link is for, whom a provider knows and who has no password.

        Raises `NotFound` for a link that does not work, or is for something else, and `NameTaken`.
        """
        with self._database.session() as session:
            link = _used(session, token)
            if link.purpose == "reset":
                raise _no_link()
            role, first = cast(Role, link.role), self._takes_over(session, link)
            row = add_identified(session, identity, names, role, link.id, first)
            note(session, row.id, "joined", row.id, link.role)
            return person_of(row)

    def _takes_over(self, session: Session, link: LinkRow) -> str | None:
        """Whose id the new person has: the one owner's of before, for the first admin."""
        if link.purpose != "first":
            return None
        if anybody(session):
            raise Conflict("There is an admin already.", "Ask for an invitation.")
        return self._owner


def _add(
    session: Session, purpose: Purpose, role: Role, seconds: float, person: str | None = None
) -> tuple[str, LinkRow]:
    token = new_token()
    row = LinkRow(
        id=new_id(), token_hash=token_hash(token), purpose=purpose, role=role, person_id=person,
        created_at=now(), expires_at=now() + seconds,
    )  # fmt: skip
    session.add(row)
    return token, row


def _open(session: Session, token: str) -> LinkRow:
    query = select(LinkRow).where(LinkRow.token_hash == token_hash(token))
    row = session.scalar(query.where(LinkRow.used_at.is_(None), LinkRow.expires_at > now()))
    if row is None:
        raise _no_link()
    return row


def _used(session: Session, token: str) -> LinkRow:
    row = _open(session, token)
    row.used_at = now()
    return row


def _no_link() -> NotFound:
    return NotFound("This link does not work, or not any more.", "Ask whoever gave it to you for a new one.")


def _link(row: LinkRow, name: str | None) -> Link:
    return Link(row.id, cast(Purpose, row.purpose), cast(Role, row.role), name, row.created_at, row.expires_at)
