"""Votes: changed, taken back, never lost, and never on somebody else's answer."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from core.errors import BadInput, NotFound
from core.types import Answer, Usage
from feedback.votes import MOST_CHARS, Votes
from memory.blobs import Blobs
from memory.conversations import Conversations
from memory.database import Database, VoteRow, sqlite_url


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(sqlite_url(tmp_path))
    yield opened
    opened.close()


@pytest.fixture
def turn(database: Database, tmp_path: Path) -> str:
    answer = Answer("An answer.", False, (), None, "m", None, "1", {}, Usage())
    return Conversations(database, Blobs(tmp_path / "blobs")).record_turn("ada", None, "A question?", answer, [])[1]


def test_a_vote_is_kept_with_its_reason_and_correction(database: Database, turn: str) -> None:
    votes = Votes(database)
    given = votes.vote("ada", turn, "down", reason="wrong year", correction="It was 1843.")
    assert votes.get("ada", turn) == given
    assert (given.value, given.reason, given.correction) == ("down", "wrong year", "It was 1843.")


def test_the_last_vote_is_in_force_and_can_be_taken_back(database: Database, turn: str) -> None:
    votes = Votes(database)
    votes.vote("ada", turn, "down", reason="hasty")
    changed = votes.vote("ada", turn, "up")
    assert votes.get("ada", turn) == changed
    assert changed.reason is None
    votes.undo("ada", turn)
    votes.undo("ada", turn)
    assert votes.get("ada", turn) is None


def test_nothing_that_was_said_is_lost(database: Database, turn: str) -> None:
    votes = Votes(database)
    votes.undo("ada", turn)  # of nothing: nothing was said
    votes.vote("ada", turn, "down", reason="hasty")
    votes.vote("ada", turn, "up")
    votes.undo("ada", turn)
    votes.vote("ada", turn, "down")
    said = [(vote.value, vote.reason) for vote in votes.history("ada", turn)]
    assert said == [("down", "hasty"), ("up", None), (None, None), ("down", None)]


@given(st.lists(st.sampled_from(["up", "down", None]), max_size=8))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_last_word_counts(database: Database, said: list[str | None]) -> None:
    answer = Answer("An answer.", False, (), None, "m", None, "1", {}, Usage())
    conversations = Conversations(database, Blobs(Path(str(database.engine.url.database)).parent / "blobs"))
    conversation, turn = conversations.record_turn("ada", None, "A question?", answer, [])
    votes = Votes(database)
    for value in said:
        if value is None:
            votes.undo("ada", turn)
        else:
            votes.vote("ada", turn, value)
    last = said[-1] if said else None
    given_ = votes.get("ada", turn)
    assert (given_.value if given_ else None) == last
    (shown,) = conversations.get("ada", conversation).turns
    assert shown.vote == last


def test_votes_at_the_same_time_come_one_after_the_other(database: Database, turn: str) -> None:
    votes = Votes(database)
    threads = [threading.Thread(target=votes.vote, args=("ada", turn, v)) for v in ("up", "down") * 5]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as session:
        numbers = list(session.scalars(select(VoteRow.number).order_by(VoteRow.number)))
    assert numbers == list(range(1, 11))


def test_nobody_votes_on_what_is_not_theirs(database: Database, turn: str) -> None:
    votes = Votes(database)
    for owner, where in (("bob", turn), ("ada", "no such turn")):
        with pytest.raises(NotFound):
            votes.vote(owner, where, "up")
        with pytest.raises(NotFound):
            votes.undo(owner, where)
        with pytest.raises(NotFound):
            votes.get(owner, where)


def test_bad_votes_are_refused(database: Database, turn: str) -> None:
    votes = Votes(database)
    with pytest.raises(BadInput):
        votes.vote("ada", turn, "sideways")
    with pytest.raises(BadInput):
        votes.vote("ada", turn, "up", reason="x" * (MOST_CHARS + 1))
    assert votes.get("ada", turn) is None
