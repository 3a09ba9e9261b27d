"""The truth in SQL: `Database` opens, migrates, checks and transacts over the tables of `memory.tables`.

SQLite in WAL mode by default; any SQLAlchemy URL of Postgres works the same. Every table of people's things has
an `owner`, and whoever queries one names the owner. Full-text search is `chunks_fts` and `turn_texts_fts` (SQLite: FTS5
over `text` and `terms` of the table, kept by triggers; Postgres: a GIN index of that name), made by the migrations.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, create_engine, delete, event, exc, inspect, select, text
from sqlalchemy.engine import URL, Engine, make_url
from sqlalchemy.orm import Session

from core.errors import BadInput, Busy, ForeignDatabase, Missing, OutOfSpace, VermeilError
from memory import account_tables, feedback_tables, learning_tables  # noqa: F401 - their tables are among those of `Base`
from memory.spare import Spare
from memory.tables import (
    Base,
    ChunkRow,
    ConversationRow,
    DocumentRow,
    IdentityRow,
    OutboxRow,
    TurnRow,
    VectorRow,
    VoteRow,
    new_id,
    now,
)

__all__ = [
    "Base",
    "ChunkRow",
    "ConversationRow",
    "Database",
    "DocumentRow",
    "OutboxRow",
    "TurnRow",
    "VectorRow",
    "VoteRow",
    "connect",
    "is_sqlite_file",
    "new_id",
    "now",
    "parse_url",
    "sqlite_url",
]

log = logging.getLogger(__name__)

HEAD = "0032"
"""The newest migration. Kept here so that opening a database that is up to date need not import Alembic (0.8 s)."""

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_MILLISECONDS = 30_000
CACHE_KIB = 16_384
WRITER_LOCK = 0x7665726D  # any number that nobody else of the same Postgres database uses


def sqlite_url(folder: Path) -> URL:
    """The database of a data folder, where no other URL is set; any character may stand in the folder's name."""
    return URL.create("sqlite", database=str(folder / "vermeil.sqlite3"))


def is_sqlite_file(url: URL) -> bool:
    """Whether the database is a file whose path is the URL's `database`."""
    return url.get_backend_name() == "sqlite" and not (url.database or ":").startswith((":", "file:"))


@contextmanager
def connect(url: URL) -> Iterator[Connection]:
    """A connection to look at a database that may be anybody's: nothing is configured, migrated or begun."""
    engine = _engine(url)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


