"""The vector index follows SQL, and finds back to it whatever happened to either."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import delete, func, select

from memory.database import ChunkRow, Database, DocumentRow, OutboxRow, VectorRow
from memory.index import Index
from memory.vectors import faiss as faiss_store
from memory.vectors.faiss import FaissStore
from tests.bag_of_words import BagOfWords
from tests.memory.shelves import shelve

SPACE = BagOfWords.space
Open = Callable[[], Index]


@pytest.fixture
def open_index(database: Database, tmp_path: Path) -> Open:
    return lambda: Index(database, FaissStore(tmp_path / "faiss"))


def found(index: Index, query: str, owner: str = "ann") -> list[int]:
    return [hit.chunk for hit in index.search(SPACE, owner, BagOfWords().encode([query])[0], 3)]


def outbox(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(OutboxRow)) or 0


def remove(database: Database, document: str) -> None:
    with database.session() as session:
        for chunk in session.scalars(select(ChunkRow.id).where(ChunkRow.document_id == document)).all():
            session.add(OutboxRow(owner="ann", operation="remove", space=SPACE, chunk_id=chunk))
        session.execute(delete(DocumentRow).where(DocumentRow.id == document))


def test_what_is_committed_is_found_once_applied(database: Database, open_index: Open) -> None:
    index = open_index()
    shelve(database, BagOfWords(), "ann", "a.txt", ["the fox ran", "the hen slept"])
    assert found(index, "hen") == []
    assert index.apply() == 2
    assert index.apply() == 0
    assert found(index, "hen slept")[0] == 2
    assert found(index, "hen slept", owner="bob") == []
    assert index.check() == []


def test_what_is_removed_is_gone(database: Database, open_index: Open) -> None:
    index = open_index()
    first = shelve(database, BagOfWords(), "ann", "a.txt", ["the fox ran"])
    shelve(database, BagOfWords(), "ann", "b.txt", ["the hen slept"])
    remove(database, first)
    index.apply()
    assert found(index, "fox ran") == [2]
    assert index.check() == []


def test_rows_that_were_not_saved_are_applied_again_after_a_crash(database: Database, open_index: Open) -> None:
    index = open_index()
    shelve(database, BagOfWords(), "ann", "a.txt", ["the fox ran"])
    index.apply()
    index.close()
    after = open_index()
    gone = shelve(database, BagOfWords(), "ann", "b.txt", ["the hen slept"])
    after.apply()
    remove(database, gone)
    shelve(database, BagOfWords(), "ann", "c.txt", ["the cow stood"])
    after.apply()  # and no close: the process is killed
    again = open_index()
    assert set(found(again, "cow stood")) == {1, 3}
    assert again.check() == []


def test_only_what_is_saved_is_trimmed(database: Database, open_index: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    index = open_index()
    shelve(database, BagOfWords(), "ann", "a.txt", ["one", "two", "three"])
    index.apply()
    assert outbox(database) == 3
    monkeypatch.setattr(faiss_store, "SAVE_EVERY", 1)
    shelve(database, BagOfWords(), "ann", "b.txt", ["four"])
    index.apply()
    assert outbox(database) == 1
    assert open_index().check() == []


@pytest.mark.parametrize("loss", ["lost", "damaged", "older", "newer"])
def test_a_store_that_lost_track_is_rebuilt(database: Database, open_index: Open, tmp_path: Path, loss: str) -> None:
    folder = tmp_path / "faiss"
    index = open_index()
    shelve(database, BagOfWords(), "ann", "a.txt", ["the fox ran", "the hen slept"])
    index.apply()
    index.close()
    shutil.copytree(folder, tmp_path / "before")
    index = open_index()
    shelve(database, BagOfWords(), "ann", "b.txt", ["the cow stood", "the pig sang"])
    index.apply()
    index.close()
    if loss == "lost":
        shutil.rmtree(folder)
    elif loss == "damaged":
        (folder / "vectors.faiss").write_bytes(b"noise")
    elif loss == "older":
        shutil.rmtree(folder)
        shutil.move(tmp_path / "before", folder)
    else:  # the database was restored from a time before the index
        with database.session() as session:
            session.execute(delete(ChunkRow).where(ChunkRow.id > 1))
            session.execute(delete(OutboxRow))
    again = open_index()
    assert again.check() == []
    wanted = {1} if loss == "newer" else {1, 2, 3, 4}
    assert FaissStore.ids(again._store, SPACE) == wanted  # type: ignore[arg-type]


def test_check_names_what_differs_and_rebuild_mends_it(database: Database, open_index: Open) -> None:
    index = open_index()
    shelve(database, BagOfWords(), "ann", "a.txt", ["the fox ran", "the hen slept"])
    index.apply()
    with database.session() as session:
        session.execute(delete(VectorRow).where(VectorRow.chunk_id == 1))
    index._store.remove(SPACE, [2])
    (difference,) = index.check()
    assert (difference.missing, difference.extra) == ({2}, {1})
    told: list[tuple[int, int]] = []
    assert index.rebuild(lambda done, total: told.append((done, total))) == 1
    assert told == [(1, 1)]
    assert index.check() == []


def test_more_than_a_batch_is_applied_in_order(
    database: Database, open_index: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("memory.index.BATCH", 7)
    index = open_index()
    shelve(database, BagOfWords(), "ann", "a.txt", [f"text {n}" for n in range(30)])
    assert index.apply() == 30
    assert index.check() == []
    assert index.rebuild() == 30
    assert index.check() == []
    np.testing.assert_equal(len(found(index, "text 3")), 3)
