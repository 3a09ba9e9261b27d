"""The page at our own address: requests and websockets are passed on to the process that draws it.

That process runs Python all the time that people click. In this one it would take the interpreter from those who
search and ask (docs/notes.md has the figures), so it keeps its own, behind a socket that only we can reach.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Iterable
from typing import cast

import httpx
from starlette.datastructures import Headers
from starlette.types import Message, Receive, Scope, Send
from websockets.asyncio.client import ClientConnection, unix_connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake
from websockets.frames import CloseCode
from websockets.typing import Origin, Subprotocol

from core.errors import NotReady

RawHeaders = Iterable[tuple[bytes, bytes]]

# What is between two ends of one connection, and is not passed on (RFC 9110, 7.6.1).
_HOP_BY_HOP = frozenset({
    b"connection", b"keep-alive", b"proxy-authenticate", b"proxy-authorization", b"proxy-connection", b"te", b"trailer",
    b"transfer-encoding", b"upgrade",
})  # fmt: skip
_OF_THE_HANDSHAKE = frozenset({
    b"host", b"origin", b"sec-websocket-key", b"sec-websocket-version", b"sec-websocket-extensions",
    b"sec-websocket-protocol",
})  # fmt: skip
_KEPT_SECONDS = 2.0  # for an idle connection; its other end keeps one for five


class Page:
    """An ASGI application that speaks HTTP and websockets to the server behind a socket of the file system.

    Nothing is gathered on the way: bodies and messages pass in the pieces in which they come.
    """

    def __init__(self, socket: str) -> None:
        self._socket = socket
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=20, keepalive_expiry=_KEPT_SECONDS)
        transport = httpx.AsyncHTTPTransport(uds=socket, limits=limits)
        self._http = httpx.AsyncClient(transport=transport, timeout=None, follow_redirects=False)  # noqa: S113 - a person waits
        self._http.headers.clear()

    async def aclose(self) -> None:
        await self._http.aclose()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self._websocket(scope, receive, send)
        else:
            await self._request(scope, receive, send)

    # --- requests -----------------------------------------------------------------------------------------------------

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Raises `NotReady` where the page does not answer."""
        headers = [*_passed(scope["headers"])]
        has_body = any(name in (b"content-length", b"transfer-encoding") for name, _ in scope["headers"])
        url = httpx.URL(scheme="http", host="page", raw_path=_target(scope))
        content = _body(receive) if has_body else None
        try:
            answer = await self._http.send(
                httpx.Request(scope["method"], url, headers=headers, content=content), stream=True
            )
        except httpx.TransportError as error:
            raise NotReady(
                "The page does not answer.", "Try again in a moment; the log of the server says more."
            ) from error
        try:
            passed = [*_passed(answer.headers.raw)]
            await send({"type": "http.response.start", "status": answer.status_code, "headers": passed})
            async for piece in answer.aiter_raw():
                await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body", "body": b""})
        finally:
            await answer.aclose()

    # --- websockets ---------------------------------------------------------------------------------------------------

    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        await receive()  # the wish to connect
        headers = Headers(scope=scope)
        try:
            page = await unix_connect(
                self._socket,
                f"ws://{headers.get('host', 'page')}{_target(scope).decode('ascii')}",
                origin=cast("Origin | None", headers.get("origin")),
                subprotocols=[Subprotocol(name) for name in scope["subprotocols"]] or None,
                additional_headers=[
                    (name.decode("latin-1"), value.decode("latin-1"))
                    for name, value in _passed(scope["headers"], but=_OF_THE_HANDSHAKE)
                ],
                user_agent_header=None, compression=None, max_size=None, ping_interval=None,
            )  # fmt: skip
        except (OSError, InvalidHandshake):
            await send({"type": "websocket.close", "code": CloseCode.TRY_AGAIN_LATER})
            return
        async with page:
            await send({"type": "websocket.accept", "subprotocol": page.subprotocol})
            await _until_one_ends(_from_browser(receive, page), _from_page(page, send))


async def _from_browser(receive: Receive, page: ClientConnection) -> None:
    while (message := await receive())["type"] == "websocket.receive":
        content = message.get("bytes")
        await page.send(message["text"] if content is None else content)
    await page.close(_sendable(message.get("code")))


async def _from_page(page: ClientConnection, send: Send) -> None:
    try:
        while True:
            content = await page.recv()
            await send({"type": "websocket.send", "text" if isinstance(content, str) else "bytes": content})
    except ConnectionClosed as closed:
        code = closed.rcvd.code if closed.rcvd else CloseCode.GOING_AWAY
        await send({"type": "websocket.close", "code": _sendable(code)})


async def _until_one_ends(*ways: Awaitable[None]) -> None:
    tasks = [asyncio.ensure_future(way) for way in ways]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    for task in done:
        task.result()


def _sendable(code: int | None) -> int:
    """A code that may stand in a closing frame: those for "none" and "it broke" may not."""
    reserved = (None, CloseCode.NO_STATUS_RCVD, CloseCode.ABNORMAL_CLOSURE)
    return CloseCode.NORMAL_CLOSURE if code is None or code in reserved else code


def _passed(headers: RawHeaders, but: frozenset[bytes] = frozenset()) -> Iterable[tuple[bytes, bytes]]:
    left_out = _HOP_BY_HOP | but
    return ((name, value) for name, value in headers if name.lower() not in left_out)


def _target(scope: Scope) -> bytes:
    query: bytes = scope["query_string"]
    path: bytes = scope.get("raw_path") or scope["path"].encode()
    return path + (b"?" + query if query else b"")


async def _body(receive: Receive) -> AsyncIterator[bytes]:
    more = True
    while more:
        message: Message = await receive()
        if message["type"] == "http.disconnect":
            raise httpx.ReadError("The browser went away.")
        more = message.get("more_body", False)
        yield message.get("body", b"")
