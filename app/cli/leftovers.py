"""Folders of sockets that a killed service left in the folder for temporary files."""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
from pathlib import Path

PREFIX = "vermeil-"
_SOCKETS = ("page", "llama.sock")


def sweep() -> int:
    """Remove those of this user that nobody listens in any more; returns how many."""
    gone = 0
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        sockets = [folder / name for name in _SOCKETS if (folder / name).is_socket()]
        if sockets and folder.stat().st_uid == os.getuid() and not any(map(_is_heard, sockets)):
            shutil.rmtree(folder, ignore_errors=True)
            gone += 1
    return gone


def _is_heard(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(1)
        try:
            probe.connect(str(path))
        except ConnectionRefusedError:
            return False
        except OSError:
            return True  # in doubt it stays
    return True
