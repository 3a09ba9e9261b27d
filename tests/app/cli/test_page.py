"""The page's process: kept alive, reached by nobody else, and no reason to wait for ever where it cannot start."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from app.cli import page
from app.cli.page import PageProcess
from core.settings import Settings


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def asked(path: str) -> int:
    transport = httpx.HTTPTransport(uds=path)
    with httpx.Client(transport=transport, base_url="http://127.0.0.1", timeout=60) as client:
        return client.get("/_stcore/health").status_code


def test_only_we_reach_it_and_nothing_is_left(tmp_path: Path) -> None:
    with PageProcess(Settings(data=tmp_path)) as process:
        folder = Path(process.socket).parent
        assert folder.stat().st_mode & 0o777 == 0o700
        assert asked(process.socket) == 200  # sent while it loads
    assert process.process.poll() is not None
    assert not folder.exists()


def test_it_is_told_no_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("VERMEIL_REMOTE_KEY=secret of a file\n")
    monkeypatch.setenv("VERMEIL_REMOTE_KEY", "secret of the environment")
    with PageProcess(Settings(data=tmp_path, port=1234)) as process:
        assert asked(process.socket) == 200
        there = Path(f"/proc/{process.process.pid}")
        environment = (there / "environ").read_bytes()
        assert b"VERMEIL_PORT=1234" in environment
        assert b"secret" not in environment
        assert not (there / "cwd" / ".env").exists()


def test_a_page_that_was_killed_comes_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "PROVEN_SECONDS", 0.0)
    with PageProcess(Settings(data=tmp_path)) as process:
        first = process.process
        first.kill()
        until(lambda: process.process is not first)
        assert asked(process.socket) == 200


def test_a_page_that_cannot_start_refuses_instead_of_keeping_people_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "MODULE", "frontend.nowhere")

    def refused() -> bool:
        with socket.socket(socket.AF_UNIX) as probe:
            return probe.connect_ex(process.socket) != 0

    with PageProcess(Settings(data=tmp_path)) as process:
        until(refused)
