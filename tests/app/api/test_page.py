"""The page at our own address: what a browser sends gets to the page's process, and back, in the pieces it comes in."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp
from starlette.websockets import WebSocket
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from app.api.page import Page
from app.api.server import create_app
from tests.app.serving import settings


class Drawing:
    """In the place of Streamlit: tells what it was sent, and what became of it."""

    def __init__(self) -> None:
        self.go_on = threading.Event()
        self.received: list[int] = []
        self.left = threading.Event()

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/slow", self.slow),
                Route("/upload", self.upload, methods=["PUT"]),
                WebSocketRoute("/stream", self.stream),
                Route("/{path:path}", self.tell),
            ]
        )

    async def tell(self, request: Request) -> Response:
        told = {"path": request.scope["raw_path"].decode(), "query": request.url.query, "host": request.headers["host"],
                "cookies": request.cookies, "names": sorted(request.headers)}  # fmt: skip
        answer = JSONResponse(told, 418)
        answer.set_cookie("one", "1")
        answer.set_cookie("two", "2")
        return answer

    async def slow(self, _: Request) -> Response:
        async def pieces() -> AsyncIterator[bytes]:
            yield b"first"
            await asyncio.to_thread(self.go_on.wait, 10)
            yield b"second"

        return StreamingResponse(pieces())

    async def upload(self, request: Request) -> Response:
        try:
            async for piece in request.stream():
                self.received.append(len(piece))
        except ClientDisconnect:
            self.left.set()
        return JSONResponse(sum(self.received))

    async def stream(self, socket: WebSocket) -> None:
        await socket.accept("streamlit")
        await socket.send_json({"cookies": socket.cookies, "origin": socket.headers["origin"],
                                "asked": socket.scope["subprotocols"]})  # fmt: skip
        while (message := await socket.receive())["type"] == "websocket.receive":
            if message.get("text") == "end":
                await socket.close(1009)
                return
            await socket.send_bytes((message.get("bytes") or b"")[::-1])
        self.left.set()


@contextmanager
def running(app: ASGIApp, **where: Any) -> Iterator[uvicorn.Server]:
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1, **where))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 20
    while not server.started:
        assert thread.is_alive()
        assert time.monotonic() < until
        time.sleep(0.005)
    yield server
    server.should_exit = True
    thread.join(20)
    assert not thread.is_alive()


@pytest.fixture(scope="module")
def drawing() -> Drawing:
    return Drawing()


@pytest.fixture(scope="module")
def address(drawing: Drawing, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The service on stand-ins, with that page."""
    folder = tmp_path_factory.mktemp("page")
    socket = str(folder / "s")
    service = create_app(settings(folder / "data"), page=Page(socket))
    with running(drawing.app(), uds=socket), running(service, host="127.0.0.1", port=0) as server:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"


@pytest.fixture
def browser(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=20, trust_env=False) as client:
        yield client


def opened(address: str, path: str = "/stream", **more: Any) -> ClientConnection:
    subprotocols: Any = ["streamlit", "token"]
    more = {"origin": address, "subprotocols": subprotocols, "max_size": None, **more}
    return connect(f"ws{address[4:]}{path}", **more)


def test_the_page_gets_the_request_as_it_was_sent(browser: httpx.Client, address: str) -> None:
    answer = browser.get("/a%2Fb/ü?x=%20&y", headers={"cookie": "vermeil=secret", "connection": "close"})
    assert answer.status_code == 418
    told = answer.json()
    assert told["path"] == "/a%2Fb/%C3%BC"
    assert told["query"] == "x=%20&y"
    assert told["host"] == address.removeprefix("http://")
    assert told["cookies"] == {"vermeil": "secret"}
    assert told["names"] == ["accept", "accept-encoding", "cookie", "host", "user-agent"]
    assert answer.headers.get_list("set-cookie") == ["one=1; Path=/; SameSite=lax", "two=2; Path=/; SameSite=lax"]


