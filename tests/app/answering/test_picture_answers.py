"""Guesses about pictures: which questions they take, what counts as an answer, and how long they stay loaded."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pytest

from app.answering.picture_answers import PictureAnswers, Seeing, is_answer, kind_of, thing_of
from core.errors import Missing
from core.grounding.prompt import DRAWINGS_ONLY
from core.types import Message, Piece, Sampling, SoftTokens

PICTURE = np.zeros((4, 4, 3), np.uint8)


class Engine:
    """Says what it was told to, and keeps what it was asked."""

    def __init__(self, says: str) -> None:
        self.says = says
        self.asked: list[Message] = []
        self.closed = False

    def generate(self, messages: Sequence[Message], sampling: Sampling, **_: Any) -> Iterator[Piece]:
        assert not self.closed
        self.asked += messages
        yield from (Piece(word + " ") for word in self.says.split())
        yield Piece("", "stop")

    def close(self) -> None:
        self.closed = True


class Eyes:
    def look(self, picture: Any) -> SoftTokens:
        assert picture is PICTURE
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


def guessing(says: str, eyes: Any = DRAWING) -> tuple[PictureAnswers, list[Engine]]:
    built: list[Engine] = []

    def build() -> Seeing:
        built.append(Engine(says))
        return Seeing(Eyes(), built[-1])  # type: ignore[arg-type]

    return PictureAnswers(build, eyes), built


@pytest.mark.parametrize(
    ("question", "kind"),
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
def test_the_questions_that_are_taken(question: str, kind: str | None) -> None:
    assert kind_of(question) == kind


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("colour", "The square is Red.", "The square is a square."),
        ("count", "There are three stars.", "There are many stars."),
        ("what", "A red circle.", "?"),
        ("where", "The circle is at the top left.", "The circle is red."),
        ("there", "No, there is no dog.", "There is no telling."),
    ],
)
def test_what_is_an_answer(kind: Any, good: str, bad: str) -> None:
    assert is_answer(kind, good)
    assert not is_answer(kind, bad)


def test_a_question_goes_with_the_picture_first_and_comes_back_as_a_sentence() -> None:
    guesses, built = guessing("The square is red.")
    assert guesses.answer("What colour is the square?", PICTURE) == "My guess from the picture: The square is red."
    (asked,) = built[0].asked
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
    assert guesses.answer("Is there a boat?", PICTURE) == "My guess from the picture: Yes, I see a boat."
    assert guesses.answer("Is there a dog?", PICTURE) is None  # it may be there, drawn in another way
    assert built == []
    assert guesses.answer("Is there a red star?", PICTURE) == "My guess from the picture: No, there is no star."


def test_of_a_photo_nothing_is_said_that_only_drawings_taught() -> None:
    guesses, built = guessing("The dog is red.", Finder("dog", photo=0.9))
    assert guesses.answer("What colour is the dog?", PICTURE) == DRAWINGS_ONLY
    assert guesses.answer("Where is the star?", PICTURE) == DRAWINGS_ONLY
    assert "Yes, I see a dog" in str(guesses.answer("Is there a dog?", PICTURE))
    assert "No, I see no star" in str(guesses.answer("Is there a star?", PICTURE))
    assert built == []


def test_what_is_no_answer_or_no_such_question_is_left_to_others() -> None:
    guesses, built = guessing("A square, I think.")
    assert guesses.answer("What is this?", PICTURE) is None
    assert built == []  # nothing is loaded for it
    assert guesses.answer("What colour is the square?", PICTURE) is None


def test_it_is_loaded_once_given_back_when_idle_and_loaded_again() -> None:
    guesses, built = guessing("yes")
    threads = [threading.Thread(target=guesses.answer, args=("Is there a star?", PICTURE)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(built) == 1
    guesses.retire(60)
    assert not built[0].closed
    guesses.retire(0)
    assert built[0].closed
    guesses.retire(0)
    assert guesses.answer("Is there a star?", PICTURE) == "My guess from the picture: yes."
    assert len(built) == 2
    guesses.close()


def test_an_engine_that_serves_others_is_left_open_without_the_adapter() -> None:
    class Shared(Engine):
        detached: tuple[str, ...] = ()

        def detach(self, version: str) -> None:
            self.detached += (version,)

    engine = Shared("yes")
    guesses = PictureAnswers(lambda: Seeing(Eyes(), engine, "seeing", shared=True), DRAWING)  # type: ignore[arg-type]
    assert guesses.answer("Is there a star?", PICTURE) == "My guess from the picture: yes."
    guesses.retire()
    assert engine.detached == ("seeing",)
    assert not engine.closed


def test_warming_loads_it_in_the_background_and_keeps_its_error_for_who_asks(caplog: pytest.LogCaptureFixture) -> None:
    guesses, built = guessing("yes")
    guesses.warm()
    for thread in threading.enumerate():
        if thread.name == "picture-answers":
            thread.join()
    assert len(built) == 1

    def fail() -> Seeing:
        raise Missing("The trained weights are not here.")

    broken = PictureAnswers(fail, DRAWING)
    broken.warm()
    for thread in threading.enumerate():
        if thread.name == "picture-answers":
            thread.join()
    assert "not here" in caplog.text
    with pytest.raises(Missing):
        broken.answer("Is there a star?", PICTURE)
