"""The tables of documents as cells, read from the file when a question first wants them, and kept for the next ones.

They are derived from the bytes of a document: nothing of them is stored, so documents from before there were any have
them too, and a deleted one leaves none behind.
"""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from pathlib import Path
from typing import Protocol

from core.errors import VermeilError
from core.tabular.joining import joined
from core.tabular.table import Grid, Table, table_of
from memory.documents import Document
from memory.library import Library
from memory.readers.detect import MEDIA_TYPES

log = logging.getLogger(__name__)

_MOST_CELLS = 4_000_000  # of all tables that are kept at once
TABULAR = frozenset(MEDIA_TYPES[kind] for kind in ("csv", "xlsx", "xls", "ods", "json", "jsonl", "calendar"))
"""Media types of files that are tables as a whole."""


class TableReaders(Protocol):
    """What is needed of `memory.readers.Readers`."""

    def tables(self, path: Path, name: str) -> tuple[Grid, ...]:
        """The tables of a document, as cells."""
        ...


class KeptTables:
    """Reads tables, and keeps those that were asked for last. Safe between threads."""

    def __init__(self, library: Library, readers: TableReaders) -> None:
        self._library = library
        self._readers = readers
        self._kept: OrderedDict[str, tuple[Table, ...]] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, owner: str, document: Document) -> tuple[Table, ...]:
        """The tables of a document of this owner; none where it has none, or cannot be read any more."""
        with self._lock:
            if document.id in self._kept:
                self._kept.move_to_end(document.id)
                return self._kept[document.id]
        try:
            grids = self._readers.tables(self._library.path(owner, document.id), document.name)
        except VermeilError as error:
            log.warning("the tables of document %s cannot be read: %s", document.id, error.message)
            return ()
        tables = joined(table for grid in grids if (table := table_of(grid, document.id, document.name)) is not None)
        with self._lock:
            self._kept[document.id] = tables
            while len(self._kept) > 1 and sum(map(_cells, self._kept.values())) > _MOST_CELLS:
                self._kept.popitem(last=False)
        return tables


def _cells(tables: tuple[Table, ...]) -> int:
    return sum(len(table) * len(table.columns) for table in tables)
