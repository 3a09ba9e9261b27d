"""The real service on stand-ins for all models, in this process, on a port of its own: there in a fraction of a second.

Files are read in this process, too (`tests.memory.fakes.FakeReaders` says what they may hold): parsing is not under
test here.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import uvicorn

from app.api.server import create_app
from core.errors import UnreadableFile
from core.settings import Settings
from tests.app.contract import Watched
from tests.conftest import free_port
from tests.memory.fakes import FakeReaders


class QuickReaders(FakeReaders):
    """In the place of `memory.readers.Readers`."""

    def __init__(self, _: Settings) -> None:
        super().__init__()

    def warm(self) -> None: ...

    def close(self) -> None: ...

    def preview(self, path: Path, page: int = 1, width: int = 1200, marked: str = "") -> bytes:
        return b"\x89PNG of page %d, %d wide" % (page, width) + f", marked: {marked}".encode() * bool(marked)

    def decode_audio(self, path: Path, target: Path, cancel: object = None) -> int:
        if not path.read_bytes().startswith(b"audio "):
            raise UnreadableFile("The recording could not be decoded.")
        return super().decode_audio(path, target)


def settings(data: Path, **more: Any) -> Settings:
    return Settings(profile="stand-in", data=data, **more)


@contextmanager
def serving(chosen: Settings) -> Iterator[str]:
    """Serve on a free loopback port until the block ends; gives the address. Everything of it is ended then.

    Where the block went well, every JSON answer in it has to be as the description of the API says.
    """
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    watched = Watched(create_app(chosen, address))
    config = uvicorn.Config(
        watched, host="127.0.0.1", port=port, log_level="error", timeout_graceful_shutdown=1,
        proxy_headers=False,
    )  # fmt: skip
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 20
    while not server.started:
        assert thread.is_alive(), "the service ended while it started"
        assert time.monotonic() < until, "the service did not start"
        time.sleep(0.005)
    try:
        yield address
    finally:
        server.should_exit = True
        thread.join(30)
        assert not thread.is_alive(), "the service did not stop"
    otherwise = watched.otherwise()
    assert not otherwise, "answers that are not as they are described:\n" + "\n".join(otherwise)


def ready(client: httpx.Client) -> None:
    """Wait until the service can answer."""
    until = time.monotonic() + 20
    while client.get("/readyz").status_code != 200:
        assert time.monotonic() < until, client.get("/readyz").text
        time.sleep(0.01)


def add(client: httpx.Client, name: str, data: bytes, wait: float = 20) -> dict[str, Any]:
    """A file handed over, as the service describes it."""
    answer = client.post("/api/documents", files={"file": (name, data)}, params={"wait": wait})
    assert answer.status_code == 201, answer.text
    described: dict[str, Any] = answer.json()
    return described
