from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.words import content_words
from training.data import facts, records, windows
from training.data.questions import Example
from training.data.windows import Shares, asked_otherwise, cut

ROWS = facts.entries(200, 6)
MILL = "The mill was built in 1823. It burned down twice. Later the bridge was built, too."
ARTICLE = [
    Example("When was the mill built?", MILL, ("1823",), "wikipedia-Mill", 22, 26),
    Example(
        "Who owns the inn?", "The inn is owned by Ann Lee. It has ten beds.", ("Ann Lee",), "wikipedia-Mill", 20, 27
    ),
    Example("When was the mill sold?", "The old mill of Ely was sold in 1901.", ("1901",), "wikipedia-Ely", 32, 36),
]


@given(st.integers(0, 199), st.integers(1, 60), st.integers(0, 5))
def test_a_window_keeps_the_answer_where_it_was(number: int, words: int, seed: int) -> None:
    row = ROWS[number]
    window = cut(row, words, random.Random(seed))
    assert window.span == row.span
    assert window.context in row.context


@given(st.integers(0, 20))
def test_a_window_is_no_longer_than_in_service_unless_the_answer_is(seed: int) -> None:
    context = " ".join(f"Sentence number {n} has seven words here." for n in range(40))
    row = replace(ARTICLE[0], context=context, start=context.index("17"), end=context.index("17") + 2)
    assert 30 < len(cut(row, 50, random.Random(seed)).context.split()) <= 50


@given(st.integers(0, 300))
def test_answers_stay_where_they_are_beside_other_texts_and_under_a_title(seed: int) -> None:
    for row, window in zip(ARTICLE, windows.windows(ARTICLE, 40, 0.0, 1, seed), strict=True):
        assert window.span == row.span


def test_windows_without_the_answer_are_nearly_as_many_as_wanted() -> None:
    made = windows.windows([row for row in ROWS if row.answers], 90, 0.4, 5, 1)
    assert 0.3 < sum(row.span is None for row in made) / len(made) <= 0.43


def test_questions_without_an_answer_stay_as_they_are() -> None:
    missing = [row for row in records.documents(200, 3) if row.span is None]
    assert [(row.question, row.context) for row in windows.windows(missing, 90, 0.5, 1, 1)] == [
        (row.question, row.context) for row in missing
    ]


@pytest.mark.parametrize("shares", [Shares(1, 0, 0), Shares(0, 1, 0), Shares(0, 0, 0)], ids=["near", "own", "far"])
def test_windows_without_the_answer_do_not_hold_it(shares: Shares) -> None:
    made = windows.windows(ARTICLE, 90, 1.0, 60, 1, shares=shares)
    for row, window in zip(ARTICLE * 60, made, strict=True):
        if window.span is None:
            assert row.answers[0] not in window.context
    assert sum(window.span is None for window in made) > 5


def test_a_twin_asks_for_a_name_that_the_window_lacks() -> None:
    asked = "When did Vera Dahl move to Graz?"
    row = Example(asked, "Vera Dahl moved to Graz in 1990.", ("1990",), "wikipedia-Dahl", 27, 31)
    other = Example("Where is Ely?", "Ely is in the fens.", ("in the fens",), "wikipedia-Ely", 7, 18)
    made = windows.windows([row, other], 90, 1.0, 20, 1, shares=Shares(0, 0, 1))
    twins = [window for window in made if window.span is None and window.story == row.story]
    assert twins
    assert {window.question for window in twins} <= {"When did Ely move to Graz?", "When did Vera Dahl move to Ely?"}
    assert all(window.context == row.context for window in twins)


def test_questions_are_asked_as_people_type() -> None:
    question = "When was the Merton branch in Uppsala closed?"
    made = {asked_otherwise(question, random.Random(seed)) for seed in range(60)}
    assert " ".join(content_words(question)) in made
    assert "when was the merton branch in uppsala closed" in made
    assert len(made) > 10
    assert all(abs(len(one) - len(question)) <= 1 for one in made if one.startswith("When"))
