"""When the space of pictures changes, a library that is there gets new vectors by itself, and a kill costs little."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from sqlalchemy import func, select

from memory.database import VectorRow
from memory.ingest.prepare import Preparation, run
from memory.ingest.reembed import remake
from tests.memory.crash_worker import House, build
from tests.memory.fakes import FakePictures, FakeReaders, FakeRecognizer, FakeTexts
from tests.memory.ingest.reembed_worker import SECONDS

ROOT = Path(__file__).parents[3]
PICTURES = 24
OLD, NEW = "fake-pictures", "eyes-2"


def test_pictures_are_embedded_anew_and_go_on_where_a_kill_stopped_them(tmp_path: Path) -> None:
    house = build(tmp_path)
    house.ingest.start()
    added = [house.library.add("ada", "a.png", io.BytesIO(f"picture {'x' * n}".encode())).id for n in range(PICTURES)]
    house.ingest.submit(added[-1])
    assert all(house.ingest.wait(document, 20) for document in added)
    house.close()

    process = _start(tmp_path)
    assert process.stdout is not None
    for _ in range(PICTURES // 2):
        assert process.stdout.readline() == b"seen\n"
    os.kill(process.pid, signal.SIGKILL)
    process.communicate(timeout=30)
    house = build(tmp_path)
    after_kill = _vectors(house)
    house.close()
    assert PICTURES // 2 - 1 <= after_kill[NEW] < PICTURES
    assert after_kill[OLD] == PICTURES, "old vectors serve until all new ones are there"

    process = _start(tmp_path)
    assert process.stdout is not None
    seen = 0
    while seen < PICTURES - after_kill[NEW]:
        assert process.stdout.readline() == b"seen\n"
        seen += 1
    time.sleep(40 * SECONDS)  # for the last one to be written down
    os.kill(process.pid, signal.SIGKILL)
    rest, _ = process.communicate(timeout=30)
    assert rest == b"", "no picture is looked at twice"
    house = build(tmp_path)
    try:
        assert _vectors(house) == {NEW: PICTURES}
    finally:
        house.close()


def test_a_picture_whose_file_is_missing_keeps_its_vector_until_the_file_is_back(tmp_path: Path) -> None:
    """As on a start while the disk with the files was not mounted, and after a backup without them."""
    house = build(tmp_path)
    house.ingest.start()
    added = [house.library.add("ada", "a.png", io.BytesIO(f"picture {'x' * n}".encode())).id for n in range(3)]
    house.ingest.submit(added[-1])
    assert all(house.ingest.wait(document, 20) for document in added)
    lost = house.library.path("ada", added[0])
    house.close()
    lost.rename(tmp_path / "lost")

    house = build(tmp_path)
    _embed_all(house)
    assert _vectors(house) == {OLD: 1, NEW: 2}
    house.close()

    (tmp_path / "lost").rename(lost)
    house = build(tmp_path)
    try:
        _embed_all(house)
        assert _vectors(house) == {NEW: 3}
    finally:
        house.close()


def _embed_all(house: House) -> None:
    texts, pictures = FakeTexts(), FakePictures(NEW)
    preparation = Preparation(house.blobs, FakeReaders(), texts, pictures, FakeRecognizer(), None)
    run(remake(house.database, preparation))
    preparation.close()


def _start(folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.memory.ingest.reembed_worker", str(folder), NEW]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT)
    assert process.stdout is not None
    assert process.stdout.readline() == b"started\n"
    return process


def _vectors(house: House) -> dict[str, int]:
    """How many vectors of pictures there are in each space."""
    with house.database.reading() as session:
        rows = session.execute(select(VectorRow.space, func.count()).group_by(VectorRow.space)).all()
    return {space: count for space, count in rows if space in (OLD, NEW)}
