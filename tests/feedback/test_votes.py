"""Votes: changed, taken back, never lost, and never on somebody else's answer."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from core.errors import BadInput, NotFound
from core.types import Answer, Usage
from core.types.limits import SAID_CHARS
from feedback.places import Place, words
from feedback.review import Reviews
from feedback.votes import Saying, Votes
from memory.blobs import Blobs
from memory.conversations import Conversations
from memory.database import ChunkRow, Database, DocumentRow, VoteRow


@pytest.fixture
def turn(database: Database, tmp_path: Path) -> str:
    answer = Answer("An answer.", False, (), None, "m", None, "1", {}, Usage())
    return Conversations(database, Blobs(tmp_path / "blobs")).record_turn("ada", None, "A question?", answer, [])[1]


def test_a_vote_is_kept_with_its_reason_and_correction(database: Database, turn: str) -> None:
    votes = Votes(database)
    said = Saying(["too_long", "wrong", "wrong"], comment="the year", correction="It was 1843.")
    given = votes.vote("ada", turn, "down", said)
    assert votes.get("ada", turn) == given
    assert (given.value, given.reasons, given.comment) == ("down", ("wrong", "too_long"), "the year")
    assert given.correction == "It was 1843."


def test_the_last_vote_is_in_force_and_can_be_taken_back(database: Database, turn: str) -> None:
    votes = Votes(database)
    votes.vote("ada", turn, "down", Saying(comment="hasty"))
    changed = votes.vote("ada", turn, "up")
    assert votes.get("ada", turn) == changed
    assert changed.comment is None
    votes.undo("ada", turn)
    votes.undo("ada", turn)
    assert votes.get("ada", turn) is None


def test_nothing_that_was_said_is_lost(database: Database, turn: str) -> None:
    votes = Votes(database)
    votes.undo("ada", turn)  # of nothing: nothing was said
    votes.vote("ada", turn, "down", Saying(comment="hasty"))
    votes.vote("ada", turn, "up")
    votes.undo("ada", turn)
    votes.vote("ada", turn, "down")
    said = [(vote.value, vote.comment) for vote in votes.history("ada", turn)]
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
    said = [("ada", turn, value, Saying(comment=str(n))) for n, value in enumerate(("up", "down") * 5)]
    threads = [threading.Thread(target=votes.vote, args=arguments) for arguments in said]
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


BAD = [
    ("sideways", Saying()), ("999", Saying()), ("down", Saying(["no such reason"])), ("down", Saying(["other"])),
    ("down", Saying(comment="x" * (SAID_CHARS + 1))), ("down", Saying(correction="x" * 100_000)),
    ("down", Saying(transcript="nothing was spoken")), ("down", Saying(picture_name="no picture")),
    ("down", Saying(evidence=[Place("d", 1, start=3, end=3)])), ("down", Saying(evidence=[Place("d", 1, end=99)])),
    ("down", Saying(evidence=[Place("d", start=3)])), ("down", Saying(evidence=[Place("d", 1)] * 9)),
]  # fmt: skip


@pytest.mark.parametrize(("value", "saying"), BAD)
def test_bad_votes_are_refused_and_change_nothing(database: Database, turn: str, value: str, saying: Saying) -> None:
    document(database, "ada")
    votes = Votes(database)
    with pytest.raises(BadInput) as refused:
        votes.vote("ada", turn, value, saying)
    assert refused.value.status == 422
    assert votes.history("ada", turn) == []


def document(database: Database, owner: str, id: str = "d") -> None:
    """Two chunks of one page each."""
    with database.session() as session:
        more = {"status": "ready", "progress": 1.0}
        session.add(DocumentRow(id=id, owner=owner, sha256=id, name="a.txt", size=1, **more))
        session.flush()
        for page, text in enumerate(("It began in 1842.", "It ended in 1843."), 1):
            span = {"page": page, "start": 100, "end": 100 + len(text)}
            session.add(ChunkRow(owner=owner, document_id=id, ordinal=page, text=text, span=span))


def test_the_right_passage_is_kept_as_a_place_and_read_by_its_owner_alone(database: Database, turn: str) -> None:
    document(database, "ada")
    document(database, "bob", "other")
    votes = Votes(database)
    places = [Place("d", chunk=2, start=12, end=16), Place("d", page=2, start=112, end=116), Place("d", chunk=1)]
    given = votes.vote("ada", turn, "down", Saying(evidence=places))
    two = {"document": "d", "chunk": 2, "start": 12, "end": 16}
    assert list(given.evidence) == [two, two, {"document": "d", "chunk": 1, "start": 0, "end": 17}]
    with database.reading() as session:
        assert [words(session, owner, two) for owner in ("ada", "bob")] == ["1843", None]
    for stranger in (Place("other", chunk=3), Place("d", chunk=3), Place("other", end=3), Place("d", page=3, end=3)):
        with pytest.raises(NotFound):
            votes.vote("ada", turn, "down", Saying(evidence=[stranger]))
    assert votes.get("ada", turn) == given


def test_a_receipt_tells_the_passage_as_long_as_it_is_there(database: Database, turn: str) -> None:
    document(database, "ada")
    Votes(database).vote("ada", turn, "down", Saying(evidence=[Place("d", chunk=2)]))

    def told() -> Any:
        (receipt,) = Reviews(database).receipts("ada")["feedback"]  # type: ignore[misc]
        (place,) = receipt["evidence"]  # type: ignore[index,call-overload]
        return place

    assert (told()["name"], told()["text"], told()["chunk"]) == ("a.txt", "It ended in 1843.", 2)
    with database.session() as session:
        session.execute(delete(ChunkRow))
    assert (told()["name"], told()["text"]) == (None, None)


def test_the_same_said_again_is_one_vote(database: Database, turn: str) -> None:
    votes = Votes(database)
    said = Saying(["other"], "=1+1 <b>\ud800\0</b>", "東京 не то")
    given = {votes.vote("ada", turn, "down", said).id for _ in range(200)}
    assert len(given) == 1
    assert len(votes.history("ada", turn)) == 1


def test_another_answer_to_the_same_question_may_be_the_better_one(database: Database, turn: str) -> None:
    blobs = Blobs(Path(str(database.engine.url.database)).parent / "blobs")
    record = Conversations(database, blobs).record_turn
    answer = Answer("Another.", False, (), None, "m", None, "1", {}, Usage())
    again = record("ada", None, "A question?", answer, [])[1]
    different = record("ada", None, "Something else?", answer, [])[1]
    bobs = record("bob", None, "A question?", answer, [])[1]
    votes = Votes(database)
    assert votes.vote("ada", again, "up", Saying(over=turn)).over == turn
    for other, refusal in ((again, BadInput), (different, BadInput), (bobs, NotFound)):
        with pytest.raises(refusal):
            votes.vote("ada", again, "up", Saying(over=other))
