"""Recent questions answered in the shadow by a version, beside what serves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import memory.readers
from app.answering.assistant import Assistant, gather
from app.evaluation.shadow import shadow
from app.wiring.learned import foundation_of
from app.wiring.services import Services, build
from core.errors import Conflict, EngineFailure
from core.events import Event
from core.stand_ins.language import ExtractiveEngine
from core.types import Piece, Question
from tests.app.serving import QuickReaders, settings
from tests.training.versions import adapter, card

ASKED = ("Tell me a joke.", "Tell me another one, please.", "Tell me a story.")


@pytest.fixture
def services(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Services]:
    monkeypatch.setattr(memory.readers, "Readers", QuickReaders)
    built = build(settings(tmp_path / "data"))
    over = foundation_of(built.settings)
    built.stores.versions.add(adapter(tmp_path / "source"), card(over), parent=None, verdict="abstain")
    for asked in ASKED:
        gather(built.assistant.answer(Question(asked, "local", "off")))
    yield built
    built.close()


def otherwise(monkeypatch: pytest.MonkeyPatch, change: Callable[[str], str]) -> None:
    """Let a version say something else than the model as it ships."""
    real = ExtractiveEngine.generate

    def generate(self: ExtractiveEngine, messages: object, *rest: object, adapter: str | None = None, **more: object):  # type: ignore[no-untyped-def]
        if adapter is None:
            return real(self, messages, *rest, adapter=adapter, **more)  # type: ignore[arg-type]
        said = "".join(p.text for p in real(self, messages, *rest, adapter=adapter, **more))  # type: ignore[arg-type]
        return iter([Piece(change(said)), Piece("", finish="stop")])

    monkeypatch.setattr(ExtractiveEngine, "generate", generate)


def test_it_counts_what_is_answered_otherwise_and_leaves_no_trace(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    otherwise(monkeypatch, lambda said: said.replace("another", "one more"))
    before = services.stores.conversations.list("local")
    told = shadow(services, "v1")
    assert (told["questions"], told["same"], told["different"], told["refused"]) == (3, 2, 1, 0)
    results = told["results"]
    assert isinstance(results, list)
    assert [one["came"] for one in results] == ["same", "different", "same"]  # the latest first
    assert results[1]["after"] == "You said: Tell me one more one, please."
    assert services.stores.conversations.list("local") == before
    [version, base] = services.stores.trials.listed()
    assert version["shadow"]["different"] == 1  # type: ignore[index, call-overload]
    assert "joke" not in str(version)  # what people said is not kept of it
    assert base["shadow"] is None
    assert services.stores.versions.pointer().current is None


def test_a_version_that_fails_is_counted_and_does_not_end_it(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Assistant.answer

    def answer(self: Assistant, question: Question, *rest: object) -> Iterator[Event]:
        if self.versions.adapter is not None:
            raise EngineFailure("no")
        return real(self, question)

    monkeypatch.setattr(Assistant, "answer", answer)
    told = shadow(services, "v1", 2)
    assert (told["questions"], told["failed"]) == (2, 2)


def test_questions_of_people_who_do_not_allow_it_are_left_out(services: Services) -> None:
    services.stores.consents.say("local", False)
    with pytest.raises(Conflict, match="No question"):
        shadow(services, "v1")
    with pytest.raises(Conflict, match="serves already"):
        shadow(services, "base")
