"""Who is asking. This stands before every route: one that is new is closed until it says otherwise.

With accounts it is told by the cookie of a session, by an API key, or by a proxy that the settings trust; without, it
is the one owner. It is never read from what else a request says. What was revoked counts no more from the next request
on, and what is being sent to whoever came with it ends within `ASKED_SECONDS`.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Request
from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.proxy import vouched
from app.api.session_cookie import COOKIE
from app.wiring.stores import Stores
from core.errors import Forbidden, NotFound, NotSignedIn, TooLarge
from core.settings import Settings
from memory.accounts.sessions import Caller

ASKED_SECONDS = 1.0
FORM_BYTES = 2**16  # where nobody is asked who they are, a form is all that is expected
_OPEN = "_open_to_everybody"
Endpoint = TypeVar("Endpoint", bound=Callable[..., Any])


def open_to_everybody(endpoint: Endpoint) -> Endpoint:
    """Marks a route that asks nobody who they are."""
    setattr(endpoint, _OPEN, True)
    return endpoint


class KnownFirst:
    """Takes not a byte of a body before it is known who sends it: nobody else can have an upload kept here."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        asked, most, taken = False, math.inf, 0

        async def from_somebody() -> Message:
            nonlocal asked, most, taken
            if not asked:  # the route is found by now
                asked = True
                if await admitted(Request(scope)) is None:
                    most = FORM_BYTES
                    _check_size(int(Headers(scope=scope).get("content-length", "0")), most)
            part = await receive()
            taken += len(part.get("body", b""))
            _check_size(taken, most)
            return part

        await self.app(scope, from_somebody, send)


def _check_size(size: int, most: float) -> None:
    if size > most:
        raise TooLarge("This is too much for a form.", "Send what it asks for, and no files.")


async def admitted(request: HTTPConnection) -> Caller | None:
    """Whoever is asking; None at a route that is open to everybody. Raises `NotSignedIn`."""
    if getattr(request.scope.get("endpoint"), _OPEN, False):
        return None
    found = await identified(request)
    if found is None:
        raise not_signed_in()
    return found


async def identified(request: HTTPConnection) -> Caller | None:
    """Whoever it is, at any address; None for nobody. A request is asked once."""
    settings: Settings = request.app.state.settings
    if not settings.accounts:
        return Caller(settings.owner, settings.owner, "admin")
    if not hasattr(request.state, "caller"):
        stores: Stores = (await request.app.state.warmup.services.wait()).stores
        request.state.caller = found = await run_in_threadpool(_looked_up, stores, request)
        if found is not None:
            request.state.holds = lambda: stores.sessions.holds(found)
    known: Caller | None = request.state.caller
    return known


def _looked_up(stores: Stores, request: HTTPConnection) -> Caller | None:
    """A key goes before a cookie, so that a program with a wrong one hears of it; a proxy before another's cookie."""
    scheme, _, token = ",".join(request.headers.getlist("authorization")).partition(" ")  # two of them are no key
    if scheme.lower() == "bearer":
        return stores.sessions.by_key(token.strip())
    cookie = request.cookies.get(COOKIE)
    signed_in = stores.sessions.by_cookie(cookie) if cookie else None
    name = vouched(request)
    if name is None:
        return signed_in
    person = stores.outside.named(name, create=request.app.state.settings.trusted_header_creates)
    if signed_in is not None and signed_in.person == person.id:
        return signed_in
    return Caller(person.id, person.name, person.role)


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
