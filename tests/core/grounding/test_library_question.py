"""Questions about the library are told from those about what stands in it."""

from __future__ import annotations

from datetime import date

import pytest

from core.embedding.ctranslate import CTranslate2Encoder
from core.grounding.library_question import LibraryQuestion, LibraryQuestions, called, continued, parse, shown
from core.grounding.naming import name_stems
from core.weights.locate import converted

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(("question", "asked", "group", "topic"), [
    ("What documents do I have?", "list", "document", ""),
    ("how many PDFs are in my library", "count", "PDF", ""),
    ("Which documents are about taxes?", "list", "document", "taxes"),
    ("List all my photos", "list", "picture", ""),
    ("Which is the newest recording?", "newest", "recording", ""),
    ("Do you have any Word files about the move?", "have", "Word document", "move"),
    ("What's the biggest file?", "largest", "document", ""),
    ("Which files could not be read?", "failed", "document", ""),
    ("which of our papers is about runners giving up?", "list", "document", "runners giving up"),
    ("Which of the letters mention the fence?", "list", "document", "fence"),
    ("Which files say anything about the fence?", "list", "document", "fence"),
    ("show me the documents where Petra comes up", "list", "document", "Petra"),
    ("Which file is the agreement with our builder in?", "list", "document", "agreement with our builder"),
    ("where's the engine book, which file is it?", "list", "document", "engine book"),
    ("In which document are the letters from St Osmund's in?", "list", "document", "letters from St Osmund's"),
    ("What emails bring up the fence?", "list", "mail", "fence"),
    ("Which of my files has the word heifer in it", "list", "document", "heifer"),
    ("Which document has something on the fence?", "list", "document", "fence"),
])  # fmt: skip
def test_all_words_are_spoken_for(question: str, asked: str, group: str, topic: str) -> None:
    found, left = parse(question, TODAY)
    assert found is not None
    assert (found.asked, found.group, found.topic, left[1:]) == (asked, group, topic, [])


@pytest.mark.parametrize("question", [
    "Where is that mentioned?", "Where is the house that Tom mentioned?", "Who do the emails bring up as a witness?",
])  # fmt: skip
def test_what_was_mentioned_is_no_question_which_files_mention_it(question: str) -> None:
    assert parse(question, TODAY)[0] is None or parse(question, TODAY)[1]


@pytest.mark.parametrize(("question", "asked"), [
    ("When did I add the lease?", "when"),
    ("How many pages does the lease have?", "size"),
    ("What is in the lease?", "inside"),
    ("Have I uploaded the lease?", "have"),
])  # fmt: skip
def test_of_a_named_document(question: str, asked: str) -> None:
    found, left = parse(question, TODAY, {"lease"})
    assert found is not None
    assert (found.asked, found.named, left) == (asked, True, [])


@pytest.mark.parametrize("question", ["How do I add files to the drive?", "Where can I upload documents?"])
def test_how_something_is_done_is_not_asked_of_the_library(question: str) -> None:
    assert parse(question, TODAY)[0] is None


def test_a_year_in_a_name_is_no_period() -> None:
    found, _ = parse("When was budget 2024 added?", TODAY, {"budget", "2024"})
    assert found is not None
    assert found.period is None


def test_a_period_and_its_words() -> None:
    found, _ = parse("What did I upload last week?", TODAY)
    assert found is not None
    assert found.period is not None
    assert (found.period.first, found.when) == (date(2026, 11, 16), "last week")


def test_a_follow_up_keeps_what_it_does_not_change() -> None:
    before = LibraryQuestion("count", "PDF", topic="taxes")
    assert continued(before, "and pictures?", TODAY) == LibraryQuestion("count", "picture", topic="taxes")
    assert continued(before, "and who wrote them?", TODAY) is None


@pytest.fixture(scope="module")
def reader() -> LibraryQuestions:
    return LibraryQuestions(CTranslate2Encoder(converted("minilm-ctranslate2"), threads=2, precision="float32"))


@pytest.mark.models
@pytest.mark.parametrize("question", [
    "How many documents must the tenant hand in?", "Which documents are required for the application?",
    "How many pictures did Monet paint?", "Who signed the files?", "Which document proves ownership?",
    "How many emails per day are allowed?", "What is the newest model?", "Which files does the program write?",
    "What was the last point on the agenda?", "Do I have to pay for parking?", "Which text did she read?",
    "How many recordings did the band release?", "Which items are about to expire?",
])  # fmt: skip
def test_what_stands_in_documents_is_no_question_about_the_library(reader: LibraryQuestions, question: str) -> None:
    assert reader.read(question, TODAY) is None


@pytest.mark.models
@pytest.mark.parametrize("question", [
    "What documents do I have?", "what have you got in the library", "Show me everything from last month",
    "Which documents talk about solar energy?", "are there any spreadsheets", "Which of my documents are pictures?",
])  # fmt: skip
def test_questions_about_the_library(reader: LibraryQuestions, question: str) -> None:
    assert reader.read(question, TODAY) is not None


@pytest.mark.models
@pytest.mark.parametrize("question", ["What is the rent in the lease?", "Is there anything about pets in the lease?"])
def test_a_named_document_is_asked_for_what_it_says(reader: LibraryQuestions, question: str) -> None:
    assert reader.read(question, TODAY, {"lease"}) is None


@pytest.mark.parametrize("question", [
    "What does cat.jpg show?", "What is in cat.jpg?", "what can be seen in the picture cat.jpg", "Describe cat.jpg",
])  # fmt: skip
def test_what_a_picture_shows_is_asked_of_it(question: str) -> None:
    found = shown(question, ["cat.jpg"])
    assert found is not None
    assert (found.asked, found.named) == ("inside", True)


@pytest.mark.parametrize(("question", "names"), [
    ("What is the total on receipt_12.jpg?", ["receipt_12.jpg"]), ("Who wrote letter.png?", ["letter.png"]),
    ("What does plan.pdf show?", ["plan.pdf"]), ("What is shown?", []),
])  # fmt: skip
def test_what_stands_in_a_picture_is_not(question: str, names: list[str]) -> None:
    assert shown(question, names) is None


INVOICES = ("invoice_lift.pdf", "Invoice 77.pdf", "invoice-gutter.docx", "lease.pdf", "member_list.csv")


@pytest.mark.parametrize(("question", "asked"), [
    ("How many invoices do I have?", "count"),
    ("how many invoices are there in my library", "count"),
    ("Which invoices do we have?", "list"),
    ("list all invoices", "list"),
])  # fmt: skip
def test_what_several_documents_are_called_is_a_kind_of_document(question: str, asked: str) -> None:
    found = called(question, lambda: map(name_stems, INVOICES))
    assert found is not None
    assert (found.asked, found.called, "invoice" in found.topic) == (asked, True, True)


@pytest.mark.parametrize("question", [
    "How many members do we have?", "How many leases are there?", "How many invoices are unpaid?",
    "Which invoices did Ada pay?", "How many rooms are there?",
])  # fmt: skip
def test_what_one_or_no_document_is_called_is_none(question: str) -> None:
    assert called(question, lambda: map(name_stems, INVOICES)) is None
