"""What admins see of how answers do: counts of everybody's, and of nobody's words but by leave."""

from __future__ import annotations

import json
from typing import Any, cast

from core.types import Answer, Citation, Outcome, PageSpan, Usage
from feedback.consent import Consents
from feedback.insights import DAY, insights
from memory.database import Database, DocumentRow, now
from memory.tables import EVERYONE, ShareRow
from tests.feedback.said import Room


def seen(database: Database, admin: str = "ada", days: int = 30) -> dict[str, Any]:
    found = cast(dict[str, Any], insights(database, admin, days))
    json.dumps(found)
    return found


def told(room: Room, owner: str, question: str, *, seconds: float = 1.0, cites: str = "", nothing: bool = False) -> str:
    """A turn; the conversation that it is in."""
    citations = (Citation(1, cites, "its name", PageSpan(1, 0, 1), "q", True),) * 2 if cites else ()
    outcome = Outcome.NOTHING_FOUND if nothing else Outcome.ANSWERED
    answer = Answer("A.", True, citations, None, "m", None, "p", {"total": seconds}, Usage(), outcome=outcome)
    return room.conversations.record_turn(owner, None, question, answer, [])[0]


def test_an_empty_house_has_nothing_to_show(room: Room) -> None:
    found = seen(room.database)
    assert [found[name] for name in ("votes", "approval", "reasons", "stages", "answers", "found_nothing")] == [
        [], [], {}, {}, [], [],
    ]  # fmt: skip
    assert found["documents"]["others"] == {"documents": 0, "never_cited": 0}


def test_votes_that_count_by_day_model_reason_and_stage(room: Room) -> None:
    room.said("eve", "When?", "down", reasons=["wrong", "wrong_citation"])
    room.said("dan", "Who?", "down", reasons=["wrong"])
    room.votes.vote("dan", room.turn("dan", "Where?"), "up")
    taken_back = room.turn("eve", "Why?")
    room.votes.vote("eve", taken_back, "up")
    room.votes.undo("eve", taken_back)
    found = seen(room.database)
    today = int(now() // DAY) * int(DAY)
    assert found["votes"] == [{"day": today, "up": 1, "down": 2}]
    assert found["approval"] == [{"model": "m", "version": "base", "up": 1, "down": 2}]
    assert found["reasons"] == {"wrong": 2, "wrong_citation": 1}
    room.approved(room.taught("eve", "Which?"), "eve", reasons=["wrong_citation"])
    assert sum(seen(room.database)["stages"].values()) == 1


def test_times_and_refusals_of_a_day(room: Room) -> None:
    for seconds in (*range(1, 20), 100):
        told(room, "eve", "When?", seconds=float(seconds), nothing=seconds == 100)
    (day,) = seen(room.database)["answers"]
    assert (day["answers"], day["refused"], day["median"], day["p95"]) == (20, 1, 10.0, 19.0)
    room.conversations.delete("eve", room.conversations.list("eve")[0].id)
    assert seen(room.database)["answers"][0]["answers"] == 19


def test_documents_are_named_where_the_admin_may_read_them(room: Room) -> None:
    with room.database.session() as session:
        for key, owner in (("a", "ada"), ("b", "ada"), ("s", "eve"), ("e", "eve"), ("f", "eve")):
            name = f"{key}.txt"
            session.add(DocumentRow(id=key, owner=owner, sha256=key, name=name, size=1, status="ready"))
        session.flush()
        session.add(ShareRow(document_id="s", reader=EVERYONE))
    for cites in ("s", "s", "a", "e"):
        told(room, "eve", "When?", cites=cites)
    found = seen(room.database)["documents"]
    assert [(row["name"], row["answers"]) for row in found["most_cited"]] == [("s.txt", 2), ("a.txt", 1)]
    assert ([row["name"] for row in found["never_cited"]], found["never_cited_in_all"]) == (["b.txt"], 1)
    assert found["others"] == {"documents": 2, "never_cited": 1}


def test_questions_that_found_nothing_are_shown_by_leave(room: Room) -> None:
    told(room, "eve", "Where is the key?", nothing=True)
    private = told(room, "dan", "Where is the will?", nothing=True)
    told(room, "dan", "Where is the mill?")
    Consents(room.database).say("dan", False, private)
    assert [row["question"] for row in seen(room.database)["found_nothing"]] == ["Where is the key?"]
    Consents(room.database).say("eve", False)
    assert seen(room.database)["found_nothing"] == []
