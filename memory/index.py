"""The vector index follows SQL: rows commit first, the index is derived from them through the outbox.

What the store saved last is known by its `sequence`; outbox rows beyond it are applied again after a restart. Rows up
to it are trimmed, except the last one, which shows a store that was replaced or lost that it has missed some.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import cast

import numpy as np
from sqlalchemy import Row, and_, delete, func, select

from core.errors import OutOfSpace
from core.types import FloatArray
from memory.database import Database, OutboxRow, VectorRow
from memory.vectors.store import Hit, VectorStore

log = logging.getLogger(__name__)

BATCH = 2048  # rows that are read from SQL at once: 3 MB of vectors

Lent = Mapping[str, Sequence[int]]
"""Chunks that somebody may read of what is others', by whose they are."""

NOTHING_LENT: Lent = {}

ReportProgress = Callable[[int, int], None]
"""Told how many of how many are done."""

Outstanding = Row[int, str, str, str, int, bytes | None]
"""Of the outbox: sequence, owner, operation, space, chunk id, and the vector where there is one."""

Stored = Row[str, str, int, bytes]
"""Of the vectors: space, owner, chunk id and the vector."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What the store and SQL disagree on in one space, as chunk ids."""

    space: str
    missing: frozenset[int]
    extra: frozenset[int]


class Index:
    """The vector store kept equal to the `vectors` table. Safe to use from many threads.

    Opening it applies what is outstanding, and rebuilds a store that has lost track.
    """

    def __init__(self, database: Database, store: VectorStore) -> None:
        self._database = database
        self._store = store
        self._lock = threading.Lock()
        self._applied = store.sequence
        self._trimmed = 0
        if self._has_missed_rows():
            self.rebuild()
        self.apply()
        if not self._counts_match():
            self.rebuild()

    def search(self, space: str, reader: str, query: FloatArray, limit: int, lent: Lent = NOTHING_LENT) -> list[Hit]:
        """The nearest chunks that somebody may read, best first: their own, and what others lend them.

        `query` is (dimension,). Each part of the store is asked for no more than what may be read of it.
        """
        hits = self._store.search(space, reader, query, limit)
        for owner, chunks in lent.items():
            hits += self._store.search(space, owner, query, limit, chunks)
        return sorted(hits, key=lambda hit: -hit.score)[:limit] if lent else hits

    def apply(self) -> int:
        """Apply what the outbox holds beyond the last call; returns the number of rows. Call it after each commit."""
        done = 0
        with self._lock:
            while rows := self._outstanding():
                self._follow(rows)
                self._applied = rows[-1].sequence
                done += len(rows)
                self._commit()
            self._trim()
        return done

    def check(self) -> list[Difference]:
        """Differences between SQL and the store, by space, after applying what is outstanding; empty where none."""
        self.apply()
        with self._lock:
            return [found for space in self._spaces() if (found := self._difference(space))]

    def rebuild(self, progress: ReportProgress | None = None) -> int:
        """Make the store anew from the `vectors` table, telling `progress(done, total)`; returns their number."""
        log.info("rebuilding the vector index from the database")
        with self._lock:
            self._store.clear()
            with self._database.reading() as session:  # one view: what is committed meanwhile is in the outbox
                last = session.scalar(select(func.max(OutboxRow.sequence))) or 0
                total = session.scalar(select(func.count()).select_from(VectorRow)) or 0
                query = select(VectorRow.space, VectorRow.owner, VectorRow.chunk_id, VectorRow.data)
                done = 0
                for rows in session.execute(query.execution_options(yield_per=BATCH)).partitions():
                    self._add(rows)
                    done += len(rows)
                    if progress:
                        progress(done, total)
            self._applied = last
            self._commit()
            return done

    def close(self) -> None:
        """Save the store, and trim the outbox up to what it saved."""
        with self._lock:
            try:
                self._store.close()
            except OutOfSpace as error:  # it is made anew from the database where it lacks something
                log.warning("the vector index is not saved: %s", error.message)
            self._trim()

    def _outstanding(self) -> Sequence[Outstanding]:
        """The next outbox rows in order, each with its vector (None where it is removed, or was since)."""
        query = (
            select(OutboxRow.sequence, OutboxRow.owner, OutboxRow.operation, OutboxRow.space, OutboxRow.chunk_id)
            .add_columns(VectorRow.data)
            .outerjoin(VectorRow, and_(VectorRow.chunk_id == OutboxRow.chunk_id, VectorRow.space == OutboxRow.space))
            .where(OutboxRow.sequence > self._applied)
            .order_by(OutboxRow.sequence)
            .limit(BATCH)
        )
        with self._database.reading() as session:
            return session.execute(query).all()

    def _follow(self, rows: Sequence[Outstanding]) -> None:
        """The last word on each chunk counts; chunk ids are never used twice, so a missing vector is a removed one."""
        last = {(row.space, row.chunk_id): row for row in rows}
        adds = [row for row in last.values() if row.operation == "add" and row.data is not None]
        self._add(adds)
        removed: dict[str, list[int]] = {}
        for row in last.values():
            if row.operation == "remove" or row.data is None:
                removed.setdefault(row.space, []).append(row.chunk_id)
        for space, chunks in removed.items():
            self._store.remove(space, chunks)

    def _add(self, rows: Sequence[Outstanding] | Sequence[Stored]) -> None:
        groups: dict[tuple[str, str], list[Outstanding | Stored]] = {}
        for row in rows:
            groups.setdefault((row.space, row.owner), []).append(row)
        for (space, owner), group in groups.items():
            vectors = np.frombuffer(b"".join(row.data for row in group), dtype="<f4").reshape(len(group), -1)
            self._store.add(space, owner, [row.chunk_id for row in group], vectors)

    def _has_missed_rows(self) -> bool:
        """Whether the store stands before the first outbox row that is left, or beyond the last there ever was."""
        with self._database.reading() as session:
            ends = select(func.min(OutboxRow.sequence), func.max(OutboxRow.sequence))
            first, last = cast("tuple[int | None, int | None]", session.execute(ends).one())
        if first is None or last is None:
            return self._applied > 0
        return self._applied < first - 1 or self._applied > last

    def _commit(self) -> None:
        """Let the store save what was applied; on a full disk that waits, and searches find it meanwhile."""
        try:
            self._store.commit(self._applied)
        except OutOfSpace as error:
            log.warning("the vector index is not saved now: %s", error.message)

    def _trim(self) -> None:
        """Drop outbox rows that nobody needs; on a full disk they stay until there is room."""
        saved = self._store.sequence
        if saved > self._trimmed:
            with suppress(OutOfSpace), self._database.freeing() as session:
                session.execute(delete(OutboxRow).where(OutboxRow.sequence < saved))
                self._trimmed = saved

    def _counts(self) -> dict[str, int]:
        query = select(VectorRow.space, func.count()).group_by(VectorRow.space)
        with self._database.reading() as session:
            return {row[0]: row[1] for row in session.execute(query)}

    def _counts_match(self) -> bool:
        return all(len(self._store.ids(space)) == count for space, count in self._counts().items())

    def _spaces(self) -> list[str]:
        return sorted(self._counts())

    def _difference(self, space: str) -> Difference | None:
        with self._database.reading() as session:
            wanted = set(session.scalars(select(VectorRow.chunk_id).where(VectorRow.space == space)))
        here = self._store.ids(space)
        if wanted == here:
            return None
        return Difference(space, frozenset(wanted - here), frozenset(here - wanted))
