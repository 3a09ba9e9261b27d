"""What stands before every request: who may call, and how much may be sent.

The service binds to loopback, but every web page that a person has open can reach loopback too: by a name of its own
(DNS rebinding, seen in Host) or by a form or script (seen in Origin and Sec-Fetch-Site). Both are refused here.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.errors import error_response
from core.errors import Forbidden, TooLarge, VermeilError

_HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[^\s\[\]/?#@:,]+)(:(?P<port>[0-9]{1,5}))?")
_PORTS = range(1, 2**16)
LED_BACK = "/api/session/provider/back"
"""Where a sign-in service leads people back to: the one route that another page may lead to."""


class GuardOrigin:
    """Refuse requests and websockets under foreign host names, and those that a page from another place sends.

    A page of another program on this machine differs by its port alone, and shares our cookies: what comes from a page
    must come from the very address that it goes to. Only a link to the page may stand elsewhere.
    """

    def __init__(self, app: ASGIApp, allowed_hosts: Collection[str]) -> None:
        self.app = app
        self.allowed = {host.strip("[]").lower() for host in allowed_hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket"):
            refused = self.refusal(scope["path"], Headers(scope=scope))
            if refused is not None:
                await _refuse(refused, scope, receive, send)
                return
        await self.app(scope, receive, _unframed(send))

    def refusal(self, path: str, headers: Headers) -> VermeilError | None:
        host = ",".join(headers.getlist("host")).lower()  # two of them are none of ours
        plain = _HOST.fullmatch(host)
        if plain is None or plain["name"].strip("[]") not in self.allowed or int(plain["port"] or 1) not in _PORTS:
            return Forbidden(
                "This name is not one of ours.", "Use the printed address, or add it to VERMEIL_ALLOWED_HOSTS."
            )
        origin = headers.get("origin")
        elsewhere = headers.get("sec-fetch-site", "none") not in ("same-origin", "none")
        if (origin is not None and place(origin) != host) or (elsewhere and not _followed_link(path, headers)):
            return Forbidden(
                "Another web page may not use this service.",
                "Open Vermeil's own page instead. A proxy before it has to pass the Host header on.",
            )
        return None


async def _refuse(error: VermeilError, scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008, "reason": error.message})
    else:
        await error_response(error)(scope, receive, send)


def _followed_link(path: str, headers: Headers) -> bool:
    """Whether a person is led to the page by a link, in a window and not in a frame."""
    modes = headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest")
    ours = path.startswith(("/api/", "/v1/")) and path != LED_BACK
    return modes == ("navigate", "document") and "origin" not in headers and not ours


def _unframed(send: Send) -> Send:
    """Nothing of ours is shown inside another page, where a click can be led astray."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["X-Frame-Options"] = "DENY"
            headers.append("Content-Security-Policy", "frame-ancestors 'none'")
            headers.setdefault("X-Content-Type-Options", "nosniff")
        await send(message)

    return sending


def hostname(address: str) -> str:
    """The host of an address without its port; "" where there is none or it cannot be read."""
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""


def place(origin: str) -> str:
    """Host and port of an origin as they stand in a Host header; "" where it has none."""
    return urlsplit(origin).netloc.lower() if hostname(origin) else ""


_UPLOADS = ("/api/documents", "/v1/audio/transcriptions", "/v1/audio/translations", "/_stcore/upload_file/")


class LimitBody:
    """Refuse bodies over `limit` bytes, by their header or, where they are sent in chunks, once they pass it."""

    def __init__(self, app: ASGIApp, upload_bytes: int, other_bytes: int) -> None:
        self.app = app
        self.upload_bytes = upload_bytes
        self.other_bytes = other_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        upload = scope["path"].startswith(_UPLOADS)
        limit = self.upload_bytes + 2**20 if upload else self.other_bytes
        declared = Headers(scope=scope).get("content-length", "0")
        refused = TooLarge(
            f"At most {limit >> 20} MB are taken.", "Send a smaller file, or raise VERMEIL_UPLOAD_BYTES."
        )
        if not declared.isdigit() or int(declared) > limit:
            await error_response(refused)(scope, receive, send)
            return
        received = 0

        async def counted() -> Message:
            nonlocal received
            part = await receive()
            received += len(part.get("body", b""))
            if received > limit:
                raise refused
            return part

        await self.app(scope, counted, send)
