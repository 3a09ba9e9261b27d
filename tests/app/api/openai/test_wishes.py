"""What clients wish for beyond a plain answer is done, or refused by its name; nothing is dropped."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from app.api.openai.audio import heard_of
from core.errors import BadInput
from core.stand_ins.language import ExtractiveEngine
from core.types import Piece, Sampling
from tests.app.serving import add

STORY = b"The clever fox of Elmwood was called Rusty.\nThe mill of Elmwood burned down in 1987."
FOX = {"role": "user", "content": "What was the fox of Elmwood called?"}
SAID = {"role": "user", "content": "Tell me about 42 elms."}
PERSON = {
    "type": "object",
    "properties": {"name": {"type": "string"}, "age": {"type": "integer"}},
    "required": ["name"],
}
FORM = {"type": "json_schema", "json_schema": {"name": "person", "schema": PERSON, "strict": True}}


def chat(quick: httpx.Client, *messages: dict[str, Any], **more: Any) -> httpx.Response:
    return quick.post("/v1/chat/completions", json={"model": "vermeil-plain", "messages": messages, **more})


def told(answer: httpx.Response) -> dict[str, Any]:
    assert answer.status_code == 200, answer.text
    message: dict[str, Any] = answer.json()["choices"][0]["message"]
    return message


def refused(answer: httpx.Response) -> tuple[Any, ...]:
    error = answer.json()["error"]
    assert error["message"]
    return answer.status_code, error["type"], error["param"], error["code"]


# --- what is refused ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("wish", "param"), [
    ({"n": 2}, "n"), ({"logprobs": True}, "logprobs"), ({"top_logprobs": 5}, "top_logprobs"),
    ({"modalities": ["text", "audio"]}, "modalities"), ({"audio": {"voice": "joe"}}, "audio"),
    ({"logit_bias": {"50256": -100}}, "logit_bias"), ({"presence_penalty": 1.5}, "presence_penalty"),
    ({"frequency_penalty": -1}, "frequency_penalty"), ({"store": True}, "store"), ({"functions": [{"name": "f"}]},
    "functions"), ({"web_search_options": {"a": 1}}, "web_search_options"), ({"reasoning_effort": "high"},
    "reasoning_effort"), ({"top_k": 5}, "top_k"), ({"frobnicate": 1}, "frobnicate"),
    ({"response_format": {"type": "xml"}}, "response_format"), ({"response_format": {"type": "json_schema"}},
    "response_format"), ({"tools": [{"type": "web_search"}]}, "tools"), ({"tool_choice": "required"}, "tool_choice"),
])  # fmt: skip
def test_what_is_not_done_is_refused_by_its_name(quick: httpx.Client, wish: dict[str, Any], param: str) -> None:
    for model in ("vermeil", "vermeil-plain"):
        answer = chat(quick, SAID, model=model, **wish)
        assert refused(answer) == (400, "invalid_request_error", param, "unsupported_parameter")


def test_what_is_empty_or_the_default_is_as_if_it_were_left_out(quick: httpx.Client) -> None:
    wishes = {
        "n": 1, "logprobs": False, "top_logprobs": None, "modalities": ["text"], "logit_bias": {}, "stop": None,
        "presence_penalty": 0, "frequency_penalty": 0.0, "store": None, "tools": [], "tool_choice": None,
        "functions": None, "response_format": {"type": "text"}, "user": "ada", "metadata": {"a": "b"}, "seed": None,
        "stream_options": None, "max_tokens": None, "max_completion_tokens": None, "parallel_tool_calls": True,
        "service_tier": "auto", "temperature": None, "top_p": None, "frobnicate": "",
    }  # fmt: skip
    assert told(chat(quick, SAID, **wishes))["content"] == "You said: Tell me about 42 elms."


@pytest.mark.parametrize(("messages", "param"), [
    ([{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "data:image/png;base64,eA=="}}]}],
     "messages[0].content[0].image_url"),
    ([SAID, {"role": "assistant", "content": "Yes."}, {"role": "user", "content": [{"type": "text", "text": "This?"},
     {"type": "input_audio", "input_audio": {"data": "eA==", "format": "wav"}}]}],
     "messages[2].content[1].input_audio"),
    ([{"role": "user", "content": [{"type": "file", "file": {"file_id": "f"}}]}], "messages[0].content[0].type"),
    ([{"role": "system", "content": [{"type": "image_url", "image_url": {"url": "data:,"}}]}, SAID],
     "messages[0].content[0].type"),
    ([{"role": "wizard", "content": "x"}], "messages[0].role"),
])  # fmt: skip
def test_parts_that_the_model_does_not_take_are_named_by_their_place(
    quick: httpx.Client, messages: list[Any], param: str
) -> None:
    status, kind, named, _ = refused(chat(quick, *messages))
    assert (status, kind, named) == (400, "invalid_request_error", param)


PICTURE = {"type": "image_url", "image_url": {"url": "data:image/png;base64,cGljdHVyZQ=="}}


@pytest.mark.parametrize(("part", "place"), [
    ({"type": "input_audio", "input_audio": {"data": "bm8gc291bmQ=", "format": "wav"}}, "input_audio"),
    ({"type": "image_url", "image_url": {"url": "data:image/png;base64,ZGFtYWdlZA=="}}, "image_url"),
    ({"type": "input_audio", "input_audio": {"data": "no base64!", "format": "wav"}}, "input_audio"),
    ({"type": "image_url", "image_url": {"url": "http://a.example/x.png"}}, "image_url"),
])  # fmt: skip
def test_a_file_that_cannot_be_read_is_named_by_its_place(
    quick: httpx.Client, part: dict[str, Any], place: str
) -> None:
    text = {"type": "text", "text": "What is this?"}
    said = [SAID, {"role": "assistant", "content": "Yes."}, {"role": "user", "content": [text, part]}]
    for stream in (False, True):
        answer = chat(quick, *said, model="vermeil", stream=stream)
        assert refused(answer)[:3] == (400, "invalid_request_error", f"messages[2].content[1].{place}")


def test_of_several_files_none_is_accused(quick: httpx.Client) -> None:
    broken = {"type": "input_audio", "input_audio": {"data": "bm8gc291bmQ=", "format": "wav"}}
    answer = chat(quick, {"role": "user", "content": [PICTURE, broken]}, model="vermeil")
    assert refused(answer)[::2] == (400, "messages")
    twice = chat(quick, {"role": "user", "content": [PICTURE, PICTURE]}, model="vermeil")
    assert refused(twice)[::2] == (400, "messages[0].content")


def test_what_changes_nothing_is_taken(quick: httpx.Client) -> None:
    shown = {**PICTURE, "image_url": {**PICTURE["image_url"], "detail": "high"}}
    said = [{"role": "user", "name": "ada", "content": [{"type": "text", "text": "What is this?"}, shown]}]
    assert told(chat(quick, *said, model="vermeil"))["content"].startswith("The picture shows")
    spoken = {"role": "assistant", "content": "Yes.", "audio": {"id": "a1"}}
    assert told(chat(quick, SAID, spoken, SAID))["content"]


@pytest.mark.parametrize(("path", "wish", "param"), [
    ("completions", {"n": 2}, "n"), ("completions", {"best_of": 2}, "best_of"),
    ("completions", {"logprobs": 0}, "logprobs"),
    ("completions", {"logprobs": 3}, "logprobs"), ("completions", {"echo": True}, "echo"),
    ("completions", {"suffix": "."}, "suffix"), ("responses", {"n": 2}, "n"),
    ("responses", {"top_logprobs": 2}, "top_logprobs"),
    ("responses", {"include": ["message.output_text.logprobs"]}, "include"), ("chat/completions", {"n": True}, "n"),
])  # fmt: skip
def test_so_it_is_in_the_other_forms(quick: httpx.Client, path: str, wish: dict[str, Any], param: str) -> None:
    asked = {"completions": {"prompt": "Hi"}, "responses": {"input": "Hi"}, "chat/completions": {"messages": [SAID]}}
    answer = quick.post(f"/v1/{path}", json={"model": "vermeil-plain", **asked[path], **wish})
    assert refused(answer) == (400, "invalid_request_error", param, "unsupported_parameter")


def test_too_many_stops_are_said_to_be_too_many(quick: httpx.Client) -> None:
    for path, asked in (("completions", {"prompt": "Hi"}), ("chat/completions", {"messages": [SAID]})):
        answer = quick.post(f"/v1/{path}", json={"model": "vermeil-plain", **asked, "stop": ["."] * 20})
        assert refused(answer)[2] == "stop"
        assert "at most 16" in answer.text


def test_no_share_of_the_words_is_the_likeliest_word(quick: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[Sampling] = []
    real = ExtractiveEngine.generate

    def generate(self: ExtractiveEngine, messages: Any, sampling: Sampling, **more: Any) -> Iterator[Piece]:
        drawn.append(sampling)
        return real(self, messages, sampling, **more)

    monkeypatch.setattr(ExtractiveEngine, "generate", generate)
    asked = {"completions": {"prompt": "Tell me a joke."}, "responses": {"input": "Tell me a joke."},
             "chat/completions": {"messages": [{"role": "user", "content": "Tell me a joke."}]}}  # fmt: skip
    for path, body in asked.items():
        for model in ("vermeil", "vermeil-plain"):
            for wish in ({"top_p": 0}, {"top_p": 0, "temperature": 1.5}):
                answer = quick.post(f"/v1/{path}", json={"model": model, **body, **wish})
                assert answer.status_code == 200, answer.text
    assert len(drawn) == 12
    assert {sampling.temperature for sampling in drawn} == {0.0}


def test_errors_have_the_shape_that_clients_know(quick: httpx.Client) -> None:
    assert refused(chat(quick, SAID, model="gpt-4")) == (404, "invalid_request_error", "model", "model_not_found")
    assert refused(chat(quick, SAID, temperature=9))[2] == "temperature"
    long = {"role": "user", "content": "word " * 5_000}
    for longer in (long, {"role": "user", "content": "word " * 50_000}):
        assert refused(chat(quick, longer)) == (400, "invalid_request_error", "messages", "context_length_exceeded")


# --- what history may hold ----------------------------------------------------------------------------------------

CALL = {"id": "c1", "type": "function", "function": {"name": "weather", "arguments": '{"town": "Oslo"}'}}
CALLED = [SAID, {"role": "assistant", "content": None, "tool_calls": [CALL]},
          {"role": "tool", "tool_call_id": "c1", "content": "Rain all day."}]  # fmt: skip


def test_calls_and_their_results_may_stand_in_a_conversation(quick: httpx.Client) -> None:
    assert told(chat(quick, *CALLED))["content"] == "You said: Result of weather:\nRain all day."
    assert told(chat(quick, *CALLED, SAID))["content"] == "You said: Tell me about 42 elms."


def test_refusals_may_stand_in_a_conversation(quick: httpx.Client) -> None:
    for refusal in ({"content": [{"type": "refusal", "refusal": "No."}]}, {"content": None, "refusal": "No."}):
        assert told(chat(quick, SAID, {"role": "assistant", **refusal}, SAID))["content"]


def test_long_conversations_lose_their_oldest_turns(quick: httpx.Client) -> None:
    turn = [{"role": "user", "content": "word " * 2_500}, {"role": "assistant", "content": "Yes."}]
    for model in ("vermeil", "vermeil-plain"):
        assert told(chat(quick, *turn * 4, {"role": "user", "content": "Tell me a joke."}, model=model))["content"]


# --- answers in a form --------------------------------------------------------------------------------------------


def test_an_answer_keeps_to_a_schema(quick: httpx.Client) -> None:
    for form, keys in ((FORM, {"name", "age"}), ({"type": "json_object"}, set())):
        assert set(json.loads(told(chat(quick, SAID, response_format=form))["content"])) == keys
    assert json.loads(told(chat(quick, SAID, response_format=FORM))["content"])["age"] == 42


def test_an_answer_in_a_form_is_streamed(quick: httpx.Client) -> None:
    answer = chat(quick, SAID, response_format=FORM, stream=True)
    chunks = [json.loads(line[6:]) for line in answer.text.splitlines() if line.startswith("data: {")]
    deltas = [chunk["choices"][0]["delta"] for chunk in chunks]
    assert json.loads("".join(delta.get("content") or "" for delta in deltas))["age"] == 42


def test_an_answer_over_the_library_in_a_form_keeps_its_citations(quick: httpx.Client) -> None:
    add(quick, "elmwood.txt", STORY)
    body = chat(quick, FOX, model="vermeil", response_format=FORM).json()
    assert "name" in json.loads(body["choices"][0]["message"]["content"])
    assert body["citations"][0]["name"] == "elmwood.txt"


def test_where_nothing_was_found_a_form_is_refused_and_not_made_up(quick: httpx.Client) -> None:
    asked = {"role": "user", "content": "Who was the mayor of Ulm in 1532?"}
    message = told(chat(quick, asked, model="vermeil", response_format=FORM))
    assert message["content"] is None
    assert "found nothing" in message["refusal"]


def test_a_schema_that_is_not_known_is_named(quick: httpx.Client) -> None:
    odd = {"type": "json_schema", "json_schema": {"name": "x", "schema": {"type": "object", "not": {}}}}
    assert refused(chat(quick, SAID, response_format=odd))[2] == "response_format.json_schema.schema.not"


# --- functions ----------------------------------------------------------------------------------------------------

TOOLS = [{"type": "function", "function": {"name": name, "description": "…", "parameters": {
    "type": "object", "properties": {"town": {"type": "string"}, "days": {"type": "integer"}}, "required": ["town"],
}}} for name in ("weather", "traffic")]  # fmt: skip


def called(message: dict[str, Any]) -> tuple[str, Any]:
    [call] = message["tool_calls"]
    assert (call["type"], message["content"]) == ("function", None)
    return call["function"]["name"], json.loads(call["function"]["arguments"])


def test_a_function_is_called_where_one_is_meant(quick: httpx.Client) -> None:
    asked = {"role": "user", "content": "How is the traffic on day 3?"}
    answer = chat(quick, asked, tools=TOOLS)
    assert called(told(answer)) == ("traffic", {"town": "You said: How is the traffic on day 3?", "days": 3})
    assert answer.json()["choices"][0]["finish_reason"] == "tool_calls"
    assert told(chat(quick, SAID, tools=TOOLS))["content"] == "You said: Tell me about 42 elms."


@pytest.mark.parametrize(("choice", "name"), [
    ("required", "traffic"), ({"type": "function", "function": {"name": "weather"}}, "weather"),
    ({"type": "allowed_tools", "allowed_tools": {"mode": "required", "tools": [{"type": "function", "function": {
        "name": "weather"}}]}}, "weather"),
])  # fmt: skip
def test_a_choice_of_function_is_obeyed(quick: httpx.Client, choice: Any, name: str) -> None:
    assert called(told(chat(quick, SAID, tools=TOOLS, tool_choice=choice)))[0] == name


@pytest.mark.parametrize("choice", [
    ["x"], {"type": "function", "function": "weather"}, {"type": "allowed_tools", "tools": 5}, {"type": ["x"]},
    {"type": "allowed_tools", "allowed_tools": "x"},
    {"type": "allowed_tools", "allowed_tools": {"mode": ["x"], "tools": ["weather"]}},
])  # fmt: skip
def test_a_choice_of_no_known_form_is_refused(quick: httpx.Client, choice: Any) -> None:
    answer = chat(quick, SAID, tools=TOOLS, tool_choice=choice)
    assert answer.status_code == 400, answer.text
    assert answer.json()["error"]["param"] == "tool_choice"


def test_no_function_is_called_where_none_may_be(quick: httpx.Client) -> None:
    assert "tool_calls" not in told(
        chat(quick, {"role": "user", "content": "traffic"}, tools=TOOLS, tool_choice="none")
    )
    other = {"type": "function", "function": {"name": "gone"}}
    assert refused(chat(quick, SAID, tools=TOOLS, tool_choice=other))[2] == "tool_choice"
    assert refused(chat(quick, SAID, tools=TOOLS, model="vermeil"))[2] == "tools"


def test_a_call_is_streamed_in_one_piece(quick: httpx.Client) -> None:
    answer = chat(quick, SAID, tools=TOOLS, tool_choice="required", stream=True)
    chunks = [json.loads(line[6:]) for line in answer.text.splitlines() if line.startswith("data: {")]
    [delta] = [c["choices"][0]["delta"] for c in chunks if c["choices"][0]["delta"].get("tool_calls")]
    assert delta["tool_calls"][0]["index"] == 0
    assert delta["tool_calls"][0]["function"]["name"] == "traffic"
    assert chunks[-1]["choices"][0]["finish_reason"] == "tool_calls"


# --- what programs bring along ------------------------------------------------------------------------------------

BROUGHT = (
    "Context information is below.\n---------------------\nThe gate of Northwall is opened by the code 4711.\n"
    "---------------------\nGiven the context information and not prior knowledge, answer the query.\n"
    "Query: What is the code of the gate of Northwall?\nAnswer: "
)


def test_context_in_the_message_is_answered_from(quick: httpx.Client) -> None:
    body = chat(quick, {"role": "user", "content": BROUGHT}, model="vermeil").json()
    assert "4711" in body["choices"][0]["message"]["content"]
    assert body["citations"][0]["name"] == "your message"
    assert body["from_library"] is False


def test_context_in_a_system_message_or_from_a_tool_is_answered_from(quick: httpx.Client) -> None:
    asked = {"role": "user", "content": "What is the code of the gate of Northwall?"}
    fact = "The gate of Northwall is opened by the code 4711."
    told_so = {"role": "system", "content": f"Answer from the context.\n<context>\n{fact}\n</context>"}
    call = {"role": "assistant", "content": None, "tool_calls": [CALL]}
    result = {"role": "tool", "tool_call_id": "c1", "content": fact}
    for messages in ([told_so, asked], [asked, call, result]):
        assert "4711" in told(chat(quick, *messages, model="vermeil"))["content"]


def test_the_library_answers_what_the_message_does_not(quick: httpx.Client) -> None:
    add(quick, "elmwood.txt", STORY)
    asked = BROUGHT.replace("What is the code of the gate of Northwall?", "What was the fox of Elmwood called?")
    body = chat(quick, {"role": "user", "content": asked}, model="vermeil").json()
    assert "Rusty" in body["choices"][0]["message"]["content"]


def test_words_of_a_document_fetch_and_link_nothing_where_markdown_is_rendered(quick: httpx.Client) -> None:
    add(
        quick,
        "trap.txt",
        b"The seal of Northwall is ![x](http://a.example/?q) <img src=http://a.example> [y](http://b.example).",
    )
    asked = {"role": "user", "content": "What is the seal of Northwall?"}
    whole = told(chat(quick, asked, model="vermeil"))["content"]
    lines = chat(quick, asked, model="vermeil", stream=True).text.splitlines()
    deltas = [json.loads(line[6:])["choices"][0]["delta"] for line in lines if line.startswith("data: {")]
    for text in (whole, "".join(delta.get("content") or "" for delta in deltas)):
        assert "a.example" in text
        assert not any(sign in text for sign in ("![", "](", "<img"))


@pytest.mark.parametrize("unseen", ["\u200b", " \u2060\u200d ", "\ufeff", "\u3164", "\u115f\u034f", "\u2800", "\u0301"])
def test_what_cannot_be_seen_asks_and_says_nothing(quick: httpx.Client, unseen: str) -> None:
    assert refused(chat(quick, {"role": "user", "content": unseen}, model="vermeil"))[0] == 400
    assert refused(quick.post("/v1/audio/speech", json={"input": unseen}))[2] == "input"


# --- vectors ------------------------------------------------------------------------------------------------------


def test_tokens_are_read_as_the_words_that_they_are(quick: httpx.Client) -> None:
    def first(sent: Any) -> list[float]:
        vector: list[float] = quick.post("/v1/embeddings", json={"input": sent}).json()["data"][0]["embedding"]
        return vector

    words = first("hello world")
    assert first([15339, 1917]) == words  # by cl100k_base
    assert first([[15339, 1917]]) == words
    wrong = quick.post("/v1/embeddings", json={"input": [[999_999_999]]})
    assert refused(wrong)[:3] == (400, "invalid_request_error", "input")
    assert "check_embedding_ctx_length" in wrong.text


def test_a_long_text_is_embedded_whole_or_refused(quick: httpx.Client) -> None:
    long = "A fox lives here. " * 100 + "Rusty is its name. " * 100
    fox, rusty, both = (
        quick.post("/v1/embeddings", json={"input": text}).json()["data"][0]["embedding"]
        for text in ("A fox lives here.", "Rusty is its name.", long)
    )
    for part in (fox, rusty):
        assert sum(a * b for a, b in zip(part, both, strict=True)) > 0.5
    assert sum(a * a for a in both) == pytest.approx(1, abs=1e-4)
    over = quick.post("/v1/embeddings", json={"input": ["x" * 70_000]})
    assert refused(over) == (400, "invalid_request_error", "input", "context_length_exceeded")


@pytest.mark.parametrize("empty", ["", [""], ["a", ""], [[]], [[15339], []]])
def test_there_is_no_vector_of_nothing(quick: httpx.Client, empty: Any) -> None:
    assert refused(quick.post("/v1/embeddings", json={"input": empty}))[:3] == (400, "invalid_request_error", "input")


@pytest.mark.parametrize("model", ["text-embedding-3-small", "vermeil", "nomic-embed-text"])
def test_there_is_one_encoder_whatever_it_is_called(quick: httpx.Client, model: str) -> None:
    assert quick.post("/v1/embeddings", json={"input": "x", "model": model}).json()["model"] == "bag-of-words"


def test_other_wishes_about_vectors(quick: httpx.Client) -> None:
    assert quick.post("/v1/embeddings", json={"input": "x", "dimensions": 256, "user": "a"}).status_code == 200
    assert refused(quick.post("/v1/embeddings", json={"input": "x", "dimensions": 64}))[2] == "dimensions"


# --- sound --------------------------------------------------------------------------------------------------------


def heard(quick: httpx.Client, path: str = "transcriptions", **form: Any) -> httpx.Response:
    return quick.post(f"/v1/audio/{path}", files={"file": ("a.wav", b"audio 2")}, data=form)


def test_wishes_about_transcripts(quick: httpx.Client) -> None:
    assert heard(quick, model="whisper-1", temperature="0", prompt="", language="").status_code == 200
    for wish in ({"prompt": "Names: Ada"}, {"temperature": "0.7"}, {"diarize": "true"}):
        assert refused(heard(quick, **wish))[2] == next(iter(wish))
    times = {"timestamp_granularities[]": ["word"]}
    assert heard(quick, response_format="verbose_json", **times).json()["words"]
    assert refused(heard(quick, **times))[2] == "timestamp_granularities"


def test_a_transcript_is_streamed(quick: httpx.Client) -> None:
    answer = heard(quick, stream="true")
    assert answer.headers["content-type"].startswith("text/event-stream")
    *deltas, done = [json.loads(line[6:]) for line in answer.text.splitlines() if line.startswith("data: {")]
    assert done["type"] == "transcript.text.done"
    assert "".join(delta["delta"] for delta in deltas) == done["text"]


@pytest.mark.parametrize("form", ["srt", "vtt", "verbose_json"])
def test_a_form_with_times_is_not_streamed(quick: httpx.Client, form: str) -> None:
    answer = heard(quick, stream="true", response_format=form)
    assert refused(answer) == (400, "invalid_request_error", "response_format", "unsupported_parameter")
    assert heard(quick, stream="true", response_format="text").status_code == 200


def test_there_is_one_recogniser_and_one_voice_whatever_they_are_called(quick: httpx.Client) -> None:
    for model in ("whisper-1", "gpt-4o-transcribe", "large-v3"):
        assert heard(quick, model=model).status_code == 200
    for model in ("tts-1", "gpt-4o-mini-tts", "kokoro"):
        assert quick.post("/v1/audio/speech", json={"input": "Hi", "model": model}).status_code == 200


def test_a_translation(quick: httpx.Client) -> None:
    assert heard(quick, "translations", model="whisper-1").json()["text"].split()[0] == "tone"
    assert heard(quick, "translations", response_format="verbose_json").json()["task"] == "translate"


@pytest.mark.parametrize(("said", "words"), [
    ("word " * 2_000, "The text to speak has 10,000 characters"), ("...", "nothing to say"),
    ("\U0001f600", "nothing to say"),
])  # fmt: skip
def test_what_cannot_be_spoken_is_refused_in_words_of_its_own(quick: httpx.Client, said: str, words: str) -> None:
    answer = quick.post("/v1/audio/speech", json={"input": said})
    assert refused(answer)[::2] == (400, "input")
    assert words in answer.text


def test_a_voice_that_says_nothing_is_no_empty_sound() -> None:
    with pytest.raises(BadInput, match="can be spoken"):
        next(heard_of(iter(())))
    assert list(heard_of(iter((b"a", b"b")))) == [b"a", b"b"]


def test_wishes_about_speech(quick: httpx.Client) -> None:
    asked = {"input": "Hi", "voice": "alloy", "response_format": "pcm", "stream_format": "audio", "instructions": ""}
    assert quick.post("/v1/audio/speech", json=asked).status_code == 200
    for wish in ({"instructions": "Whisper."}, {"stream_format": "sse"}):
        assert refused(quick.post("/v1/audio/speech", json={**asked, **wish}))[2] == next(iter(wish))
