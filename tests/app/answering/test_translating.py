"""A question in another language is put into that of the documents where nothing is found without."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest

from app.answering.assistant import gather
from app.answering.translating import Translator
from core.types import Message, Piece, Sampling
from tests.app.answering.standins import OWNER, Engine, House

MILL = "The mill at Alder Creek was built in 1843 by a family that had come from the coast two years before."
GERMAN = "In welchem Jahr wurde die alte Mühle am Bach errichtet?"


class Polyglot(Engine):
    """Translates into one question, and reads one answer."""

    def generate(self, messages: Sequence[Message], sampling: Sampling, **more: Any) -> Iterator[Piece]:
        translates = messages[0].text.startswith("You translate")
        self.says = "When was the mill at Alder Creek built?" if translates else "1843 [1]"
        return super().generate(messages, sampling, **more)


@pytest.fixture
def reading(build: Callable[..., House]) -> House:
    house = build(engine=Polyglot(""), excerpts=True)
    house.shelve(MILL)
    return house


def test_a_question_in_another_language_is_answered(reading: House) -> None:
    answer = gather(iter(reading.ask(GERMAN)))
    assert answer.answer.startswith("1843")
    assert [asked.messages[0].text[:13] for asked in reading.engine.asked] == ["You translate", "You answer qu"]


def test_one_in_the_language_of_the_documents_is_not_translated(reading: House) -> None:
    reading.ask("Who is the mayor of the village on the other side of the hill?")
    assert not any(asked.messages[0].text.startswith("You translate") for asked in reading.engine.asked)


def test_where_something_is_found_nothing_is_translated(reading: House) -> None:
    reading.shelve("Die alte Mühle am Bach wurde 1843 errichtet, und zwar in einem Jahr mit viel Regen.", name="de.txt")
    reading.ask(GERMAN)
    assert not any(asked.messages[0].text.startswith("You translate") for asked in reading.engine.asked)


def test_a_question_of_a_word_or_two_is_left_as_it_is(reading: House) -> None:
    assert Translator(reading.assistant.engine, reading.library).translations(OWNER, "Alder Creek?") == []
