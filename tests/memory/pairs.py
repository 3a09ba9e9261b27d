"""A data folder opened with a database, as the service opens it, and what is in it to the byte."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy.engine import URL

from memory.belonging import open_database
from memory.blobs import Blobs
from memory.database import MIGRATIONS, Database, sqlite_url
from memory.library import Library
from memory.sweeping import Sweeper

DAY = 24 * 3600.0
SIX = tuple(f"original {i}" for i in range(6))


def sha256_of(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()


@dataclass
class Shelf:
    database: Database
    blobs: Blobs
    library: Library

    def add(self, contents: Sequence[str]) -> list[str]:
        return [self.library.add("ada", "a.txt", io.BytesIO(content.encode())).id for content in contents]

    def sweeper(self, moment: float, days: float = 30) -> Sweeper:
        return Sweeper(self.database, self.blobs, days=days, clock=lambda: moment)

    def contents(self) -> set[str]:
        """What the library says that it has, read from its files where they are."""
        here = set(self.blobs.all())
        return {self.library.path("ada", d.id).read_text() for d in self.library.list("ada") if d.sha256 in here}


@contextmanager
def opened(folder: Path, url: str | URL = "") -> Iterator[Shelf]:
    database = open_database(folder, url)
    try:
        blobs = Blobs(folder / "blobs")
        yield Shelf(database, blobs, Library(database, blobs, limit=2**20))
    finally:
        database.close()


def filled(folder: Path, contents: Sequence[str] = SIX, url: str | URL = "") -> Path:
    folder.mkdir(exist_ok=True)
    with opened(folder, url) as shelf:
        shelf.add(contents)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def make_old(folder: Path, url: str | URL = "") -> None:
    """What an installation from before there were ids looks like."""
    database = Database(url or sqlite_url(folder))
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with database.engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0001")
    database.close()
    (folder / "identity").unlink(missing_ok=True)
