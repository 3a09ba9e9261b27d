"""`make dev`: the page on stand-ins, started again when a source of ours changes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import psutil
import pytest

from tests.conftest import free_port

ROOT = Path(__file__).parents[3]


def command() -> str:
    """What `make dev` runs, also where another make runs the tests."""
    asked = ["make", "--no-print-directory", "--dry-run", "dev"]
    shown = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True)
    return shown.stdout.strip().splitlines()[-1]


def test_all_of_our_sources_are_watched_that_serve() -> None:
    watched = command().rpartition('"')[2].split()
    assert all((ROOT / folder / "__init__.py").is_file() for folder in watched)
    assert {"app", "core", "memory", "feedback", "frontend"} == set(watched)


@pytest.mark.slow
def test_it_starts_again_when_a_source_changes(tmp_path: Path) -> None:
    source = tmp_path / "sources" / "changed.py"
    source.parent.mkdir()
    source.touch()
    port = free_port()
    environment = {
        **os.environ, "VERMEIL_PROFILE": "stand-in", "VERMEIL_DATA": str(tmp_path / "data"),
        "VERMEIL_PORT": str(port),
    }  # fmt: skip
    programs = Path(sys.executable).parent
    watching = [programs / "watchfiles", "--filter", "python", f"{programs / 'vermeil'} up", str(source.parent)]
    # A shell that runs the tests in the background has them ignore Ctrl-C, and so would whatever they start.
    heard = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(watching, env=environment, cwd=ROOT, start_new_session=True)
    signal.signal(signal.SIGINT, heard)
    try:
        await_(lambda: httpx.get(f"http://127.0.0.1:{port}/readyz").status_code == 200)
        await_(lambda: httpx.get(f"http://127.0.0.1:{port}/").status_code == 200)
        first = {child.pid for child in psutil.Process(process.pid).children(recursive=True)}
        source.write_text("changed = True\n")
        await_(lambda: not first & {child.pid for child in psutil.Process(process.pid).children(recursive=True)})
        await_(lambda: httpx.get(f"http://127.0.0.1:{port}/readyz").status_code == 200)
    finally:
        children = psutil.Process(process.pid).children(recursive=True)
        process.send_signal(signal.SIGINT)
        process.wait(30)
        assert not psutil.wait_procs(children, timeout=15)[1]


def await_(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            if condition():
                return
        except httpx.TransportError:
            pass
        assert time.monotonic() < until
        time.sleep(0.05)
