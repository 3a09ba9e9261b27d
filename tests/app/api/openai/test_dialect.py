"""OpenAI's dialect on stand-ins: shapes, streams, usage, and what is refused. The real package asks in test_openai."""

from __future__ import annotations

import base64
import io
import json
import wave
from typing import Any

import httpx
import numpy as np
import pytest

from core.language.engine import too_long
from core.stand_ins.language import ExtractiveEngine
from tests.app.serving import add

STORY = b"The clever fox of Elmwood was called Rusty.\nThe mill of Elmwood burned down in 1987."
FOX = {"role": "user", "content": "What was the fox of Elmwood called?"}


def chat(quick: httpx.Client, *messages: dict[str, Any], **more: Any) -> httpx.Response:
    return quick.post("/v1/chat/completions", json={"messages": messages, **more})


def streamed(quick: httpx.Client, *messages: dict[str, Any], **more: Any) -> list[dict[str, Any]]:
    answer = chat(quick, *messages, stream=True, **more)
    lines = [line[6:] for line in answer.text.splitlines() if line.startswith("data: ")]
    assert lines.pop() == "[DONE]"
    return [json.loads(line) for line in lines]


# --- chat ---------------------------------------------------------------------------------------------------------


def test_a_completion_has_its_shape_and_our_citations(quick: httpx.Client) -> None:
    add(quick, "elmwood.txt", STORY)
    body = chat(quick, FOX).json()
    assert (body["object"], body["model"]) == ("chat.completion", "vermeil")
    [choice] = body["choices"]
    assert choice["message"]["role"] == "assistant"
    assert "Rusty" in choice["message"]["content"]
    assert choice["finish_reason"] == "stop"
    usage = body["usage"]
    assert usage["total_tokens"] == usage["prompt_tokens"] + usage["completion_tokens"] > 0
    assert body["citations"][0]["name"] == "elmwood.txt"
    assert body["from_library"] is True


def test_chunks_add_up_to_the_completion(quick: httpx.Client) -> None:
    add(quick, "elmwood.txt", STORY)
    whole = chat(quick, FOX).json()
    chunks = streamed(quick, FOX, stream_options={"include_usage": True})
    assert {chunk["object"] for chunk in chunks} == {"chat.completion.chunk"}
    assert len({chunk["id"] for chunk in chunks}) == 1
    deltas = [chunk["choices"][0]["delta"] for chunk in chunks if chunk["choices"]]
    assert deltas[0] == {"role": "assistant", "content": ""}
    assert "".join(delta.get("content", "") for delta in deltas) == whole["choices"][0]["message"]["content"]
    assert [chunk["choices"][0]["finish_reason"] for chunk in chunks if chunk["choices"]][-1] == "stop"
    assert chunks[-1]["usage"] == whole["usage"]


def test_nothing_of_it_is_recorded(quick: httpx.Client) -> None:
    before = quick.get("/api/conversations").json()
    chat(quick, {"role": "user", "content": "Hello there!"})
    assert quick.get("/api/conversations").json() == before


def test_the_plain_model_gets_what_was_said_and_keeps_to_its_limits(quick: httpx.Client) -> None:
    said = {"role": "user", "content": "Say one two three."}
    body = chat(quick, {"role": "system", "content": "Be brief."}, said, model="vermeil-plain").json()
    assert body["choices"][0]["message"]["content"] == "You said: Say one two three."
    cut = chat(quick, said, model="vermeil-plain", max_tokens=3).json()["choices"][0]
    assert (cut["message"]["content"].split(), cut["finish_reason"]) == (["You", "said:", "Say"], "length")
    stopped = chat(quick, said, model="vermeil-plain", stop=["two"]).json()["choices"][0]
    assert stopped["message"]["content"].strip() == "You said: Say one"


def test_a_message_may_have_parts(quick: httpx.Client) -> None:
    picture = f"data:image/png;base64,{base64.b64encode(b'picture').decode()}"
    parts = [{"type": "text", "text": "What is this?"}, {"type": "image_url", "image_url": {"url": picture}}]
    body = chat(quick, {"role": "user", "content": parts}).json()
    assert body["choices"][0]["message"]["content"].startswith("The picture shows")
    said = {"role": "assistant", "content": body["choices"][0]["message"]["content"]}
    asked = {"role": "user", "content": "What is in the picture?"}
    later = chat(quick, {"role": "user", "content": parts}, said, asked).json()
    assert later["choices"][0]["message"]["content"] == said["content"]
    twice = chat(quick, {"role": "user", "content": [*parts, parts[1]]})
    assert (twice.status_code, twice.json()["error"]["code"]) == (400, "bad_input")


