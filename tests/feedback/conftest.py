"""A database of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from memory.database import Database, sqlite_url


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(sqlite_url(tmp_path))
    yield opened
    opened.close()
