"""Asking over HTTP, on stand-ins: the order of events, what is recorded, what is refused, and who stops it."""

from __future__ import annotations

import base64
import io
import itertools
import json
import threading
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from core.errors import EngineFailure
from core.stand_ins.language import ExtractiveEngine
from core.types import Piece, Usage
from tests.app.serving import add

STORY = b"The clever fox of Elmwood was called Rusty.\nThe mill of Elmwood burned down in 1987."
FOX = "What was the fox of Elmwood called?"


def ask(quick: httpx.Client, question: str, **more: Any) -> dict[str, Any]:
    answer = quick.post("/api/ask", json={"question": question, "stream": False, **more})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def events(quick: httpx.Client, question: str, **more: Any) -> list[dict[str, Any]]:
    with quick.stream("POST", "/api/ask", json={"question": question, **more}) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        return [json.loads(line[6:]) for line in answer.iter_lines() if line.startswith("data: ")]


def encoded(data: bytes) -> str:
    return base64.b64encode(data).decode()


# --- what comes ---------------------------------------------------------------------------------------------------


def test_sources_come_before_words_and_the_whole_answer_last(quick: httpx.Client) -> None:
    document = add(quick, "elmwood.txt", STORY)["document"]
    told = events(quick, FOX)
    types = [event["type"] for event in told]
    assert types.index("sources") < types.index("token") < types.index("citation") < types.index("done")
    answer = told[-1]["answer"]
    assert "Rusty" in answer["answer"]
    assert "".join(event["text"] for event in told if event["type"] == "token").strip() == answer["answer"]
    [cited] = answer["citations"]
    assert (cited["document"], cited["supported"]) == (document, True)
    assert STORY.decode()[cited["span"]["start"] : cited["span"]["end"]] == cited["quote"]


def test_a_new_conversation_is_named_before_the_answer_is_there(quick: httpx.Client) -> None:
    add(quick, "elmwood.txt", STORY)
    told = events(quick, FOX)
    [began] = [event["conversation"] for event in told if event["type"] == "began"]
    assert told.index({"type": "began", "conversation": began}) < [event["type"] for event in told].index("token")
    assert told[-1]["answer"]["conversation"] == began
    assert not [event for event in events(quick, FOX, conversation=began) if event["type"] == "began"]
    listed = quick.get("/api/conversations").json()["conversations"]
    assert quick.post("/api/ask", json={"question": ""}).status_code == 400
    assert quick.get("/api/conversations").json()["conversations"] == listed


def test_streamed_or_not_it_is_the_same_answer(quick: httpx.Client) -> None:
    add(quick, "elmwood.txt", STORY)
    streamed, whole = events(quick, FOX)[-1]["answer"], ask(quick, FOX)
    changing = ("timings", "conversation", "turn")
    assert {k: v for k, v in streamed.items() if k not in changing} == {
        k: v for k, v in whole.items() if k not in changing
    }


def test_where_it_comes_from_and_who_said_it(quick: httpx.Client) -> None:
    add(quick, "elmwood.txt", STORY)
    answer = ask(quick, FOX)
    assert (answer["from_library"], answer["abstained"], answer["model"]) == (True, False, "stand-in")
    assert answer["usage"]["total_tokens"] > answer["usage"]["completion_tokens"] > 0
    assert {"transcribe", "retrieve", "evidence", "first_token", "total"} <= set(answer["timings"])


def test_the_library_only_or_not_at_all(quick: httpx.Client) -> None:
    add(quick, "elmwood.txt", STORY)
    assert ask(quick, "Which metal melts last?", library="only")["abstained"]
    without = ask(quick, FOX, library="off")
    assert (without["from_library"], without["citations"], without["answer"]) == (False, [], f"You said: {FOX}")


def test_a_walk_over_everything_says_how_far_it_is(quick: httpx.Client) -> None:
    add(quick, "elmwood.txt", STORY)
    told = events(quick, "Summarise elmwood.txt")
    assert {"type": "progress", "text": "Reading elmwood.txt", "done": 0, "total": 1} in told
    assert "Covered: 1 document" in told[-1]["answer"]["answer"]


def test_a_question_may_be_spoken(quick: httpx.Client) -> None:
    told = events(quick, "", audio=encoded(b"audio 2"), library="off")
    assert told[0]["type"] == "transcript"
    assert told[0]["text"].startswith("tone ")
    assert told[-1]["answer"]["transcript"] == told[0]["text"]


def test_a_question_may_show_a_picture(quick: httpx.Client) -> None:
    answer = ask(quick, "What is this?", picture=f"data:image/png;base64,{encoded(b'picture')}")
    assert answer["answer"].startswith("The picture shows")
    assert answer["citations"][0]["document"] == "question"


# --- what is kept -------------------------------------------------------------------------------------------------


def test_a_conversation_is_kept_renamed_and_deleted(quick: httpx.Client) -> None:
    first = ask(quick, "Hello there!", library="off")
    second = ask(quick, "And hello again!", library="off", conversation=first["conversation"])
    address = f"/api/conversations/{first['conversation']}"
    assert second["conversation"] == first["conversation"]
    kept = quick.get(address).json()
    assert [turn["question"] for turn in kept["turns"]] == ["Hello there!", "And hello again!"]
    assert [turn["answer"] for turn in kept["turns"]] == [first["answer"], second["answer"]]
    assert quick.patch(address, json={"title": "Greetings"}).json()["title"] == "Greetings"
    assert quick.get("/api/conversations").json()["conversations"][0]["title"] == "Greetings"
    assert quick.patch(address, json={"pinned": True}).json()["pinned"]
    searched = quick.post("/api/conversations/search", json={"query": "hello again"}).json()["results"]
    assert (second["turn"], "Greetings") in [(found["turn"], found["title"]) for found in searched]
    assert "> And hello again!" in quick.get(f"{address}/markdown").text
    assert quick.delete(address).json() == {"deleted": first["conversation"]}
    assert quick.get(address).status_code == 404
    assert first["conversation"] in [found["id"] for found in quick.get("/api/conversations").json()["deleted"]]
    assert quick.post(f"{address}/restore").json()["title"] == "Greetings"
    assert quick.get(address).status_code == 200
    quick.delete(address)


