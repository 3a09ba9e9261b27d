"""The service follows the pointer: between two answers, with nothing mixed, and back."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

import memory.readers
from app.answering.assistant import gather
from app.wiring.learned import foundation_of
from app.wiring.services import Services, build
from core.errors import Conflict, EngineFailure, Missing, WeightsMismatch
from core.stand_ins.language import ExtractiveEngine
from core.types import UNRECORDED, Question
from tests.app.serving import QuickReaders, settings
from tests.training.versions import HERE, adapter, card
from training.pointer import Pointer
from training.registry import WEIGHTS


@pytest.fixture
def services(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Services]:
    monkeypatch.setattr(memory.readers, "Readers", QuickReaders)
    built = build(settings(tmp_path))
    yield built
    built.close()


def made(services: Services, folder: Path, number: int) -> str:
    over = foundation_of(services.settings)
    source = adapter(folder / f"source{number}", float(number))
    return services.stores.versions.add(source, card(over), parent=None, verdict="promote")


def attached(services: Services) -> set[str]:
    engine = services.models.language.get()
    assert isinstance(engine, ExtractiveEngine)
    return engine._adapters


def asked(services: Services) -> str | None:
    return gather(services.assistant.answer(Question("Tell me a joke.", "local", "off", UNRECORDED))).adapter


def test_answers_follow_the_pointer_and_go_back(services: Services, tmp_path: Path) -> None:
    one, two, three = (made(services, tmp_path, number) for number in (1, 2, 3))
    assert asked(services) is None
    assert services.promote("v1", None) == Pointer(one, None)
    assert asked(services) == one
    services.promote("v2", None)
    services.promote("v3", None)
    assert (asked(services), attached(services)) == (three, {two, three})  # two at most
    assert services.roll_back(None) == Pointer(two, three)
    assert (asked(services), attached(services)) == (two, {two, three})
    services.promote("base", None)
    assert asked(services) is None


def test_an_answer_ends_with_the_version_that_it_began_with(services: Services, tmp_path: Path) -> None:
    one = made(services, tmp_path, 1)
    for number in (2, 3):
        made(services, tmp_path, number)
    services.promote("v1", None)
    events = services.assistant.answer(Question("Tell me a joke.", "local", "off", UNRECORDED))
    next(events)  # it has begun
    services.promote("v2", None)
    services.promote("v3", None)
    assert one in attached(services)
    assert gather(events).adapter == one
    given_up = threading.Event()
    for _ in range(500):
        if one not in attached(services):
            break
        given_up.wait(0.01)
    assert one not in attached(services)


def test_what_cannot_be_laid_on_changes_nothing(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = made(services, tmp_path, 1), made(services, tmp_path, 2)
    services.promote(one, None)
    foreign = services.stores.versions.add(adapter(tmp_path / "f"), card(HERE), parent=None, verdict="promote")
    with pytest.raises(Conflict, match="another language model"):
        services.promote(foreign, None)
    with (services.stores.versions.folder / two / WEIGHTS).open("ab") as file:
        file.write(b" ")
    with pytest.raises(WeightsMismatch):
        services.promote(two, None)
    three = made(services, tmp_path, 3)

    def broken(*_: object, **__: object) -> None:
        raise EngineFailure("no")

    with monkeypatch.context() as patch:
        patch.setattr(ExtractiveEngine, "generate", broken)
        with pytest.raises(EngineFailure):
            services.promote(three, None)
    assert services.stores.versions.pointer() == Pointer(one, None)
    assert asked(services) == one


def test_a_share_of_conversations_has_the_version_that_is_tried(services: Services, tmp_path: Path) -> None:
    one, two, three = (made(services, tmp_path, number) for number in (1, 2, 3))
    services.promote(one, None)
    services.promote(two, None)
    before = [gather(services.assistant.answer(Question("Hi", "local", "off"))).conversation for _ in range(12)]
    services.try_on(three, 0.5, None)
    assert attached(services) == {one, two, three}  # what a rollback goes to stays, too
    by: dict[str, set[str | None]] = {}
    for _ in range(24):
        first = gather(services.assistant.answer(Question("Tell me a joke.", "local", "off")))
        assert first.conversation is not None
        again = gather(services.assistant.answer(Question("Another one!", "local", "off", first.conversation)))
        by[first.conversation] = {first.adapter, again.adapter}
    assert {frozenset(versions) for versions in by.values()} == {frozenset({two}), frozenset({three})}  # none is mixed
    later = [gather(services.assistant.answer(Question("And now?", "local", "off", one))).adapter for one in before]
    assert set(later) == {two}  # these conversations were there before
    assert {asked(services) for _ in range(24)} == {two}  # unrecorded
    services.close()
    again_ = build(settings(tmp_path))
    tried = next(c for c, versions in by.items() if versions == {three})
    assert gather(again_.assistant.answer(Question("Tell me more.", "local", "off", tried))).adapter == three
    again_.end_trial(None)
    assert gather(again_.assistant.answer(Question("Tell me the rest.", "local", "off", tried))).adapter == two
    again_.try_on(three, 0.5, None)
    again_.roll_back(None)
    assert again_.learned.canary() is None  # it was compared with what serves no more
    assert again_.stores.versions.canary() is None
    again_.close()


def test_what_is_tried_and_changed_on_the_disk_is_not_tried_any_more(services: Services, tmp_path: Path) -> None:
    one = made(services, tmp_path, 1)
    services.try_on(one, 0.5, None)
    services.close()
    with (services.stores.versions.folder / one / WEIGHTS).open("ab") as file:
        file.write(b" ")
    again = build(settings(tmp_path))
    answers = [gather(again.assistant.answer(Question("Tell me a joke.", "local", "off"))) for _ in range(8)]
    assert {answer.adapter for answer in answers} == {None}
    assert any("not tried on any conversation" in note for note in again.models.notes)
    with pytest.raises(WeightsMismatch):
        again.try_on(one, 0.5, None)
    again.close()


def test_a_restart_serves_what_was_promoted_unless_it_changed_on_the_disk(services: Services, tmp_path: Path) -> None:
    one = made(services, tmp_path, 1)
    services.promote(one, None)
    services.close()
    again = build(settings(tmp_path))
    assert asked(again) == one
    again.close()
    with (again.stores.versions.folder / one / WEIGHTS).open("ab") as file:
        file.write(b" ")
    again = build(settings(tmp_path))
    assert asked(again) is None
    assert any("changed on the disk" in note for note in again.models.notes)
    again.close()


def test_nothing_is_learned_over_another_servers_model(tmp_path: Path) -> None:
    with pytest.raises(Missing, match="another server"):
        foundation_of(settings(tmp_path, language_engine="remote", remote_url="http://x"))
