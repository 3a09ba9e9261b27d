"""`vermeil up`: both processes come, and both go, however they are told to."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import psutil
import pytest

from tests.conftest import free_port

VERMEIL = Path(sys.executable).with_name("vermeil")


def up(data: Path, port: int, web_port: int) -> subprocess.Popen[str]:
    environment = {**os.environ, "VERMEIL_PORT": str(port), "VERMEIL_WEB_PORT": str(web_port),
                   "VERMEIL_REMOTE_KEY": "secret"}  # fmt: skip
    return subprocess.Popen([VERMEIL, "--data", data, "up"], env=environment, text=True,
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)  # fmt: skip


def wait_for(address: str) -> httpx.Response:
    until = time.monotonic() + 60
    while True:
        try:
            return httpx.get(address, timeout=10)
        except httpx.TransportError:
            assert time.monotonic() < until, f"{address} did not come up"
            time.sleep(0.1)


@pytest.mark.models
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_both_processes_end_together(tmp_path: Path, how: signal.Signals) -> None:
    port, web_port = free_port(), free_port()
    process = up(tmp_path / "data", port, web_port)
    assert wait_for(f"http://127.0.0.1:{port}/healthz").json() == {"status": "ok"}
    assert wait_for(f"http://127.0.0.1:{web_port}/").status_code == 200
    children = psutil.Process(process.pid).children(recursive=True)
    assert children
    assert "secret" not in children[0].environ().values()
    process.send_signal(how)
    process.wait(30)
    _, alive = psutil.wait_procs(children, timeout=15)
    assert not alive


def test_a_taken_port_is_one_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        process = up(tmp_path / "data", taken.getsockname()[1], free_port())
        said, _ = process.communicate(timeout=60)
    assert process.returncode == 2
    assert "is taken" in said
    assert "Traceback" not in said
