"""Addresses without a route: below `/api` and `/v1` there is nothing, everywhere else the page.

Whoever opens the page by a proxy that vouches for them gets a session with it: the page's process knows cookies only.
"""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api import session_cookie
from app.api.caller import identified, not_signed_in
from app.api.errors import error_response
from app.api.page import Page
from app.api.proxy import vouched
from core.errors import VermeilError

_UPLOADS = "/_stcore/upload_file"
_SAID_ALREADY = ("refused", "link")  # what the page shows beside the way in


def beside(nothing: ASGIApp, page: Page) -> ASGIApp:
    """What answers where no route of ours does."""

    async def elsewhere(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"].split("/")[1:2] in (["api"], ["v1"]):
            await nothing(scope, receive, send)
        elif scope["type"] == "http" and _opens_the_page(request := Request(scope)):
            await _opened(page, request, receive, send)
        elif scope["path"].startswith(_UPLOADS) and await identified(Request(scope)) is None:
            await error_response(not_signed_in())(scope, receive, send)
        else:
            await page(scope, receive, send)

    return elsewhere


def _opens_the_page(request: Request) -> bool:
    return request.method == "GET" and "text/html" in request.headers.get("accept", "")


async def _opened(page: Page, request: Request, receive: Receive, send: Send) -> None:
    try:
        token = await _vouched_session(request)
    except VermeilError as error:
        token = None
        if not any(name in request.query_params for name in _SAID_ALREADY):
            refused = RedirectResponse(f"/?{urlencode({'refused': error.code})}", status_code=303)
            await refused(request.scope, receive, send)
            return
    await page(request.scope, receive, _with_cookie(send, token, request) if token else send)


async def _vouched_session(request: Request) -> str | None:
    """The token of a new session for whoever a proxy vouches for, if they have none."""
    if not request.app.state.settings.accounts or vouched(request) is None:
        return None
    caller = await identified(request)
    if caller is None or caller.session or caller.key:
        return None
    stores = request.app.state.warmup.services.get().stores
    token, _ = await run_in_threadpool(stores.sessions.open, caller.person)
    return str(token)


def _with_cookie(send: Send, token: str, request: Request) -> Send:
    carrier = Response()
    session_cookie.give(carrier, token, request)

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.append("Set-Cookie", carrier.headers["set-cookie"])
            headers["Cache-Control"] = "no-store"
        await send(message)

    return sending
