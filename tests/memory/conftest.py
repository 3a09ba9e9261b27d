"""What most tests of memory start from: an empty database and file store in a folder of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from memory.belonging import open_database
from memory.blobs import Blobs
from memory.database import Database
from memory.library import Library


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return Blobs(tmp_path / "blobs")


@pytest.fixture
def library(database: Database, blobs: Blobs) -> Library:
    return Library(database, blobs, limit=2**20)
