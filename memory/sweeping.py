"""Files that no document names: set aside first, deleted days later, and given back if a document names them again.

A crash between a file and its row leaves such files, and so does a database that was restored from an older backup.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sqlalchemy import select

from memory.blobs import Blobs
from memory.database import Database, DocumentRow, now
from memory.holding import held, is_held

log = logging.getLogger(__name__)

DAY = 24 * 3600.0
CLOCK_SLACK = 2.0  # seconds: file systems and our stamps round


@dataclass(frozen=True, slots=True)
class Swept:
    """How many files were set aside, given back and deleted, and how many documents lack theirs."""

    set_aside: int
    given_back: int
    deleted: int
    absent: int


class Sweeper:
    """Keeps the files of a folder to what the rows of its database name. `days` pass before a file is deleted.

    Nothing is moved under a database that is not the folder's: all methods raise `ForeignDatabase` then.
    """

    def __init__(self, database: Database, blobs: Blobs, *, days: float, clock: Callable[[], float] = now) -> None:
        self._database = database
        self._blobs = blobs
        self._seconds = days * DAY
        self._clock = clock
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="sweep", daemon=True)

    def give_back(self) -> int:
        """Put back what documents name, before anybody asks for it; returns how many files. Costs nothing otherwise."""
        return self._count(self._give_back, self._blobs.aside())

    def sweep(self) -> Swept:
        """Set aside what no document names, give back what one names, and delete what nobody missed for days."""
        given_back = self.give_back()
        deleted = self._count(self._delete, self._blobs.aside())
        here = set(self._blobs.all())  # before the rows: what is added meanwhile is not among them
        set_aside = self._count(self._set_aside, here - self._held())
        swept = Swept(set_aside, given_back, deleted, len(self.absent()))
        _report(swept, self._seconds)
        return swept

    def absent(self) -> list[str]:
        """The names of the documents whose file is missing."""
        here = {*self._blobs.all(), *self._blobs.aside()}
        return sorted(name for sha256, name in self._names().items() if sha256 not in here)

    def start(self) -> None:
        """Sweep now and once a day, in the background."""
        self._thread.start()

    def stop(self) -> None:
        """End before the database is closed and the folder is somebody else's."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self.sweep()
            except Exception:
                log.exception("the files could not be swept; they will be tomorrow, or at the next start")
            self._stopping.wait(DAY)

    def _count(self, move: Callable[[str], bool], files: Iterable[str]) -> int:
        return sum(move(sha256) for sha256 in files if not self._stopping.is_set())

    def _set_aside(self, sha256: str) -> bool:
        with self._blobs.lock:
            if is_held(self._database, sha256) or not self._blobs.path(sha256).exists():
                return False
            self._blobs.set_aside(sha256, self._clock())
            return True

    def _give_back(self, sha256: str) -> bool:
        with self._blobs.lock:
            if not is_held(self._database, sha256):
                return False
            self._blobs.give_back(sha256)
            return True

    def _delete(self, sha256: str) -> bool:
        """Delete what was set aside long ago. A time that cannot be true was written by a wrong clock: count anew."""
        with self._blobs.lock:
            since, moment = self._blobs.aside().get(sha256), self._clock()
            if since is None or is_held(self._database, sha256):
                return False
            if not self._blobs.written(sha256) - CLOCK_SLACK <= since <= moment + CLOCK_SLACK:
                self._blobs.give_back(sha256)
                self._blobs.set_aside(sha256, moment)
                return False
            if moment - since < self._seconds:
                return False
            self._blobs.delete_aside(sha256)
            return True

    def _held(self) -> set[str]:
        """The SHA-256 of all files that documents and turns name."""
        with self._database.reading() as session:
            self._database.confirm(session)
            return held(session)

    def _names(self) -> dict[str, str]:
        """The SHA-256 of all documents, each with a name that it has."""
        with self._database.reading() as session:
            self._database.confirm(session)
            return {row[0]: row[1] for row in session.execute(select(DocumentRow.sha256, DocumentRow.name))}


def _report(swept: Swept, seconds: float) -> None:
    if swept.set_aside:
        days = seconds / DAY
        log.warning("%d files of no document are set aside, and deleted in %.0f days", swept.set_aside, days)
    if swept.given_back:
        log.warning("%d files that were set aside have their documents again", swept.given_back)
    if swept.deleted:
        log.info("%d files that were set aside long ago are deleted", swept.deleted)
    if swept.absent:
        log.warning("%d documents lack their file; `vermeil doctor` names them", swept.absent)
