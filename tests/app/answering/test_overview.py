"""Questions about everything: which documents are meant, which sides are compared, how it is laid out."""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.answering.assistant import gather
from app.answering.overview import central, is_described, meant, split_sides, without_twins, written
from core.grounding.naming import find
from core.stand_ins.text_encoder import BagOfWords
from core.types import Evidence, FloatArray, Outcome, PageSpan, Passage
from memory.documents import Document
from tests.app.answering.standins import House


def document(name: str, created_at: float) -> Document:
    return Document(
        id=name, owner="o", sha256="", name=name, kind="text", media_type=None, size=1, status="ready", reason=None,
        chunks=1, pages=1, width=None, height=None, seconds_audio=None, created_at=created_at, seconds=0.1,
        progress=1.0,
    )  # fmt: skip


def point(quote: str, chunk: int = 1) -> Evidence:
    passage = Passage(chunk, "d", "d.txt", "text", quote, PageSpan(1, 0, len(quote)), 0.5)
    return Evidence(0, passage, 0, len(quote), passage.span, 0.5)


OLD, NEW = document("old report.pdf", 1.0), document("new.txt", 2.0)


@pytest.mark.parametrize(("text", "expected"), [
    ("Summarise this document", [NEW]),
    ("Summarise old report.pdf", [OLD]),
    ("Summarise the OLD REPORT", [OLD]),
    ("Summarise my library", [OLD, NEW]),
    ("Summarise everything", [OLD, NEW]),
])  # fmt: skip
def test_the_documents_that_are_meant(text: str, expected: list[Document]) -> None:
    assert meant(text, [OLD, NEW], find(text, {d.id: d.name for d in (OLD, NEW)})) == expected


def test_nothing_is_meant_in_an_empty_library() -> None:
    assert meant("Summarise this", [], None) == []


def test_of_two_with_one_name_the_newer_is_meant() -> None:
    older, newer = document("plan.txt", 1.0), replace(document("plan.txt", 2.0), id="again")
    text = "Summarise plan.txt"
    assert meant(text, [older, newer], find(text, {d.id: d.name for d in (older, newer)})) == [newer]


def test_where_two_fit_it_is_asked_which_and_the_next_turn_picks_one(house: House) -> None:
    house.shelve("Anna has asthma.", name="report_anna.txt")
    house.shelve("Ben has a sprained ankle.", name="report_ben.txt")
    asked = gather(iter(house.ask("Summarise the report")))
    assert "report_anna.txt" in asked.answer
    assert "Which one do you mean?" in asked.answer
    for picking in ("the second", "2", "the one of anna"):
        again = gather(iter(house.ask("Summarise the report")))
        answer = gather(iter(house.ask(picking, conversation=again.conversation)))
        lines = again.answer.splitlines()
        expected = "report_anna.txt" if picking.endswith("anna") else lines[2][3:]
        assert {citation.name for citation in answer.citations} == {expected}
    both = gather(iter(house.ask("Summarise both reports")))
    assert len({citation.name for citation in both.citations}) == 2


@pytest.mark.parametrize(("text", "sides"), [
    ("Compare the wolf and the fox.", ["the wolf", "the fox"]),
    ("What is the difference between plan A and plan B?", ["plan A", "plan B"]),
    ("please contrast tea with coffee", ["tea", "coffee"]),
    ("Compare cats, dogs and birds", ["cats", "dogs", "birds"]),
    ("Compare", ["Compare"]),
])  # fmt: skip
def test_the_sides_of_a_comparison(text: str, sides: list[str]) -> None:
    assert split_sides(text) == sides


@given(st.lists(st.lists(st.text("abc \n", min_size=1), max_size=4), min_size=1, max_size=4))
def test_each_point_has_the_mark_of_its_citation(sections: list[list[str]]) -> None:
    walked = written([("head", [point(text) for text in texts]) for texts in sections], "it all")
    count = sum(map(len, sections))
    if not count:
        assert walked.outcome is Outcome.NOTHING_FOUND
        return
    assert [int(n) for n in re.findall(r"\[(\d+)\]", walked.text)] == list(range(1, count + 1))
    assert [c.n for c in walked.citations or ()] == list(range(1, count + 1))
    assert walked.text.endswith("Covered: it all.")


def test_a_side_of_which_nothing_is_known_is_named() -> None:
    assert "**the fox**\n- nothing found" in written([("**wolf**", [point("A.")]), ("**the fox**", [])], "x").text


def test_the_first_of_twins_stays() -> None:
    points = [point("Same  text.", 1), point("Other.", 2), point("Same text.", 3)]
    assert [p.passage.chunk for p in without_twins(points)] == [1, 2]


@pytest.mark.parametrize(("question", "described"), [
    ("what is the play about in two sentences", True), ("Give me the gist of the interview with Mrs Holm.", True),
    ("Summarise this document", False), ("Summarise my library", False), ("a short summary please", False),
])  # fmt: skip
def test_whether_a_question_says_what_its_document_is_about(question: str, described: bool) -> None:
    assert is_described(question) is described


def test_a_document_that_is_described_is_the_one_that_is_summarised(house: House) -> None:
    house.shelve("The goose of the play eats the key of the clock.", name="a.txt")
    house.shelve("The rent is due on Mondays.", name="newest.txt")
    answer = gather(iter(house.ask("What is the play about?")))
    assert "goose" in answer.answer
    assert "rent" not in answer.answer


def test_a_book_that_nobody_waits_for_is_put_down() -> None:
    class Slow(BagOfWords):
        encoded = 0

        def encode(self, texts: Sequence[str]) -> FloatArray:
            self.encoded += len(texts)
            left.set()
            return super().encode(texts)

    left, slow = threading.Event(), Slow()
    book = Passage(1, "d", "book.txt", "text", "This is a sentence of the book. " * 2_000, PageSpan(1, 0, 64_000), 0.0)
    assert central([book], slow, 1, left) == []
    assert slow.encoded < 100


def test_a_sentence_with_a_figure_is_the_better_point() -> None:
    text = "The rent of the mill is due each month. The rent of the mill is 900 euro each month."
    book = Passage(1, "d", "d.txt", "text", text, PageSpan(1, 0, len(text)), 1.0)
    assert [point.quote for point in central([book], BagOfWords(), 1, threading.Event())] == [
        "The rent of the mill is 900 euro each month."
    ]
