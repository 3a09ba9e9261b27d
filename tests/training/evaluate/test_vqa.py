"""VQA accuracy against the published table and the official program's normalisation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.evaluate.vqa import accuracy, normalise, one


@pytest.mark.parametrize(("people", "expected"), [(0, 0.0), (1, 0.3), (2, 0.6), (3, 0.9), (4, 1.0), (10, 1.0)])
def test_the_accuracy_by_how_many_of_ten_people_say_so(people: int, expected: float) -> None:
    """visualqa.org/evaluation: min(answers / 3, 1), averaged over all ten choose nine sets of people."""
    assert one("blue", ["blue"] * people + ["navy"] * (10 - people)) == pytest.approx(expected)


@given(st.integers(0, 10))
def test_leaving_one_out_is_the_mean_over_all_nines(people: int) -> None:
    answers = ["yes"] * people + ["no"] * (10 - people)
    nines = [answers[:out] + answers[out + 1 :] for out in range(10)]
    assert one("yes", answers) == pytest.approx(sum(min(1, nine.count("yes") / 3) for nine in nines) / 10)


@pytest.mark.parametrize(
    ("answer", "normalised"),
    [
        ("The two dogs.", "2 dogs"),
        ("a red-and-white bus", "red and white bus"),
        ("1,000 people", "1000 people"),
        ("2.5 m.", "2.5 m"),
        ("none", "0"),
        ("Dont know!", "don't know"),
        ("it's raining, isnt it?", "it's raining isn't it"),
        ("on/off", "on off"),
        ("yes, (I think)", "yes i think"),
        ("7 p.m.", "7 pm"),
        ("A\nblue \t car", "blue car"),
        ("ten-year-old", "10 year old"),
        ("3,5", "35"),
        ("...", ""),
    ],
)
def test_answers_are_normalised_as_the_official_program_does_it(answer: str, normalised: str) -> None:
    """The values are those of vqaEval.py of GT-Vision-Lab/VQA."""
    assert normalise(answer) == normalised


def test_both_sides_are_normalised() -> None:
    assert one("Two.", ["2"] * 2 + ["3"] * 8) == pytest.approx(0.6)
    assert one("2", ["two"] * 10) == 1.0


def test_fewer_people() -> None:
    assert one("a circle", ["circle"]) == 1.0
    assert one("square", ["circle"]) == 0.0
    assert one("circle", ["circle", "ring"]) == 0.5
    assert accuracy(["circle", "ring"], [["circle"], ["circle"]]).value == 0.5
