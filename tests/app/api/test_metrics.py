"""What Vermeil counts about itself."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

import memory.readers
from app.wiring import models
from core.errors import Abandoned, EngineFailure
from core.language.engine import PromptReads
from core.stand_ins.language import ExtractiveEngine
from core.stand_ins.recognizer import PitchRecognizer
from tests.app.serving import QuickReaders, add, ready, serving, settings

Samples = dict[tuple[str, ...], float]


class Ears(PitchRecognizer):
    """Hears once it is let go."""

    def __init__(self) -> None:
        self.let_go = threading.Event()

    def transcribe(self, *samples: object, **more: object) -> Iterator[object]:  # type: ignore[override]
        assert self.let_go.wait(30)
        return super().transcribe(*samples, **more)  # type: ignore[arg-type, return-value]


@pytest.fixture
def ears() -> Ears:
    return Ears()


@pytest.fixture
def api(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ears: Ears) -> Iterator[httpx.Client]:
    monkeypatch.setattr(memory.readers, "Readers", QuickReaders)
    monkeypatch.setattr(models, "recognizer", lambda _: ears)
    with serving(settings(tmp_path)) as address, httpx.Client(base_url=address, timeout=20, trust_env=False) as client:
        ready(client)
        yield client
        ears.let_go.set()


def figures(api: httpx.Client) -> Samples:
    """Each sample by its name and the values of its labels in the order of their names."""
    families = text_string_to_metric_families(api.get("/metrics").text)
    return {(s.name, *s.labels.values()): s.value for family in families for s in family.samples}


def ask(api: httpx.Client, question: str, **more: object) -> httpx.Response:
    return api.post("/api/ask", json={"question": question, "stream": False, **more})


def test_answers_are_counted_by_route_and_outcome(api: httpx.Client) -> None:
    add(api, "fox.txt", b"The clever fox of Elmwood was called Rusty.")
    assert ask(api, "What was the fox of Elmwood called?").json()["route"] == "evidence"
    assert ask(api, "Summarise fox.txt").json()["route"] == "overview"
    assert ask(api, "Which metal is cheapest?", library="only").json()["route"] == "nothing"
    assert ask(api, "Tell me a joke.", library="off").json()["route"] == "plain"
    chat = {"model": "vermeil-plain", "messages": [{"role": "user", "content": "Hello!"}]}
    assert api.post("/v1/chat/completions", json=chat).status_code == 200
    found = figures(api)
    counted = {key[1:]: value for key, value in found.items() if key[0] == "vermeil_answers_total"}
    assert counted == {
        ("answered", "evidence"): 1, ("answered", "overview"): 1, ("nothing_found", "nothing"): 1,
        ("answered", "plain"): 2,
    }  # fmt: skip
    for name in ("vermeil_first_token_seconds", "vermeil_answer_seconds"):
        assert found[f"{name}_count", "plain"] == 2
        assert 0 < found[f"{name}_sum", "evidence"] < 60
    assert found["vermeil_tokens_total", "in"] > found["vermeil_tokens_total", "out"] > 0


@pytest.mark.parametrize(("error", "status", "outcome"), [
    (EngineFailure("The model stopped."), 502, "failed"), (Abandoned(), 503, "cancelled"),
])  # fmt: skip
def test_an_answer_that_fails_or_is_given_up_is_counted_as_that(
    api: httpx.Client, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int, outcome: str
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(ExtractiveEngine, "generate", fails)
    assert ask(api, "Tell me a joke.", library="off").status_code == status
    with api.stream("POST", "/api/ask", json={"question": "Tell me a joke.", "library": "off"}) as answer:
        assert answer.status_code == status
    assert figures(api)["vermeil_answers_total", outcome, "none"] == 2


def test_documents_and_the_queue(api: httpx.Client, ears: Ears) -> None:
    add(api, "a.txt", b"One.")
    add(api, "b.txt", b"damaged")
    waiting = add(api, "c.wav", b"audio 1", wait=0)["document"]
    found = figures(api)
    assert found["vermeil_queue_length",] == 1
    assert (found["vermeil_documents", "ready"], found["vermeil_documents", "failed"]) == (1, 1)
    assert found["vermeil_documents", "queued"] + found["vermeil_documents", "processing"] == 1
    ears.let_go.set()
    while api.get(f"/api/documents/{waiting}").json()["status"] != "ready":
        pass
    assert figures(api)["vermeil_queue_length",] == 0


def test_the_cache_of_the_text_encoder(api: httpx.Client) -> None:
    api.get("/api/search", params={"q": "an otter"})
    before = figures(api)
    api.get("/api/search", params={"q": "an otter"})
    after = figures(api)
    key = "vermeil_text_encoder_cache_total"
    assert after[key, "hit"] == before[key, "hit"] + 1
    assert after[key, "miss"] == before[key, "miss"] >= 1


def test_the_cache_of_prompts_where_the_engine_has_one(api: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    name = "vermeil_prompt_tokens_total"
    assert not [key for key in figures(api) if key[0] == name]
    reads = PromptReads()
    reads.add(cached=30, processed=12)
    monkeypatch.setattr(ExtractiveEngine, "prompt_reads", reads, raising=False)
    found = figures(api)
    assert (found[name, "cached"], found[name, "processed"]) == (30, 12)


def test_parts_and_the_process(api: httpx.Client) -> None:
    found = figures(api)
    assert found["vermeil_part_ready", "language model"] == found["vermeil_part_ready", "database"] == 1
    assert found["process_resident_memory_bytes",] > 10**6


def test_two_services_count_apart(api: httpx.Client, tmp_path: Path) -> None:
    ask(api, "Tell me a joke.", library="off")
    with serving(settings(tmp_path / "other")) as address, httpx.Client(base_url=address, trust_env=False) as other:
        assert "vermeil_answers_total{" not in other.get("/metrics").text
