"""The file store: content-addressed, whole or not there, limited, and honest about a full disk."""

from __future__ import annotations

import errno
import hashlib
import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import NotFound, OutOfSpace, TooLarge, VermeilError
from memory.blobs import Blobs


def files(blobs: Blobs) -> list[str]:
    return sorted(str(p.relative_to(blobs.folder)) for p in blobs.folder.rglob("*") if p.is_file())


@settings(deadline=None)
@given(pieces=st.lists(st.binary(max_size=50), max_size=5))
def test_a_blob_is_named_by_its_bytes(pieces: list[bytes], tmp_path_factory: pytest.TempPathFactory) -> None:
    blobs = Blobs(tmp_path_factory.mktemp("blobs"))
    content = b"".join(pieces)
    sha256, size = blobs.write(iter(pieces), limit=1000)
    assert (sha256, size) == (hashlib.sha256(content).hexdigest(), len(content))
    assert blobs.path(sha256).read_bytes() == content
    assert blobs.write(io.BytesIO(content), limit=1000) == (sha256, size)
    assert list(blobs.all()) == [sha256]
    assert len(files(blobs)) == 1
    blobs.delete(sha256)
    blobs.delete(sha256)
    assert files(blobs) == []


def test_too_large_is_noticed_while_it_streams(blobs: Blobs) -> None:
    taken = 0

    def endless() -> Iterator[bytes]:
        nonlocal taken
        while True:
            taken += 1
            yield bytes(1000)

    with pytest.raises(TooLarge, match="limit"):
        blobs.write(endless(), limit=5_500)
    assert taken == 6
    assert files(blobs) == []


def test_a_source_that_breaks_off_leaves_nothing(blobs: Blobs) -> None:
    def broken() -> Iterator[bytes]:
        yield b"half"
        raise ConnectionError("the client is gone")

    with pytest.raises(ConnectionError):
        blobs.write(broken(), limit=100)
    assert files(blobs) == []


def test_the_reserve_is_kept_free(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blobs = Blobs(tmp_path / "blobs", reserve_bytes=2**62)
    with pytest.raises(OutOfSpace, match="free"):
        blobs.write(iter([b"x"]), limit=100)
    assert files(blobs) == []
    # ... also when it is reached half-way
    usage = iter([10**9, 10**3])
    blobs = Blobs(tmp_path / "blobs", reserve_bytes=10**6)
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("Usage", (), {"free": next(usage)}))
    with pytest.raises(OutOfSpace):
        blobs.write((bytes(2**20) for _ in range(40)), limit=2**30)
    assert files(blobs) == []


@pytest.mark.parametrize("call", ["fsync", "replace"])
@pytest.mark.parametrize(("number", "error"), [(errno.ENOSPC, OutOfSpace), (errno.EIO, VermeilError)])
def test_errors_of_the_disk_are_ours_and_leave_nothing(
    blobs: Blobs, monkeypatch: pytest.MonkeyPatch, call: str, number: int, error: type[Exception]
) -> None:
    def failing(*_: Any) -> None:
        raise OSError(number, os.strerror(number), "/secret/path")

    monkeypatch.setattr(*((os, "fsync") if call == "fsync" else (Path, "replace")), failing)
    with pytest.raises(error) as raised:
        blobs.write(iter([b"some bytes"]), limit=100)
    assert "/secret" not in str(raised.value)
    monkeypatch.undo()
    assert [f for f in files(blobs) if "incoming" in f] == []


def test_a_really_full_disk(blobs: Blobs, monkeypatch: pytest.MonkeyPatch) -> None:
    """`/dev/full` says "no space" at every write, as a full disk does."""
    monkeypatch.setattr("tempfile.mkstemp", lambda prefix, dir: (os.open("/dev/full", os.O_WRONLY), f"{dir}/{prefix}x"))
    with pytest.raises(OutOfSpace, match="disk is full"):
        blobs.write(iter([bytes(2**20)]), limit=2**21)
    assert files(blobs) == []


def test_uploads_that_were_never_finished_are_swept_at_the_start(blobs: Blobs) -> None:
    sha256, _ = blobs.write(iter([b"kept"]), limit=100)
    (blobs.folder / ".incoming-abc").write_bytes(b"half")
    assert files(Blobs(blobs.folder)) == [f"{sha256[:2]}/{sha256}"]


def test_scratch_files_are_gone_afterwards(blobs: Blobs) -> None:
    def half_way() -> None:
        with blobs.scratch() as path:
            path.write_bytes(b"samples")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half_way()
    assert files(blobs) == []


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "a" * 63, "A" * 64, "g" * 64, "/" * 64])
def test_only_a_hash_is_a_name(blobs: Blobs, name: str) -> None:
    with pytest.raises(NotFound):
        blobs.path(name)
