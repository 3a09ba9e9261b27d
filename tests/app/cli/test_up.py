"""`vermeil up`: one address for the page and the API, and all of it gone together, however it is told to."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import httpx
import psutil
import pytest
import uvicorn
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from app.cli.up import tell
from tests.conftest import free_port

VERMEIL = Path(sys.executable).with_name("vermeil")


def up(data: Path, port: int, *options: str) -> subprocess.Popen[str]:
    environment = {
        **os.environ,
        "VERMEIL_PORT": str(port),
        "VERMEIL_PROFILE": "stand-in",
        "VERMEIL_REMOTE_KEY": "secret",
    }
    return subprocess.Popen([VERMEIL, "--data", data, "up", *options], env=environment, text=True,
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)  # fmt: skip


def wait_for(address: str) -> httpx.Response:
    until = time.monotonic() + 60
    while True:
        try:
            return httpx.get(address, timeout=30)
        except httpx.TransportError:
            assert time.monotonic() < until, f"{address} did not come up"
            time.sleep(0.1)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_all_of_it_ends_together_also_with_a_page_open(tmp_path: Path, how: signal.Signals) -> None:
    port = free_port()
    process = up(tmp_path / "data", port)
    address = f"127.0.0.1:{port}"
    assert wait_for(f"http://{address}/healthz").json() == {"status": "ok"}
    page = wait_for(f"http://{address}/")
    assert page.headers["content-type"].startswith("text/html")
    assert page.headers["x-frame-options"] == "DENY"
    with pytest.raises(InvalidStatus):
        connect(f"ws://{address}/_stcore/stream", origin="http://127.0.0.1:9", subprotocols=[Subprotocol("streamlit")])
    with connect(f"ws://{address}/_stcore/stream", origin=f"http://{address}", subprotocols=[Subprotocol("streamlit")]):
        children = psutil.Process(process.pid).children(recursive=True)
        assert any("frontend.launch" in child.cmdline() for child in children)
        assert not any("secret" in child.environ().values() for child in children)
        process.send_signal(how)
        said, _ = process.communicate(timeout=30)
    assert said.count("http://") == 1
    assert f"http://{address}" in said
    assert not psutil.wait_procs(children, timeout=15)[1]


def test_without_the_page_its_addresses_are_empty(tmp_path: Path) -> None:
    port = free_port()
    process = up(tmp_path / "data", port, "--no-web")
    try:
        assert wait_for(f"http://127.0.0.1:{port}/").json()["error"]["code"] == "not_found"
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)


def test_a_taken_port_is_one_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        process = up(tmp_path / "data", taken.getsockname()[1])
        said, _ = process.communicate(timeout=60)
    assert process.returncode == 2
    assert "is taken" in said
    assert "Traceback" not in said


def test_a_signal_is_told_to_answers_before_it_ends_the_server() -> None:
    server, stopping = uvicorn.Server(uvicorn.Config(lambda: None)), threading.Event()
    tell(server, stopping)
    server.handle_exit(signal.SIGTERM, None)
    assert stopping.is_set()
    assert server.should_exit
