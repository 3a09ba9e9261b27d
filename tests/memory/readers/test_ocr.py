from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from memory.readers.ocr import Line, group, join_rows, page_of, read_blocks

BOXES = st.builds(
    lambda x, y, w, h: (float(x), float(y), float(x + w), float(y + h)),
    st.integers(0, 900), st.integers(0, 900), st.integers(1, 400), st.integers(1, 60),
)  # fmt: skip


def line(text: str, x: int, y: int, width: int = 200, height: int = 20) -> Line:
    return Line(text, (x, y, x + width, y + height))


def test_lines_close_together_are_a_block_and_far_ones_are_not() -> None:
    blocks = group([line("second", 10, 36), line("first", 10, 10), line("elsewhere", 600, 500)])
    assert [block.text for block in blocks] == ["first\nsecond", "elsewhere"]
    assert blocks[0].box == (10, 10, 210, 56)


def test_pieces_of_a_row_are_joined_from_left_to_right() -> None:
    assert [block.text for block in group([line("world", 220, 12), line("Hello", 10, 10)])] == ["Hello world"]


def test_columns_stay_apart() -> None:
    lines = [line("left one", 10, 10), line("right one", 400, 10), line("left two", 10, 36), line("right two", 400, 36)]
    assert [block.text for block in group(lines)] == ["left one\nleft two", "right one\nright two"]


def test_a_title_stands_apart_from_small_print() -> None:
    assert len(group([line("TITLE", 10, 10, height=60), line("small print", 10, 75, height=15)])) == 2


@given(st.lists(BOXES, max_size=25))
def test_no_line_is_lost_and_every_box_holds_its_lines(boxes: list[tuple[float, float, float, float]]) -> None:
    lines = [Line(str(n), box) for n, box in enumerate(boxes)]
    blocks = group(lines)
    assert sorted(int(each.text) for block in blocks for each in block.lines) == list(range(len(lines)))
    for block in blocks:
        x0, y0, x1, y1 = block.box
        assert all(x0 <= b[0] and y0 <= b[1] and x1 >= b[2] and y1 >= b[3] for b in (one.box for one in block.lines))
        assert sorted(block.text.split()) == sorted(join_rows(block.lines).split())


@pytest.mark.models
def test_the_models_of_the_wheel_read(make: SimpleNamespace) -> None:
    picture = make.drawn({(50, 50): "The lighthouse keeper wrote\na letter every morning.", (600, 380): "Harbour 1871"})
    blocks = read_blocks(picture, 1)
    assert [block.text for block in blocks] == ["The lighthouse keeper wrote\na letter every morning.", "Harbour 1871"]
    assert blocks[1].box[:2] == pytest.approx((600, 380), abs=15)
    assert page_of(picture, 4, 1).text.endswith("\n\nHarbour 1871")


@pytest.mark.models
def test_a_picture_without_text_has_none(make: SimpleNamespace) -> None:
    assert read_blocks(make.drawn({}), 1) == []


@pytest.mark.parametrize("size", [(3000, 2), (1, 1), (2, 2000)])
def test_a_picture_too_thin_for_letters_is_not_read(size: tuple[int, int]) -> None:
    assert read_blocks(Image.new("RGB", size), 1) == []
