"""What can be used while models load, and where one fails."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.api.server import create_app
from app.wiring import models
from core.errors import Busy, Missing
from core.settings import Settings
from core.stand_ins.language import ExtractiveEngine
from tests.app.serving import settings
from tests.bag_of_words import BagOfWords

HOST = "http://127.0.0.1:8500"
STORY = b"The clever fox of Elmwood was called Rusty."


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """No model comes before the event is set; then each fails."""
    event = threading.Event()

    def loads(what: str) -> Callable[..., Any]:
        def load(*_: object) -> Any:
            assert event.wait(30)
            raise Missing(f"There is no {what}.", "Install it.")

        return load

    for name in ("text_encoder", "language_engine", "span_reader", "picture_encoder"):
        monkeypatch.setattr(models, name, loads(name))
    yield event
    event.set()


@pytest.fixture
def client(held: threading.Event, tmp_path: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(data=tmp_path / "data")), base_url=HOST) as client:
        yield client
        held.set()


def test_what_needs_no_model_answers_while_they_load(client: TestClient) -> None:
    assert client.get("/api/documents").json()["documents"] == []
    added = client.post("/api/documents", files={"file": ("fox.txt", STORY)}, params={"wait": 0})
    assert added.status_code == 201
    assert added.json()["status"] == "queued"
    document = added.json()["document"]
    assert client.get(f"/api/documents/{document}/content").content == STORY
    assert client.get("/api/conversations").json()["conversations"] == []
    assert client.post("/api/feedback", json={"turn": "none", "vote": "up"}).status_code == 404
    assert [model["base"] for model in client.get("/v1/models").json()["data"]] == ["SmolLM2-135M-Instruct"] * 2
    readiness = client.get("/readyz")
    assert readiness.status_code == 503
    assert readiness.json()["status"] == "warming"
    assert readiness.json()["parts"]["language model"] == "loading"
    assert client.delete(f"/api/documents/{document}").status_code == 200


def test_a_model_that_fails_breaks_only_what_needs_it_and_is_tried_again(
    client: TestClient, held: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    held.set()
    asked = client.post("/api/ask", json={"question": "Who is the fox?"})
    assert asked.status_code == 501
    assert asked.json()["error"]["message"].startswith("There is no ")
    readiness = client.get("/readyz")
    assert (readiness.status_code, readiness.json()["status"]) == (503, "limited")
    assert readiness.json()["parts"]["text encoder"] == "failed: There is no text_encoder."
    assert client.get("/api/documents").status_code == 200

    monkeypatch.setattr(models, "text_encoder", lambda _: BagOfWords())
    client.app.state.warmup.services.get().models.text_encoder._retry_at = 0.0  # type: ignore[attr-defined]
    assert client.get("/api/search", params={"q": "fox"}).json()["results"] == []


def test_a_database_that_does_not_open_is_told_by_every_route_and_tried_again(
    tmp_path: Path, held: threading.Event
) -> None:
    file = tmp_path / "vermeil.sqlite3"
    file.mkdir()
    with TestClient(create_app(Settings(data=tmp_path)), base_url=HOST) as client:
        assert client.get("/api/documents").status_code == 500
        assert client.get("/api/conversations").status_code == 500
        assert client.get("/readyz").json()["status"] == "failed"
        assert client.get("/healthz").status_code == 200
        file.rmdir()
        client.app.state.warmup.services._retry_at = 0.0  # type: ignore[attr-defined]
        assert client.get("/api/documents").status_code == 200
        held.set()


def test_what_is_wanted_seldom_is_loaded_on_demand_and_its_failure_is_its_own(tmp_path: Path) -> None:
    with TestClient(create_app(settings(tmp_path, speech=False)), base_url=HOST) as client:
        while client.get("/readyz").status_code != 200:
            pass
        assert "synthesizer" not in client.get("/readyz").json()["parts"]
        refused = client.post("/v1/audio/speech", json={"input": "Hello"})
        assert (refused.status_code, refused.json()["error"]["remedy"]) == (501, "Set VERMEIL_SPEECH=true.")
        readiness = client.get("/readyz").json()
        assert (readiness["status"], readiness["parts"]["synthesizer"]) == (
            "ready",
            "failed: Speaking is switched off.",
        )
        asked = client.post("/api/ask", json={"question": "Tell me a joke.", "library": "off", "stream": False})
        assert asked.json()["answer"] == "You said: Tell me a joke."


def test_notes_of_what_it_does_without_are_told_once_it_is_ready(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def engine(_: Settings, notes: list[str]) -> Any:
        notes.append("llama.cpp does not run here.")
        return ExtractiveEngine(4096)

    monkeypatch.setattr(models, "language_engine", engine)
    with TestClient(create_app(settings(tmp_path)), base_url=HOST) as client:
        while client.get("/readyz").status_code != 200:
            pass
        assert client.get("/readyz").json()["notes"] == ["llama.cpp does not run here."]


def test_a_second_service_on_the_same_folder_is_refused(tmp_path: Path) -> None:
    with (
        TestClient(create_app(settings(tmp_path)), base_url=HOST),
        pytest.raises(Busy),
        TestClient(create_app(settings(tmp_path)), base_url=HOST),
    ):
        pass
    with TestClient(create_app(settings(tmp_path)), base_url=HOST) as client:
        assert client.get("/api/documents").status_code == 200
