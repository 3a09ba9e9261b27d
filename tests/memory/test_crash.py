"""`kill -9` at random points of ingest: what was acknowledged is there, whole, and found; nothing is there in part."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import func, select

from memory.database import ChunkRow, DocumentRow, VectorRow
from memory.library import clean_name
from memory.sweeping import Sweeper
from tests.memory.crash_worker import House, build
from tests.memory.fakes import FakeTexts

ROUNDS = 8
SEED = 20_26
ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_what_was_acknowledged_survives_kill_9(tmp_path: Path) -> None:
    chance = random.Random(SEED)
    added: set[str] = set()
    deleting: set[str] = set()
    deleted: set[str] = set()
    for number in range(ROUNDS):
        # From before the first row, through opening a folder that was left in disorder, to the midst of work
        said = run_and_kill(tmp_path, number, chance.uniform(0.0, 0.2) if number % 4 == 3 else chance.uniform(0.2, 1.5))
        for event, seen in (("added", added), ("deleting", deleting), ("deleted", deleted)):
            seen |= {identifier for word, identifier in said if word == event}
        check_that_nothing_is_half_there(
            tmp_path, {identifier for word, identifier in said if word == "ready"} - deleting
        )
        if number % 3 == 2 or number == ROUNDS - 1:  # in the other rounds the next process inherits the disorder
            check_after_restart(tmp_path, added - deleting, deleted)
    assert len(added) > 30
    assert deleted


def run_and_kill(folder: Path, number: int, seconds: float) -> list[tuple[str, str]]:
    """Let a process work until `seconds` after it has opened the folder, kill it, and return what it acknowledged."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.memory.crash_worker", str(folder), f"{SEED} {number}"],
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    assert process.stdout is not None
    output = process.stdout.readline()
    assert output == b"started\n"
    time.sleep(seconds)
    os.kill(process.pid, signal.SIGKILL)
    rest, _ = process.communicate(timeout=30)
    assert process.returncode == -signal.SIGKILL, "it died by itself"
    return [(word, identifier) for word, identifier in (line.split() for line in rest.decode().splitlines())]


def check_that_nothing_is_half_there(folder: Path, ready: set[str]) -> None:
    """Straight after the kill: a document has all of its chunks and vectors, or none and is not called ready."""
    house = build(folder)
    try:
        with house.database.reading() as session:
            chunks = dict(
                session.execute(select(ChunkRow.document_id, func.count()).group_by(ChunkRow.document_id)).all()
            )
            for row in session.scalars(select(DocumentRow)):
                assert (row.status == "ready") == (row.id in chunks), row.status
            states = dict(session.execute(select(DocumentRow.id, DocumentRow.status)).all())
        assert {states.get(identifier) for identifier in ready} <= {"ready"}
        assert house.index.check() == []
    finally:
        house.close()


def check_after_restart(folder: Path, added: set[str], deleted: set[str]) -> None:
    house = build(folder)
    house.ingest.start()
    try:
        with house.database.reading() as session:
            owners = dict(session.execute(select(DocumentRow.id, DocumentRow.owner)).all())
        assert added <= set(owners), "acknowledged documents are lost"
        assert not deleted & set(owners), "deleted documents are back"
        for identifier, owner in owners.items():
            assert house.ingest.wait(identifier, 60)
            check_document(house, owner, identifier)
        assert house.index.check() == []
        check_index_is_sql(house)
        Sweeper(house.database, house.blobs, days=30).sweep()
        with house.database.reading() as session:
            assert set(house.blobs.all()) == set(session.scalars(select(DocumentRow.sha256)))
        assert not list(house.blobs.folder.glob(".incoming-*"))
        assert house.database.check() == []
    finally:
        house.close()


def check_document(house: House, owner: str, identifier: str) -> None:
    """Ready, whole, and found by what it says."""
    document = house.library.get(owner, identifier)
    assert (document.status, document.name) == ("ready", clean_name("a.txt"))
    content = house.library.path(owner, identifier).read_text()
    passages = house.library.passages(owner, identifier)
    if document.kind == "text":
        assert [p.text for p in passages] == content.splitlines()
    assert passages
    query = FakeTexts().encode([passages[-1].text])[0]
    best = house.index.search("fake-texts", owner, query, 1)[0].score
    found = house.index.search("fake-texts", owner, query, 1_000)
    equals = {hit.chunk for hit in found if hit.score > best - 1e-3}  # captions and ticks of others are equal
    assert passages[-1].chunk in equals or document.kind != "text"


def check_index_is_sql(house: House) -> None:
    with house.database.reading() as session:
        wanted: dict[str, set[int]] = {}
        for space, chunk, data in session.execute(select(VectorRow.space, VectorRow.chunk_id, VectorRow.data)):
            wanted.setdefault(space, set()).add(chunk)
            assert np.isclose(np.linalg.norm(np.frombuffer(data, "<f4")), 1.0, atol=1e-5)
        texts = set(session.scalars(select(ChunkRow.id)))
    assert wanted["fake-texts"] == texts
    for space, chunks in wanted.items():
        assert house.index._store.ids(space) == chunks
