"""The tables of accounts: people, what they sign in with, and who did what. Of every secret only a hash is kept."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from memory.tables import Base, new_id, now


class PersonRow(Base):
    """Somebody with an account; `id` is the owner of everything of theirs.

    The first admin has the id of the one owner of before, and each link makes at most one person: however many try at
    once, these two constraints let one through.
    """

    __tablename__ = "people"
    __table_args__ = (
        UniqueConstraint("name", name="people_name"),
        UniqueConstraint("skeleton", name="people_skeleton"),
        UniqueConstraint("link_id", name="people_link"),
    )

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(doc="Normalised: see `memory.accounts.names`.")
    skeleton: Mapped[str] = mapped_column(doc="What all names share that look like this one.")
    password: Mapped[str] = mapped_column(doc="Argon2id, with its salt and costs; empty for who has none.")
    role: Mapped[str] = mapped_column(doc="`user` or `admin`.")
    disabled: Mapped[bool] = mapped_column(default=False)
    link_id: Mapped[str | None] = mapped_column(doc="The link that they came by.")
    left_at: Mapped[float | None] = mapped_column(doc="Deleted: the row goes once nothing of theirs can come after it.")
    created_at: Mapped[float] = mapped_column(default=now)


class SessionRow(Base):
    """A browser that is signed in. Signing out, a new password and deleting the person remove it."""

    __tablename__ = "sessions"
    __table_args__ = (UniqueConstraint("token_hash", name="sessions_token_hash"), Index("sessions_person", "person_id"))

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    token_hash: Mapped[str]
    created_at: Mapped[float] = mapped_column(default=now)
    expires_at: Mapped[float]


class KeyRow(Base):
    """An API key of a person, shown once."""

    __tablename__ = "api_keys"
    __table_args__ = (UniqueConstraint("token_hash", name="api_keys_token_hash"), Index("api_keys_person", "person_id"))

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    name: Mapped[str]
    token_hash: Mapped[str]
    created_at: Mapped[float] = mapped_column(default=now)
    used_at: Mapped[float | None] = mapped_column(doc="To the minute.")


class IdentityRow(Base):
    """Who a person is to a provider of OpenID Connect: one account for each issuer and subject."""

    __tablename__ = "identities"
    __table_args__ = (
        UniqueConstraint("issuer", "subject", name="identities_subject"),
        Index("identities_person", "person_id"),
    )

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    person_id: Mapped[str] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    issuer: Mapped[str]
    subject: Mapped[str]
    created_at: Mapped[float] = mapped_column(default=now)


class LinkRow(Base):
    """A link that works once: for the first admin, for somebody invited, or for a new password of `person_id`."""

    __tablename__ = "links"
    __table_args__ = (UniqueConstraint("token_hash", name="links_token_hash"), Index("links_person", "person_id"))

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    token_hash: Mapped[str]
    purpose: Mapped[str] = mapped_column(doc="`first`, `invitation` or `reset`.")
    role: Mapped[str]
    person_id: Mapped[str | None] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    created_at: Mapped[float] = mapped_column(default=now)
    expires_at: Mapped[float]
    used_at: Mapped[float | None]


class LogRow(Base):
    """Who did what to whom, by ids: names are looked up, so that who is deleted is named no more."""

    __tablename__ = "log"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    at: Mapped[float] = mapped_column(default=now)
    actor: Mapped[str | None] = mapped_column(doc="None for whoever stood at the machine itself.")
    action: Mapped[str]
    subject: Mapped[str | None] = mapped_column(doc="The person that it was done to.")
    detail: Mapped[str | None]
