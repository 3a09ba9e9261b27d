"""Signing in and out, and links that work once. What comes here are forms, as a page without scripts sends them.

A program gets JSON; a browser is led back to the page, with the code of what was refused in its address.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractContextManager
from functools import partial
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, RedirectResponse

from app.api import session_cookie
from app.api.caller import WITH_ACCOUNTS, Who, open_to_everybody
from app.api.deps import Threads, Wired
from app.api.described import LEADS_ON, replies
from app.api.errors import error_response
from app.api.replies.accounts import Link, SignedIn, SignedOut
from app.api.throttle import Throttle
from core.errors import VermeilError
from core.types import JsonObject
from memory.accounts.sessions import Caller

router = APIRouter(tags=["accounts"], dependencies=[WITH_ACCOUNTS], responses=LEADS_ON)

Field = Annotated[str, Form(max_length=1_000)]
PAGE = "page"


@router.post("/session", responses=replies(SignedIn))
@open_to_everybody
async def sign_in(request: Request, wired: Wired, threads: Threads, username: Field, password: Field) -> Response:
    """Sign in by name and password."""

    def opened() -> tuple[str, Caller]:
        with guarded(request, username):
            return wired.stores.sessions.sign_in(username, password)

    return await led(request, partial(threads.passwords.run, opened), {})


@router.delete("/session", responses=replies(SignedOut))
async def sign_out(caller: Who, wired: Wired) -> Response:
    """Sign out: the session counts no more, wherever its cookie still is."""
    if caller.session is not None:
        await run_in_threadpool(wired.stores.sessions.end, caller.session)
    response = JSONResponse({"signed_out": True})
    session_cookie.take(response)
    return response


@router.get("/links/{token}", responses=replies(Link))
@open_to_everybody
def look(token: str, wired: Wired) -> JsonObject:
    """What a link is for, as long as it works."""
    return wired.stores.links.look(token).to_json()


@router.post("/links/{token}", responses=replies(SignedIn))
@open_to_everybody
async def redeem(
    token: str, request: Request, wired: Wired, threads: Threads, password: Field, username: Field = ""
) -> Response:
    """Use a link: become somebody, under that name, or set a new password. Signs in."""

    def redeemed() -> tuple[str, Caller]:
        person = wired.stores.links.redeem(token, username, password)
        return wired.stores.sessions.open(person.id)

    return await led(request, partial(threads.passwords.run, redeemed), {"link": token})


def guarded(request: Request, name: str) -> AbstractContextManager[None]:
    """The block tries the password of a name for whoever sent the request. Raises `Throttled`."""
    throttle: Throttle = request.app.state.throttle
    return throttle.guarding(name, request.client.host if request.client else "")


async def led(
    request: Request, opened: Callable[[], Awaitable[tuple[str, Caller]]], back: Mapping[str, str]
) -> Response:
    """The answer with the cookie of the session that was opened, or with why there is none.

    `back`: what the page is to have in its address then, as it is by the time that nothing was opened; see `sent_back`.
    """
    try:
        token, caller = await opened()
    except VermeilError as error:
        return sent_back(request, error, back)
    told = {"id": caller.person, "name": caller.name, "role": caller.role}
    page = RedirectResponse(back.get(PAGE, "/"), status_code=303)
    response: Response = page if _browses(request) else JSONResponse(told)
    session_cookie.give(response, token, request)
    return response


def sent_back(request: Request, error: VermeilError, back: Mapping[str, str]) -> Response:
    """Why somebody is not signed in: for a browser the page that says so, the first one or the `PAGE` of `back`."""
    page, told = back.get(PAGE, "/"), {name: value for name, value in back.items() if name != PAGE}
    refused = urlencode({"refused": error.code, **told})
    return RedirectResponse(f"{page}?{refused}", status_code=303) if _browses(request) else error_response(error)


def _browses(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "")
