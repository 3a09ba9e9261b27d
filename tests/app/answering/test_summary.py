"""Summaries in sentences: what is kept of them, and what is said instead."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from hypothesis import given
from hypothesis import strategies as st

from app.answering.assistant import gather
from app.answering.summary import checked, fitting, whole_sentences
from core.types import Evidence, PageSpan, Passage
from tests.app.answering.standins import Engine, House
from tests.bag_of_words import BagOfWords

LINES = (
    "The mill at Alder Creek was built in 1843 by Ada Lind.",
    "It burned down in 1901 and was built again of stone.",
    "Today it is a museum that opens on Sundays.",
)


def points(*texts: str) -> list[Evidence]:
    passage = Passage(1, "d", "d.txt", "text", " ".join(texts), PageSpan(1, 0, len(" ".join(texts))), 0.5)
    found, at = [], 0
    for n, text in enumerate(texts, 1):
        found.append(Evidence(n, passage, at, at + len(text), passage.span, 0.5))
        at += len(text) + 1
    return found


def house_that_says(build: Callable[..., House], *sentences: str) -> House:
    house = build(engine=Engine("\n".join(sentences)), excerpts=True)
    house.shelve(" ".join(LINES))
    return house


def test_the_sentences_that_hold_are_said_with_their_marks_and_the_others_are_not(build: Callable[..., House]) -> None:
    house = house_that_says(
        build, "The mill was built in 1843 by Ada Lind [1].", "It cost 900 pounds [1].", "It burned down in 1901 [2]."
    )
    done = gather(iter(house.ask("Summarise mill.txt")))
    assert done.answer.startswith("The mill was built in 1843 by Ada Lind. [1] It burned down in 1901. [2]\n\nCovered:")
    assert [citation.n for citation in done.citations] == [1, 2]
    assert all(citation.supported for citation in done.citations)
    assert "900" not in done.answer


def test_the_points_are_said_where_the_sentences_do_not_hold(build: Callable[..., House]) -> None:
    house = house_that_says(build, "It cost 900 pounds [1].", "Nobody knows who built it [2].")
    done = gather(iter(house.ask("Summarise mill.txt")))
    assert done.answer.startswith("The main points of mill.txt:")
    assert all(line in done.answer for line in LINES)


def test_a_short_document_is_given_whole_and_of_a_long_one_points(build: Callable[..., House]) -> None:
    rooms = [f"Room {n} of the old mill has a stove and a window." for n in range(1, 121)]
    house = build(engine=Engine("Room 1 has a stove [1]."), excerpts=True)
    house.shelve(" ".join(rooms[:30]), name="rooms.txt")
    house.shelve(" ".join(rooms), name="long.txt")
    for name, expected in (("rooms.txt", True), ("long.txt", False)):
        gather(iter(house.ask(f"Summarise {name}")))
        given = str(house.engine.asked[-1])
        assert all(f"Room {n} of" in given for n in range(1, 31)) == expected


def test_without_a_model_that_can_write_the_points_are_said(house: House) -> None:
    house.shelve(" ".join(LINES))
    assert gather(iter(house.ask("Summarise mill.txt"))).answer.startswith("The main points of mill.txt:")
    assert not house.engine.asked


def test_a_summary_that_is_cancelled_says_so(build: Callable[..., House]) -> None:
    house, cancel = house_that_says(build, *LINES), threading.Event()
    house.engine.writes = cancel.set
    assert gather(iter(house.ask("Summarise mill.txt", cancel))).finish == "cancelled"


def test_a_mark_moves_to_the_line_that_bears_the_sentence_out() -> None:
    assert checked("It burned down in 1901 [3].", points(*LINES), BagOfWords()) == [("It burned down in 1901.", 2)]


def test_what_is_said_twice_is_kept_once() -> None:
    said = "It burned down in 1901 [2].\nIt burned down in 1901 [2]."
    assert len(checked(said, points(*LINES), BagOfWords())) == 1


@given(st.lists(st.integers(1, 80), min_size=1, max_size=30))
def test_what_a_model_is_given_fits_and_keeps_its_order(lengths: Sequence[int]) -> None:
    all_points = points(*(" ".join(["word"] * length) for length in lengths))
    chosen = fitting(all_points)
    starts = [point.start for point in chosen]
    assert starts == sorted(set(starts))
    assert [point.n for point in chosen] == list(range(1, len(chosen) + 1))
    assert 1 <= len(chosen) <= len(all_points)


def test_a_sentence_that_broke_off_is_left_out() -> None:
    assert whole_sentences("The mill is old. It burned down (in 19") == "The mill is old."
    assert whole_sentences("It burned down (in 19") == "It burned down (in 19"
