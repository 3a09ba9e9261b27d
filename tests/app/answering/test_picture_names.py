"""Pictures that somebody gave a name: known again where they are near enough, by them alone, and forgotten with it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest

import memory.readers
from app.answering.assistant import gather
from app.answering.picture_names import PictureNames
from app.wiring.services import build
from core.types import Answer, Question
from feedback.named_pictures import named_pictures
from feedback.votes import Saying, Votes
from tests.app.answering.standins import OWNER, House
from tests.app.serving import QuickReaders, settings
from tests.memory.fakes import FakeReaders

BRUNO, ALIKE, OTHER = b"picture of Bruno", b"picture of a dog", b"picture of something else"  # as long is alike


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    made = House(tmp_path)
    made.assistant.names = made.assistant._understanding.names = PictureNames(
        made.database, made.blobs, cast(Any, FakeReaders()), cast(Any, made.pictures), made.assistant.retriever,
        made.facts,
    )  # fmt: skip
    yield made
    made.close()


def asked(house: House, text: str, picture: bytes | None = None, **more: Any) -> Answer:
    answer: Answer = house.ask(text, picture=picture, **more)[-1].answer
    return answer


def test_one_picture_teaches_a_name(house: House) -> None:
    assert "near no picture" not in asked(house, "Who is this?", ALIKE).answer  # nobody has a name yet
    taught = asked(house, "This is Bruno.", BRUNO)
    assert taught.answer.startswith("I will think of Bruno")
    assert asked(house, "Who is this?", ALIKE).answer.startswith("It may be Bruno: it looks like the picture of Bruno ")
    assert asked(house, "Is this my dog Bruno?", ALIKE).answer.startswith("It may be Bruno")
    assert asked(house, "Is this Rex?", ALIKE).answer.startswith("I rather think of Bruno")
    assert asked(house, "Is this Bruno?", OTHER).answer.startswith("I do not think so")
    assert asked(house, "Who is in this picture?", OTHER).answer.startswith("I do not know")
    assert "Bruno" not in asked(house, "What is this?", OTHER).answer


def test_it_is_known_to_nobody_else_and_goes_with_its_turn(house: House) -> None:
    taught = asked(house, "This is Bruno.", BRUNO)
    assert [one.name for one in named_pictures(house.database, OWNER)] == ["Bruno"]
    assert named_pictures(house.database, "somebody") == []
    house.facts.switch(OWNER, False)
    assert "Bruno" not in asked(house, "Who is this?", ALIKE).answer
    assert asked(house, "This is Rex.", OTHER).answer.startswith("Remembering is switched off")
    house.facts.switch(OWNER, True)
    assert taught.conversation is not None
    house.conversations.delete(OWNER, taught.conversation)
    assert "Bruno" not in asked(house, "Who is this?", ALIKE).answer


def test_a_name_that_an_answer_was_put_right_by_counts_and_the_last_one_does(house: House) -> None:
    turn = asked(house, "What is this?", BRUNO).turn
    assert turn is not None
    Votes(house.database).vote(OWNER, turn, "down", Saying(picture_name="Mimi"))
    assert "may be Mimi" in asked(house, "Who is this?", ALIKE).answer
    asked(house, "This is Bruno.", BRUNO)
    assert "may be Bruno" in asked(house, "Who is this?", ALIKE).answer
    assert [one.name for one in named_pictures(house.database, OWNER)] == ["Bruno"]  # of one picture


def test_a_picture_that_is_gone_from_the_disk_is_nobody_and_stops_nothing(house: House) -> None:
    asked(house, "This is Bruno.", BRUNO)
    (named,) = named_pictures(house.database, OWNER)
    house.blobs.path(named.sha256).unlink()
    assert "Bruno" not in asked(house, "Who is this?", ALIKE).answer


def test_a_scan_is_not_somebody(house: House) -> None:
    letter = b"picture of a letter\n" + b"Dear Ada, the boat leaves at seven, and we shall be there in time.\n" * 8
    assert "I will think of" not in asked(house, "This is Important.", letter).answer


def test_pictures_of_the_library_are_found_by_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory.readers, "Readers", QuickReaders)
    services = build(settings(tmp_path))
    black, grey = b"picture short", b"picture long" + b"." * 120  # the reader paints it as light as it is long
    for name, content in (("holiday.png", black), ("garden.png", grey)):
        services.ingest.submit(document := services.stores.library.add("local", name, io.BytesIO(content)).id)
        services.ingest.wait(document, 20)

    def said(text: str, picture: bytes | None = None) -> Answer:
        return gather(services.assistant.answer(Question(text, "local", picture=picture)))

    assert "look like" not in said("Do you have a picture of Bruno?").answer
    said("This is Bruno.", black + b"!")
    found = said("Do you have a picture of my dog Bruno?")
    assert found.answer == "These pictures of your library look like Bruno:\n- holiday.png [1]"
    assert [citation.name for citation in found.citations] == ["holiday.png"]
    assert "look like" not in said("Do you have a picture of Rex?").answer
    services.close()
