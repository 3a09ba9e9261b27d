"""Whose corrections count for whom."""

from __future__ import annotations

import hashlib

from feedback.corrections import Correction, Corrections
from feedback.review import Reviews, Ruling
from memory.database import DocumentRow
from memory.tables import EVERYONE, ShareRow
from tests.bag_of_words import BagOfWords
from tests.feedback.said import Room
from tests.memory.shelves import shelve

ASKED = "When did the mill burn down?"


def found(room: Room, reader: str, question: str = ASKED) -> Correction | None:
    return Corrections(room.database, BagOfWords()).of(reader, question)


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


def test_that_there_is_nothing_holds_where_there_is_no_more_to_look_in(room: Room) -> None:
    def added(owner: str) -> str:
        return shelve(room.database, BagOfWords(), owner, "mill.txt", ["The mill of Elmwood."])

    theirs = added("eve")
    room.approved(room.taught("eve", ASKED), "eve", correction="It is not in the documents.")
    assert found(room, "eve") is not None
    assert found(room, "dan") is not None
    more = added("dan")
    assert found(room, "dan") is None
    assert found(room, "eve") is not None
    with room.database.session() as session:  # it is read by everybody from now on
        session.add(ShareRow(document_id=more, reader=EVERYONE))
    assert found(room, "eve") is None
    with room.database.session() as session:
        session.delete(session.get_one(DocumentRow, more))
    assert found(room, "eve") is not None
    with room.database.session() as session:
        session.get_one(DocumentRow, theirs).name = "the mill.txt"  # so are those that are read anew
    assert found(room, "eve") is None


def test_of_a_picture_the_same_one_is_wanted(room: Room) -> None:
    asked = "What is this?"
    room.approved(room.taught("eve", asked, picture=True), "eve", correction="A kite.")
    corrections = Corrections(room.database, BagOfWords())
    same = corrections.of("dan", asked, hashlib.sha256(asked.encode()).hexdigest())
    assert same is not None
    assert (same.answer, same.by) == ("A kite.", "eve")
    assert corrections.of("dan", asked, hashlib.sha256(b"another").hexdigest()) is None
    assert corrections.of("dan", asked) is None


def test_a_question_that_leans_on_the_one_before_is_not_known(room: Room) -> None:
    room.approved(room.taught("eve", "And who built it?"), "eve", correction="Ada Lind.")
    assert found(room, "eve", "And who built it?") is None


def test_a_paraphrase_finds_what_was_approved_and_nothing_where_two_differ(room: Room) -> None:
    other = "In which year did the mill burn down?"
    room.approved(room.taught("eve", ASKED), "eve", correction="In 1843.")
    near = found(room, "dan", other)
    assert near is not None
    assert (near.answer, near.asked, near.same) == ("In 1843.", ASKED, False)
    assert found(room, "dan", "When did the mill not burn down?") is None
    room.approved(room.taught("bob", "What year did the mill burn down?"), "bob", correction="1843")
    assert found(room, "dan", other) is not None  # they say the same
    room.approved(room.taught("dan", "On which date did the mill burn down?"), "dan", correction="In 1850.")
    assert found(room, "ada", "When was it that the mill burned?") is None


def test_an_encoder_that_finds_it_far_is_heard(room: Room) -> None:
    class Strict(BagOfWords):
        alike = 0.999

    room.approved(room.taught("eve", ASKED), "eve", correction="In 1843.")
    assert Corrections(room.database, Strict()).of("dan", "What year did the mill burn down?") is None


def test_two_that_contradict_go_back_to_review_once(room: Room) -> None:
    first = room.approved(room.taught("eve", ASKED), "eve", correction="In 1843.")
    second = room.approved(room.taught("dan", "What year did the mill burn down?"), "dan", correction="In 1844.")
    reviews = Reviews(room.database)
    reviews.bring_back()
    for item, against in ((first, second), (second, first)):
        shown = reviews.get("ada", item)
        assert shown["state"] == "screened"
        assert {"mark": "contradiction", "items": [against]} in shown["marks_told"]
        reviews.decide("ada", item, Ruling("approved", number=len(shown["decisions"]) + 1))
    reviews.bring_back()  # they were shown: whoever approves both knows it
    assert {reviews.get("ada", item)["state"] for item in (first, second)} <= {"approved", "second"}


def room_saying(correction: str) -> object:
    from feedback.votes import Saying

    return Saying(correction=correction)
