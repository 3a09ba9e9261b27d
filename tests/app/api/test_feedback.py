"""What people say of answers, over HTTP: what is kept, what is refused, and at which pace."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from app.api.throttle import Pace
from tests.app.api.test_ask import ask
from tests.app.house import House, house


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with house(tmp_path_factory.mktemp("house") / "data") as opened:
        opened.invited("eve")
        yield opened


@pytest.fixture
def eve(here: House) -> httpx.Client:
    """Who has not voted yet, as far as the pace goes."""
    here.app.state.votes_pace = Pace(1_000, 60.0, "")
    return here.clients["eve"]


def test_a_vote_is_kept_changed_and_taken_back(eve: httpx.Client) -> None:
    answer = ask(eve, "Hello there!", library="off")

    def vote() -> Any:
        return eve.get(f"/api/conversations/{answer['conversation']}").json()["turns"][0]["vote"]

    for value in ("up", "down", None):
        sent = {"turn": answer["turn"], "vote": value, "reason": "too_short", "correction": "Hello!"}
        for _ in range(3):
            assert eve.post("/api/feedback", json=sent).json() == {"turn": answer["turn"], "vote": value}
        assert vote() == value
    kept = eve.get(f"/api/feedback/{answer['turn']}").json()
    assert kept["said"] is None
    assert [(said["vote"], said["reasons"]) for said in kept["history"]] == [
        ("up", ["too_short"]), ("down", ["too_short"]), (None, []),
    ]  # fmt: skip


@pytest.mark.parametrize("wrong", [
    {"vote": "sideways"}, {"vote": 999}, {}, {"vote": "up", "reasons": ["nonsense"]}, {"vote": "down", "reason": 7},
    {"vote": "up", "reasons": "wrong"}, {"vote": "up", "comment": "c" * 100_000}, {"vote": "up", "reasons": ["other"]},
    {"vote": "up", "correction": "c" * 8_001}, {"vote": "up", "transcript": "nothing was spoken"},
    {"vote": "up", "evidence": [{"document": "d", "chunk": 1, "start": -1}]}, {"vote": "up", "evidence": [{}]},
])  # fmt: skip
def test_votes_that_are_none(eve: httpx.Client, wrong: dict[str, Any]) -> None:
    turn = ask(eve, "Hello there!", library="off")["turn"]
    refused = eve.post("/api/feedback", json={"turn": turn, **wrong})
    assert (refused.status_code, bool(refused.json()["error"]["remedy"])) == (422, True)
    assert eve.get(f"/api/feedback/{turn}").json()["history"] == []


def test_votes_on_what_is_not_there(eve: httpx.Client) -> None:
    turn = ask(eve, "Hello there!", library="off")["turn"]
    unknown = {"turn": turn, "vote": "down", "evidence": [{"document": "d", "chunk": 1}]}
    for sent in ({"turn": "nobody's", "vote": "up"}, unknown):
        assert eve.post("/api/feedback", json=sent).status_code == 404
    assert eve.get("/api/feedback/nobody's").status_code == 404


def test_a_reason_in_words_is_told_where_words_go_now(eve: httpx.Client) -> None:
    turn = ask(eve, "Hello there!", library="off")["turn"]
    refused = eve.post("/api/feedback", json={"turn": turn, "vote": "down", "reason": "The year"})
    assert refused.status_code == 422
    assert "misheard" in refused.json()["error"]["message"]
    assert "comment" in refused.json()["error"]["message"]


def test_votes_come_at_the_pace_of_people(here: House, eve: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    turn = ask(eve, "Hello there!", library="off")["turn"]
    pace = Pace(5, 60.0, "That were too many votes at once.")
    monkeypatch.setattr(here.app.state, "votes_pace", pace)
    answers = [eve.post("/api/feedback", json={"turn": turn, "vote": "up"}) for _ in range(8)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429] * 3
    assert 0 < int(answers[-1].headers["retry-after"]) <= 60
    assert len(eve.get(f"/api/feedback/{turn}").json()["history"]) == 1


def test_a_question_is_answered_anew_by_what_serves_now(eve: httpx.Client) -> None:
    eve.post("/api/documents", files={"file": ("gate.txt", b"The code of the gate is 4711.")}, params={"wait": 20})
    asked = "What is the code of the gate?"
    first = ask(eve, asked)
    ask(eve, "Hello there!", conversation=first["conversation"])  # the conversation goes on
    said = {"turn": first["turn"], "vote": "down", "correction": "The code is 1234."}
    assert eve.post("/api/feedback", json=said).status_code == 200
    assert "1234" in ask(eve, asked)["answer"]  # as it is answered to others who ask
    before = len(eve.get(f"/api/conversations/{first['conversation']}").json()["turns"])
    kept = eve.post(f"/api/feedback/{first['turn']}/anew").json()
    assert ("4711" in kept["answer"], "[" in kept["answer"], kept["version"], kept["verdict"]) == (
        True, False, "base", None,
    )  # fmt: skip
    assert len(eve.get(f"/api/conversations/{first['conversation']}").json()["turns"]) == before
    judged = eve.put(f"/api/feedback/{first['turn']}/anew", json={"verdict": "same"}).json()
    (receipt,) = [one for one in eve.get("/api/feedback").json()["feedback"] if one["turn"] == first["turn"]]
    assert receipt["anew"] == judged == {**kept, "verdict": "same"}
    assert eve.put(f"/api/feedback/{first['turn']}/anew", json={"verdict": "fine"}).status_code == 422


# --- consent ------------------------------------------------------------------------------------------------------


def test_each_says_whether_they_are_learned_from(here: House, eve: httpx.Client) -> None:
    told = ask(eve, "Hello there!", library="off")
    assert eve.get("/api/me/consent").json()["allowed"] is False
    assert eve.put("/api/me/consent", json={"allowed": True}).json()["allowed"] is True
    own = {"allowed": False, "conversation": told["conversation"]}
    kept = eve.put("/api/me/consent", json=own).json()
    assert (kept["said"], kept["conversations"]) == (True, {told["conversation"]: False})
    assert eve.put("/api/me/consent", json={"allowed": None}).json()["allowed"] is False
    assert [word["allowed"] for word in eve.get("/api/me/consent").json()["history"]] == [None, False, True]
    assert here.clients["ada"].get("/api/me/consent").json()["history"] == []


@pytest.mark.parametrize("wrong", [{}, {"allowed": "perhaps"}, {"allowed": True, "conversation": "x" * 65}])
def test_consent_that_is_none(eve: httpx.Client, wrong: dict[str, Any]) -> None:
    before = eve.get("/api/me/consent").json()
    assert eve.put("/api/me/consent", json=wrong).status_code == 422
    assert eve.get("/api/me/consent").json() == before


# --- review -------------------------------------------------------------------------------------------------------


def voted(eve: httpx.Client, question: str) -> str:
    """The id of an item that the admins may see."""
    eve.put("/api/me/consent", json={"allowed": True})
    turn = ask(eve, question, library="off")["turn"]
    eve.post("/api/feedback", json={"turn": turn, "vote": "down", "reasons": ["wrong"], "correction": "Good day."})
    return str(eve.get(f"/api/feedback/{turn}").json()["said"]["id"])


def test_an_admin_reviews_and_whoever_voted_hears_of_it(here: House, eve: httpx.Client) -> None:
    item, ada = voted(eve, "Hello reviewer!"), here.clients["ada"]
    whole = ada.post("/api/review/next", json={"person": here.id("eve"), "reason": "wrong"}).json()["item"]
    assert (whole["item"], whole["state"], whole["turn"]["question"]) == (item, "claimed", "Hello reviewer!")
    assert ada.put(f"/api/review/{item}/draft", json={"draft": {"answer": "Good"}}).status_code == 200
    ruling = {
        "decision": "edited",
        "number": whole["number"],
        "answer": "Good day!",
        "note": "Nicer.",
        "rating": "down",
        "evidence": [],
    }
    decided = ada.post(f"/api/review/{item}/decision", json=ruling).json()
    assert (decided["state"], decided["decision"]["evidence"]) == ("edited", [])
    assert ada.get("/api/review?state=edited&reason=wrong").json()["total"] == 1
    receipt = eve.get("/api/feedback").json()["feedback"][0]
    assert (receipt["state"], receipt["note"], receipt["answer"]) == ("edited", "Nicer.", "Good day!")
    assert ada.get("/api/log").json()["log"][0] | {"at": 0} == {
        "at": 0, "actor": "ada", "action": "feedback edited", "subject": "eve", "detail": item,
    }  # fmt: skip


def test_the_second_to_decide_is_told_of_the_first(here: House, eve: httpx.Client) -> None:
    item, ada = voted(eve, "Hello both!"), here.clients["ada"]
    if "bea" not in here.clients:
        here.invited("bea", "admin")
    first = ada.post(f"/api/review/{item}/decision", json={"decision": "rejected", "note": "No."})
    assert first.status_code == 200, first.text
    late = here.clients["bea"].post(f"/api/review/{item}/decision", json={"decision": "approved"})
    assert (late.status_code, late.json()["error"]["first"]) == (409, first.json()["decision"])
    assert late.json()["error"]["first"]["name"] == "ada"
    assert ada.get(f"/api/review/{item}").json()["state"] == "rejected"


@pytest.mark.parametrize(("method", "path", "body"), [
    ("POST", "/decision", {"decision": "perhaps"}), ("POST", "/decision", {"decision": "edited"}),
    ("POST", "/decision", {"decision": "approved", "note": "n" * 100_000}), ("PUT", "/draft", {"draft": "words"}),
    ("PUT", "/draft", {"draft": {"answer": "x" * 100_000}}), ("PUT", "/draft", {"draft": {"answer": [[[]]]}}),
    ("POST", "/decision", {"decision": "approved", "evidence": [{"document": "d", "chunk": 1}]}),
    ("POST", "/decision", {"decision": "approved", "evidence": [{"document": "d", "chunk": 1, "words": "x"}]}),
    ("POST", "/decision", {"decision": "asked_back"}), ("POST", "/decision", {"decision": "approved", "number": 0}),
])  # fmt: skip
def test_reviews_that_are_none(here: House, eve: httpx.Client, method: str, path: str, body: dict[str, Any]) -> None:
    item, ada = voted(eve, f"Hello {body}!"[:200]), here.clients["ada"]
    assert ada.put(f"/api/review/{item}/draft", json={"draft": {"answer": "So far"}}).status_code == 200
    assert ada.request(method, f"/api/review/{item}{path}", json=body).status_code == 422
    assert ada.get("/api/review?state=nonsense").status_code == 422
    assert ada.get("/api/review/export?kind=ppo").status_code == 422
    assert ada.get(f"/api/review/{item}").json()["decisions"] == []
