"""Corrections come back to review where their documents changed, once, and count again when they are approved again."""

from __future__ import annotations

import pytest

from core.grounding.prompt import VERSION, Prompted
from core.types import Answer, Evidence, PageSpan, Passage, Sampling, Usage
from feedback.corrections import Corrections
from feedback.review import Reviews, Ruling
from memory.accounts.log import entries
from memory.database import DocumentRow
from memory.turns import Making, Written
from tests.bag_of_words import BagOfWords
from tests.feedback.said import Room

ASKED = "When did the mill burn down?"


@pytest.fixture
def item(room: Room) -> str:
    """An approved correction of an answer from a document of Eve's."""
    add(room, "d1", "a" * 64)
    text = "The mill burned down in 1843."
    passage = Passage(1, "d1", "mill.txt", "text", text, PageSpan(1, 0, len(text)), 0.9)
    evidence = [Evidence(1, passage, 0, len(text), passage.span, 0.9)]
    making = Making(Written(Prompted("reading", ASKED, (text,)), Sampling()), "In 1842 [1]", evidence)
    told = Answer("In 1842 [1]", True, (), None, "m", None, VERSION, {}, Usage(), route="evidence")
    turn = room.conversations.record_turn("eve", None, ASKED, told, [passage], making)[1]
    return room.approved(turn, "eve", correction="In 1843.")


def add(room: Room, document: str, sha256: str, standing: str = "current", **more: object) -> None:
    with room.database.session() as session:
        row = DocumentRow(
            id=document, owner="eve", sha256=sha256, name="mill.txt", kind="text", size=1, status="ready",
            standing=standing, series="s", **more,
        )  # fmt: skip
        session.merge(row)


def answers(room: Room) -> str | None:
    found = Corrections(room.database, BagOfWords()).of("eve", ASKED)
    return found.answer if found is not None else None


def test_what_did_not_change_stays_decided(room: Room, item: str) -> None:
    assert Reviews(room.database).bring_back() == 0
    assert answers(room) == "In 1843."


def test_a_newer_version_brings_it_back_and_a_second_approval_binds_it_to_that(room: Room, item: str) -> None:
    reviews = Reviews(room.database)
    add(room, "d1", "a" * 64, "earlier")
    add(room, "d2", "b" * 64)
    assert answers(room) is None
    assert (reviews.bring_back(), reviews.bring_back()) == (1, 0)
    seen = reviews.get("ada", item)
    assert (seen["state"], seen["marks"], seen["number"]) == ("screened", ["outdated"], 2)
    assert reviews.receipts("eve")["feedback"][0]["state"] == "received"  # type: ignore[index,call-overload]
    assert (entries(room.database)[0].actor, entries(room.database)[0].action) == (None, "reopened feedback")
    reviews.decide("ada", item, Ruling("approved", 2))
    assert answers(room) == "In 1843."
    assert reviews.bring_back() == 0
    add(room, "d2", "c" * 64)
    assert (answers(room), reviews.bring_back()) == (None, 1)
    assert reviews.get("ada", item)["marks"] == ["outdated"]


def test_of_a_deleted_one_nothing_is_decided_while_it_can_be_had_back(room: Room, item: str) -> None:
    reviews = Reviews(room.database)
    add(room, "d1", "a" * 64, deleted_at=1.0)
    assert (answers(room), reviews.bring_back()) == (None, 0)
    with room.database.session() as session:
        session.delete(session.get(DocumentRow, "d1"))
    assert (reviews.bring_back(), reviews.get("ada", item)["state"]) == (1, "screened")
    reviews.decide("ada", item, Ruling("approved", 2))
    assert (answers(room), reviews.bring_back()) == (None, 0)  # nothing is there that it could count for
