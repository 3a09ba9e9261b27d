"""Headers that go on and on end the connection, and a long body does not."""

from __future__ import annotations

import itertools
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import httpx
import pytest
import uvicorn

from app.cli.http_protocol import MOST_BYTES, BoundedHttp
from tests.conftest import free_port

HEAD = b"POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n"


async def counting(scope: Any, receive: Any, send: Any) -> None:
    size, more = 0, True
    while more:
        message = await receive()
        size, more = size + len(message.get("body", b"")), message.get("more_body", False)
    names = b" ".join(name for name, _ in scope["headers"])
    await send({"type": "http.response.start", "status": 200, "headers": [(b"x-names", names)]})
    await send({"type": "http.response.body", "body": str(size).encode()})


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    port = free_port()
    server = uvicorn.Server(uvicorn.Config(counting, port=port, http=BoundedHttp, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield port
    server.should_exit = True
    thread.join(10)


@pytest.mark.parametrize(("begun", "piece"), [
    *itertools.product(
        (b"GET / HTTP/1.1\r\nhost: a\r\n", HEAD + b"0\r\n", HEAD + b"1\r\nx\r\n0\r\n"), (b"x-a: b\r\n", b"x" * 1000)
    ),
    (HEAD + b"1;", b"x" * 1000),
])  # fmt: skip
def test_endless_headers_are_refused(port: int, begun: bytes, piece: bytes) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as sending:
        sending.sendall(begun)
        sent = 0
        with suppress(OSError):  # it hangs up
            while sent < 40 * MOST_BYTES:
                sent += sending.send(piece * 100)
        assert sent < 40 * MOST_BYTES
        with suppress(ConnectionResetError):  # what it still had from us came first
            assert sending.recv(100).startswith(b"HTTP/1.1 431")


def test_long_bodies_one_after_the_other_are_taken(port: int) -> None:
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
        for size in (3 * MOST_BYTES, 10, 5 * MOST_BYTES):
            assert client.post("/", content=b"x" * size, headers={"x-a": "b" * 20_000}).text == str(size)


def test_long_chunked_bodies_are_taken(port: int) -> None:
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
        for size in (10, 1000):
            pieces = [b"x" * size] * (3 * MOST_BYTES // size)
            assert client.post("/", content=iter(pieces)).text == str(sum(map(len, pieces)))


def test_trailers_are_no_headers(port: int) -> None:
    """What stands before us has looked at the headers, and at no trailers."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as sending:
        sending.sendall(HEAD + b"1\r\nx\r\n0\r\nx-late: b\r\n\r\n")
        answer = sending.recv(10_000)
        assert answer.startswith(b"HTTP/1.1 200")
        assert b"x-names: host transfer-encoding\r\n" in answer
