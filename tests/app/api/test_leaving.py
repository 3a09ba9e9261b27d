"""Whoever leaves midway is worked for no longer: what is slow is free for others within two seconds."""

from __future__ import annotations

import itertools
import threading
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest

import memory.readers
from app.answering.assistant import gather
from app.api import documents
from app.evaluation import regressions
from app.wiring.learned import foundation_of
from app.wiring.services import build
from core.speech.recognizer import Segment
from core.stand_ins.language import ExtractiveEngine
from core.stand_ins.recognizer import PitchRecognizer
from core.stand_ins.text_encoder import BagOfWords
from core.types import FloatArray, Piece, Question, Reading, Usage
from feedback.regressions import Regression
from tests.app.serving import QuickReaders, add, ready, serving, settings
from tests.training.versions import adapter, card

FREE_SECONDS = 2.0


class Counted:
    """Steps of slow work, and how many were done."""

    def __init__(self, seconds: float = 0.1) -> None:
        self.seconds, self.steps, self.begun = seconds, 0, threading.Event()

    def step(self) -> None:
        self.begun.set()
        time.sleep(self.seconds)
        self.steps += 1

    def ends(self) -> bool:
        """Whether it has ended once whoever asked is gone for so long."""
        time.sleep(FREE_SECONDS)
        steps = self.steps
        time.sleep(3 * self.seconds)
        return self.steps == steps


def leave(address: str, path: str, begun: threading.Event, **asked: Any) -> None:
    """Ask, and hang up as soon as the work has begun."""
    request = httpx.Request("POST", f"{address}{path}", **asked)
    with closing(HTTPConnection(request.url.host, request.url.port, timeout=20)) as connection:
        connection.request("POST", request.url.raw_path.decode(), request.read(), dict(request.headers))
        assert begun.wait(20)


# --- vectors and searches -----------------------------------------------------------------------------------------


@pytest.fixture
def encoding(monkeypatch: pytest.MonkeyPatch) -> Counted:
    counted, real = Counted(), BagOfWords.encode

    def encode(self: BagOfWords, texts: list[str]) -> FloatArray:
        counted.step()
        return real(self, texts)

    monkeypatch.setattr(BagOfWords, "encode", encode)
    return counted


def test_left_vectors(quick: httpx.Client, quick_service: str, encoding: Counted) -> None:
    leave(quick_service, "/v1/embeddings", encoding.begun, json={"input": ["word " * 1_000] * 2_000})
    assert encoding.ends()


def test_vectors_in_batches_are_those_of_each_alone(quick: httpx.Client, encoding: Counted) -> None:
    encoding.seconds = 0
    texts = [f"{word} " * 2_000 for word in ("fox", "ship", "mill")] * 8
    many = quick.post("/v1/embeddings", json={"input": texts}).json()["data"]
    assert encoding.steps > 2
    for text, row in itertools.islice(zip(texts, many, strict=True), 3):
        alone = quick.post("/v1/embeddings", json={"input": text}).json()["data"][0]
        assert np.allclose(alone["embedding"], row["embedding"], atol=1e-6)


