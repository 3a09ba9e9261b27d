"""The text in a picture that came with the question is read as a document is, and cited from the picture."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from core.events import Done, Sources
from core.grounding import prompt
from core.types import IN_THE_QUESTION, Answer, BoxSpan, Outcome
from tests.app.answering.standins import PICTURE, Engine, House

RECEIPT = b"""picture of a receipt
Corner Bakery, 4 Mill Lane
Two rye loaves 7.80
One plum tart 4.60
Receipt total: 12.40
Paid in cash on 3 May 2024 at the counter of the bakery in Mill Lane, thank you, and come again soon"""
TOTAL = "What is the receipt total?"


def answer(house: House, question: str, picture: bytes = RECEIPT, **more: Any) -> Answer:
    events = house.ask(question, picture=picture, **more)
    assert isinstance(events[-1], Done)
    return events[-1].answer


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"pointed": True}, ""), ({"excerpts": True}, "12.40 [1]"), ({}, "12.40 [1]"),
        ({"reads": False}, "Receipt total: 12.40"),
    ],
    ids=["pointed", "excerpts", "reader", "no reader"],
)  # fmt: skip
@pytest.mark.parametrize("library", ["auto", "off"])
def test_its_words_answer_and_are_cited_from_it(
    build: Callable[..., House], parts: dict[str, Any], says: str, library: Any
) -> None:
    house = build(engine=Engine(says), **parts)
    house.shelve("The mill at Alder Creek was built in 1843.")
    found = answer(house, TOTAL, library=library)
    assert "12.40" in found.answer
    assert (found.route, found.outcome, found.from_library) == ("evidence", Outcome.ANSWERED, False)
    assert {cited.document for cited in found.citations} == {IN_THE_QUESTION}
    cited = found.citations[0]
    assert cited.quote == "Receipt total: 12.40"
    assert cited.supported
    assert isinstance(cited.span, BoxSpan)


def test_it_goes_before_a_library_that_answers_too(build: Callable[..., House]) -> None:
    house = build(pointed=True)
    house.shelve("Receipt total: 99.99", name="other.txt")
    found = answer(house, TOTAL)
    assert found.answer == "12.40 [1]"
    sources = next(event for event in house.ask(TOTAL, picture=RECEIPT) if isinstance(event, Sources))
    assert [passage.document == IN_THE_QUESTION for passage in sources.passages] == [True, False]
    assert sources.passages[0].highlights


def test_the_library_answers_what_the_picture_does_not(build: Callable[..., House]) -> None:
    house = build(pointed=True)
    house.shelve("The mill at Alder Creek was built in 1843.")
    found = answer(house, "When was the mill at Alder Creek built?")
    assert (found.answer, found.from_library) == ("1843. [1]", True)


@pytest.mark.parametrize("parts", [{"pointed": True}, {"excerpts": True, "engine": Engine(prompt.NOT_STATED)}])
@pytest.mark.parametrize(("library", "where"), [("off", "your picture"), ("auto", "your picture or your library")])
def test_what_it_does_not_say_is_not_made_up(
    build: Callable[..., House], parts: dict[str, Any], library: Any, where: str
) -> None:
    found = answer(build(**parts), "Which doctor signed the sick note?", library=library)
    assert found.answer == f"I found nothing about that in {where}."
    assert found.outcome is Outcome.NOTHING_FOUND
    assert found.citations == ()


@pytest.mark.parametrize("question", ["Summarise this", "What is this?", ""])
def test_what_it_is_is_told_by_its_text_first(build: Callable[..., House], question: str) -> None:
    house = build(pointed=True)
    house.shelve("The mill at Alder Creek was built in 1843.")
    found = answer(house, question)
    assert found.route == "recognised"
    assert found.answer.startswith(
        "The text written in the picture is: “Corner Bakery, 4 Mill Lane Two rye loaves 7.80"
    )


def test_a_list_is_of_the_picture_and_not_of_the_library(build: Callable[..., House]) -> None:
    house = build(excerpts=True, engine=Engine("7.80, 4.60 [1]"))
    house.shelve("The mill at Alder Creek was built in 1843.")
    found = answer(house, "List the amounts on the receipt of the bakery")
    assert found.route == "evidence"
    assert "Two rye loaves 7.80" in house.engine.asked[-1].messages[-1].text


def test_a_word_or_two_in_a_picture_make_no_document_of_it(build: Callable[..., House]) -> None:
    house = build(excerpts=True)
    found = answer(house, "What is this?", b"picture of a sign\nSTOP")
    assert found.answer.startswith("The picture shows a golden retriever (dog).")
    assert "“STOP”" in found.answer


def test_a_colour_is_looked_for_in_the_text_before_it_is_guessed(build: Callable[..., House]) -> None:
    house = build(pointed=True)
    colour = b"picture of a form\nThe colour of the roof tiles is slate"
    assert answer(house, "What colour is the roof?", colour).answer == "Slate [1]"
    assert answer(house, "What colour is the square?", PICTURE).route == "guess"
