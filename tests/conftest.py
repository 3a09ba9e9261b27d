"""What the tests of several folders share: a real server with the real models on a data folder of its own."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import hypothesis
import pytest

if TYPE_CHECKING:
    from tests.feedback.said import Room

os.environ.setdefault("VERMEIL_PROFILE", "lite")  # whatever else is installed on this machine
os.environ["VERMEIL_SECOND_REVIEWS"] = "0"  # by chance none is decided twice, here and in what tests start
if int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")) > 1:  # cores are shared: nobody's threads wait for another's
    os.environ.setdefault("VERMEIL_THREADS", "1")
    os.environ.setdefault("OMP_NUM_THREADS", "1")
hypothesis.settings.register_profile("patient", deadline=None)  # the machine may be busy
hypothesis.settings.load_profile("patient")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--searches", type=int, default=40, help="Random searches over each vector store, at least.")


SAMPLES = Path(__file__).parent.parent / "docs" / "samples"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """`vermeil up` as a process of its own."""

    data: Path
    port: int
    process: subprocess.Popen[bytes]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def stop(self, how: signal.Signals = signal.SIGINT) -> int:
        self.process.send_signal(how)
        return self.process.wait(30)


def start_server(data: Path, **settings: str) -> Server:
    """Start one, and wait until its models are in."""
    port = free_port()
    environment = {**os.environ, "VERMEIL_DATA": str(data), "VERMEIL_PORT": str(port), **settings}
    log = (data.parent / f"{data.name}.log").open("wb")
    vermeil = Path(sys.executable).with_name("vermeil")
    process = subprocess.Popen([vermeil, "up"], env=environment, stdout=log, stderr=subprocess.STDOUT)
    server = Server(data, port, process)
    until = time.monotonic() + 120
    while time.monotonic() < until and process.poll() is None:
        try:
            if httpx.get(f"{server.url}/readyz", timeout=5).status_code == 200:
                return server
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    process.kill()
    raise RuntimeError((data.parent / f"{data.name}.log").read_text())


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all tests that only add to its library and ask."""
    data = tmp_path_factory.mktemp("server") / "data"
    started = start_server(data)
    yield started
    started.stop()
    shutil.rmtree(data, ignore_errors=True)


@pytest.fixture
def api(server: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, timeout=120) as client:
        yield client


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of today's schema, to be copied: migrating takes a second."""
    from memory.database import Database, sqlite_url

    folder = tmp_path_factory.mktemp("empty")
    Database(sqlite_url(folder)).close()  # and what was in its log is in the file
    return folder


@pytest.fixture
def room(empty: Path, tmp_path: Path) -> Iterator[Room]:
    """A room in which people say things of answers."""
    from tests.feedback.said import Room

    for file in empty.iterdir():
        shutil.copy(file, tmp_path)
    opened = Room(tmp_path)
    yield opened
    opened.database.close()