def test_a_left_search_with_a_picture(
    quick: httpx.Client, quick_service: str, encoding: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    looking, real = Counted(1.0), QuickReaders.look

    def look(self: QuickReaders, path: Path) -> Reading:
        looking.step()
        return real(self, path)

    monkeypatch.setattr(QuickReaders, "look", look)
    leave(quick_service, "/api/search", looking.begun, json={"query": "a fox", "picture": "cGljdHVyZQ=="})
    assert encoding.ends()
    assert (looking.steps, encoding.steps) == (1, 0)


# --- recordings ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("route", ["transcriptions", "translations"])
def test_a_left_recording(quick: httpx.Client, quick_service: str, monkeypatch: pytest.MonkeyPatch, route: str) -> None:
    hearing = Counted()

    def heard(*_: object, **__: object) -> Iterator[Segment]:
        for second in range(200):
            hearing.step()
            yield Segment(float(second), second + 1.0, " tone")

    monkeypatch.setattr(PitchRecognizer, "transcribe", heard)
    monkeypatch.setattr(PitchRecognizer, "translate", heard)
    recording = {"file": ("a.wav", b"audio 200")}
    leave(quick_service, f"/v1/audio/{route}", hearing.begun, files=recording, data={})
    assert hearing.ends()


def test_a_left_spoken_question(
    quick: httpx.Client, quick_service: str, monkeypatch: pytest.MonkeyPatch, encoding: Counted
) -> None:
    hearing, attends = Counted(), []

    def heard(*_: object, **__: object) -> Iterator[Segment]:
        for second in range(200):
            hearing.step()
            yield Segment(float(second), second + 1.0, " tone")

    def attending(self: PitchRecognizer, cancel: threading.Event) -> PitchRecognizer:
        attends.append(cancel)
        return self

    monkeypatch.setattr(PitchRecognizer, "transcribe", heard)
    monkeypatch.setattr(PitchRecognizer, "attending", attending)
    leave(quick_service, "/api/ask", hearing.begun, json={"question": "", "audio": b64encode(b"audio 200").decode()})
    assert hearing.ends()
    assert (len(attends), encoding.steps) == (1, 0)  # what was heard by then is not understood


def test_a_left_question_with_a_picture(
    quick: httpx.Client, quick_service: str, encoding: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    looking, real = Counted(0.5), QuickReaders.look

    def look(self: QuickReaders, path: Path) -> Reading:
        looking.step()
        return real(self, path)

    monkeypatch.setattr(QuickReaders, "look", look)
    leave(quick_service, "/api/ask", looking.begun, json={"question": "Where is this?", "picture": "cGljdHVyZQ=="})
    assert looking.ends()
    assert (looking.steps, encoding.steps) == (1, 0)


# --- versions that are asked --------------------------------------------------------------------------------------


class Endless:
    """A model that writes until it is cancelled, or until the test is over."""

    def __init__(self) -> None:
        self.writing, self.over, self.asked = threading.Event(), threading.Event(), 0

    def __call__(self, *_: object, cancel: threading.Event, **__: object) -> Iterator[Piece]:
        self.asked += 1
        for number in itertools.count():
            self.writing.set()
            yield Piece(f"and {number} ")
            if self.over.is_set() or cancel.wait(0.01):
                break
        yield Piece("", "cancelled", Usage(1, 1))


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A service with a version, two questions that were asked, and two that were corrected."""
    monkeypatch.setattr(memory.readers, "Readers", QuickReaders)
    tests = [Regression(str(n), "local", "Tell me a joke.", (), "No.", "Yes.") for n in range(2)]
    monkeypatch.setattr(regressions, "regressions", lambda _: tests)
    chosen = settings(tmp_path / "data")
    built = build(chosen)
    built.stores.versions.add(adapter(tmp_path / "source"), card(foundation_of(chosen)), parent=None, verdict="abstain")
    for _ in range(2):
        gather(built.assistant.answer(Question("Tell me a joke.", "local", "off")))
    built.close()
    with serving(chosen) as address:
        yield address


@pytest.mark.parametrize(("path", "body"), [
    ("comparison", {"question": "Tell me a joke.", "versions": ["base", "v1"]}), ("v1/regressions", {}),
    ("v1/shadow", {}),
])  # fmt: skip
def test_left_versions(address: str, monkeypatch: pytest.MonkeyPatch, path: str, body: dict[str, Any]) -> None:
    endless = Endless()
    with httpx.Client(base_url=address, timeout=20, trust_env=False) as client:
        ready(client)
        with monkeypatch.context() as patch:
            patch.setattr(ExtractiveEngine, "generate", endless)
            try:
                leave(address, f"/api/versions/{path}", endless.writing, json=body)
                time.sleep(FREE_SECONDS)
            finally:
                endless.over.set()
        asked = {"question": "Tell me a joke.", "versions": ["base"]}
        answer = client.post("/api/versions/comparison", json=asked, timeout=FREE_SECONDS).json()
        assert answer["answers"][0]["answer"] == "You said: Tell me a joke."
        assert endless.asked == 1
        assert client.get("/api/versions").json()["versions"][0]["shadow"] is None


# --- files --------------------------------------------------------------------------------------------------------


def test_a_left_upload_is_read_and_nobody_waits_for_it(
    quick: httpx.Client, quick_service: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading, waited, real = Counted(3.0), threading.Event(), QuickReaders.read
    settled: Callable[..., Any] = documents._settled

    def read(self: QuickReaders, path: Path, name: str) -> Reading:
        reading.step()
        return real(self, path, name)

    async def settled_and_told(*args: Any) -> None:
        await settled(*args)
        waited.set()

    monkeypatch.setattr(QuickReaders, "read", read)
    monkeypatch.setattr(documents, "_settled", settled_and_told)
    file = {"file": ("left.txt", b"A fox.")}
    leave(quick_service, "/api/documents", reading.begun, files=file, params={"wait": 30})
    assert waited.wait(FREE_SECONDS)
    assert reading.steps == 0
    assert add(quick, "next.txt", b"A ship.")["status"] == "ready"
    [left] = [one for one in quick.get("/api/documents").json()["documents"] if one["name"] == "left.txt"]
    assert left["status"] == "ready"