@pytest.mark.parametrize("title", ["", "x" * 201])
def test_a_title_has_a_length(quick: httpx.Client, title: str) -> None:
    kept = ask(quick, "Hello there!", library="off")["conversation"]
    assert quick.patch(f"/api/conversations/{kept}", json={"title": title}).status_code == 400


# --- what is refused ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("wrong", [
    {"question": "x" * 8_001}, {"question": "  "}, {"question": 3}, {"question": "x", "library": "all"},
    {"question": "x", "max_tokens": 0}, {"question": "x", "temperature": 2.1},
    {"question": "x", "picture": "http://127.0.0.1/x.png"}, {"question": "x", "audio": "no base64!"},
    {"question": "x", "picture": "data:image/png;base64,"}, {"question": "x", "audio": encoded(b"damaged")},
])  # fmt: skip
@pytest.mark.parametrize("stream", [True, False])
def test_questions_that_are_none_fail_by_their_status(quick: httpx.Client, wrong: dict[str, Any], stream: bool) -> None:
    answer = quick.post("/api/ask", json={**wrong, "stream": stream})
    assert 400 <= answer.status_code < 500
    assert set(answer.json()["error"]) == {"code", "message", "remedy", "type", "param"}


def test_a_conversation_that_is_not_there(quick: httpx.Client) -> None:
    assert quick.post("/api/ask", json={"question": "Hello!", "conversation": "nobody's"}).status_code == 404


# --- how it ends --------------------------------------------------------------------------------------------------


class Endless:
    """Writes until it is cancelled, and tells both."""

    def __init__(self) -> None:
        self.writing, self.cancelled = threading.Event(), threading.Event()

    def __call__(self, *_: object, cancel: threading.Event, **__: object) -> Iterator[Piece]:
        yield Piece("on ")
        self.writing.set()
        for number in itertools.count():  # the same words again would be a loop
            if cancel.wait(0.01):
                break
            yield Piece(f"and {number} ")
        self.cancelled.set()
        yield Piece("", "cancelled", Usage(1, 1))


@pytest.mark.parametrize("stream", [True, False])
def test_whoever_leaves_stops_the_model(
    quick: httpx.Client, quick_service: str, monkeypatch: pytest.MonkeyPatch, stream: bool
) -> None:
    endless = Endless()
    monkeypatch.setattr(ExtractiveEngine, "generate", endless)
    body = {"question": "Tell me a joke.", "library": "off", "stream": stream}
    with httpx.Client(base_url=quick_service, timeout=1, trust_env=False) as client:
        if stream:
            with client.stream("POST", "/api/ask", json=body) as answer:
                assert next(answer.iter_lines())
        else:
            with pytest.raises(httpx.ReadTimeout):
                client.post("/api/ask", json=body)
    assert endless.writing.is_set()
    assert endless.cancelled.wait(5)


def test_what_breaks_after_the_first_word_is_the_last_event(
    quick: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object, **__: object) -> Iterator[Piece]:
        yield Piece("Well, ")
        raise EngineFailure("The model stopped.", "Ask again.")

    monkeypatch.setattr(ExtractiveEngine, "generate", breaks)
    told = events(quick, "Tell me a joke.", library="off")
    assert told[0] == {"type": "token", "text": "Well, "}
    assert told[-1] == {"type": "error", "code": "engine_failure", "message": "The model stopped.",
                        "remedy": "Ask again."}  # fmt: skip


def test_what_nobody_foresaw_tells_no_details(quick: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def bursts(*_: object, **__: object) -> Iterator[Piece]:
        raise RuntimeError("/secret/path")

    monkeypatch.setattr(ExtractiveEngine, "generate", bursts)
    answer = quick.post("/api/ask", json={"question": "Tell me a joke.", "library": "off"})
    assert answer.status_code == 500
    assert "secret" not in answer.text


def test_many_ask_at_once_and_get_their_own(quick: httpx.Client, quick_service: str) -> None:
    from concurrent.futures import ThreadPoolExecutor

    def one(n: int) -> str:
        with httpx.Client(base_url=quick_service, timeout=60, trust_env=False) as client:
            return str(ask(client, f"What is number {n}?", library="off")["answer"])

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(one, range(40)))
    assert answers == [f"You said: What is number {n}?" for n in range(40)]


def test_a_picture_may_come_from_a_file_object(quick: httpx.Client) -> None:
    assert quick.post("/api/ask", files={"picture": ("x.png", io.BytesIO(b"picture"))}).status_code == 400


def test_a_question_is_asked_once_more_and_an_answer_chosen(quick: httpx.Client) -> None:
    first = ask(quick, "Tell me a joke.", library="off")
    same = ask(quick, "", again=first["turn"], library="off")  # the stand-in knows no chance
    assert (same["answer"], same["turn"]) == (first["answer"], first["turn"])
    choice = {"turn": first["turn"], "over": first["turn"]}
    assert quick.post("/api/feedback/choice", json=choice).status_code == 400
    ask(quick, "And another?", conversation=first["conversation"], library="off")
    refused = quick.post("/api/ask", json={"again": first["turn"]})
    assert (refused.status_code, "went on" in refused.text) == (409, True)
