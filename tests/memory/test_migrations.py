"""A database of the first release is brought to the schema of today and back, with what is in it, on both databases."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url

from feedback.votes import Saying, Votes
from memory import lexical
from memory.accounts.people import People
from memory.blobs import Blobs
from memory.conversations import Conversations
from memory.database import HEAD, MIGRATIONS, Base, Database, sqlite_url
from memory.turns import NotTrainable, messages
from tests.memory import postgres

RELEASED = "0001"
PASSAGE = {
    "chunk": 7, "document": "d", "name": "a.txt", "kind": "text", "text": "One. Two. Three.", "score": 0.5,
    "span": {"page": 1, "start": 0, "end": 16}, "highlights": [[5, 9]],
}  # fmt: skip
CITATION = {
    "n": 1, "document": "d", "name": "a.txt", "span": {"page": 1, "start": 5, "end": 9}, "quote": "Two.",
    "supported": True,
}  # fmt: skip
TURNS = [
    {"id": "t1", "answer": "Two [1]", "abstained": False, "adapter": "reader", "citations": [CITATION]},
    {"id": "t2", "answer": "I found nothing.", "abstained": True, "adapter": None, "citations": []},
    {"id": "t3", "answer": "Lost", "abstained": False, "adapter": None, "citations": [CITATION | {"quote": "Four."}]},
]  # fmt: skip

VOTES = [
    {"id": "v1", "turn": "t1", "value": "down", "reason": "wrong"},
    {"id": "v2", "turn": "t2", "value": "up", "reason": None},
]

TURN = """INSERT INTO turns (id, owner, conversation_id, question, answer, abstained, from_library, model, adapter,
    prompt_version, passages, citations, timings, usage, created_at)
    VALUES (:id, 'ada', 'c', 'Two?', :answer, :abstained, true, 'm', :adapter, '2', :passages, :citations, '{}', '{}',
    :at)"""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgres.server() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> URL:
    if request.param == "sqlite":
        return sqlite_url(tmp_path)
    return make_url(postgres.empty_database(request.getfixturevalue("server")))


@contextmanager
def connected(url: URL) -> Iterator[Connection]:
    """A transaction with foreign keys enforced, as the service has them while it migrates."""
    engine = create_engine(url)
    if url.get_backend_name() == "sqlite":
        event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA foreign_keys = ON"))
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def config(connection: Connection) -> Config:
    made = Config()
    made.set_main_option("script_location", str(MIGRATIONS))
    made.attributes["connection"] = connection
    return made


def release(url: URL) -> None:
    """A database as the first release left it."""
    with connected(url) as connection:
        command.upgrade(config(connection), RELEASED)
        add = connection.execute
        add(text("INSERT INTO conversations VALUES ('c', 'ada', 'Two?', 1.0, 2.0)"))
        for number, turn in enumerate(TURNS):
            parts = {"passages": json.dumps([PASSAGE]), "citations": json.dumps(turn["citations"])}
            add(text(TURN), turn | parts | {"at": number})
        for vote in VOTES:
            add(text("INSERT INTO votes VALUES (:id, 'ada', :turn, :value, :reason, NULL, 3.0)"), vote)


def dumped(url: URL) -> dict[str, list[dict[str, Any]]]:
    """All rows of conversations, turns and votes, by column."""
    with connected(url) as connection:
        tables = {}
        for table in ("conversations", "turns", "votes"):
            found = connection.execute(text(f"SELECT * FROM {table} ORDER BY id")).mappings()
            tables[table] = [{key: plain(value) for key, value in row.items()} for row in found]
        return tables


def plain(value: Any) -> Any:
    """JSON as text and JSON as values, and both spellings of truth, made the same."""
    if isinstance(value, str) and value.startswith(("[", "{")):
        return json.loads(value)
    return int(value) if isinstance(value, bool) else value


def test_turns_of_the_first_release_are_shown_as_before_and_teach_nothing(url: URL, tmp_path: Path) -> None:
    release(url)
    database = Database(url)
    turns = Conversations(database, Blobs(tmp_path / "blobs")).get("ada", "c").turns
    shown = [turn.to_json() for turn in turns]
    assert [turn["abstained"] for turn in shown] == [False, True, False]
    assert [turn["adapter"] for turn in shown] == ["reader", None, None]
    assert [turn["vote"] for turn in shown] == ["down", "up", None]
    assert all(turn["trainable"] is False and "did not keep" in turn["untrainable"] for turn in shown)
    (two,), (lost,) = turns[0].citations, turns[2].citations
    assert (two["chunk"], PASSAGE["text"][two["start"] : two["end"]]) == (7, "Two.")  # type: ignore[index]
    assert lost["chunk"] == -1
    with pytest.raises(NotTrainable):
        messages(database, "ada", "t1")
    assert database.check() == []
    database.close()


def test_down_and_up_again_loses_nothing_of_the_first_release(url: URL) -> None:
    release(url)
    before = dumped(url)
    with connected(url) as connection:
        command.upgrade(config(connection), HEAD)
    after = dumped(url)
    with connected(url) as connection:
        command.downgrade(config(connection), RELEASED)
    again = dumped(url)
    for turn in (*before["turns"], *again["turns"]):
        turn.pop("citations")  # these keep the places that they were given
    assert again == before
    with connected(url) as connection:
        command.upgrade(config(connection), HEAD)
    assert dumped(url) == after


def test_accounts_come_and_go_and_leave_the_rest_as_it_was(url: URL) -> None:
    release(url)
    with connected(url) as connection:
        command.upgrade(config(connection), "0005")
    before = dumped(url)
    with connected(url) as connection:
        person = "INSERT INTO people VALUES ('ada', 'ada', 'ada', '', 'admin', false, NULL, NULL, 1.0)"
        connection.execute(text(person))
        connection.execute(text("INSERT INTO sessions VALUES ('s', 'ada', 'hash', 1.0, 2.0)"))
        command.downgrade(config(connection), "0004")
        assert not {"people", "sessions", "api_keys", "links", "log"} & set(inspect(connection).get_table_names())
    assert dumped(url) == before
    database = Database(url)
    assert People(database).none()
    assert database.check() == []
    database.close()


def test_reasons_in_words_become_comments(url: URL) -> None:
    release(url)
    database = Database(url)
    votes = [Votes(database).get("ada", turn) for turn in ("t1", "t2")]
    assert [(vote.reasons, vote.comment) for vote in votes if vote] == [(("other",), "wrong"), ((), None)]
    database.close()


def test_on_the_way_down_the_votes_in_force_stay(url: URL) -> None:
    release(url)
    database = Database(url)
    votes = Votes(database)
    votes.vote("ada", "t1", "up", Saying(comment="on second thought"))
    votes.undo("ada", "t2")
    votes.vote("ada", "t3", "down")
    database.close()
    with connected(url) as connection:
        command.downgrade(config(connection), RELEASED)
    kept = [(vote["turn_id"], vote["value"], vote["reason"]) for vote in dumped(url)["votes"]]
    assert sorted(kept) == [("t1", "up", "on second thought"), ("t3", "down", None)]


def test_versions_of_before_know_the_run_that_made_them(url: URL) -> None:
    with connected(url) as connection:
        command.upgrade(config(connection), "0030")
        for version in ("v1-a", "v2-b", "v3-c"):
            connection.execute(
                text("INSERT INTO versions (id, manifest_sha256, imported, made_at) VALUES (:id, '', false, 1.0)"),
                {"id": version},
            )
        for version in (None, "v2-b"):
            connection.execute(
                text("""INSERT INTO runs (state, recipe, settings, tries, version, started_at)
                VALUES ('done', 'learn', '{}', 1, :version, 1.0)"""),
                {"version": version},
            )
        command.upgrade(config(connection), HEAD)
        rows = connection.execute(text("SELECT id, run FROM versions ORDER BY id")).all()
    assert [tuple(row) for row in rows] == [("v1-a", None), ("v2-b", 2), ("v3-c", None)]


def test_tables_and_migrations_agree(url: URL) -> None:
    database = Database(url)
    indexes = ("chunks_fts", "turn_texts_fts")  # SQLAlchemy knows nothing of them
    options = {"include_name": lambda name, kind, _: not (kind in ("table", "index") and name.startswith(indexes))}
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True} | options)
        assert compare_metadata(context, Base.metadata) == []
    database.close()


def test_what_was_there_before_is_found_by_its_other_spellings(url: URL, tmp_path: Path) -> None:
    """The terms of 0004 are made of the chunks that there are, and go with it."""
    with connected(url) as connection:
        command.upgrade(config(connection), "0003")
        connection.execute(
            text("""INSERT INTO documents (id, owner, sha256, name, size, status, created_at, updated_at,
            progress) VALUES ('d', 'ada', 's', 'a.txt', 1, 'ready', 1, 1, 1)""")
        )
        connection.execute(
            text("""INSERT INTO chunks (owner, document_id, ordinal, text, span)
            VALUES ('ada', 'd', 0, 'Order PPR-9087, 東京都', '{}')""")
        )
    database = Database(url)
    for question in ("PPR9087", "9087", "京都", "ordered"):
        with database.reading() as session:
            assert len(lexical.search(session, "ada", question, 5)) == 1, question
    assert database.check() == []
    database.close()
    with connected(url) as connection:
        command.downgrade(config(connection), "0003")
        command.upgrade(config(connection), HEAD)
