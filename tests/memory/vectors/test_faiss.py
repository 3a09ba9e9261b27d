"""What is FAISS's own: the file, when it is written, damage, exactness, and searches beside changes."""

from __future__ import annotations

import threading
from pathlib import Path

import faiss
import numpy as np
import pytest

from core.errors import OutOfSpace
from core.types import FloatArray
from memory.vectors import faiss as module
from memory.vectors.faiss import FaissStore

SPACE = "space"


def unit(count: int, dimension: int = 384, seed: int = 0) -> FloatArray:
    vectors = np.random.default_rng(seed).standard_normal((count, dimension)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def test_recall_is_that_of_exact_search_even_without_clusters() -> None:
    vectors, queries = unit(10_000), unit(50, seed=1)
    index = module._new_index(384)
    index.add_with_ids(vectors, np.arange(len(vectors)))
    exact = faiss.IndexFlatIP(384)
    exact.add(vectors)
    wanted, found = exact.search(queries, 10)[1], index.search(queries, 10)[1]
    recall = np.mean([len(set(a) & set(b)) / 10 for a, b in zip(wanted, found, strict=True)])
    assert recall >= 0.98


def test_small_commits_write_nothing_and_closing_does(tmp_path: Path) -> None:
    store = FaissStore(tmp_path)
    store.add(SPACE, "ann", range(10), unit(10))
    store.commit(10)
    assert store.sequence == 0, "what is not saved must be applied again after a crash"
    assert not list(tmp_path.iterdir())
    assert FaissStore(tmp_path).ids(SPACE) == set()
    store.close()
    assert store.sequence == 10
    assert FaissStore(tmp_path).ids(SPACE) == set(range(10))


def test_many_changes_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SAVE_EVERY", 20)
    store = FaissStore(tmp_path)
    for sequence in range(1, 41):
        store.add(SPACE, "ann", [sequence], unit(1, seed=sequence))
        store.commit(sequence)
    assert store.sequence == 40
    assert FaissStore(tmp_path).sequence == 40


@pytest.mark.parametrize("damage", ["cut", "bit", "empty", "noise", "format"])
def test_a_damaged_file_is_an_empty_store(tmp_path: Path, damage: str) -> None:
    store = FaissStore(tmp_path)
    store.add(SPACE, "ann", range(10), unit(10))
    store.commit(10)
    store.close()
    (file,) = tmp_path.iterdir()
    data = bytearray(file.read_bytes())
    if damage == "bit":
        data[len(data) // 2] ^= 1
    file.write_bytes(
        {
            "cut": bytes(data[:-100]),
            "bit": bytes(data),
            "empty": b"",
            "noise": b"\xff" * 500,
            "format": bytes(data).replace(b'"format": 1', b'"format": 9'),
        }[damage]
    )
    again = FaissStore(tmp_path)
    assert again.sequence == 0
    assert again.ids(SPACE) == set()
    again.add(SPACE, "ann", [1], unit(1))
    again.close()
    assert FaissStore(tmp_path).ids(SPACE) == {1}


def test_a_failed_save_leaves_the_file_before_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = FaissStore(tmp_path)
    store.add(SPACE, "ann", [1], unit(1))
    store.commit(1)
    store.close()
    store.add(SPACE, "ann", [2], unit(1, seed=2))
    store.commit(2)

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("core.files.os.fsync", full)
        with pytest.raises(OutOfSpace):
            store.save()
    assert [file.name for file in tmp_path.iterdir()] == ["vectors.faiss"]
    assert FaissStore(tmp_path).sequence == 1
    store.save()
    assert FaissStore(tmp_path).ids(SPACE) == {1, 2}


def test_searches_run_beside_changes(tmp_path: Path) -> None:
    store, vectors = FaissStore(tmp_path), unit(2000, dimension=64)
    store.add(SPACE, "ann", range(500), vectors[:500])
    failures: list[str] = []
    stop = threading.Event()

    def search() -> None:
        while not stop.is_set():
            hits = store.search(SPACE, "ann", vectors[3], 5)
            if not hits or hits[0].chunk != 3:
                failures.append(str(hits))

    threads = [threading.Thread(target=search) for _ in range(3)]
    for thread in threads:
        thread.start()
    for start in range(500, 2000, 50):
        store.add(SPACE, "ann", range(start, start + 50), vectors[start : start + 50])
        store.remove(SPACE, range(start, start + 25))
        store.commit(start)
    stop.set()
    for thread in threads:
        thread.join()
    assert not failures
    assert len(store.ids(SPACE)) == 500 + 1500 // 2