@pytest.mark.parametrize("path", ["/api/nowhere", "/api", "/v1/nowhere"])
def test_below_our_own_addresses_there_is_no_page(browser: httpx.Client, path: str) -> None:
    answer = browser.get(path)
    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "not_found"


@pytest.mark.parametrize("path", ["/", "/library", "/documents", "/apis", "/_stcore/health"])
def test_everywhere_else_is_the_page(browser: httpx.Client, path: str) -> None:
    assert browser.get(path).status_code == 418


def test_our_own_routes_go_first(browser: httpx.Client) -> None:
    assert browser.get("/healthz").json() == {"status": "ok"}
    assert browser.post("/healthz").status_code == 405


def test_an_answer_comes_piece_by_piece(browser: httpx.Client, drawing: Drawing) -> None:
    with browser.stream("GET", "/slow") as answer:
        pieces = answer.iter_raw()
        assert next(pieces) == b"first"
        drawing.go_on.set()
        assert next(pieces) == b"second"


def test_an_upload_goes_piece_by_piece(browser: httpx.Client, drawing: Drawing) -> None:
    drawing.received.clear()

    def content() -> Iterator[bytes]:
        yield b"x" * 1000
        until = time.monotonic() + 10
        while not drawing.received:  # the page has the first piece before there is a second
            assert time.monotonic() < until
            time.sleep(0.01)
        for _ in range(64):
            yield b"x" * 2**16

    assert browser.put("/upload", content=content()).json() == 1000 + 64 * 2**16


def test_an_upload_that_its_browser_leaves_ends_at_the_page(address: str, drawing: Drawing) -> None:
    def content() -> Iterator[bytes]:
        yield b"x" * 1000
        raise InterruptedError

    drawing.left.clear()
    with pytest.raises(InterruptedError):
        httpx.put(f"{address}/upload", content=content(), trust_env=False)
    assert drawing.left.wait(10)


def test_a_websocket_goes_both_ways(address: str) -> None:
    with opened(address, additional_headers={"cookie": "vermeil=secret"}) as socket:
        assert socket.subprotocol == "streamlit"
        told = socket.recv()
        assert '"vermeil":"secret"' in str(told)
        assert f'"origin":"{address}"' in str(told)
        assert '["streamlit","token"]' in str(told)
        socket.send(b"abc" * 2**19)
        assert socket.recv() == b"cba" * 2**19


def test_the_page_ends_a_websocket_for_its_reason(address: str) -> None:
    with opened(address) as socket:
        socket.recv()
        socket.send("end")
        with pytest.raises(ConnectionClosed) as closed:
            socket.recv(10)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1009


def test_the_page_learns_that_its_browser_left(address: str, drawing: Drawing) -> None:
    drawing.left.clear()
    with opened(address) as socket:
        socket.recv()
    assert drawing.left.wait(10)


@pytest.mark.parametrize("more", [
    {"origin": "http://127.0.0.1:9"}, {"origin": "http://evil.example"}, {"origin": "null"},
    {"additional_headers": {"sec-fetch-site": "same-site"}},
])  # fmt: skip
def test_a_page_of_another_port_opens_no_websocket(address: str, more: dict[str, Any]) -> None:
    with pytest.raises(InvalidStatus) as refused:
        opened(address, **more)
    assert refused.value.response.status_code == 403


@pytest.mark.parametrize("path", ["/nowhere", "/api/nowhere"])
def test_a_websocket_where_there_is_none_is_refused(address: str, path: str) -> None:
    with pytest.raises((InvalidStatus, ConnectionClosed)), opened(address, path) as socket:
        socket.recv(10)


def test_a_page_that_is_away_is_one_sentence(tmp_path: Path) -> None:
    service = create_app(settings(tmp_path / "data"), page=Page(str(tmp_path / "nobody")))
    with running(service, host="127.0.0.1", port=0) as server:
        address = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        answer = httpx.get(address, trust_env=False)
        with pytest.raises(InvalidStatus):
            opened(address)
    assert answer.status_code == 503
    assert answer.json()["error"]["remedy"]
