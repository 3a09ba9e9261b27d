"""Guesses about pictures: which questions they take, what counts as an answer, and how long they stay loaded."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from app.answering.guessing import DrawingGuesses, OwnModel
from app.answering.picture_model import PictureModel, Seeing
from app.answering.picture_questions import asked_for, asks_what_it_is, earlier_picture, is_answer, thing_of
from app.answering.task import Draft, Seen, Task
from core.errors import Missing
from core.grounding import prompt
from core.types import IN_THE_QUESTION, BoxSpan, Outcome, Passage, Question, Sampling, SoftTokens, Weights
from tests.app.answering.standins import Engine

PIXELS = np.zeros((4, 4, 3), np.uint8)


class Closable(Engine):
    closed = False

    def generate(self, *arguments: Any, **more: Any) -> Any:
        assert not self.closed
        return super().generate(*arguments, **more)

    def close(self) -> None:
        self.closed = True


class Eyes:
    def encode(self, picture: Any) -> SoftTokens:
        assert picture is PIXELS
        return SoftTokens(np.ones((9, 2), np.float32))


class Finder:
    """Eyes of which it is known what they see, and whether it is a photo."""

    threshold = 0.5

    def __init__(self, sees: str = "", photo: float = 0.0) -> None:
        self.sees, self.seems = sees, photo

    def photo(self, picture: Any) -> float:
        return self.seems

    def encode_pictures(self, pictures: Sequence[Any]) -> Any:
        return np.ones((len(pictures), 1), np.float32)

    def encode_texts(self, texts: Sequence[str]) -> Any:
        return np.array([[float(text == self.sees)] for text in texts], np.float32)


DRAWING: Any = Finder()


def model(says: str) -> tuple[PictureModel, list[Closable]]:
    built: list[Closable] = []

    def build() -> Seeing:
        built.append(Closable(says))
        return Seeing(Eyes(), built[-1])  # type: ignore[arg-type]

    return PictureModel(build), built


def guessing(says: str, eyes: Any = DRAWING) -> tuple[DrawingGuesses, list[Closable]]:
    lent, built = model(says)
    return DrawingGuesses(lent, eyes), built


def guess(guesses: DrawingGuesses, question: str) -> Draft | None:
    own = Passage(-1, IN_THE_QUESTION, "your picture", "picture", "A cat.", BoxSpan((0, 0, 1, 1)), 1.0)
    task = Task(Question(question, "ada"), question, question, "fact", seen=Seen(PIXELS, own))
    return guesses.guess(task, threading.Event())


def said(guesses: DrawingGuesses, question: str) -> str | None:
    draft = guess(guesses, question)
    return draft.text if draft is not None else None


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("What colour is the square?", "colour"),
        ("which color is it", "colour"),
        ("How many stars are there?", "count"),
        ("How many are there?", None),
        ("Where is the red circle?", "where"),
        ("Is there a dog?", "there"),
        ("do you see a cat", "there"),
        ("What is at the top left?", "what"),
        ("what's in the middle", "what"),
        ("What is in the contract?", None),
        ("What is this?", None),
        ("What is written here?", None),
        ("Who painted it, and where was it sold?", None),
        ("Is the invoice paid?", None),
        ("How many of these " + "very " * 60 + "small stars are there?", None),
    ],
)
def test_the_questions_that_are_taken(question: str, asked: str | None) -> None:
    assert asked_for(question) == asked
    guesses, _ = guessing("")
    assert guesses.takes(question) == (asked is not None)
    assert OwnModel(guesses.model).takes(question)


@pytest.mark.parametrize(
    ("question", "asks"),
    [("What is this?", True), ("Describe the picture", True), ("what can you see", True), ("What is a cat?", False)],
)
def test_the_questions_that_ask_what_a_picture_shows(question: str, asks: bool) -> None:
    assert asks_what_it_is(question) == asks


@pytest.mark.parametrize(
    ("asked", "good", "bad"),
    [
        ("colour", "The square is Red.", "The square is a square."),
        ("count", "There are three stars.", "There are many stars."),
        ("what", "A red circle.", "?"),
        ("where", "The circle is at the top left.", "The circle is red."),
        ("there", "No, there is no dog.", "There is no telling."),
    ],
)
def test_what_is_an_answer(asked: Any, good: str, bad: str) -> None:
    assert is_answer(asked, good)
    assert not is_answer(asked, bad)


def test_a_question_goes_with_the_picture_first_and_comes_back_as_a_sentence() -> None:
    guesses, built = guessing("The square is red.")
    draft = guess(guesses, "What colour is the square?")
    assert draft is not None
    assert (draft.text, draft.outcome) == ("My guess from the picture: The square is red. [1]", Outcome.GUESSED)
    assert draft.raw == "The square is red."
    (asked,) = built[0].asked[0].messages
    assert isinstance(asked.parts[0], SoftTokens)
    assert asked.parts[1] == "\nWhat colour is the square?"


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("Is there a red boat in the picture?", "red boat"),
        ("are there any dogs", "dogs"),
        ("Do you see the cat on this photo?\nAnswer briefly.", "cat"),
        ("Where is the cat?", None),
    ],
)
def test_what_is_asked_for(question: str, thing: str | None) -> None:
    assert thing_of(question) == thing


def test_whether_a_thing_is_there_is_for_the_eyes_and_shapes_are_not() -> None:
    guesses, built = guessing("No, there is no star.", Finder("boat"))
    assert said(guesses, "Is there a boat?") == "My guess from the picture: Yes, I see a boat. [1]"
    assert guess(guesses, "Is there a dog?") is None  # it may be there, drawn in another way
    assert built == []
    assert said(guesses, "Is there a red star?") == "My guess from the picture: No, there is no star. [1]"


def test_of_a_photo_nothing_is_said_that_only_drawings_taught() -> None:
    guesses, built = guessing("The dog is red.", Finder("dog", photo=0.9))
    for question in ("What colour is the dog?", "Where is the star?"):
        draft = guess(guesses, question)
        assert draft is not None
        assert (draft.outcome, draft.rests_on) == (Outcome.NOT_FOR_PHOTOS, ())
    assert "Yes, I see a dog" in str(said(guesses, "Is there a dog?"))
    assert "No, I see no star" in str(said(guesses, "Is there a star?"))
    assert built == []


@pytest.mark.parametrize(
    "question",
    ["What colour is the roof?", "what colour is it", "How many dice are there?", "Where is the dog?",
     "How many shapes are there?"],
)  # fmt: skip
def test_nothing_is_guessed_of_what_was_not_taught(question: str) -> None:
    guesses, built = guessing("There are four red dice at the top.")
    draft = guess(guesses, question)
    assert draft is not None
    assert (draft.text, draft.outcome, draft.rests_on) == (prompt.SHAPES_ONLY, Outcome.UNTAUGHT, ())
    assert built == []


def test_what_stands_at_a_place_is_a_shape_or_nothing() -> None:
    assert said(guessing("A red circle.")[0], "What is at the top?") == "My guess from the picture: A red circle. [1]"
    assert said(guessing("A barking dog.")[0], "What is at the top?") is None


def test_what_is_no_answer_or_no_such_question_is_left_to_others() -> None:
    guesses, built = guessing("A square, I think.")
    assert guess(guesses, "What is this?") is None
    assert built == []  # nothing is loaded for it
    assert guess(guesses, "What colour is the square?") is None


def test_it_is_loaded_once_given_back_when_idle_and_loaded_again() -> None:
    guesses, built = guessing("yes")
    threads = [threading.Thread(target=guess, args=(guesses, "Is there a star?")) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(built) == 1
    guesses.model.retire(60)
    assert not built[0].closed
    guesses.model.retire(0)
    assert built[0].closed
    guesses.model.retire(0)
    assert said(guesses, "Is there a star?") == "My guess from the picture: yes. [1]"
    assert len(built) == 2
    guesses.model.close()


def test_an_engine_that_serves_others_is_left_open_without_the_adapter() -> None:
    class Shared(Closable):
        detached: tuple[str, ...] = ()

        def detach(self, version: str) -> None:
            self.detached += (version,)

    engine = Shared("yes")
    lent = PictureModel(lambda: Seeing(Eyes(), engine, version=Weights("projector"), shared=True))  # type: ignore[arg-type]
    assert said(DrawingGuesses(lent, DRAWING), "Is there a star?") == "My guess from the picture: yes. [1]"
    assert engine.asked[0].adapter == "projector"
    lent.retire()
    assert engine.detached == ("projector",)
    assert not engine.closed


def wait_for_loading() -> None:
    for thread in threading.enumerate():
        if thread.name == "picture-answers":
            thread.join()


def test_warming_loads_it_in_the_background_and_keeps_its_error_for_who_asks(caplog: pytest.LogCaptureFixture) -> None:
    lent, built = model("yes")
    lent.warm()
    wait_for_loading()
    assert len(built) == 1

    def fail() -> Seeing:
        raise Missing("The trained weights are not here.")

    broken = PictureModel(fail)
    broken.warm()
    wait_for_loading()
    assert "not here" in caplog.text
    with pytest.raises(Missing):
        list(broken.write("Is there a star?", PIXELS, Sampling(), Draft("guess")))


@pytest.mark.parametrize(("question", "pictured", "at"), [
    ("What colour is it?", (True,), 0), ("What is in the picture?", (True, False), 0),
    ("What does the photo show?", (True, True, False), 1), ("What colour is the square?", (True,), 0),
    ("And what shape does it have?", (False, True), 1), ("What colour is it?", (True, False), None),
    ("Where is the picture of the mill?", (True,), None), ("When was Harbour House built?", (True,), None),
    ("Is there a pool in Harbour House?", (True,), None), ("What is in the picture?", (), None),
    ("How many rooms does Harbour House have?", (True,), None),
])  # fmt: skip
def test_which_earlier_picture_a_question_is_about(question: str, pictured: tuple[bool, ...], at: int | None) -> None:
    assert earlier_picture(question, pictured) == at
