"""The stores that pass one contract suite: FAISS, Chroma embedded, Chroma by HTTP."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from memory.vectors.store import VectorStore

Open = Callable[[], VectorStore]


@pytest.fixture(scope="session")
def chroma_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real `chroma run` on loopback."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    program = Path(sys.executable).parent / "chroma"
    data = tmp_path_factory.mktemp("chroma-server")
    command = [str(program), "run", "--path", str(data), "--host", "127.0.0.1", "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{url}/api/v2/heartbeat", server)
        yield url
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        assert server.poll() is None, "the Chroma server ended"
        try:
            if httpx.get(address).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise TimeoutError("the Chroma server did not answer")


@pytest.fixture(params=["faiss", "chroma", "chroma-http"])
def open_store(request: pytest.FixtureRequest, tmp_path: Path) -> Open:
    """Opens the store of this test, again and again as after a restart."""
    if request.param == "faiss":
        from memory.vectors.faiss import FaissStore

        return lambda: FaissStore(tmp_path / "faiss")
    from memory.vectors.chroma import ChromaStore

    if request.param == "chroma":
        return lambda: ChromaStore(tmp_path / "chroma")
    url, library = request.getfixturevalue("chroma_server"), uuid.uuid4().hex
    return lambda: ChromaStore(tmp_path / "unused", url=url, library=library)
