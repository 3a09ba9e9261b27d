"""Whose corrections count for whom."""

from __future__ import annotations

from feedback.corrections import Correction, Corrections
from feedback.review import Reviews, Ruling
from tests.feedback.said import Room

ASKED = "When did the mill burn down?"


def found(room: Room, reader: str, question: str = ASKED) -> Correction | None:
    return Corrections(room.database).of(reader, question)


def test_ones_own_counts_at_once_and_anothers_once_it_is_approved(room: Room) -> None:
    item = room.votes.vote("eve", room.taught("eve", ASKED), "down", room_saying("In 1843.")).id
    own = found(room, "eve")
    assert own is not None
    assert (own.answer, own.by) == ("In 1843.", None)
    assert found(room, "dan") is None
    Reviews(room.database).decide("ada", item, Ruling("approved"))
    others = found(room, "dan")
    assert others is not None
    assert (others.answer, others.by) == ("In 1843.", "eve")


def test_a_rejected_one_counts_for_nobody(room: Room) -> None:
    room.approved(room.taught("eve", ASKED), "eve", ruling=Ruling("rejected"), correction="In 1850.")
    assert found(room, "eve") is None
    assert found(room, "dan") is None


def test_of_an_edited_one_the_reviewers_words_count(room: Room) -> None:
    room.approved(room.taught("eve", ASKED), "eve", ruling=Ruling("edited", answer="In 1843"), correction="1843?")
    others = found(room, "dan")
    assert others is not None
    assert others.answer == "In 1843"


def test_where_others_differ_nothing_is_taken(room: Room) -> None:
    for owner, said in (("eve", "In 1843."), ("bob", "In 1844.")):
        room.approved(room.taught(owner, ASKED), owner, correction=said)
    assert found(room, "dan") is None
    own = found(room, "eve")
    assert own is not None
    assert own.answer == "In 1843."


def test_a_question_that_leans_on_the_one_before_is_not_known(room: Room) -> None:
    room.approved(room.taught("eve", "And who built it?"), "eve", correction="Ada Lind.")
    assert found(room, "eve", "And who built it?") is None


def room_saying(correction: str) -> object:
    from feedback.votes import Saying

    return Saying(correction=correction)
