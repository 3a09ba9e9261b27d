"""Review: a lease that ends, decisions that nobody overwrites, second reviews that are blind, and the log of it all."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from core.errors import NotFound
from core.types import HANDBOOK, Decision
from feedback import review, screening
from feedback.consent import Consents
from feedback.places import Place
from feedback.queue import Filters
from feedback.review import BadRuling, Reviews, Ruling, Taken
from feedback.votes import Saying
from memory.accounts.log import entries
from tests.feedback.said import Room

ALL = Filters()


@pytest.fixture
def reviews(room: Room) -> Reviews:
    return Reviews(room.database)


def listed(reviews: Reviews, **wanted: str) -> list[str]:
    found: Any = reviews.list(Filters(**wanted))
    return [item["item"] for item in found["items"]]


def states(reviews: Reviews) -> dict[str, int]:
    found: Any = reviews.list(ALL)
    return dict(found["states"])


def test_an_item_is_screened_claimed_and_decided(room: Room, reviews: Reviews) -> None:
    item = room.said("eve", "When?", reasons=["wrong"], correction="In 1843.")
    assert reviews.get("ada", item)["state"] == "new"
    assert states(reviews) == {"screened": 1}
    taken = reviews.next("ada", ALL)
    assert taken is not None
    assert (taken["item"], taken["state"], taken["number"]) == (item, "claimed", 1)
    assert taken["said"]["correction"] == "In 1843."  # type: ignore[index,call-overload]
    done = reviews.decide("ada", item, Ruling("edited", rating="down", answer="It burned in 1843.", note="Thanks."))
    assert done["state"] == "edited"
    assert (states(reviews), reviews.next("ada", ALL)) == ({"edited": 1}, None)
    (receipt,) = reviews.receipts("eve")["feedback"]  # type: ignore[misc]
    kept = (receipt["state"], receipt["note"], receipt["answer"], receipt["vote"])  # type: ignore[index,call-overload]
    assert kept == ("edited", "Thanks.", "It burned in 1843.", "down")
    newest = entries(room.database)[0]
    assert (newest.actor, newest.action, newest.subject, newest.detail) == ("ada", "feedback edited", "eve", item)


def test_a_reviewer_says_where_the_right_answer_stands(room: Room, reviews: Reviews) -> None:
    turns = [room.taught("eve", question) for question in ("When?", "Where?", "Why?")]
    items = [room.votes.vote("eve", turn, "down", Saying(correction="In 1843.")).id for turn in turns]
    outside = (Place(HANDBOOK, 1, start=9, end=9), Place(HANDBOOK, 1, end=999))
    for bad in (Place(HANDBOOK, 2), Place("other", 1), Place(HANDBOOK), *outside):
        with pytest.raises(BadRuling, match="none of the passages"):
            reviews.decide("ada", items[0], Ruling("approved", evidence=[bad]))
    with pytest.raises(BadRuling, match="Only what is approved"):
        reviews.decide("ada", items[0], Ruling("rejected", evidence=[]))
    assert states(reviews) == {"screened": 3}
    evidence: list[list[Place] | None] = [[Place(HANDBOOK, 1, start=4, end=8)], [], None]
    kept = []
    for item, places in zip(items, evidence, strict=True):
        ruling = Ruling("approved", evidence=places)
        decided: Any = reviews.decide("ada", item, ruling)
        assert reviews.decide("ada", item, ruling) == decided  # a double click
        told: Any = reviews.get("ada", item)["decisions"]
        kept.append(told[0]["evidence"])
    assert kept == [[{"document": HANDBOOK, "chunk": 1, "start": 4, "end": 8}], [], None]


def test_two_who_decide_at_once_are_told_apart(room: Room, reviews: Reviews) -> None:
    item = room.said("eve", "When?")
    reviews.list(ALL)
    results: list[Any] = []

    def decide(reviewer: str, decision: Decision) -> None:
        try:
            results.append(reviews.decide(reviewer, item, Ruling(decision)))
        except Taken as refused:
            results.append(refused)

    threads = [threading.Thread(target=decide, args=said) for said in (("ada", "approved"), ("bob", "rejected"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (lost,) = [result for result in results if isinstance(result, Taken)]
    (won,) = [result for result in results if not isinstance(result, Taken)]
    assert lost.status == 409
    assert lost.to_json()["first"] == won["decision"]
    (kept,) = reviews.get("ada", item)["decisions"]  # type: ignore[misc]
    assert kept == won["decision"]


def test_a_claim_keeps_others_away_until_it_ends(room: Room, reviews: Reviews, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = room.said("eve", "When?"), room.said("dan", "Where?")
    assert reviews.claim("ada", first)["claimed"]["name"] == "ada"  # type: ignore[index,call-overload]
    for refused in (reviews.claim, lambda who, item: reviews.decide(who, item, Ruling("approved"))):
        with pytest.raises(Taken, match="ada has this item"):
            refused("bob", first)
    with pytest.raises(Taken):
        reviews.keep_draft("bob", first, {})
    taken = reviews.next("bob", ALL)
    assert taken is not None
    assert taken["item"] == second
    assert reviews.next("bob", ALL, skip=[second]) is None
    monkeypatch.setattr(review, "LEASE_SECONDS", -1.0)
    reviews.claim("ada", first)  # over as soon as it began
    assert reviews.decide("bob", first, Ruling("approved"))["state"] == "approved"


def test_a_draft_comes_back_to_whoever_wrote_it(room: Room, reviews: Reviews) -> None:
    room.said("dan", "Where?")
    item = room.said("eve", "When?")
    reviews.claim("ada", item)
    reviews.keep_draft("ada", item, {"answer": "In 18"})
    again = reviews.next("ada", ALL)  # before the older one
    assert again is not None
    assert (again["item"], again["draft"]) == (item, {"answer": "In 18"})
    assert reviews.get("bob", item)["draft"] is None
    reviews.release("ada", item)
    assert reviews.claim("bob", item)["draft"] is None


def test_a_second_review_is_blind_and_another_persons(room: Room, reviews: Reviews) -> None:
    item = room.said("eve", "When?", correction="In 1843.")
    other = room.said("dan", "when", correction="In 1850!")
    reviews.list(ALL)
    assert reviews.get("ada", item)["marks"] == reviews.get("ada", other)["marks"] == ["contradiction"]
    assert reviews.decide("ada", item, Ruling("approved", note="to Eve"))["state"] == "second"
    seen = reviews.get("bob", item)
    assert (seen["blind"], seen["decisions"], seen["number"]) == (True, [], 2)
    assert reviews.receipts("eve")["feedback"][0]["state"] == "received"  # type: ignore[index,call-overload]
    with pytest.raises(Taken, match="another person"):
        reviews.decide("ada", item, Ruling("approved", number=2))
    with pytest.raises(Taken) as late:
        reviews.decide("bob", item, Ruling("rejected"))  # as if it were the first
    assert late.value.first is None
    assert reviews.decide("bob", item, Ruling("rejected", number=2))["state"] == "contested"
    assert len(reviews.get("bob", item)["decisions"]) == 2  # type: ignore[arg-type]
    assert reviews.decide("ada", item, Ruling("rejected", number=3))["state"] == "rejected"
    assert reviews.decide("ada", other, Ruling("approved"))["state"] == "second"
    assert reviews.decide("bob", other, Ruling("approved", number=2))["state"] == "approved"


@pytest.mark.parametrize("share", [0.0, 0.05, 0.5, 1.0])
def test_a_share_is_drawn_for_a_second_review(share: float) -> None:
    ids = [f"{n * 2654435761 % 2**32:08x}" + "0" * 24 for n in range(4_000)]
    assert sum(screening.drawn(vote, share) for vote in ids) == pytest.approx(4_000 * share, abs=5)


def test_what_is_drawn_is_reviewed_twice(room: Room) -> None:
    reviews, item = Reviews(room.database, twice=1.0), room.said("eve", "When?")
    assert reviews.decide("ada", item, Ruling("approved"))["state"] == "second"


def test_nobody_alone_decides_on_their_own(room: Room, reviews: Reviews) -> None:
    item = room.said("ada", "When?", correction="In 1843.")
    assert reviews.decide("ada", item, Ruling("approved"))["state"] == "second"
    assert reviews.decide("bob", item, Ruling("approved", number=2))["state"] == "approved"


def test_a_decision_may_be_withdrawn_and_stays_on_record(room: Room, reviews: Reviews) -> None:
    item = room.said("eve", "When?")
    reviews.decide("ada", item, Ruling("rejected", note="no"))
    assert reviews.decide("ada", item, Ruling("rejected", note="no"))["state"] == "rejected"  # a double click
    with pytest.raises(Taken):
        reviews.decide("ada", item, Ruling("approved"))
    again = reviews.reopen("bob", item)
    assert (again["state"], again["number"]) == ("screened", 2)
    assert reviews.decide("bob", item, Ruling("approved", number=2))["state"] == "approved"
    told = reviews.get("ada", item)["decisions"]
    assert [(d["decision"], d["withdrawn"]) for d in told] == [("rejected", True), ("approved", False)]  # type: ignore
    assert [entry.action for entry in entries(room.database)] == [
        "feedback approved", "reopened feedback", "feedback rejected",
    ]  # fmt: skip


def test_asking_back_ends_when_the_vote_is_changed(room: Room, reviews: Reviews) -> None:
    turn = room.turn("eve", "When?")
    item = room.votes.vote("eve", turn, "down").id
    reviews.decide("ada", item, Ruling("asked_back", note="What is right?"))
    assert reviews.receipts("eve")["feedback"][0]["note"] == "What is right?"  # type: ignore[index,call-overload]
    changed = room.votes.vote("eve", turn, "down", Saying(correction="In 1843.")).id
    assert listed(reviews) == [changed]
    with pytest.raises(NotFound):
        reviews.get("ada", item)
    room.votes.undo("eve", turn)
    assert listed(reviews) == []


def test_without_consent_nobody_looks(room: Room, reviews: Reviews) -> None:
    item = room.said("eve", "When?")
    reviews.decide("ada", item, Ruling("approved"))
    Consents(room.database).say("eve", False)
    assert (listed(reviews), states(reviews), reviews.next("ada", ALL)) == ([], {}, None)
    for look in (lambda: reviews.get("ada", item), lambda: reviews.decide("ada", item, Ruling("approved", 2))):
        with pytest.raises(NotFound):
            look()
    assert reviews.receipts("eve")["feedback"][0]["allowed"] is False  # type: ignore[index,call-overload]


def test_filters(room: Room, reviews: Reviews) -> None:
    hers = room.said("eve", "When?", reasons=["wrong", "too_long"])
    his = room.said("dan", "Where?", "up")
    assert listed(reviews) == [hers, his]
    wanted: list[tuple[dict[str, str], list[str]]] = [
        ({"reason": "wrong"}, [hers]), ({"reason": "unsafe"}, []), ({"person": "dan"}, [his]), ({"value": "up"}, [his]),
        ({"version": "base"}, [hers, his]), ({"version": "other"}, []), ({"document": "d"}, [hers, his]),
        ({"document": "%"}, []), ({"stage": "generation"}, [hers]), ({"state": "screened"}, [hers, his]),
        ({"state": "approved"}, []), ({"mark": "duplicate"}, []),
    ]  # fmt: skip
    for filters, found in wanted:
        assert listed(reviews, **filters) == found, filters
    reviews.claim("ada", hers)
    assert (listed(reviews, state="claimed"), listed(reviews, state="screened")) == ([hers], [his])


def test_a_list_can_be_narrowed_to_what_is_in_it(room: Room, reviews: Reviews) -> None:
    for owner, question in (("eve", "When?"), ("dan", "Where?"), ("dan", "Why?"), ("dan", "How?")):
        item = room.said(owner, question)
    bobs = room.said("bob", "Which?")
    assert reviews.filters() == {"people": [], "documents": [], "versions": []}  # nothing is screened yet
    reviews.list(ALL)
    reviews.decide("ada", item, Ruling("rejected"))
    Consents(room.database).say("bob", False)
    assert bobs not in listed(reviews)
    assert reviews.filters() == {
        "people": [{"person": "dan", "name": "dan", "items": 2}, {"person": "eve", "name": "eve", "items": 1}],
        "documents": [{"document": "d", "name": "elmwood.txt", "items": 3}],
        "versions": [{"version": "base", "items": 3}],
    }


def test_what_is_no_document_is_none_to_narrow_to(room: Room, reviews: Reviews) -> None:
    room.votes.vote("eve", room.taught("eve", "When?"), "down")
    reviews.list(ALL)
    assert reviews.filters()["documents"] == []


def test_an_item_says_how_many_lines_a_model_read(room: Room, reviews: Reviews) -> None:
    read, pointed = room.votes.vote("eve", room.taught("eve", "When?"), "down").id, room.said("eve", "Where?")
    turns: Any = [reviews.get("ada", item)["turn"] for item in (read, pointed)]
    assert [turn["lines"] for turn in turns] == [1, None]


def test_a_list_says_which_decision_comes_next(room: Room, reviews: Reviews) -> None:
    first, second = room.said("eve", "When?"), room.said("eve", "Where?", correction="There.")
    reviews.decide("ada", first, Ruling("rejected"))
    reviews.reopen("ada", first)
    told: Any = reviews.list(ALL)["items"]
    assert [(item["item"], item["number"]) for item in told] == [(first, 2), (second, 1)]
    some: Any = reviews.list(Filters(corrected=True)), reviews.list(Filters(corrected=False))
    assert [[item["item"] for item in found["items"]] for found in some] == [[second], [first]]


def test_many_are_decided_alike_or_none(room: Room, reviews: Reviews) -> None:
    items = [room.said("eve", f"When was {n}?") for n in range(3)]
    reviews.decide("ada", items[2], Ruling("rejected"))
    with pytest.raises(Taken):
        reviews.decide_many("bob", items, Ruling("approved"))
    assert states(reviews) == {"screened": 2, "rejected": 1}
    reviews.decide_many("bob", items[:2], Ruling("approved"))
    assert states(reviews) == {"approved": 2, "rejected": 1}


@pytest.mark.parametrize("ruling", [
    Ruling("edited"), Ruling("edited", answer="  "), Ruling("approved", answer="x"), Ruling("asked_back"),
])  # fmt: skip
def test_what_is_no_decision_changes_nothing(room: Room, reviews: Reviews, ruling: Ruling) -> None:
    item = room.said("eve", "When?")
    with pytest.raises(BadRuling):
        reviews.decide("ada", item, ruling)
    assert states(reviews) == {"screened": 1}


def test_who_is_not_there_is_not_there(room: Room, reviews: Reviews) -> None:
    item = room.said("eve", "When?")
    for look in (reviews.get, reviews.claim, reviews.reopen):
        with pytest.raises(NotFound):
            look("ada", "none")
    with pytest.raises(NotFound):
        reviews.attached(item, "picture")
