"""The box of a picture's citation, and which file belongs to a question."""

from __future__ import annotations

import io

from PIL import Image, ImageChops

from frontend.chat import split
from frontend.session import Attachment
from frontend.viewer import draw_box
from tests.frontend.stub import picture


def test_the_box_is_drawn_where_it_belongs() -> None:
    before = Image.open(io.BytesIO(picture("x"))).convert("RGB")
    after = Image.open(io.BytesIO(draw_box(picture("x"), (0.5, 0.25, 0.75, 0.5)))).convert("RGB")
    assert after.size == before.size == (640, 400)
    assert ImageChops.difference(before, after).getbbox() == (320, 100, 481, 201)
    assert after.getpixel((400, 150)) == before.getpixel((400, 150)), "what is inside stays visible"


def test_the_first_picture_is_asked_about_and_the_rest_is_kept() -> None:
    first, second = Attachment("a.png", "image/png", b"1"), Attachment("b.jpg", "image/jpeg", b"2")
    text = Attachment("c.txt", "text/plain", b"3")
    assert split((text, first, second)) == (first, (text, second))
    assert split((text,)) == (None, (text,))
