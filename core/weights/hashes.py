"""Hashes of files, as the manifest, the cache and the hub state them."""

from __future__ import annotations

import hashlib
from pathlib import Path

_known: dict[tuple[str, int, int, int], str] = {}


def sha256(path: Path) -> str:
    """The SHA-256 of a file in hex; remembered for this process as long as the file's size and times stay."""
    state = path.stat()
    key = (str(path), state.st_ino, state.st_size, state.st_mtime_ns)
    if key not in _known:
        with path.open("rb") as file:
            _known[key] = hashlib.file_digest(file, "sha256").hexdigest()
    return _known[key]


def git_sha1(path: Path) -> str:
    """What Git calls a file: the SHA-1 of its length and its bytes, in hex. Reads the file whole: for small ones."""
    data = path.read_bytes()
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
