"""Headers that go on and on end the connection, and a long body does not."""

from __future__ import annotations

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


async def counting(scope: Any, receive: Any, send: Any) -> None:
    size, more = 0, True
    while more:
        message = await receive()
        size, more = size + len(message.get("body", b"")), message.get("more_body", False)
    await send({"type": "http.response.start", "status": 200, "headers": []})
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


@pytest.mark.parametrize("piece", [b"x-a: b\r\n", b"x" * 1000])
def test_endless_headers_are_refused(port: int, piece: bytes) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as sending:
        sending.sendall(b"GET / HTTP/1.1\r\nhost: a\r\nx-long: ")
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
