"""The truth in SQL: the tables, and `Database`, which opens, migrates, checks and transacts.

SQLite in WAL mode by default; any SQLAlchemy URL of Postgres works the same. Every table of people's things has
an `owner`, and whoever queries one names the owner. Full-text search is `chunks_fts` (SQLite: FTS5 over `chunks.text`,
kept by triggers; Postgres: a GIN index of that name), made by the migrations.
"""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    BigInteger,
    Connection,
    Dialect,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    TypeDecorator,
    UniqueConstraint,
    create_engine,
    event,
    exc,
    inspect,
    text,
)
from sqlalchemy.engine import URL, Engine, make_url
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from core.errors import BadInput, Busy, Missing, OutOfSpace, VermeilError

log = logging.getLogger(__name__)

HEAD = "0001"
"""The newest migration. Kept here so that opening a database that is up to date need not import Alembic (0.8 s)."""

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_MILLISECONDS = 30_000
CACHE_KIB = 16_384
WRITER_LOCK = 0x7665726D  # any number that nobody else of the same Postgres database uses
UNSTORABLE = dict.fromkeys((0, *range(0xD800, 0xE000)), 0xFFFD)


def new_id() -> str:
    """The id of an owned thing: 32 hexadecimal digits."""
    return uuid.uuid4().hex


def now() -> float:
    """Times are stored as seconds since 1970, UTC."""
    return time.time()


class Characters(TypeDecorator[str]):
    """A string of any length. Lone surrogates and NUL, which no database stores, become U+FFFD: lengths stay equal."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 SQLAlchemy's name
        if value is None or (value.isascii() and "\0" not in value):
            return value
        return value.translate(UNSTORABLE)


class Base(DeclarativeBase):
    """All tables. Ids of owned things are uuid4 in hex; `chunks.id` is an integer because vector indexes need one."""

    type_annotation_map: ClassVar[dict[Any, Any]] = {str: Characters}


class DocumentRow(Base):
    """A file that somebody handed over. Its bytes are the blob `sha256`; its chunks exist only once it is `ready`."""

    __tablename__ = "documents"
    __table_args__ = (
        UniqueConstraint("owner", "sha256", name="documents_owner_sha256"),
        Index("documents_owner_created", "owner", "created_at"),
        Index("documents_status", "status"),
        Index("documents_sha256", "sha256"),
    )

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    owner: Mapped[str]
    sha256: Mapped[str]
    name: Mapped[str]
    kind: Mapped[str | None] = mapped_column(doc="`text`, `picture` or `audio`; unknown until it is read.")
    media_type: Mapped[str | None]
    size: Mapped[int] = mapped_column(BigInteger, doc="Bytes.")
    status: Mapped[str] = mapped_column(doc="`queued`, `processing`, `ready` or `failed`.")
    reason: Mapped[str | None] = mapped_column(doc="One sentence: why it failed.")
    pages: Mapped[int | None]
    width: Mapped[int | None]
    height: Mapped[int | None]
    seconds_audio: Mapped[float | None]
    created_at: Mapped[float] = mapped_column(default=now)
    updated_at: Mapped[float] = mapped_column(default=now, onupdate=now)
    ingest_seconds: Mapped[float | None]
    progress: Mapped[float] = mapped_column(default=0.0, doc="Share that is done, in [0, 1].")


class ChunkRow(Base):
    """A passage of a document. `span` and `words` are JSON as in `core.types`; ids are never used twice."""

    __tablename__ = "chunks"
    __table_args__ = (
        UniqueConstraint("document_id", "ordinal", name="chunks_document_ordinal"),
        Index("chunks_owner", "owner"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    owner: Mapped[str]
    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"))
    ordinal: Mapped[int]
    text: Mapped[str]
    span: Mapped[dict[str, Any]] = mapped_column(JSON)
    words: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON(none_as_null=True))


class VectorRow(Base):
    """The truth of an embedding: `data` is little-endian float32. Vector indexes are derived from these rows."""

    __tablename__ = "vectors"
    __table_args__ = (Index("vectors_space", "space"),)

    chunk_id: Mapped[int] = mapped_column(ForeignKey("chunks.id", ondelete="CASCADE"), primary_key=True)
    space: Mapped[str] = mapped_column(primary_key=True)
    owner: Mapped[str]
    data: Mapped[bytes] = mapped_column(LargeBinary)


class OutboxRow(Base):
    """What the vector index has yet to follow, in order. `chunk_id` is no foreign key: a removed chunk is gone."""

    __tablename__ = "outbox"
    __table_args__ = ({"sqlite_autoincrement": True},)

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    owner: Mapped[str]
    operation: Mapped[str] = mapped_column(doc="`add` or `remove`.")
    space: Mapped[str]
    chunk_id: Mapped[int]


class ConversationRow(Base):
    __tablename__ = "conversations"
    __table_args__ = (Index("conversations_owner_updated", "owner", "updated_at"),)

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    owner: Mapped[str]
    title: Mapped[str]
    created_at: Mapped[float] = mapped_column(default=now)
    updated_at: Mapped[float] = mapped_column(default=now)


class TurnRow(Base):
    """A question and its answer, with all that feedback needs to learn from it later."""

    __tablename__ = "turns"
    __table_args__ = (Index("turns_conversation_created", "conversation_id", "created_at"),)

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    owner: Mapped[str]
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"))
    question: Mapped[str]
    answer: Mapped[str]
    transcript: Mapped[str | None]
    abstained: Mapped[bool]
    from_library: Mapped[bool]
    model: Mapped[str]
    adapter: Mapped[str | None]
    prompt_version: Mapped[str]
    passages: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    citations: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    timings: Mapped[dict[str, float]] = mapped_column(JSON)
    usage: Mapped[dict[str, int]] = mapped_column(JSON)
    created_at: Mapped[float] = mapped_column(default=now)


class VoteRow(Base):
    """What somebody said of an answer: one vote for each owner and turn."""

    __tablename__ = "votes"
    __table_args__ = (UniqueConstraint("owner", "turn_id", name="votes_owner_turn"),)

    id: Mapped[str] = mapped_column(primary_key=True, default=new_id)
    owner: Mapped[str]
    turn_id: Mapped[str] = mapped_column(ForeignKey("turns.id", ondelete="CASCADE"), index=True)
    value: Mapped[str] = mapped_column(doc="`up` or `down`.")
    reason: Mapped[str | None]
    correction: Mapped[str | None]
    created_at: Mapped[float] = mapped_column(default=now)


def sqlite_url(folder: Path) -> str:
    """The database of a data folder, where no other URL is set."""
    return f"sqlite:///{folder / 'vermeil.sqlite3'}"


class Database:
    """An open database, brought to the newest schema. Safe to use from many threads.

    Raises `OutOfSpace`, `Busy` or `VermeilError` for what goes wrong below it, here and in its transactions; `BadInput`
    for what is no URL, `Missing` without the driver.
    """

    def __init__(self, url: str) -> None:
        parsed = _parsed(url)
        self.is_sqlite = parsed.get_backend_name() == "sqlite"
        if self.is_sqlite and not parsed.database:
            raise ValueError("SQLite in memory is not durable: give it a file.")
        with translated_errors():
            self.engine = _engine(parsed)
            if self.is_sqlite:
                event.listen(self.engine, "connect", _configure_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite if self.is_sqlite else _begin_postgres)
            self._migrate()

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


def _parsed(url: str) -> URL:
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


def _configure_sqlite(connection: Any, _record: Any) -> None:
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
