"""What a killed service left in the folder for temporary files goes; what is in use stays."""

from __future__ import annotations

import socket
import tempfile
from pathlib import Path

import pytest

from app.cli import leftovers


def test_folders_of_dead_sockets_are_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path))
    for name in ("vermeil-dead", "vermeil-alive", "vermeil-none", "other-dead"):
        (tmp_path / name).mkdir()
    listening = []
    for name in ("vermeil-dead/page", "vermeil-alive/llama.sock", "other-dead/page"):
        listening.append(socket.socket(socket.AF_UNIX))
        listening[-1].bind(str(tmp_path / name))
        listening[-1].listen()
    for name in (0, 2):
        listening[name].close()
    assert leftovers.sweep() == 1
    assert {path.name for path in tmp_path.iterdir()} == {"vermeil-alive", "vermeil-none", "other-dead"}
    listening[1].close()
