"""Who is asking. This stands before every route: one that is new is closed until it says otherwise.

With accounts it is told by the cookie of a session or by an API key; without, it is the one owner. It is never read
from what a request says. What was revoked counts no more from the next request on, and what is being sent to whoever
came with it ends within `ASKED_SECONDS`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Request
from fastapi.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection

from core.errors import Forbidden, NotFound, NotSignedIn
from core.settings import Settings
from memory.accounts.sessions import Caller, Sessions

COOKIE = "vermeil_session"
ASKED_SECONDS = 1.0
_OPEN = "_open_to_everybody"
Endpoint = TypeVar("Endpoint", bound=Callable[..., Any])


def open_to_everybody(endpoint: Endpoint) -> Endpoint:
    """Marks a route that asks nobody who they are."""
    setattr(endpoint, _OPEN, True)
    return endpoint


async def admitted(request: Request) -> Caller | None:
    """Whoever is asking; None at a route that is open to everybody. Raises `NotSignedIn`."""
    if getattr(request.scope.get("endpoint"), _OPEN, False):
        return None
    found = await identified(request)
    if found is None:
        raise not_signed_in()
    return found


async def identified(request: HTTPConnection) -> Caller | None:
    """Whoever it is, at any address; None for nobody."""
    settings: Settings = request.app.state.settings
    if not settings.accounts:
        return Caller(settings.owner, settings.owner, "admin")
    sessions: Sessions = (await request.app.state.warmup.services.wait()).stores.sessions
    found = await run_in_threadpool(_looked_up, sessions, request)
    if found is not None:
        request.state.holds = lambda: sessions.holds(found)
    return found


def _looked_up(sessions: Sessions, request: HTTPConnection) -> Caller | None:
    """A key goes before a cookie, so that a program with a wrong one hears of it."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return sessions.by_key(token.strip())
    cookie = request.cookies.get(COOKIE)
    return sessions.by_cookie(cookie) if cookie else None


def not_signed_in() -> NotSignedIn:
    return NotSignedIn("Nobody is signed in.", "Sign in on the page, or send an API key as `Authorization: Bearer …`.")


async def who(found: Annotated[Caller | None, Depends(admitted)]) -> Caller:
    """Whoever is asking, for routes that need to know."""
    if found is None:
        raise not_signed_in()
    return found


Who = Annotated[Caller, Depends(who)]


async def owner(caller: Who) -> str:
    """Whose rows may be seen and changed."""
    return caller.person


Owner = Annotated[str, Depends(owner)]


async def admin(caller: Who) -> Caller:
    """Whoever is asking, if they may change what serves everybody. Raises `Forbidden` for others."""
    if caller.role != "admin":
        raise Forbidden("Only an admin may do this.", "Ask one.")
    return caller


async def in_person(caller: Who) -> Caller:
    """Whoever is asking, if signed in: an API key asks and searches, and changes no account. Raises `Forbidden`."""
    if caller.key is not None:
        raise Forbidden("An API key may not change this.", "Sign in on the page.")
    return caller


async def with_accounts(request: Request) -> None:
    """Raises `NotFound` where one person has Vermeil to themselves."""
    settings: Settings = request.app.state.settings
    if not settings.accounts:
        raise NotFound("There are no accounts here.", "Set VERMEIL_ACCOUNTS=true, and start Vermeil again.")


ONLY_ADMINS, IN_PERSON, WITH_ACCOUNTS = Depends(admin), Depends(in_person), Depends(with_accounts)
"""These stand among the `dependencies` of a route or of a router."""
