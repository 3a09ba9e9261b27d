"""`/v1/responses` and `/v1/completions`: the same answers in other shapes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from core.errors import ContextExceeded
from core.stand_ins import language
from core.types import Piece
from tests.app.serving import add

STORY = b"The clever fox of Elmwood was called Rusty.\nThe mill of Elmwood burned down in 1987."
ASKED = "What was the fox of Elmwood called?"
TOOL = {
    "type": "function",
    "name": "weather",
    "parameters": {"type": "object", "properties": {"town": {"type": "string"}}},
}


def respond(quick: httpx.Client, asked: Any, **more: Any) -> dict[str, Any]:
    answer = quick.post("/v1/responses", json={"input": asked, **more})
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


def streamed(quick: httpx.Client, path: str, **more: Any) -> list[dict[str, Any]]:
    text = quick.post(path, json={"stream": True, **more}).text
    return [json.loads(line[6:]) for line in text.splitlines() if line.startswith("data: {")]


@pytest.mark.parametrize(("path", "asked", "field"), [
    ("/v1/responses", {"input": ASKED}, "input"), ("/v1/completions", {"prompt": ASKED}, "prompt"),
    ("/v1/chat/completions", {"messages": [{"role": "user", "content": ASKED}]}, "messages"),
])  # fmt: skip
def test_a_stream_that_breaks_off_says_why_in_the_words_of_its_form(
    quick: httpx.Client, monkeypatch: pytest.MonkeyPatch, path: str, asked: dict[str, Any], field: str
) -> None:
    def breaks_off(*_: object) -> Iterator[Piece]:
        yield Piece("Well ")
        raise ContextExceeded("It is too long.", "Say less.", param="messages[0].content")

    monkeypatch.setattr(language, "_pieces", breaks_off)
    body = {"model": "vermeil-plain", "stream": True, **asked}
    text = quick.post(path, json=body).text
    *_, last = [
        json.loads(line[6:]) for line in text.splitlines() if line.startswith("data: {") and "too long" in line
    ][:1]
    error = last.get("error", last)
    assert "Well" in text
    assert (error["code"], error["param"]) == ("context_length_exceeded", f"{field}[0].content")
    assert "[DONE]" not in text


def test_a_response_has_its_citations_as_annotations(quick: httpx.Client) -> None:
    add(quick, "elmwood.txt", STORY)
    body = respond(quick, ASKED)
    assert (body["object"], body["status"], body["store"]) == ("response", "completed", False)
    [item] = body["output"]
    [part] = item["content"]
    [cited] = part["annotations"]
    assert "Rusty" in part["text"]
    assert (cited["type"], cited["filename"]) == ("file_citation", "elmwood.txt")
    assert part["text"][cited["index"] :].startswith("[1]")
    assert body["usage"]["total_tokens"] == body["usage"]["input_tokens"] + body["usage"]["output_tokens"]


def test_events_add_up_to_the_response(quick: httpx.Client) -> None:
    add(quick, "elmwood.txt", STORY)
    events = streamed(quick, "/v1/responses", input=ASKED)
    kinds = [event["type"] for event in events]
    assert kinds[:4] == ["response.created", "response.in_progress", "response.output_item.added",
                         "response.content_part.added"]  # fmt: skip
    assert kinds[-1] == "response.completed"
    assert "response.output_text.annotation.added" in kinds
    assert [event["sequence_number"] for event in events] == list(range(len(events)))
    text = "".join(event["delta"] for event in events if event["type"] == "response.output_text.delta")
    whole = events[-1]["response"]["output"][0]
    assert text == whole["content"][0]["text"]
    assert {event["item_id"] for event in events if "item_id" in event} == {whole["id"]}


def test_items_make_a_conversation(quick: httpx.Client) -> None:
    items = [
        {"role": "user", "content": [{"type": "input_text", "text": "What is the weather in Oslo?"}]},
        {"type": "function_call", "call_id": "c1", "name": "weather", "arguments": "{}"},
        {"type": "function_call_output", "call_id": "c1", "output": "Rain."},
        {"type": "message", "role": "assistant", "content": [
            {"type": "output_text", "text": "It rains.", "annotations": []}]},
        {"role": "user", "content": "Say one two three."},
    ]  # fmt: skip
    body = respond(quick, items, model="vermeil-plain", instructions="Be brief.", max_output_tokens=3)
    assert body["output"][0]["content"][0]["text"].split() == ["You", "said:", "Say"]
    assert (body["status"], body["incomplete_details"]) == ("incomplete", {"reason": "max_output_tokens"})


def test_a_function_is_called(quick: httpx.Client) -> None:
    asked = {"model": "vermeil-plain", "tools": [TOOL], "tool_choice": "required"}
    [item] = respond(quick, "Rain?", **asked)["output"]
    assert (item["type"], item["name"], json.loads(item["arguments"])) == (
        "function_call",
        "weather",
        {"town": "You said: Rain?"},
    )
    kinds = [event["type"] for event in streamed(quick, "/v1/responses", input="Rain?", **asked)]
    assert "response.function_call_arguments.done" in kinds
    assert "response.output_text.delta" not in kinds


def test_a_form_is_kept(quick: httpx.Client) -> None:
    schema = {"type": "object", "properties": {"name": {"type": "string"}}}
    form = {"format": {"type": "json_schema", "name": "x", "schema": schema}}
    body = respond(quick, "Who?", model="vermeil-plain", text=form)
    assert json.loads(body["output"][0]["content"][0]["text"]) == {"name": "You said: Who?"}


@pytest.mark.parametrize(("wish", "param"), [
    ({"previous_response_id": "resp_1"}, "previous_response_id"), ({"conversation": "c"}, "conversation"),
    ({"background": True}, "background"), ({"reasoning": {"effort": "high"}}, "reasoning"),
    ({"include": ["file_search_call.results"]}, "include"), ({"truncation": "auto", "input": []}, "input"),
    ({"tools": [{"type": "web_search"}]}, "tools"),
    ({"input": [{"type": "item_reference", "id": "x"}]}, "input[0].type"),
    ({"input": [{"role": "user", "content": [{"type": "input_file", "file_id": "f"}]}]}, "input[0].content[0].type"),
    ({"text": {"verbosity": "high"}}, "text.verbosity"), ({"input": "word " * 5000}, "input"),
])  # fmt: skip
def test_what_is_not_done_is_named(quick: httpx.Client, wish: dict[str, Any], param: str) -> None:
    answer = quick.post("/v1/responses", json={"model": "vermeil-plain", "input": "x", **wish})
    assert (answer.status_code, answer.json()["error"]["param"]) == (400, param), answer.text


def test_a_completion_of_one_prompt_or_several(quick: httpx.Client) -> None:
    one = quick.post(
        "/v1/completions", json={"model": "vermeil-plain", "prompt": "Say one.", "best_of": 1, "n": 1}
    ).json()
    assert (one["object"], one["choices"][0]["text"]) == ("text_completion", "You said: Say one.")
    two = quick.post("/v1/completions", json={"model": "vermeil-plain", "prompt": ["a", "b"]}).json()
    assert [(choice["index"], choice["text"]) for choice in two["choices"]] == [(0, "You said: a"), (1, "You said: b")]
    tokens = quick.post("/v1/completions", json={"model": "vermeil-plain", "prompt": [15339, 1917]}).json()
    assert tokens["choices"][0]["text"] == "You said: hello world"


def test_a_completion_is_streamed(quick: httpx.Client) -> None:
    chunks = streamed(quick, "/v1/completions", model="vermeil-plain", prompt=["a", "b"])
    texts = ["".join(c["choices"][0]["text"] for c in chunks if c["choices"][0]["index"] == n) for n in (0, 1)]
    assert texts == ["You said: a", "You said: b"]


@pytest.mark.parametrize("wish", [{"suffix": "x"}, {"echo": True}, {"best_of": 3}, {"n": 2}, {"logprobs": 3}])
def test_what_completions_do_not_do(quick: httpx.Client, wish: dict[str, Any]) -> None:
    answer = quick.post("/v1/completions", json={"prompt": "x", **wish})
    assert (answer.status_code, answer.json()["error"]["param"]) == (400, next(iter(wish)))


@pytest.mark.parametrize(
    ("wish", "param"), [({"text": {"format": "x"}}, "text.format"), ({"input": [{"role": "x"}]}, "input")]
)
def test_what_is_of_another_form_is_named(quick: httpx.Client, wish: dict[str, Any], param: str) -> None:
    answer = quick.post("/v1/responses", json={"input": ASKED, **wish})
    assert (answer.status_code, answer.json()["error"]["param"]) == (400, param)
