"""What people told of themselves is noted, answers their questions, and is cited as theirs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from core.events import Done, Sources
from core.types import TOLD, UNRECORDED, Answer
from tests.app.answering.standins import OWNER, House

MILL = "The mill at Alder Creek was built in 1843. The gate code is 12."


def done(events: list[Any]) -> Answer:
    assert isinstance(events[-1], Done)
    return events[-1].answer


def test_a_statement_is_noted_and_answers_a_later_question(build: Callable[..., House]) -> None:
    house = build()
    house.shelve(MILL)
    noted = done(house.ask("I am allergic to penicillin."))
    assert (noted.route, noted.from_library) == ("memory", False)
    assert noted.answer.startswith("I will remember that.")
    (fact,) = house.facts.list(OWNER)
    assert (fact.text, fact.turn) == ("I am allergic to penicillin.", noted.turn)

    events = house.ask("What am I allergic to?")
    answer, (sources,) = done(events), [event for event in events if isinstance(event, Sources)]
    assert answer.answer.startswith("You told me on ")
    assert "“I am allergic to penicillin.” [1]" in answer.answer
    assert (answer.citations[0].document, answer.citations[0].chunk) == (TOLD, fact.id)
    assert answer.citations[0].supported
    assert sources.passages[0].text == fact.text
    assert house.engine.asked == []
    assert fact.text in done(house.ask("What do you know about me?")).answer


def test_a_question_behind_a_statement_is_answered(build: Callable[..., House]) -> None:
    house = build()
    house.shelve(MILL)
    answer = done(house.ask("My name is Ada. When was the mill at Alder Creek built?"))
    assert answer.route == "evidence"
    assert [fact.text for fact in house.facts.list(OWNER)] == ["My name is Ada."]


def test_of_other_things_the_library_speaks_first(build: Callable[..., House]) -> None:
    house = build()
    house.ask("Remember that the gate code is 4711.")
    assert "4711" in done(house.ask("What is the gate code?")).answer
    house.shelve(MILL)
    assert done(house.ask("What is the gate code?")).route == "evidence"


def test_where_it_is_switched_off_or_unwanted_nothing_is_used(build: Callable[..., House]) -> None:
    house = build()
    house.ask("My name is Ada.")
    asked = "What is my name?"
    assert done(house.ask(asked)).route == "memory"
    assert done(house.ask(asked, library="only")).route != "memory"
    house.facts.switch(OWNER, False)
    assert done(house.ask(asked)).route != "memory"
    assert done(house.ask("I live in Oslo.")).answer.startswith("Remembering is switched off")
    house.facts.switch(OWNER, True)
    assert done(house.ask("I live in Oslo.", conversation=UNRECORDED)).route != "memory"
    assert [fact.text for fact in house.facts.list(OWNER)] == ["My name is Ada."]


def test_of_nothing_told_it_says_so(build: Callable[..., House]) -> None:
    assert "nothing of you yet" in done(build().ask("What do you know about me?")).answer
