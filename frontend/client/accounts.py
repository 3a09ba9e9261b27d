"""The part of the HTTP client that is about accounts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from frontend.client.account_records import Key, Link, LogLine, Me, Person, Role


class Accounts:
    """Methods raise `ApiError`, as those of `Client` do, through which they speak."""

    def __init__(self, json: Callable[..., Any]) -> None:
        self._json = json

    # --- one's own ----------------------------------------------------------------------------------------------------

    def me(self) -> Me:
        """Who this client speaks for; the code of the error is `not_signed_in` for nobody."""
        return Me.from_json(self._json("GET", "/api/me"))

    def sign_out(self) -> None:
        self._json("DELETE", "/api/session")

    def change_password(self, old: str, new: str) -> None:
        self._json("PUT", "/api/me/password", json={"old": old, "new": new})

    def leave(self) -> None:
        """Delete one's account with everything of one's own."""
        self._json("DELETE", "/api/me")

    def is_linked(self) -> bool | None:
        """Whether one may sign in with the sign-in service, too; None where there is none."""
        linked: bool | None = self._json("GET", "/api/me/provider")["linked"]
        return linked

    def unlink(self) -> None:
        """Sign in by one's password alone again."""
        self._json("DELETE", "/api/me/provider")

    def keys(self) -> list[Key]:
        return [Key.from_json(value) for value in self._json("GET", "/api/me/keys")["keys"]]

    def add_key(self, name: str) -> Key:
        """A new API key, with its secret."""
        return Key.from_json(self._json("POST", "/api/me/keys", json={"name": name}))

    def revoke_key(self, key: str) -> None:
        self._json("DELETE", f"/api/me/keys/{key}")

    # --- coming in ----------------------------------------------------------------------------------------------------

    def provider(self) -> str | None:
        """What the sign-in service is called that people may use in place of a password; None for none."""
        name = self._json("GET", "/api/session")["provider"]
        return None if name is None else str(name)

    def are_offered(self) -> bool:
        """Whether it is still to be chosen if one person or several use Vermeil."""
        return bool(self._json("GET", "/api/accounts")["offered"])

    def stay_alone(self) -> None:
        """One person keeps Vermeil to themselves, and is not asked any more."""
        self._json("PUT", "/api/accounts", json={"several": False})

    # --- links --------------------------------------------------------------------------------------------------------

    def link(self, token: str) -> Link:
        """What a link is for."""
        return Link.from_json(self._json("GET", f"/api/links/{quote(token, safe='')}"))

    # --- for admins ---------------------------------------------------------------------------------------------------

    def people(self) -> list[Person]:
        return [Person.from_json(value) for value in self._json("GET", "/api/people")["people"]]

    def change(self, person: str, *, role: Role | None = None, disabled: bool | None = None) -> None:
        self._json("PATCH", f"/api/people/{person}", json={"role": role, "disabled": disabled})

    def delete(self, person: str) -> None:
        self._json("DELETE", f"/api/people/{person}")

    def reset(self, person: str) -> Link:
        """A link to a new password, with its path."""
        return Link.from_json(self._json("POST", f"/api/people/{person}/reset"))

    def invite(self, role: Role) -> Link:
        """A link for somebody new, with its path."""
        return Link.from_json(self._json("POST", "/api/invitations", json={"role": role}))

    def links(self) -> list[Link]:
        """Those that could still be used."""
        return [Link.from_json(value) for value in self._json("GET", "/api/invitations")["links"]]

    def revoke_link(self, link: str) -> None:
        self._json("DELETE", f"/api/invitations/{link}")

    def log(self) -> list[LogLine]:
        """The latest first."""
        return [LogLine.from_json(value) for value in self._json("GET", "/api/log")["log"]]
