"""The stores as the service opens them: a folder with its own database, swept by a thread that ends with them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.wiring.stores import open_stores, vector_store
from core.errors import ForeignDatabase
from core.settings import Settings
from tests.memory.pairs import SIX, filled, sha256_of


def test_what_is_named_is_back_before_anybody_asks_for_it(tmp_path: Path) -> None:
    settings = Settings(data=filled(tmp_path / "data"), database_url="")
    stores = open_stores(settings)
    stores.blobs.set_aside(sha256_of(SIX[0]), 1.0)
    stores.close()
    stores = open_stores(settings)
    try:
        assert stores.blobs.path(sha256_of(SIX[0])).read_text() == SIX[0]
    finally:
        stores.close()


def test_strangers_are_not_opened(tmp_path: Path) -> None:
    folder = filled(tmp_path / "data")
    (folder / "vermeil.sqlite3").unlink()
    with pytest.raises(ForeignDatabase):
        open_stores(Settings(data=folder, database_url=""))


def test_sweeping_ends_before_the_database_is_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[str] = []
    stores = open_stores(Settings(data=filled(tmp_path / "data"), database_url=""))
    close, stop = stores.database.close, stores.sweeper.stop
    monkeypatch.setattr(stores.database, "close", lambda: (ended.append("database"), close()))
    monkeypatch.setattr(stores.sweeper, "stop", lambda: (stop(), ended.append("sweeper")))
    stores.sweeper.start()
    stores.close()
    assert ended == ["sweeper", "database"]


def test_each_library_has_its_own_collections_on_a_chroma_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named: list[str] = []
    monkeypatch.setattr("memory.vectors.chroma.ChromaStore", lambda *_, library, **__: named.append(library))
    for name in ("one", "two"):
        for url in ("http://somewhere", ""):
            settings = Settings(
                data=filled(tmp_path / name, ()), database_url="", vector_store="chroma", chroma_url=url
            )
            stores: Any = open_stores(settings)
            vector_store(settings, stores.database)
            stores.close()
    assert len(set(named)) == 3, "two on the server, and the same name in each folder, which is one library's alone"
    assert named[1] == named[3] == "vermeil"