class Database:
    """An open database, brought to the newest schema. Safe to use from many threads.

    Raises `OutOfSpace`, `Busy` or `VermeilError` for what goes wrong below it, here and in its transactions; `BadInput`
    for what is no URL, `Missing` without the driver. `memory.belonging` says which database belongs to a data folder;
    `identity` is the id that the two share, None where the database was never given one. `spare` is room for a full
    disk, where some is kept.
    """

    spare: Spare | None = None

    def __init__(self, url: str | URL) -> None:
        parsed = parse_url(url)
        self.is_sqlite = parsed.get_backend_name() == "sqlite"
        if self.is_sqlite and not parsed.database:
            raise ValueError("SQLite in memory is not durable: give it a file.")
        with translated_errors():
            self.engine = _engine(parsed)
            if self.is_sqlite:
                event.listen(self.engine, "connect", _configure_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite if self.is_sqlite else _begin_postgres)
            self._migrate()
        with self.reading() as session:
            self.identity = session.scalar(select(IdentityRow.id))

    @contextmanager
    def session(self) -> Iterator[Session]:
        """One transaction that may write: committed at the end, rolled back on an error.

        There is one writer at a time, and it is so from the first statement on, so that reading first and writing later
        never fails half-way: keep it short, compute outside. Rows stay readable after it. Use `reading` where nothing
        is written.
        """
        with translated_errors(), Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def freeing(self) -> Iterator[Session]:
        """A `session` for what frees space: on a full disk it may use the room that is kept for that."""
        if self.spare is not None:
            self.spare.give_up_if_full()
        with self.session() as session:
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """One consistent view that never waits for a writer. What is changed in it is thrown away."""
        with (
            translated_errors(),
            self.engine.connect().execution_options(vermeil_reading=True) as connection,
            Session(connection, expire_on_commit=False) as session,
        ):
            yield session

    def version(self) -> str | None:
        """The migration that the database stands at; None for an empty one."""
        with self.engine.connect() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return None
            return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()

    def identify(self, identity: str) -> None:
        """Give the database the id of a data folder, in place of the one that it had."""
        with self.session() as session:
            session.execute(delete(IdentityRow))
            session.add(IdentityRow(id=identity))
        self.identity = identity

    def confirm(self, session: Session) -> None:
        """Raises `ForeignDatabase` unless the database that answers now is the one that was opened.

        A server may have another one under the same address since. Asked before a file is moved or deleted.
        """
        found = session.scalar(select(IdentityRow.id))
        if found is None or found != self.identity:
            raise ForeignDatabase("The database is not the one of this data folder.", "`vermeil doctor` says more.")

    def check(self) -> list[str]:
        """Faults of the database file, one sentence each; empty where all is well."""
        faults: list[str] = []
        with self.reading() as session:
            if self.is_sqlite:
                found = session.execute(text("PRAGMA quick_check")).scalars().all()
                faults += [f"The database file is damaged: {line}" for line in found if line != "ok"]
                orphans = session.execute(text("PRAGMA foreign_key_check")).all()
                faults += [f"The table {row[0]} has a row without its parent." for row in orphans]
            else:
                session.execute(text("SELECT 1"))
        if (version := self.version()) != HEAD:
            faults.append(f"The database is at migration {version}, not at {HEAD}.")
        return faults

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    def _migrate(self) -> None:
        version = self.version()
        if version == HEAD:
            return
        if version is not None and version > HEAD:
            raise VermeilError(
                f"The database was written by a newer Vermeil (migration {version}).",
                "Update Vermeil, or use its data.",
            )
        from alembic import command
        from alembic.config import Config

        log.info("migrating the database from %s to %s", version, HEAD)
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
        with self.engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def parse_url(url: str | URL) -> URL:
    """Raises `BadInput` for what is no URL of SQLAlchemy."""
    try:
        return make_url(url)
    except exc.ArgumentError as error:
        raise BadInput("The setting database_url is no SQLAlchemy URL.", "Write postgresql+psycopg://…") from error


def _engine(url: URL) -> Engine:
    # What people wrote stands in parameters: it stays out of error messages and logs
    try:
        return create_engine(url, hide_parameters=True, pool_pre_ping=url.get_backend_name() != "sqlite")
    except ModuleNotFoundError as error:
        message = f"The database needs the package {error.name}, which is not installed."
        raise Missing(message, f"Run: pip install {error.name}") from error


def _configure_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    """FULL makes WAL fsync at every commit: an acknowledged row survives a power cut, not only `kill -9`."""
    connection.isolation_level = None  # SQLAlchemy's begin event opens the transactions, not the driver
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    reading = connection.get_execution_options().get("vermeil_reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _begin_postgres(connection: Connection) -> None:
    """One writer at a time, as on SQLite: or else outbox rows could appear out of order, and an index pass them by."""
    if not connection.get_execution_options().get("vermeil_reading", False):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITER_LOCK})")


@contextmanager
def translated_errors() -> Iterator[None]:
    """Turn the errors of SQLAlchemy and its drivers into ours. Broken constraints pass: they are our own mistakes."""
    try:
        yield
    except exc.IntegrityError:
        raise
    except exc.DBAPIError as error:
        log.error("the database failed: %s", error.orig)
        raise _translation(str(error.orig).lower()) from error


def _translation(said: str) -> VermeilError:
    if "full" in said or "no space" in said:
        return OutOfSpace("The disk is full.", "Free some space, then try again.")
    if "locked" in said or "busy" in said:
        return Busy("The database is in use by another process.", "Stop the other process, then try again.")
    return VermeilError("The database could not be used.", "`vermeil doctor` says what is wrong with it.")
