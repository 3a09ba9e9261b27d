"""A question answered anew is kept beside the answer that was voted on, for whoever voted."""

from __future__ import annotations

from typing import Any

import pytest

from core.errors import NotFound
from core.types import Answer, Usage
from feedback.anew import Anew
from feedback.review import Reviews
from feedback.votes import Saying
from memory.learning_tables import LearnedFromRow, VersionRow
from tests.feedback.said import Room


def answer(text: str, adapter: str | None = None) -> Answer:
    return Answer(text, True, (), None, "m", adapter, "2", {}, Usage())


def receipt(room: Room) -> Any:
    return Reviews(room.database).receipts("eve")["feedback"][0]  # type: ignore[index,call-overload]


def test_the_last_one_is_kept_with_what_one_finds_of_it(room: Room) -> None:
    turn, anew = room.taught("eve", "When?"), Anew(room.database)
    room.votes.vote("eve", turn, "down", Saying(correction="In 1843."))
    assert (receipt(room)["answered"], receipt(room)["version"], receipt(room)["anew"]) == ("In 1842", "base", None)
    anew.keep("eve", turn, answer("In 1843 [1]", "v2-0a"))
    anew.judge("eve", turn, "better")
    kept = receipt(room)["anew"]
    assert (kept["answer"], kept["version"], kept["verdict"]) == ("In 1843", "v2-0a", "better")
    anew.keep("eve", turn, answer("In 1850"))
    assert (receipt(room)["anew"]["answer"], receipt(room)["anew"]["verdict"]) == ("In 1850", None)


def test_it_is_for_whoever_asked_the_question(room: Room) -> None:
    turn, anew = room.taught("eve", "When?"), Anew(room.database)
    for owner, which in (("dan", turn), ("ada", turn), ("eve", "nothing")):
        with pytest.raises(NotFound):
            anew.keep(owner, which, answer("Mine"))
    with pytest.raises(NotFound, match="not answered anew"):
        anew.judge("eve", turn, "worse")
    anew.keep("eve", turn, answer("In 1843."))
    with pytest.raises(NotFound):
        anew.judge("dan", turn, "worse")


def test_a_receipt_names_the_versions_that_learned_from_it(room: Room) -> None:
    item = room.said("eve", "When?", correction="In 1843.")
    with room.database.session() as session:
        for number, gone in ((1, None), (2, 1.0), (3, None)):
            session.add(VersionRow(number=number, id=f"v{number}-0a", manifest_sha256=f"{number}", deleted_at=gone))
            session.flush()
            session.add(LearnedFromRow(version=number, vote_id=item if number < 3 else "another"))
    assert receipt(room)["versions"] == ["v1-0a"]
    assert Reviews(room.database).get("ada", item)["versions"] == ["v1-0a"]
