"""A proxy before Vermeil: what it says of the browser, and, where a setting asks for it, of the person.

Only whoever connects from an address that is listed is believed. The address that counts is that of the connection
itself, noted before `X-Forwarded-For` takes its place: else anybody near could write a listed one into that header.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from core.errors import BadInput
from core.settings import Network, Settings

LOOPBACK = ("127.0.0.1", "::1")
_PEER = "vermeil.peer"


class Forwarded:
    """Takes a browser's address and scheme from the proxies that are listed, and from this machine."""

    def __init__(self, app: ASGIApp, proxies: Iterable[Network]) -> None:
        trusted = [*LOOPBACK, *map(str, proxies)]
        self.app = ProxyHeadersMiddleware(app, trusted)  # type: ignore[arg-type]  # uvicorn's names for the same types

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        client = scope.get("client")
        scope[_PEER] = client[0] if client else ""
        await self.app(scope, receive, send)  # type: ignore[arg-type]


class BadHeader(BadInput):
    """A proxy says who somebody is in a way that cannot be read."""

    code = "bad_header"


def vouched(request: HTTPConnection) -> str | None:
    """Who the request is from, in the words of a proxy that is listed; None where none says so.

    Raises `BadHeader` for two values, of which one may be the browser's own, and for what is not UTF-8.
    """
    settings: Settings = request.app.state.settings
    name = settings.trusted_header.lower().encode("latin-1")
    if not name or not _is_listed(request.scope.get(_PEER, ""), settings.trusted_proxies):
        return None
    values = [value.strip() for header, value in request.scope["headers"] if header.lower() == name]
    if len(values) > 1:
        raise BadHeader(
            f"The header {settings.trusted_header} came twice.", "Let the proxy replace what a browser sends."
        )
    try:
        said: str = values[0].decode("utf-8") if values else ""
    except UnicodeDecodeError:
        raise BadHeader(
            f"The header {settings.trusted_header} is not UTF-8.", "See the settings of the proxy."
        ) from None
    return said or None


def _is_listed(peer: str, proxies: Iterable[Network]) -> bool:
    try:
        address = ipaddress.ip_address(peer)
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return any(address in network for network in proxies)
