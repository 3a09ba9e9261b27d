"""A question about a picture through the whole service: what is guessed is called a guess, and cites the picture."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any, Literal

import numpy as np
import pytest

from app.answering.assistant import gather
from app.answering.picture_answers import PictureAnswers, Seeing
from app.wiring.services import Services, build
from core.grounding.prompt import DRAWINGS_ONLY
from core.settings import Settings
from core.types import UNRECORDED, Message, Piece, Question, Sampling, SoftTokens

pytestmark = pytest.mark.models


class Eyes:
    def look(self, picture: Any) -> SoftTokens:
        return SoftTokens(np.zeros((9, 2), np.float32))


class Engine:
    says = "The square is red."

    def generate(self, messages: Sequence[Message], sampling: Sampling, **_: Any) -> Iterator[Piece]:
        yield Piece(self.says, "stop")

    def close(self) -> None: ...


class Photographed:
    """Eyes to which everything is a photo."""

    def photo(self, picture: Any) -> float:
        return 1.0


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    built = build(Settings(data=tmp_path_factory.mktemp("guessing")))
    seeing: Any = lambda: Seeing(Eyes(), Engine())  # type: ignore[arg-type]  # noqa: E731
    built.assistant.guesses = PictureAnswers(seeing, built.models.picture_encoder.proxy)
    yield built
    built.close()


def ask(services: Services, text: str, library: Literal["off", "auto"] = "off") -> dict[str, Any]:
    answer: dict[str, Any] = gather(services.assistant.answer(question(text, library))).data["answer"]
    return answer


def question(text: str, library: Literal["off", "auto"] = "off") -> Question:
    from PIL import Image

    picture = io.BytesIO()
    Image.new("RGB", (60, 60), (214, 40, 40)).save(picture, "PNG")
    return Question(
        text, owner="local", library=library, conversation=UNRECORDED, picture=picture.getvalue(), sampling=Sampling(24)
    )


def test_a_guess_is_said_to_be_one_and_cites_the_picture_without_claiming_its_support(
    services: Services,
) -> None:
    answer = ask(services, "What colour is the square?")
    assert answer["answer"] == "My guess from the picture: The square is red. [1]"
    (citation,) = answer["citations"]
    assert citation["document"] == "question"
    assert citation["supported"] is False


def test_what_it_is_and_what_was_no_answer_stay_with_the_eyes(services: Services) -> None:
    assert ask(services, "What is this?")["answer"].startswith("The picture shows")
    assert "guess" not in ask(services, "How many squares are there?")["answer"]


def test_it_is_loaded_only_for_a_question_of_its_kind(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    warmed: list[bool] = []
    monkeypatch.setattr(services.assistant.guesses, "warm", lambda: warmed.append(True))
    ask(services, "What is this?")
    assert warmed == []
    ask(services, "What colour is the square?")
    assert warmed == [True]


def test_that_nothing_can_be_told_of_a_photo_cites_nothing(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    guesses = services.assistant.guesses
    assert guesses is not None
    monkeypatch.setattr(guesses, "_eyes", Photographed())
    answer = ask(services, "What colour is the square?")
    assert answer["answer"] == DRAWINGS_ONLY
    assert answer["citations"] == []


def test_a_model_of_ones_own_is_asked_everything_and_heard_as_it_writes(services: Services) -> None:
    class Writes(Engine):
        def generate(self, messages: Sequence[Message], sampling: Sampling, **_: Any) -> Iterator[Piece]:
            yield from map(Piece, ("A red ", "square, ", "I think."))
            yield Piece("", "stop")

    guesses = services.assistant.guesses
    seeing: Any = lambda: Seeing(Eyes(), Writes())  # type: ignore[arg-type]  # noqa: E731
    services.assistant.guesses = PictureAnswers(seeing, services.models.picture_encoder.proxy, general=True)
    events = list(services.assistant.answer(question("What is this?")))
    services.assistant.guesses = guesses
    said = [event.data["text"] for event in events if event.type == "token"]
    assert said == ["My guess from the picture: ", "A red ", "square, ", "I think.", " [1]"]
    assert events[-1].data["answer"]["answer"] == "My guess from the picture: A red square, I think. [1]"


def test_the_library_goes_before_a_guess_where_it_is_sure(services: Services) -> None:
    stream = io.BytesIO(b"The bakery on Mill Lane was opened in 1931. Forty people work in the bakery today.")
    document = services.stores.library.add("local", "bakery.txt", stream)
    services.ingest.submit(document.id)
    assert services.ingest.wait(document.id, 60)
    sure = ask(services, "How many people work in the bakery?", "auto")
    assert "forty" in sure["answer"].lower()
    assert "guess" not in sure["answer"]
    assert ask(services, "What colour is the square?", "auto")["answer"].startswith("My guess")
    services.stores.library.delete("local", document.id)
