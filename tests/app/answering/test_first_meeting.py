"""The first words of a new installation: answered by nobody's imagination, and never before a person's own files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from core.events import Done
from core.types import HANDBOOK, Answer, Outcome
from tests.app.answering.standins import OWNER, House

MANUAL = "To delete a customer of Acme for good press the red button."


def done(events: list[Any]) -> Answer:
    assert isinstance(events[-1], Done)
    return events[-1].answer


def test_a_greeting_is_answered_without_a_model_and_says_what_next(house: House) -> None:
    answer = done(house.ask("Hello!"))
    assert (answer.route, answer.from_library, answer.citations) == ("courtesy", False, ())
    assert "empty" in answer.answer
    house.shelve(MANUAL)
    assert "empty" not in done(house.ask("Hello!")).answer
    assert house.engine.asked == []


def test_a_question_about_vermeil_is_answered_from_its_handbook_and_cited(house: House) -> None:
    answer = done(house.ask("How do I add files?"))
    assert (answer.route, answer.from_library) == ("handbook", True)
    assert [(c.document, c.supported) for c in answer.citations] == [(HANDBOOK, True)]
    assert answer.citations[0].quote in answer.answer
    kept = house.conversations.get(OWNER, answer.conversation or "").turns[0]
    assert kept.citations[0]["quote"] == answer.citations[0].quote  # and is not taken for a deleted document
    assert house.engine.asked == []


def test_the_handbook_is_not_listed_or_counted(house: House) -> None:
    house.ask("How do I add files?")
    assert house.library.list(OWNER) == []
    assert house.library.names(OWNER) == {}


def test_a_persons_own_manual_comes_first(house: House) -> None:
    house.shelve(MANUAL)
    answer = done(house.ask("How do I delete a customer of Acme?"))
    assert answer.route == "evidence"
    assert HANDBOOK not in {citation.document for citation in answer.citations}


def test_how_their_own_drive_takes_files_is_not_for_the_handbook(house: House) -> None:
    theirs = house.shelve("To add files to the shared drive, open the drive and press New.")
    for question in ("How do I add files to the shared drive?", "How do I add files?"):
        answer = done(house.ask(question))
        assert answer.route == "evidence"
        assert HANDBOOK not in {citation.document for citation in answer.citations}
    house.library.delete(OWNER, theirs)
    assert done(house.ask("How do I add files?")).route == "handbook"


def test_library_only_leaves_the_handbook_out(house: House) -> None:
    assert done(house.ask("Who are you?", library="only")).route == "nothing"


@pytest.mark.parametrize("mode", ["auto", "off"])
def test_a_small_model_is_not_asked_about_the_world(build: Callable[..., House], mode: str) -> None:
    house = build(worldly=False)
    answer = done(house.ask("What is the capital of France?", library=mode))
    assert (answer.route, answer.outcome) == ("nothing", Outcome.NOTHING_FOUND)
    assert house.engine.asked == []


@pytest.mark.parametrize("mode", ["auto", "off"])
def test_a_small_model_helps_where_nothing_has_to_be_looked_up(build: Callable[..., House], mode: str) -> None:
    house = build(worldly=False)
    assert done(house.ask("Help me word an apology.", library=mode)).route == "plain"
    for greeting in ("Hello!", "Thanks a lot!", "Bye!"):
        assert done(house.ask(greeting, library=mode)).route == "courtesy"
    assert len(house.engine.asked) == 1


def test_a_larger_one_is_asked_where_nothing_can_be_looked_up(house: House) -> None:
    assert done(house.ask("Tell me a joke.")).route == "plain"
    assert done(house.ask("What is the capital of France?")).route == "nothing"
    assert done(house.ask("What is the capital of France?", library="off")).route == "plain"
