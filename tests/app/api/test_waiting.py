"""Whoever waits holds nothing that others need: small requests stay quick, whatever else goes on."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

import memory.readers
from app.wiring import models
from core.stand_ins.recognizer import PitchRecognizer
from tests.app.serving import QuickReaders, ready, serving, settings

MANY = 8
QUICK_SECONDS = 3.0  # a tenth of that on a machine at rest; what is held up takes ten and more


class SlowRecognizer(PitchRecognizer):
    """Hears nothing before it is let go."""

    def __init__(self) -> None:
        self.let_go = threading.Event()
        self.listening = threading.Semaphore(0)

    def transcribe(self, *samples: Any, **more: Any) -> Iterator[Any]:
        self.listening.release()
        assert self.let_go.wait(60)
        yield from super().transcribe(*samples, **more)


@pytest.fixture
def ears() -> SlowRecognizer:
    return SlowRecognizer()


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ears: SlowRecognizer) -> Iterator[str]:
    monkeypatch.setattr(memory.readers, "Readers", QuickReaders)
    monkeypatch.setattr(models, "recognizer", lambda _: ears)
    with serving(settings(tmp_path)) as address:
        with client(address) as one:
            ready(one)
        yield address
        ears.let_go.set()


def client(address: str, timeout: float = 60) -> httpx.Client:
    return httpx.Client(base_url=address, timeout=timeout, trust_env=False)


def add(one: httpx.Client, name: str, data: bytes, wait: float) -> httpx.Response:
    return one.post("/api/documents", files={"file": (name, data)}, params={"wait": wait})


@contextmanager
def busy(address: str, ears: SlowRecognizer, request: Callable[[httpx.Client, int], Any]) -> Iterator[list[Any]]:
    """Many at once that wait for the ears while the block runs; what they gave is in the list after it."""
    given: list[Any] = []
    with ThreadPoolExecutor(MANY) as pool, ExitStack() as stack:
        clients = [stack.enter_context(client(address)) for _ in range(MANY)]
        running = [pool.submit(request, one, n) for n, one in enumerate(clients)]
        try:
            assert ears.listening.acquire(timeout=10)
            yield given
        finally:
            ears.let_go.set()
        given += [future.result() for future in running]


def assert_quick(address: str) -> None:
    """Health, a list, a small file, a search and an answer: each in its own time."""
    with client(address, timeout=20) as one:
        one.get("/healthz")
        requests: dict[str, Callable[[], httpx.Response]] = {
            "health": lambda: one.get("/healthz"),
            "list": lambda: one.get("/api/documents"),
            "upload": lambda: add(one, "fox.txt", b"The fox of Elmwood was called Rusty.", 0),
            "upload until it is ready": lambda: add(one, "mill.txt", b"The mill of Elmwood burned down in 1987.", 10),
            "search": lambda: one.get("/api/search", params={"q": "mill of Elmwood"}),
            "answer": lambda: one.post("/api/ask", json={"question": "When did the mill burn down?", "stream": False}),
        }
        took = {}
        for name, request in requests.items():
            began = time.monotonic()
            assert request().status_code < 300, name
            took[name] = round(time.monotonic() - began, 3)
    assert max(took.values()) < QUICK_SECONDS, took


def test_uploads_that_wait_for_their_transcript(address: str, ears: SlowRecognizer) -> None:
    with busy(address, ears, lambda one, n: add(one, f"{n}.wav", b"audio %d" % (n + 1), 30)) as added:
        assert_quick(address)
    assert [answer.json()["status"] for answer in added] == ["ready"] * MANY


def test_transcriptions(address: str, ears: SlowRecognizer) -> None:
    def transcribe(one: httpx.Client, n: int) -> httpx.Response:
        return one.post("/v1/audio/transcriptions", files={"file": ("a.wav", b"audio %d" % (n + 1))})

    with busy(address, ears, transcribe) as heard:
        assert_quick(address)
    assert [answer.status_code for answer in heard] == [200] * MANY
    assert sorted(len(answer.json()["text"].split()) for answer in heard) == [2 * (n + 1) for n in range(MANY)]


def test_previews(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on, drawing = threading.Event(), threading.Semaphore(0)

    def preview(*_: object) -> bytes:
        drawing.release()
        assert go_on.wait(60)
        return b"drawn"

    monkeypatch.setattr(QuickReaders, "preview", preview)
    with client(address) as one, ThreadPoolExecutor(50) as many:  # more than there are threads for plain routes
        document = add(one, "fox.txt", b"A fox.", 10).json()["document"]
        drawn = [many.submit(client(address).get, f"/api/documents/{document}/preview") for _ in range(50)]
        try:
            assert drawing.acquire(timeout=10)
            assert_quick(address)
        finally:
            go_on.set()
        assert {future.result().content for future in drawn} == {b"drawn"}


def test_uploads_that_trickle(address: str) -> None:
    with ExitStack() as stack:
        sockets = [stack.enter_context(half_an_upload(address)) for _ in range(MANY)]
        time.sleep(0.1)
        assert_quick(address)
        for each in sockets:
            each.sendall(b"nd.\r\n--x--\r\n")
            assert each.recv(64).startswith(b"HTTP/1.1 201")


@contextmanager
def half_an_upload(address: str) -> Iterator[socket.socket]:
    parts = urlsplit(address)
    body = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nThe e'
    head = (
        f"POST /api/documents?wait=0 HTTP/1.1\r\nHost: {parts.netloc}\r\n"
        f"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: {len(body) + 12}\r\n\r\n"
    )
    with socket.create_connection((parts.hostname, parts.port), timeout=20) as opened:
        opened.sendall(head.encode() + body)
        yield opened


def test_clients_that_read_a_stream_slowly(address: str) -> None:
    with client(address) as one:
        add(one, "long.txt", b"".join(b"Line %d of the long story of Elmwood.\n" % n for n in range(2_000)), 10)
    with ExitStack() as stack:
        for _ in range(MANY):
            opened = stack.enter_context(client(address))
            answer = stack.enter_context(opened.stream("POST", "/api/ask", json={"question": "Summarise long.txt"}))
            next(answer.iter_raw(1))
        assert_quick(address)
