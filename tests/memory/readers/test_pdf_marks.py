"""Words are marked where they stand on the drawn page, whatever its reader made of its lines."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageChops

from memory.readers.pdf import draw_page
from tests.memory.readers.conftest import placed_pdf

LINES = [(72, 700, "The mill was built in 1843 by"), (72, 680, "Tobias Fenn."), (72, 600, "It burned down twice.")]


def changed(marked: str, *, page: str = "") -> tuple[int, int, int, int] | None:
    """The pixels of the page that words change: a point is one of them."""
    file = placed_pdf([LINES], page=page)
    plain = draw_page(io.BytesIO(file), 1, 612)
    return ImageChops.difference(plain, draw_page(io.BytesIO(file), 1, 612, marked)).getbbox()


@pytest.mark.parametrize("words", [
    "The mill was built in 1843 by Tobias Fenn.", "the MILL was built in\n1843 by Tobias-Fenn",
    "Heading | The mill was built in 1843 by\nTobias Fenn", "1843 by Tobias",
])  # fmt: skip
def test_words_over_two_lines(words: str) -> None:
    box = changed(words)
    assert box is not None
    left, top, right, bottom = box
    assert 70 <= left <= 200
    assert right < 300
    assert 80 <= top <= 95  # 700 points from below, of 792
    assert 95 < bottom < 120


def test_a_page_that_is_turned() -> None:
    box = changed("It burned down twice.", page="/Rotate 90")
    assert box is not None
    assert box[3] - box[1] > box[2] - box[0]  # the line runs down


@pytest.mark.parametrize("words", ["nowhere on this page at all", "...", "\n|"])
def test_what_is_not_there_marks_nothing(words: str) -> None:
    assert changed(words) is None


def test_what_is_marked_stays_legible() -> None:
    file = placed_pdf([LINES])
    drawn = draw_page(io.BytesIO(file), 1, 612, "It burned down twice.")
    part = drawn.crop((70, 180, 300, 200))
    assert min(part.convert("L").tobytes()) < 60
    assert isinstance(drawn, Image.Image)
