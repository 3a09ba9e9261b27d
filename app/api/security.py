"""What stands before every request: who may call, and how much may be sent.

The service binds to loopback, but every web page that a person has open can reach loopback too: by a name of its own
(DNS rebinding, seen in Host) or by a form or script (seen in Origin and Sec-Fetch-Site). Both are refused here.
"""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.errors import error_response
from core.errors import Forbidden, TooLarge, VermeilError


class GuardOrigin:
    """Refuse requests under foreign host names, and those that a page from another place sends.

    A page of another program on this machine differs by its port alone, so ours are known by name and port.
    """

    def __init__(self, app: ASGIApp, allowed_hosts: Collection[str], ports: Collection[int]) -> None:
        self.app = app
        self.ports = ports
        self.allowed = {host.strip("[]").lower() for host in allowed_hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            refused = self.refusal(Headers(scope=scope))
            if refused is not None:
                await error_response(refused)(scope, receive, send)
                return
        await self.app(scope, receive, send)

    def refusal(self, headers: Headers) -> VermeilError | None:
        if hostname(f"//{headers.get('host', '')}") not in self.allowed:
            return Forbidden(
                "This name is not one of ours.", "Use the printed address, or add it to VERMEIL_ALLOWED_HOSTS."
            )
        origin = headers.get("origin")
        foreign = origin is not None and not (hostname(origin) in self.allowed and port(origin) in self.ports)
        if foreign or headers.get("sec-fetch-site") == "cross-site":
            return Forbidden("Another web page may not use this service.", "Open Vermeil's own page instead.")
        return None


def hostname(address: str) -> str:
    """The host of an address without its port; "" where there is none or it cannot be read."""
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""


def port(origin: str) -> int | None:
    try:
        parts = urlsplit(origin)
        return parts.port or {"http": 80, "https": 443}.get(parts.scheme)
    except ValueError:
        return None


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
        upload = scope["path"] in ("/api/documents", "/v1/audio/transcriptions")
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
