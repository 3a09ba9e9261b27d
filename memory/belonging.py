"""A data folder and its database know each other by an id, so that neither is tidied by what a stranger says.

The id stands in the file `identity` of the folder and in the table `identity` of the database. Where only one of them
has it, or neither, as before there were ids and after an old backup, they are taken for a pair if their contents say
so. A pair that is refused is only looked at: nothing in either is written, migrated, indexed or deleted.

The first start writes `identity.new`, then the row, then renames the file: a crash between two of these steps leaves
what the next start takes up.
"""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, inspect, select, text
from sqlalchemy.engine import URL

from core.errors import ForeignDatabase
from core.files import sync
from memory.blobs import Blobs, translated_disk_errors
from memory.database import Database, connect, is_sqlite_file, new_id, parse_url, sqlite_url, translated_errors
from memory.holding import HOLDERS

log = logging.getLogger(__name__)

NAME = "identity"
BLOBS = "blobs"


@dataclass(frozen=True, slots=True)
class Pair:
    """What can be seen of a data folder and a database without changing either.

    `files` counts the files of documents in the folder, `named` those among them that the database names, and `absent`
    those that it names and the folder lacks; all three only where the ids do not settle it.
    """

    folder: str | None
    pending: str | None
    database: str | None
    exists: bool
    inside: bool
    files: int = 0
    named: int = 0
    absent: int = 0

    @property
    def agreed(self) -> bool:
        return self.database is not None and self.database in (self.folder, self.pending)

    @property
    def unnamed(self) -> int:
        return self.files - self.named

    def objection(self) -> ForeignDatabase | None:
        """Why the two cannot be used together, and the way out; None where they can."""
        if self.agreed:
            return None
        if not self.exists:
            return _missing(self.files) if self.folder or self.files else None
        if self.folder and self.database:
            return _foreign()
        return None if self._match() else _mismatch(self)

    def _match(self) -> bool:
        """Whether contents say that the two belong together. A few equal files may stand in any two libraries."""
        if self.files:
            return 2 * self.named >= self.files and self.named > 0 and (self.inside or not self.absent)
        return self.inside or (not self.absent and self.database is None)


def open_database(folder: Path, url: str | URL = "") -> Database:
    """Open the database of a data folder, the file in it where `url` is empty, and make them a pair at the first start.

    Raises `ForeignDatabase` where it is missing or another folder's, and what `Database` raises.
    """
    pair = look(folder, url)
    if objection := pair.objection():
        raise objection
    return _open(folder, url, pair.database or new_id())


def adopt(folder: Path, url: str | URL = "") -> Database:
    """Make a pair of a folder and any database. Both get a new id, so that what they belonged to is a stranger now."""
    return _open(folder, url, new_id())


def look(folder: Path, url: str | URL = "") -> Pair:
    """See what there is. Creates nothing: a database that is missing stays so, with what SQLite left beside it."""
    parsed = parse_url(url or sqlite_url(folder))
    file = Path(parsed.database or "") if is_sqlite_file(parsed) else None
    folder_id, pending, database_id = _read(folder / NAME), _read(_pending(folder)), None
    rows: set[str] | None = None
    if file is None or (file.is_file() and file.stat().st_size):
        with translated_errors(), connect(parsed) as connection:
            database_id = _identity(connection)
            if database_id is not None and database_id in (folder_id, pending):
                return Pair(folder_id, pending, database_id, exists=True, inside=_is_inside(file, folder))
            rows = _documents(connection)
    names = Blobs.names(folder / BLOBS)
    return Pair(
        folder_id, pending, database_id, exists=rows is not None, inside=_is_inside(file, folder),
        files=len(names), named=len(names & (rows or set())), absent=len((rows or set()) - names),
    )  # fmt: skip


def _is_inside(file: Path | None, folder: Path) -> bool:
    return file is not None and file.resolve().parent == folder.resolve()


def _missing(files: int) -> ForeignDatabase:
    held = (
        f"The data folder holds {files} files of documents, but" if files else "The data folder was in use before, but"
    )
    return ForeignDatabase(
        f"{held} its database is missing.",
        "Put it back, or set VERMEIL_DATABASE_URL to where it is. To begin with an empty one, run: vermeil adopt",
    )


def _foreign() -> ForeignDatabase:
    return ForeignDatabase(
        "The database belongs to another data folder.",
        "Set VERMEIL_DATA and VERMEIL_DATABASE_URL as they were before. To use these two together from now on, run: "
        "vermeil adopt",
    )


def _mismatch(pair: Pair) -> ForeignDatabase:
    if pair.files:
        found = f"it names {pair.named} of the {pair.files} files in the folder, and {pair.absent} that are not there"
    else:
        found = "it is of another folder, or the files of its documents are missing"
    return ForeignDatabase(
        f"The database does not fit the data folder: {found}.",
        "Set VERMEIL_DATA and VERMEIL_DATABASE_URL as they were before, or put back what is missing. To use these two "
        "together from now on, run: vermeil adopt",
    )


def _open(folder: Path, url: str | URL, identity: str) -> Database:
    """Open the database under an id that the folder then has, too."""
    parsed = parse_url(url or sqlite_url(folder))
    _keep_private(folder, Path(parsed.database or "") if is_sqlite_file(parsed) else None)
    if _read(folder / NAME) == identity:
        _pending(folder).unlink(missing_ok=True)  # of an adoption that was given up
        return Database(parsed)
    _write_pending(folder, identity)
    database = Database(parsed)
    if database.identity != identity:
        database.identify(identity)
    with translated_disk_errors():
        _pending(folder).replace(folder / NAME)
        sync(folder)
    log.info("the data folder and its database know each other from now on")
    return database


def _keep_private(folder: Path, file: Path | None) -> None:
    """Let nobody else read the folder and its database, whatever the umask was when they were made."""
    with translated_disk_errors():
        if file is not None and not file.exists() and file.parent.is_dir():
            os.close(os.open(file, os.O_CREAT | os.O_WRONLY, 0o600))  # SQLite gives the files beside it the same mode
        for path, mode in ((folder, 0o700), (file, 0o600)):
            if path is None or (path == file and not _is_inside(file, folder)):
                continue
            try:
                path.chmod(mode)
            except PermissionError:
                log.warning("the data folder is another user's: its mode stays as it is")


def _write_pending(folder: Path, identity: str) -> None:
    """Not `core.files.atomic_file`: an error after the row is written has to leave this file for the next start."""
    with translated_disk_errors():
        _pending(folder).write_text(identity + "\n", encoding="ascii")
        sync(_pending(folder))
        sync(folder)


def _pending(folder: Path) -> Path:
    return folder / f"{NAME}.new"


def _read(file: Path) -> str | None:
    """The id in a file; None where there is none, or not a whole one."""
    with translated_disk_errors():
        found = file.read_bytes().strip() if file.is_file() else b""
    return found.decode("ascii") if len(found) == 32 and found.isalnum() and found.isascii() else None


def _identity(connection: Connection) -> str | None:
    if not inspect(connection).has_table("identity"):
        return None
    return connection.execute(text("SELECT id FROM identity")).scalar()


def _documents(connection: Connection) -> set[str] | None:
    """The SHA-256 of all files that rows name; None where the database is empty. Works with every schema so far."""
    if not inspect(connection).has_table("documents"):
        return None
    named: set[str | None] = set()
    for holder in HOLDERS:
        if holder.key in {column["name"] for column in inspect(connection).get_columns(holder.class_.__tablename__)}:
            named.update(connection.execute(select(holder)).scalars())
    return {sha256 for sha256 in named if sha256 is not None}
