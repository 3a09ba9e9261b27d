"""One contract for all vector stores."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from core.types import FloatArray
from memory.vectors.store import VectorStore

Open = Callable[[], VectorStore]
SPACE = "minilm/53aa5117/float32"


def unit(count: int, seed: int = 0, dimension: int = 24) -> FloatArray:
    vectors = np.random.default_rng(seed).standard_normal((count, dimension)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def found(store: VectorStore, owner: str, query: FloatArray, limit: int = 5, space: str = SPACE) -> list[int]:
    return [hit.chunk for hit in store.search(space, owner, query, limit)]


def test_finds_the_nearest_first_and_scores_by_cosine(open_store: Open) -> None:
    store, vectors = open_store(), unit(200)
    store.add(SPACE, "ann", range(1000, 1200), vectors)
    exact = vectors @ vectors[7]
    hits = store.search(SPACE, "ann", vectors[7], 10)
    assert [hit.chunk for hit in hits] == [1000 + int(i) for i in np.argsort(-exact)[:10]]
    np.testing.assert_allclose([hit.score for hit in hits], np.sort(exact)[::-1][:10], atol=2e-3)
    store.close()


def test_never_finds_what_belongs_to_another_owner_or_space(open_store: Open) -> None:
    store, vectors = open_store(), unit(60)
    store.add(SPACE, "ann", range(30), vectors[:30])
    store.add(SPACE, "bob", range(30, 60), vectors[30:])
    store.add("pictures", "ann", range(30), unit(30, seed=1, dimension=8))
    assert set(found(store, "ann", vectors[40], 60)) == set(range(30))
    assert found(store, "bob", vectors[40], 1) == [40]
    assert found(store, "eve", vectors[40]) == []
    assert set(found(store, "ann", unit(1, seed=2, dimension=8)[0], 50, "pictures")) == set(range(30))
    assert store.ids(SPACE) == set(range(60))
    store.close()


def test_gives_fewer_where_there_are_fewer(open_store: Open) -> None:
    store, vectors = open_store(), unit(3)
    assert found(store, "ann", vectors[0]) == []
    assert store.ids(SPACE) == set()
    store.add(SPACE, "ann", [5, 6, 7], vectors)
    assert len(found(store, "ann", vectors[0], 50)) == 3
    assert found(store, "ann", vectors[0], 0) == []
    store.close()


def test_replaces_an_id_that_is_there(open_store: Open) -> None:
    store, vectors = open_store(), unit(4)
    store.add(SPACE, "ann", [1, 2], vectors[:2])
    store.add(SPACE, "ann", [1, 3, 3], vectors[1:])
    assert store.ids(SPACE) == {1, 2, 3}
    assert set(found(store, "ann", vectors[1], 2)) == {1, 2}
    assert found(store, "ann", vectors[3], 1) == [3]
    store.add(SPACE, "bob", [1], vectors[:1])
    assert set(found(store, "ann", vectors[1], 9)) == {2, 3}
    assert found(store, "bob", vectors[0], 9) == [1]
    store.close()


def test_removes_ids_and_ignores_unknown_ones(open_store: Open) -> None:
    store, vectors = open_store(), unit(20)
    store.add(SPACE, "ann", range(10), vectors[:10])
    store.add(SPACE, "bob", range(10, 20), vectors[10:])
    store.remove(SPACE, [2, 13, 999, 2])
    store.remove("elsewhere", [1])
    store.remove(SPACE, [])
    assert store.ids(SPACE) == set(range(20)) - {2, 13}
    assert 2 not in found(store, "ann", vectors[2], 20)
    assert 13 not in found(store, "bob", vectors[13], 20)
    store.remove(SPACE, list(range(20)))
    assert store.ids(SPACE) == set()
    assert found(store, "ann", vectors[0]) == []
    store.add(SPACE, "ann", [2], vectors[2:3])
    assert found(store, "ann", vectors[2]) == [2]
    store.close()


def test_is_the_same_after_a_restart(open_store: Open) -> None:
    store, vectors = open_store(), unit(50)
    assert store.sequence == 0
    store.add(SPACE, "ann", range(50), vectors)
    store.remove(SPACE, [3])
    store.commit(51)
    store.close()
    again = open_store()
    assert again.sequence == 51
    assert again.ids(SPACE) == set(range(50)) - {3}
    assert found(again, "ann", vectors[9], 1) == [9]
    again.remove(SPACE, [9])
    again.add(SPACE, "ann", [60], unit(1, seed=3))
    again.commit(53)
    again.close()
    last = open_store()
    assert last.sequence == 53
    assert last.ids(SPACE) == set(range(50)) - {3, 9} | {60}
    last.close()


def test_forgets_everything_before_a_rebuild(open_store: Open) -> None:
    store, vectors = open_store(), unit(10)
    store.add(SPACE, "ann", range(10), vectors)
    store.commit(10)
    store.clear()
    assert store.sequence == 0
    assert store.ids(SPACE) == set()
    assert found(store, "ann", vectors[0]) == []
    store.add(SPACE, "ann", range(5), vectors[:5])
    store.commit(20)
    store.close()
    again = open_store()
    assert again.ids(SPACE) == set(range(5))
    assert again.sequence == 20
    again.close()


def test_looks_among_some_of_the_owners_only(open_store: Open) -> None:
    store, vectors = open_store(), unit(60)
    store.add(SPACE, "ann", range(30), vectors[:30])
    store.add(SPACE, "bob", range(30, 60), vectors[30:])

    def among(*chunks: int, limit: int = 50) -> list[int]:
        return [hit.chunk for hit in store.search(SPACE, "ann", vectors[3], limit, chunks)]

    assert among(3, 7, 7, 40, 999)[0] == 3
    assert set(among(3, 7, 7, 40, 999)) == {3, 7}
    assert among(8, 3, 9, limit=1) == [3]
    assert among(40, 999) == among() == []
    store.remove(SPACE, [3])
    assert among(3, 7) == [7]
    store.close()