@pytest.mark.parametrize("body", [
    {"messages": []}, {"messages": [{"role": "assistant", "content": "Hi"}]}, {"messages": [FOX], "temperature": 3},
    {"messages": [FOX], "max_tokens": 0}, {"messages": [{"role": "wizard", "content": "x"}]}, {},
    {"messages": [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "http://a/x.png"}}]}]},
])  # fmt: skip
def test_chats_that_are_none(quick: httpx.Client, body: dict[str, Any]) -> None:
    answer = quick.post("/v1/chat/completions", json=body)
    assert answer.status_code == 400
    assert answer.json()["error"]["message"]


def test_a_model_that_is_not_there(quick: httpx.Client) -> None:
    assert chat(quick, FOX, model="gpt-4").status_code == 404
    assert quick.get("/v1/models/gpt-4").status_code == 404
    assert [model["id"] for model in quick.get("/v1/models").json()["data"]] == ["vermeil", "vermeil-plain"]
    assert quick.get("/v1/models/vermeil").json()["base"] == "stand-in"


def test_a_prompt_that_does_not_fit_is_told_before_the_stream(
    quick: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise too_long(5_000, 4_096)

    monkeypatch.setattr(ExtractiveEngine, "generate", full)
    for stream in (True, False):
        answer = chat(quick, FOX, model="vermeil-plain", stream=stream)
        assert (answer.status_code, "5000 tokens" in answer.text) == (400, True)


# --- vectors ------------------------------------------------------------------------------------------------------


def test_vectors_of_one_text_or_many_as_numbers_or_base64(quick: httpx.Client) -> None:
    one = quick.post("/v1/embeddings", json={"input": "a fox"}).json()
    many = quick.post("/v1/embeddings", json={"input": ["a ship", "a fox"], "encoding_format": "base64"}).json()
    assert (one["model"], one["usage"]) == ("bag-of-words", {"prompt_tokens": 2, "total_tokens": 2})
    assert [row["index"] for row in many["data"]] == [0, 1]
    decoded = np.frombuffer(base64.b64decode(many["data"][1]["embedding"]), "<f4")
    assert decoded == pytest.approx(one["data"][0]["embedding"])


@pytest.mark.parametrize("wrong", [[], ["x"] * 2_049, 3, None])
def test_vectors_of_nothing_or_too_much(quick: httpx.Client, wrong: Any) -> None:
    assert quick.post("/v1/embeddings", json={"input": wrong}).status_code == 400


# --- sound --------------------------------------------------------------------------------------------------------


def transcribe(quick: httpx.Client, data: bytes, **form: str) -> httpx.Response:
    return quick.post("/v1/audio/transcriptions", files={"file": ("a.wav", data)}, data=form)


def test_a_transcript_in_each_form(quick: httpx.Client) -> None:
    text = transcribe(quick, b"audio 2").json()["text"]
    assert text.split()[::2] == ["tone", "tone"]
    assert transcribe(quick, b"audio 2", response_format="text").text == f"{text}\n"
    verbose = transcribe(quick, b"audio 2", response_format="verbose_json", language="de").json()
    assert (verbose["duration"], verbose["language"], len(verbose["segments"])) == (2.0, "de", 2)
    assert transcribe(quick, b"audio 2", response_format="srt").text.startswith("1\n00:00:00,000 --> 00:00:01,000")
    vtt = transcribe(quick, b"audio 2", response_format="vtt")
    assert vtt.text.startswith("WEBVTT")
    assert vtt.headers["content-type"].startswith("text/vtt")


def test_silence_is_no_words_and_no_sound_is_refused(quick: httpx.Client) -> None:
    assert transcribe(quick, b"audio 1 silent").json() == {"text": ""}
    assert transcribe(quick, b"no sound").status_code == 422
    assert transcribe(quick, b"audio 1", response_format="tea").status_code == 400


def test_speech_is_a_recording_of_each_form(quick: httpx.Client) -> None:
    spoken = quick.post("/v1/audio/speech", json={"input": "Hello there. Good bye.", "response_format": "wav"})
    with wave.open(io.BytesIO(spoken.content)) as sound:
        assert sound.getframerate() == 16_000
        assert np.abs(np.frombuffer(sound.readframes(2_000), "<i2")).max() > 1_000
    raw = quick.post("/v1/audio/speech", json={"input": "Hello there.", "response_format": "pcm"})
    assert len(raw.content) > 2 * 16_000 * 0.2
    assert quick.post("/v1/audio/speech", json={"input": "Hi"}).headers["content-type"] == "audio/mpeg"


@pytest.mark.parametrize("wrong", [
    {"input": ""}, {"input": "x" * 8_001}, {"input": "x", "response_format": "ogg"}, {"input": "x", "speed": 2},
])  # fmt: skip
def test_speech_that_is_none(quick: httpx.Client, wrong: dict[str, Any]) -> None:
    assert quick.post("/v1/audio/speech", json=wrong).status_code == 400
