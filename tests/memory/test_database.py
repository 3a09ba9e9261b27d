"""The database: schema, durability settings, transactions, and errors that are ours."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from core.errors import BadInput, Busy, Missing, OutOfSpace, VermeilError
from memory.database import HEAD, MIGRATIONS, Base, ChunkRow, Database, DocumentRow, sqlite_url
from tests.memory.pairs import make_old


def document(owner: str = "ada", sha256: str = "0" * 64) -> DocumentRow:
    return DocumentRow(owner=owner, sha256=sha256, name="a.txt", size=3, status="queued")


def test_models_and_migrations_agree(database: Database) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    searched = ("chunks_fts", "turn_texts_fts")
    options = {"include_name": lambda name, kind, _: not (kind == "table" and name.startswith(searched))}
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True} | options)
        assert compare_metadata(context, Base.metadata) == []


def test_head_is_the_newest_migration(database: Database) -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]
    assert database.version() == HEAD


def test_a_database_of_the_first_schema_goes_up_with_its_rows(tmp_path: Path) -> None:
    database = Database(sqlite_url(tmp_path))
    database.identify("a" * 32)
    with database.session() as session:
        session.add(document())
    database.close()
    make_old(tmp_path)
    database = Database(sqlite_url(tmp_path))
    try:
        assert database.version() == HEAD
        assert database.identity is None
        with database.reading() as session:
            assert session.scalar(select(DocumentRow.name)) == "a.txt"
    finally:
        database.close()


ACCOUNTS = ("people", "identities", "sessions", "api_keys", "links", "log")  # these say who the owners are
REVIEW = ("reviews", "decisions", "data_sets", "data_set_items")  # of votes, which have an owner; only admins see them
LEARNING = ("versions", "promotions", "canaries", "shadows", "runs", "run_steps", "scheduled_jobs")
"""Of what serves everybody; of a shadow run only counts are kept."""
OF_VOTES = ("learned_from", "answered_anew", "version_flips", "set_aside")  # their owner is that of the vote
OF_DOCUMENTS = ("shares",)  # their owner is that of the document


def test_every_table_has_an_owner() -> None:
    others = {"identity", *ACCOUNTS, *REVIEW, *LEARNING, *OF_VOTES, *OF_DOCUMENTS}
    about_people = Base.metadata.tables.keys() - others
    assert all("owner" in Base.metadata.tables[name].columns for name in about_people)


def test_opening_again_keeps_rows_and_imports_no_alembic(tmp_path: Path) -> None:
    first = Database(sqlite_url(tmp_path))
    with first.session() as session:
        session.add(document())
    first.close()
    code = (
        "import sys; from memory.database import *; from sqlalchemy import select\n"
        f"with Database({str(sqlite_url(tmp_path))!r}).reading() as s: print(s.scalar(select(DocumentRow.name)))\n"
        "assert 'alembic' not in sys.modules"
    )
    shown = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert shown.stdout == "a.txt\n"


def test_commits_survive_a_power_cut(database: Database) -> None:
    with database.reading() as session:
        assert session.scalar(text("PRAGMA journal_mode")) == "wal"
        assert session.scalar(text("PRAGMA synchronous")) == 2  # FULL: the log is fsynced at each commit
        assert session.scalar(text("PRAGMA foreign_keys")) == 1


def test_an_error_rolls_the_whole_transaction_back(database: Database) -> None:
    def half_way() -> None:
        with database.session() as session:
            session.add(document())
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half_way()
    with database.reading() as session:
        assert session.scalars(select(DocumentRow)).all() == []


def test_reading_neither_waits_for_a_writer_nor_sees_half_of_its_work(database: Database) -> None:
    with database.session() as writer:
        writer.add(document())
        writer.flush()
        with database.reading() as reader:
            assert reader.scalars(select(DocumentRow)).all() == []
    with database.reading() as reader:
        assert len(reader.scalars(select(DocumentRow)).all()) == 1


def test_writers_come_one_after_the_other(database: Database) -> None:
    """Each reads, then writes what depends on it: none of the increments may be lost, and none may fail."""
    with database.session() as session:
        session.add(row := document())

    def increment() -> None:
        for _ in range(20):
            with database.session() as session:
                found = session.get_one(DocumentRow, row.id)
                found.size += 1

    threads = [threading.Thread(target=increment) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as session:
        assert session.get_one(DocumentRow, row.id).size == 103


def test_full_text_search_follows_chunks_through_updates_and_cascades(database: Database) -> None:
    def found(word: str) -> list[int]:
        query = text("SELECT rowid FROM chunks_fts WHERE chunks_fts MATCH :word")
        with database.reading() as session:
            return list(session.scalars(query, {"word": word}))

    with database.session() as session:
        session.add(row := document())
        session.flush()
        session.add(chunk := ChunkRow(owner="ada", document_id=row.id, ordinal=0, text="Señor running", span={}))
    assert found("senor") == found("runs") == [chunk.id]
    with database.session() as session:
        session.get_one(ChunkRow, chunk.id).text = "walking"
    assert found("running") == []
    assert found("walk") == [chunk.id]
    with database.session() as session:
        session.delete(session.get_one(DocumentRow, row.id))
    assert found("walk") == []
    assert database.check() == []


def test_chunk_ids_are_never_used_twice(database: Database) -> None:
    ids = []
    for _ in range(2):
        with database.session() as session:
            session.add(row := document())
            session.flush()
            session.add(chunk := ChunkRow(owner="ada", document_id=row.id, ordinal=0, text="x", span={}))
            session.flush()
            ids.append(chunk.id)
            session.delete(row)
    assert ids[0] < ids[1]


def test_what_no_database_stores_is_replaced_in_place(database: Database) -> None:
    with database.session() as session:
        row = document(owner="a\0b\udfffc")
        session.add(row)
    with database.reading() as session:
        assert session.scalar(select(DocumentRow.owner)) == "a�b�c"
        assert session.scalar(select(DocumentRow.id).where(DocumentRow.owner == "a\0b\udfffc")) == row.id


def test_a_full_disk_is_our_error_and_loses_nothing(database: Database) -> None:
    with database.session() as session:
        session.add(document())
    with database.engine.connect() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
    database.close()  # one connection from here on, so that the limit holds for the next transaction

    def fill() -> None:
        with database.session() as session:
            session.execute(text(f"PRAGMA max_page_count = {pages + 2}"))
            for i in range(500):
                row = document(sha256=f"{i + 1:064}")
                row.name = "x" * 1000
                session.add(row)

    with pytest.raises(OutOfSpace, match="disk is full"):
        fill()
    database.close()
    assert database.check() == []
    with database.reading() as session:
        assert len(session.scalars(select(DocumentRow)).all()) == 1


def test_a_locked_database_is_our_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("memory.database.BUSY_MILLISECONDS", 50)
    one, other = Database(sqlite_url(tmp_path)), Database(sqlite_url(tmp_path))

    def write(database: Database) -> None:
        with database.session() as session:
            session.add(document())

    with one.session() as writer:
        writer.execute(select(DocumentRow))
        with pytest.raises(Busy):
            write(other)
    write(other)


def test_a_damaged_file_is_found_and_named_without_its_path(tmp_path: Path) -> None:
    database = Database(sqlite_url(tmp_path))
    with database.session() as session:
        session.add_all(document(sha256=f"{i:064}") for i in range(500))
    database.close()
    (path,) = tmp_path.glob("*.sqlite3")
    content = bytearray(path.read_bytes())
    for page in range(3, len(content) // 4096):
        content[page * 4096 : page * 4096 + 200] = b"\xff" * 200
    path.write_bytes(content)
    try:
        faults = Database(sqlite_url(tmp_path)).check()
    except VermeilError as error:
        faults = [error.message]
    assert faults
    assert str(tmp_path) not in " ".join(faults)


def test_a_database_of_a_newer_vermeil_is_left_alone(tmp_path: Path) -> None:
    database = Database(sqlite_url(tmp_path))
    with database.session() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()
    with pytest.raises(VermeilError, match="newer Vermeil"):
        Database(sqlite_url(tmp_path))


def test_a_folder_may_have_any_name(tmp_path: Path) -> None:
    folder = tmp_path / "what? 100% #1"
    folder.mkdir()
    Database(sqlite_url(folder)).close()
    assert [path.name for path in folder.iterdir()] == ["vermeil.sqlite3"]


def test_no_database_in_memory() -> None:
    with pytest.raises(ValueError, match="not durable"):
        Database("sqlite://")


def test_errors_do_not_tell_what_people_wrote(database: Database) -> None:
    def twice() -> None:
        with database.session() as session:
            session.add_all([document(owner="a private name"), document(owner="a private name")])

    with pytest.raises(IntegrityError) as raised:
        twice()
    assert "private" not in str(raised.value)


def test_a_wrong_url_and_a_missing_driver_are_one_sentence_each() -> None:
    with pytest.raises(BadInput, match="no SQLAlchemy URL"):
        Database("neither this nor that")
    with pytest.raises(Missing, match="asyncmy") as raised:
        Database("mysql+asyncmy://somewhere/vermeil")
    assert raised.value.remedy == "Run: pip install asyncmy"
