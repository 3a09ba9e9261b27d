"""A room in which people have said something of answers."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from feedback import screening
from memory.database import Database, sqlite_url
from tests.feedback.said import Room


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(sqlite_url(tmp_path))
    yield opened
    opened.close()


@pytest.fixture
def room(empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Room]:
    """Nothing is drawn for a second review by chance."""
    monkeypatch.setattr(screening, "_drawn", lambda vote: False)
    for file in empty.iterdir():
        shutil.copy(file, tmp_path)
    opened = Room(tmp_path)
    yield opened
    opened.database.close()
