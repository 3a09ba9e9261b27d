"""Votes: one for each owner and turn, changed, taken back, and never on somebody else's answer."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from core.errors import BadInput, NotFound
from core.types import Answer, Usage
from feedback.votes import MOST_CHARS, Votes
from memory.conversations import Conversations
from memory.database import Database, VoteRow, sqlite_url


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(sqlite_url(tmp_path))
    yield opened
    opened.close()


@pytest.fixture
def turn(database: Database) -> str:
    answer = Answer("An answer.", False, (), None, "m", None, "1", {}, Usage())
    return Conversations(database).record_turn("ada", None, "A question?", answer, [])[1]


def test_a_vote_is_kept_with_its_reason_and_correction(database: Database, turn: str) -> None:
    votes = Votes(database)
    given = votes.vote("ada", turn, "down", reason="wrong year", correction="It was 1843.")
    assert votes.get("ada", turn) == given
    assert (given.value, given.reason, given.correction) == ("down", "wrong year", "It was 1843.")


def test_a_new_vote_replaces_the_old_one_and_can_be_taken_back(database: Database, turn: str) -> None:
    votes = Votes(database)
    votes.vote("ada", turn, "down", reason="hasty")
    changed = votes.vote("ada", turn, "up")
    assert votes.get("ada", turn) == changed
    assert changed.reason is None
    votes.undo("ada", turn)
    votes.undo("ada", turn)
    assert votes.get("ada", turn) is None


def test_votes_at_the_same_time_leave_one(database: Database, turn: str) -> None:
    votes = Votes(database)
    threads = [threading.Thread(target=votes.vote, args=("ada", turn, v)) for v in ("up", "down") * 5]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(VoteRow)) == 1


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
