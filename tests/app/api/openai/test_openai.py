"""The real `openai` package against the running server."""

from __future__ import annotations

import base64
import io
import threading
import time

import httpx
import numpy as np
import openai
import pytest
import soundfile

from core.language.remote import RemoteEngine
from core.types import Sampling, message
from tests.conftest import SAMPLES, Server

pytestmark = pytest.mark.models

STORY = "The lighthouse of Cape Verity was lit for the first time in 1871 by Agnes Holm."


@pytest.fixture(scope="module")
def client(server: Server) -> openai.OpenAI:
    httpx.post(f"{server.url}/api/documents", files={"file": ("cape.txt", STORY.encode())}, timeout=60)
    return openai.OpenAI(base_url=f"{server.url}/v1", api_key="none", timeout=120, max_retries=0)


def said(text: str) -> list[dict[str, str]]:
    return [{"role": "user", "content": text}]


def test_models(client: openai.OpenAI) -> None:
    assert [model.id for model in client.models.list()] == ["vermeil", "vermeil-plain"]
    assert client.models.retrieve("vermeil").id == "vermeil"
    with pytest.raises(openai.NotFoundError):
        client.models.retrieve("gpt-4")


def test_an_answer_over_the_library_carries_its_citations(client: openai.OpenAI) -> None:
    answer = client.chat.completions.create(
        model="vermeil", messages=said("Who lit the lighthouse of Cape Verity first?")
    )
    assert "Agnes Holm" in (answer.choices[0].message.content or "")
    [cited] = answer.model_extra["citations"]
    assert cited["name"] == "cape.txt"
    assert cited["supported"]
    assert answer.usage.total_tokens == 0  # the words were pointed at, and no language model was asked


def test_a_streamed_answer_is_the_same(client: openai.OpenAI) -> None:
    question = said("In which year was the lighthouse of Cape Verity first lit?")
    whole = client.chat.completions.create(model="vermeil", messages=question)
    chunks = list(client.chat.completions.create(
        model="vermeil", messages=question, stream=True, stream_options={"include_usage": True}))  # fmt: skip
    text = "".join(c.choices[0].delta.content or "" for c in chunks if c.choices)
    assert text == whole.choices[0].message.content
    assert chunks[-1].usage == whole.usage
    assert [c.model_extra["citations"] for c in chunks if "citations" in (c.model_extra or {})]
    assert {c.choices[0].finish_reason for c in chunks if c.choices} == {None, "stop"}


def test_the_plain_model_gets_all_messages_as_they_are(client: openai.OpenAI) -> None:
    messages = [
        {"role": "system", "content": "You repeat the word of the user."},
        {"role": "user", "content": "Zebra"},
        {"role": "assistant", "content": "Zebra"},
        {"role": "user", "content": "Lighthouse"},
    ]

    def tokens(count: int) -> int:
        answer = client.chat.completions.create(model="vermeil-plain", messages=messages[-count:], max_tokens=4)
        return int(answer.usage.prompt_tokens)

    assert tokens(1) < tokens(3) < tokens(4)  # from the last message to all of them
    answer = client.chat.completions.create(model="vermeil-plain", messages=messages, max_tokens=8)
    assert "lighthouse" in (answer.choices[0].message.content or "").lower()


def test_sampling_is_obeyed(client: openai.OpenAI) -> None:
    def ask(**sampling) -> openai.types.chat.ChatCompletion:
        return client.chat.completions.create(
            model="vermeil-plain", messages=said("Tell me a long story about a bear."), **sampling
        )

    short = ask(max_tokens=5)
    assert short.choices[0].finish_reason == "length"
    assert short.usage.completion_tokens == 5
    one, two = (ask(max_tokens=20, temperature=1.0, top_p=0.9, seed=7) for _ in range(2))
    assert one.choices[0].message.content == two.choices[0].message.content
    stopped = ask(max_tokens=60, stop=["bear"])
    assert "bear" not in (stopped.choices[0].message.content or "")


def test_a_picture_as_data_url(client: openai.OpenAI) -> None:
    picture = base64.b64encode((SAMPLES / "cat.jpg").read_bytes()).decode()
    content = [
        {"type": "text", "text": "What is this?"},
        {"type": "image_url", "image_url": {"url": f"data:image/jpeg;base64,{picture}"}},
    ]
    answer = client.chat.completions.create(model="vermeil", messages=[{"role": "user", "content": content}])
    assert "cat" in (answer.choices[0].message.content or "").lower()


