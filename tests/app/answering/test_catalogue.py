"""Questions about the library are answered from its rows, with the documents as sources."""

from __future__ import annotations

from typing import Any

import pytest

from app.answering.catalogue import counted, describe
from core.events import Done
from core.types import Answer, BoxSpan, Chunk
from memory.documents import Document
from tests.app.answering.standins import House
from tests.memory.shelves import shelve


def done(events: list[Any]) -> Answer:
    assert isinstance(events[-1], Done)
    return events[-1].answer


@pytest.fixture
def full(house: House) -> House:
    house.shelve("The rent is 900. It is due on Mondays.", name="lease.txt")
    house.shelve("Tax due: 400", name="tax_2024.txt")
    shelve(house.database, house.encoder, "ada", "cat.png", [Chunk("a cat", BoxSpan((0, 0, 9, 9)))], kind="picture")
    shelve(house.database, house.encoder, "eve", "secret.txt", ["Nobody else sees this."])
    house.index.apply()
    return house


def test_all_documents_are_listed_and_cited_and_nobody_elses(full: House) -> None:
    answer = done(full.ask("What documents do I have?"))
    assert (answer.route, answer.from_library) == ("catalogue", True)
    assert answer.answer.startswith("You have 3 documents: 2 text files, 1 picture.")
    assert [citation.name for citation in answer.citations] == ["cat.png", "tax_2024.txt", "lease.txt"]
    assert "secret" not in answer.answer
    assert full.engine.asked == []


@pytest.mark.parametrize(("question", "said", "cited"), [
    ("How many pictures do I have?", "You have 1 picture.", ["cat.png"]),
    ("Do I have any recordings?", "No, there is no recording in your library.", []),
    ("Which documents mention the rent?", "You have 1 document with the words “rent”.", ["lease.txt"]),
    ("Which documents are about boats or rent?", "You have 1 document about “boats or rent”.", ["lease.txt"]),
    ("Which files are about the 2024 tax bills?", "You have 1 document about “2024 tax bills”.", ["tax_2024.txt"]),
    ("How many voice memos do I have?", "There is no recording in your library.", []),
    ("Which is the oldest file?", "The oldest document in your library is lease.txt.", ["lease.txt"]),
    ("When did I add the lease?", "lease.txt was added on ", ["lease.txt"]),
    ("What did I upload last week?", "There is no document added last week in your library.", []),
    ("Which files failed?", "No document failed", []),
    ("What does cat.png show?", "As far as I can see it shows a cat [1]", ["cat.png"]),
    ("What is in lease.txt?", "It begins: “The rent is 900. It is due on Mondays.” [1]", ["lease.txt"]),
])  # fmt: skip
def test_what_is_asked_of_them(full: House, question: str, said: str, cited: list[str]) -> None:
    answer = done(full.ask(question))
    assert answer.route == "catalogue"
    assert said in answer.answer
    assert [citation.name for citation in answer.citations] == cited


def test_where_none_speaks_of_a_topic_the_nearest_is_named(full: House) -> None:
    answer = done(full.ask("Which of my files is about submarines?"))
    assert answer.answer.startswith("There is no document about “submarines” in your library. The nearest is:")
    assert len(answer.citations) == 1
    assert "nearest" not in done(full.ask("Do I have any files about submarines?")).answer


def test_documents_are_counted_by_what_they_are_called(full: House) -> None:
    full.shelve("Dear Ada, the roof is done.", name="letter_roof.txt")
    full.shelve("Dear Ada, the lift is stuck.", name="letter_lift.txt")
    full.shelve("Letter to the bank", name="scan 7.txt")
    answer = done(full.ask("How many letters do I have?"))
    assert answer.answer.startswith("You have 3 documents called “letters”.")
    assert {citation.name for citation in answer.citations} == {"letter_roof.txt", "letter_lift.txt", "scan 7.txt"}


@pytest.mark.parametrize(("question", "count"), [
    ("Welche Protokolle sind da?", False), ("quels protokolle avons-nous ?", False),
    ("Wie viele Protokolle gibt es?", True),
])  # fmt: skip
def test_documents_are_listed_by_what_they_are_called_in_other_languages(
    house: House, question: str, count: bool
) -> None:
    for day in ("2024-05-28", "2025-06-17"):
        house.shelve("TOP 1: Begrüßung.", name=f"Protokoll {day}.odt")
    answer = done(house.ask(question))
    assert answer.route == "catalogue"
    assert ("2" in answer.answer.split("\n")[0]) >= count
    assert [citation.name for citation in answer.citations] == ["Protokoll 2025-06-17.odt", "Protokoll 2024-05-28.odt"]


def test_a_follow_up_is_about_the_library_too(full: House) -> None:
    first = done(full.ask("How many pictures do I have?"))
    answer = done(full.ask("And recordings?", conversation=first.conversation))
    assert (answer.route, answer.answer) == ("catalogue", "There is no recording in your library.")


def test_an_empty_library_says_how_to_fill_it(house: House) -> None:
    answer = done(house.ask("What documents do I have?"))
    assert (answer.route, answer.citations) == ("catalogue", ())
    assert "empty" in answer.answer
    assert "vermeil add" in answer.answer


def test_two_of_one_name_are_told_apart_by_their_time(house: House) -> None:
    house.shelve("One.", name="plan.txt")
    house.shelve("Two.", name="plan.txt")
    answer = done(house.ask("What documents do I have?"))
    assert answer.answer.count(":") >= 2  # the time of day stands beside each


def test_what_stands_in_a_document_is_not_asked_of_the_library(full: House) -> None:
    assert done(full.ask("How many documents must the tenant sign?")).route != "catalogue"


def test_a_document_in_one_line() -> None:
    document = Document(
        id="d", owner="o", sha256="", name="talk.pdf", kind="text", media_type="application/pdf", size=1, chunks=0,
        status="failed", reason="It is locked.", pages=2, width=None, height=None, seconds_audio=None,
        created_at=1_700_000_000.0, seconds=None, progress=0.0,
    )  # fmt: skip
    assert describe(document) == "talk.pdf (PDF, 2 pages, added 14 November 2023, failed: It is locked.)"
    assert counted(2, "library") == "2 libraries"
