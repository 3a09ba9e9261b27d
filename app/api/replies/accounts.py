"""Accounts: who is asking, who else there is, links, keys, and who did what."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from app.api.described import Reply
from memory.accounts.links import Purpose
from memory.accounts.people import Role


class SignedIn(Reply):
    """Who is signed in now."""

    id: str
    name: str = Field(description="Their name.", examples=["ada"])
    role: Role


class Me(SignedIn):
    """Who is asking."""

    accounts: bool = Field(description="False where one person has Vermeil to themselves.")
    password: bool = Field(description="False for who signs in elsewhere and has none here.")


class SignedOut(Reply):
    """That nobody is signed in any more."""

    signed_out: Literal[True] = Field(description="It is so.")


class Ways(Reply):
    """How one may sign in beside by name and password."""

    provider: str | None = Field(description="What the sign-in service is called; null for none.")


class PasswordChanged(Reply):
    """That the password is another one."""

    changed: Literal[True] = Field(description="It is so.")


class Linked(Reply):
    """Whether one may sign in with the sign-in service, too."""

    linked: bool | None = Field(description="Null where there is no such service.")


class Key(Reply):
    """An API key, without the key itself."""

    id: str
    name: str
    created_at: float
    used_at: float | None = Field(description="When it was used last, to the minute, in seconds since 1970.")


class Keys(Reply):
    """One's API keys."""

    keys: list[Key] = Field(description="Those that count.")


class NewlyMadeKey(Key):
    """A new API key."""

    key: str = Field(description="The key itself, which is never shown again.")


class Revoked(Reply):
    """That something counts no more."""

    revoked: str = Field(description="Its id.")


class Person(Reply):
    """Somebody with an account."""

    id: str
    name: str = Field(description="Their name.", examples=["ada"])
    role: Role
    disabled: bool
    created_at: float


class People(Reply):
    """Everybody with an account."""

    people: list[Person] = Field(description="All of them.")


class Link(Reply):
    """A link that works once, without its token."""

    id: str
    purpose: Purpose = Field(description="What it is for.")
    role: Role = Field(description="What whoever uses it is to be.")
    name: str | None = Field(description="Whose password it sets; null for somebody new.", examples=["bob"])
    created_at: float
    expires_at: float = Field(description="When it works no more, in seconds since 1970.")


class NewlyMadeLink(Link):
    """A new link."""

    path: str = Field(description="What stands behind the address of the page, and is never shown again.")


class Links(Reply):
    """The links that could still be used."""

    links: list[Link] = Field(description="All of them.")


class LogLine(Reply):
    """What somebody did."""

    at: float
    actor: str | None = Field(description="Who did it, by name; null where they have left, or nobody did.")
    action: str = Field(description="What was done.")
    subject: str | None = Field(description="To whom, by name.")
    detail: str | None = Field(description="More of it.")


class Log(Reply):
    """Who did what."""

    log: list[LogLine] = Field(description="The latest first.")


class Offered(Reply):
    """Whether it is still to be chosen if one person or several use Vermeil."""

    offered: bool = Field(description="True as long as nobody chose.")


class StaysAlone(Reply):
    """That one person keeps Vermeil to themselves."""

    several: Literal[False]
