"""Tables are read once, for their owner, and those that cannot be read are none."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from core.errors import NotFound, UnreadableFile
from core.tabular.table import Grid
from memory.belonging import open_database
from memory.blobs import Blobs
from memory.kept_tables import KeptTables
from memory.library import Library


class Reading:
    """Reads one table, and counts how often."""

    def __init__(self) -> None:
        self.count = 0
        self.broken = False

    def tables(self, path: Path, name: str) -> tuple[Grid, ...]:
        self.count += 1
        if self.broken:
            raise UnreadableFile(f"{name} is damaged.")
        assert path.exists()
        return (Grid("", 1, ("A", "B"), (("x", "1"),), ("A: x; B: 1",)),)


def test_a_table_is_read_once_and_a_broken_one_again(tmp_path: Path) -> None:
    database = open_database(tmp_path)
    library = Library(database, Blobs(tmp_path / "blobs"), limit=1000)
    document = library.add("ada", "t.csv", io.BytesIO(b"A,B\nx,1"))
    readers = Reading()
    kept = KeptTables(library, readers)
    readers.broken = True
    assert kept.of("ada", document) == ()
    readers.broken = False
    (table,) = kept.of("ada", document)
    assert (table.name, table.document, len(table)) == ("t.csv", document.id, 1)
    assert kept.of("ada", document) == (table,)
    assert readers.count == 2
    with pytest.raises(NotFound):
        library.get("bob", document.id)
    assert KeptTables(library, readers).of("bob", document) == ()
    database.close()
