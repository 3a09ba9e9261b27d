"""A question about a picture through the whole service, with the projector that ships."""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.answering.assistant import gather
from app.wiring.services import Services, build
from core.settings import Settings
from core.types import UNRECORDED, Answer, Question

pytestmark = pytest.mark.models


def square(colour: tuple[int, int, int], width: int = 260) -> bytes:
    """A square at the top left of a pale picture."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (width, 260), (235, 235, 230))
    ImageDraw.Draw(picture).rectangle((18, 18, 70, 70), fill=colour)
    encoded = io.BytesIO()
    picture.save(encoded, "PNG")
    return encoded.getvalue()


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    data = tmp_path_factory.mktemp("guessing")
    built = build(Settings(data=data))
    yield built
    built.close()


def ask(services: Services, text: str, picture: bytes) -> Answer:
    question = Question(text, owner="local", library="off", conversation=UNRECORDED, picture=picture)
    return gather(services.assistant.answer(question))


@pytest.mark.parametrize(("name", "colour"), [("red", (214, 40, 40)), ("blue", (40, 90, 220))])
def test_a_colour_is_guessed_and_said_to_be_a_guess(
    services: Services, name: str, colour: tuple[int, int, int]
) -> None:
    answer = ask(services, "What colour is the square?", square(colour))
    assert answer.answer.startswith("My guess from the picture:")
    assert name in answer.answer
    assert answer.citations  # the picture itself


def test_a_wide_picture_is_seen_as_a_square_one(services: Services) -> None:
    wide = square((214, 40, 40), width=520)
    assert "red" in ask(services, "What colour is the square?", wide).answer
    assert "top left" in ask(services, "Where is the square?", wide).answer


def test_it_answers_in_three_seconds_once_it_is_loaded(services: Services) -> None:
    ask(services, "Where is the square?", square((214, 40, 40)))
    started = time.process_time()  # of all threads: beside other work, time on the clock says little
    answer = ask(services, "Where is the square?", square((40, 160, 60)))
    assert "top" in answer.answer
    assert time.process_time() - started < 3


def test_what_it_is_stays_with_the_eyes(services: Services) -> None:
    answer = ask(services, "What is this?", square((214, 40, 40)))
    assert answer.answer.startswith("The picture shows")


def receipt() -> bytes:
    """A receipt, photographed at a tilt: items on the left, prices far on the right."""
    from PIL import Image, ImageDraw, ImageFont

    picture = Image.new("RGB", (640, 420), (250, 249, 245))
    draw, font = ImageDraw.Draw(picture), ImageFont.load_default(26)
    rows = (
        ("Corner Bakery", ""),
        ("Rye loaf", "7.80"),
        ("Plum tart", "4.60"),
        ("VAT 7 %", "0.81"),
        ("TOTAL", "12.40 EUR"),
    )
    for number, (item, price) in enumerate(rows):
        draw.text((30, 40 + 64 * number), item, fill=0, font=font)
        draw.text((480, 40 + 64 * number), price, fill=0, font=font)
    encoded = io.BytesIO()
    picture.rotate(3, expand=True, fillcolor=(120, 95, 70)).save(encoded, "PNG")
    return encoded.getvalue()


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What is the total on this receipt?", "12.40 EUR"),
        ("how much was the plum tart", "4.60"),
        ("What is the IBAN?", ""),
    ],
)
def test_a_photographed_receipt_is_read(services: Services, question: str, said: str) -> None:
    answer = ask(services, question, receipt())
    assert answer.answer == (f"{said} [1]" if said else "I found nothing about that in your picture.")


def test_no_torch_is_loaded_and_memory_is_given_back(services: Services) -> None:
    import subprocess

    script = (
        "import sys; from app.wiring import picture_answers as wired; from core.settings import Settings\n"
        "import numpy as np\n"
        "seeing = wired.beside(Settings(), 1)\n"
        "seeing.eyes.encode(np.zeros((50, 50, 3), np.uint8)); seeing.engine.close()\n"
        "assert 'torch' not in sys.modules and 'transformers' not in sys.modules, 'torch'\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=Path(__file__).parents[3])
    guesses = services.assistant.guesses
    assert guesses is not None
    guesses.model.retire(0)
    assert guesses.model._seeing is None
    assert "top" in ask(services, "Where is the square?", square((214, 40, 40))).answer
