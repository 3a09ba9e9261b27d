"""A service is there before its models are, and leaves nothing behind."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import memory.readers
from app.answering.assistant import gather
from app.wiring import models
from app.wiring.services import Services, build
from core.errors import VermeilError
from core.stand_ins.recognizer import PitchRecognizer
from core.stand_ins.synthesizer import ToneSynthesizer
from core.types import UNRECORDED, Question
from memory.readers import Readers
from tests.app.serving import QuickReaders, settings


@pytest.fixture
def services(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Services]:
    monkeypatch.setattr(memory.readers, "Readers", QuickReaders)
    built = build(settings(tmp_path))
    yield built
    built.close()


def test_no_model_is_loaded_before_it_is_wanted(services: Services) -> None:
    assert services.stores.library.list("local") == []
    assert {part.state for part in (services.models.language, *services.models.on_demand)} == {"waiting"}
    assert dict(services.states())["language model"] == "loading"  # as far as people are concerned


def test_warming_loads_what_answers_need_and_no_more(services: Services) -> None:
    services.warm()
    for part in services.for_answers:
        part.get()
    assert set(dict(services.states())) == {"index", "text encoder", "language model"}
    assert set(dict(services.states()).values()) == {"ready"}


def test_an_answer_loads_what_it_needs_by_itself(services: Services) -> None:
    answer = gather(services.assistant.answer(Question("Tell me a joke.", "local", "off", UNRECORDED)))
    assert answer.answer == "You said: Tell me a joke."
    assert services.models.picture_encoder.state == "waiting"


def test_what_came_while_models_were_absent_is_read_once_they_are_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory.readers, "Readers", QuickReaders)
    let_go, real = threading.Event(), models.text_encoder

    def late(chosen: Any) -> Any:
        assert let_go.wait(20)
        return real(chosen)

    monkeypatch.setattr(models, "text_encoder", late)
    services = build(settings(tmp_path))
    document = services.stores.library.add("local", "fox.txt", io.BytesIO(b"A fox."))
    services.ingest.submit(document.id)
    assert not services.ingest.wait(document.id, 0.1)
    let_go.set()
    assert services.ingest.wait(document.id, 20)
    assert services.stores.library.get("local", document.id).status == "ready"
    services.close()


def test_memory_is_given_back_by_those_that_are_loaded_and_idle(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    retired: list[tuple[str, float]] = []
    for kind in (PitchRecognizer, ToneSynthesizer):
        monkeypatch.setattr(kind, "retire", lambda self, seconds: retired.append((self.name, seconds)))
    services.release_idle(60.0)
    assert retired == []
    services.models.recognizer.get()
    services.release_idle(60.0)
    assert retired == [("stand-in", 60.0)]


def test_closing_ends_what_was_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory.readers, "Readers", QuickReaders)
    before = set(threading.enumerate())
    services = build(settings(tmp_path))
    services.warm()
    assert {"ingest", "sweep"} <= {thread.name for thread in threading.enumerate()}
    services.close()
    left = set(threading.enumerate()) - before
    assert not [thread.name for thread in left if thread.name in ("ingest", "sweep")]


def test_a_library_that_does_not_open_leaves_no_reader_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[bool] = []
    monkeypatch.setattr(Readers, "warm", lambda self: started.append(True))
    (tmp_path / "vermeil.sqlite3").mkdir()
    with pytest.raises(VermeilError):
        build(settings(tmp_path))
    assert started == []