def test_a_picture_by_address_is_refused(client: openai.OpenAI) -> None:
    content = [{"type": "image_url", "image_url": {"url": "http://127.0.0.1:9/x.png"}}]
    with pytest.raises(openai.BadRequestError, match="fetches nothing"):
        client.chat.completions.create(model="vermeil", messages=[{"role": "user", "content": content}])


def test_a_spoken_question(client: openai.OpenAI) -> None:
    sound = base64.b64encode((SAMPLES / "question.ogg").read_bytes()).decode()
    content = [{"type": "input_audio", "input_audio": {"data": sound, "format": "ogg"}}]
    answer = client.chat.completions.create(model="vermeil", messages=[{"role": "user", "content": content}])
    assert "breakfast" in answer.model_extra["transcript"].lower()


@pytest.mark.parametrize("messages", [
    [], [{"role": "assistant", "content": "x"}], [{"role": "user", "content": [{"type": "video"}]}],
    said(""),
])  # fmt: skip
def test_messages_that_are_no_question(client: openai.OpenAI, messages: list) -> None:
    with pytest.raises(openai.BadRequestError) as caught:
        client.chat.completions.create(model="vermeil", messages=messages)
    assert caught.value.body["message"]


def test_a_prompt_that_does_not_fit_says_so_by_status(client: openai.OpenAI) -> None:
    for stream in (False, True):
        with pytest.raises(openai.BadRequestError, match="token"):
            client.chat.completions.create(model="vermeil-plain", messages=said("word " * 9000), stream=stream)


def test_embeddings(client: openai.OpenAI) -> None:
    answer = client.embeddings.create(model="vermeil", input=["a ship at sea", "a boat on the water", "tax return"])
    vectors = np.array([item.embedding for item in answer.data])
    assert vectors.shape == (3, 384)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2]


@pytest.mark.parametrize("form", ["json", "text", "srt", "verbose_json", "vtt"])
def test_transcriptions(client: openai.OpenAI, form: str) -> None:
    with (SAMPLES / "memo.ogg").open("rb") as recording:
        heard = client.audio.transcriptions.create(model="whisper-1", file=recording, response_format=form)
    text = heard if isinstance(heard, str) else heard.text
    assert "boiler" in text.lower()
    if form == "srt":
        assert text.startswith("1\n00:00:0")
    if form == "vtt":
        assert text.startswith("WEBVTT")
    if form == "verbose_json":
        assert heard.segments[0].start < heard.segments[0].end <= heard.duration + 1


def test_speech_is_streamed_and_can_be_heard(client: openai.OpenAI) -> None:
    text = "The train leaves at nine. It comes back at noon."
    with client.audio.speech.with_streaming_response.create(
        model="vermeil", voice="joe", input=text, response_format="wav"
    ) as answer:
        sound = b"".join(answer.iter_bytes())
    samples, rate = soundfile.read(io.BytesIO(sound))
    assert 2 < len(samples) / rate < 8
    heard = client.audio.transcriptions.create(model="whisper-1", file=("said.wav", sound))
    assert "train" in heard.text.lower()
    assert "noon" in heard.text.lower()


def test_a_client_that_leaves_stops_its_generation(client: openai.OpenAI, server: Server) -> None:
    def leave() -> None:
        stream = client.chat.completions.create(
            model="vermeil-plain", messages=said("Write a very long story."), stream=True, max_tokens=3000
        )
        next(iter(stream))
        stream.close()

    threads = [threading.Thread(target=leave) for _ in range(4)]  # as many as are answered at once
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    began = time.monotonic()
    client.chat.completions.create(model="vermeil-plain", messages=said("Say yes."), max_tokens=3)
    assert time.monotonic() - began < 10  # 3,000 tokens would take half a minute and more


def test_vermeil_is_a_remote_engine_for_vermeil(server: Server) -> None:
    engine = RemoteEngine(f"{server.url}/v1", key="none", model="vermeil-plain", context=2048)
    pieces = list(engine.generate([message("user", "What is the capital of France?")], Sampling(max_tokens=16)))
    assert "Paris" in "".join(piece.text for piece in pieces)
    assert pieces[-1].finish in ("stop", "length")
    engine.close()
