"""The cookie of a session: no script can read it, and it comes with requests of our own pages alone."""

from __future__ import annotations

from starlette.requests import HTTPConnection
from starlette.responses import Response

from memory.accounts.sessions import SESSION_SECONDS

COOKIE = "vermeil_session"


def give(response: Response, token: str, request: HTTPConnection) -> None:
    response.set_cookie(
        COOKIE, token, max_age=int(SESSION_SECONDS), httponly=True, samesite="strict",
        secure=request.url.scheme == "https",
    )  # fmt: skip


def take(response: Response) -> None:
    response.delete_cookie(COOKIE, httponly=True, samesite="strict")
