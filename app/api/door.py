"""What stands right before the routes: text comes in clean, and whatever goes wrong inside leaves as an answer.

JSON can name half a surrogate pair (`"\\ud800"`), which is no character: no database, tokeniser or encoder takes it,
and not even an error that quotes it can be sent. In bodies it is replaced here by U+FFFD, for every field of every
route; what is percent-encoded wrongly in addresses and forms is replaced so by those who decode it.
"""

from __future__ import annotations

import asyncio
import re

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.errors import error_response, stopped, translate
from core.errors import BadInput

_ESCAPE = re.compile(
    rb"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[dD][89a-fA-F][0-9a-fA-F]{2}|.)"
    rb"|\xed[\xa0-\xbf][\x80-\xbf]",
    re.DOTALL,
)
"""An escape of JSON, whole (a pair of surrogates, one alone, or any other), or a surrogate written out as bytes."""

_LONGEST = 11
"""Bytes of a pair that are no whole one yet."""

_CHARSET = re.compile(rb";\s*charset\s*=[^;]*", re.IGNORECASE)


class CleanText:
    """Replaces lone surrogates in JSON bodies as they come, and takes forms as UTF-8 whatever they call themselves."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        kind = Headers(scope=scope).get("content-type", "").lower()
        if "form" in kind:
            scope["headers"] = [(n, _CHARSET.sub(b"", v) if n == b"content-type" else v) for n, v in scope["headers"]]
        held, begun = b"", False

        async def cleaned() -> Message:
            nonlocal held, begun
            part = await receive()
            if part["type"] == "http.request":
                text = held + part.get("body", b"")
                if not begun and b"\0" in text[:4]:
                    raise BadInput("The body is not UTF-8.", "Send JSON in UTF-8.")
                begun = begun or bool(text)
                text, held = clean(text, whole=not part.get("more_body", False))
                part = {**part, "body": text}
            return part

        await self.app(scope, receive if "form" in kind else cleaned, send)


def clean(text: bytes, *, whole: bool) -> tuple[bytes, bytes]:
    """The text without lone surrogates, and what of its end may be part of one, unless it is the `whole` rest.

    `text` begins outside of an escape. Its length stays.
    """
    if b"\\u" not in text and b"\xed" not in text and not text.endswith(b"\\"):
        return text, b""
    end = len(text) if whole else _begun(text)
    return _ESCAPE.sub(_replaced, text[:end]), text[end:]


def _begun(text: bytes) -> int:
    """Where something begins at the end of a text that may go on; the end where nothing does."""
    end, last = len(text), 0
    for match in _ESCAPE.finditer(text):
        if match.start() >= end - _LONGEST:
            return match.start()
        last = match.end()
    tail = text[max(last, end - 2) :]
    return end - len(tail) + min((at for at in map(tail.find, (b"\\", b"\xed")) if at >= 0), default=len(tail))


def _replaced(match: re.Match[bytes]) -> bytes:
    found = match[0]
    if len(found) == 3:
        return b"\xef\xbf\xbd"
    return rb"\ufffd" if len(found) == 6 else found


class Answered:
    """Answers in the usual shape where something unforeseen was raised, so that the connection can go on.

    What is raised once an answer has begun goes further: only an end of the connection can say so. A request that is
    cut off, because the service ends, is told that.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def noticed(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, noticed)
        except Exception as error:
            if begun or scope["type"] != "http":
                raise
            await error_response(translate(error))(scope, receive, send)
        except asyncio.CancelledError:
            if begun or scope["type"] != "http":
                raise
            await error_response(stopped())(scope, receive, send)
