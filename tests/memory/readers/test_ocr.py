from __future__ import annotations

import re
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from memory.readers import ocr
from memory.readers.ocr import page_of, read_blocks
from memory.readers.picture_layout import Line, around, group

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


def placed(*rows: tuple[int, ...], texts: str, tilt: float = 0.0) -> list[Line]:
    """Lines at the given places (y of a row, and x of each text in it), seen at a tilt and level."""
    places = [(x, y) for y, *columns in rows for x in columns]
    found = []
    for (x, y), text in zip(places, texts.split("|"), strict=True):
        end = x + 9 * len(text)
        seen = (x, y + tilt * x, end, y + 20 + tilt * end)
        found.append(Line(text, seen, (x, y, end, y + 20)))
    return found


@pytest.mark.parametrize("tilt", [0.0, 0.08])
def test_a_label_and_its_value_stay_together_over_a_gap(tilt: float) -> None:
    texts = "CORNER BAKERY|Rye loaf|7.80|Plum tart|4.60|TOTAL EUR|12.40|Thank you and come again"
    lines = placed((10, 200), (70, 10, 500), (100, 10, 500), (130, 10, 500), (220, 120), texts=texts, tilt=tilt)
    blocks = group(lines)
    assert [block.text for block in blocks] == [
        "CORNER BAKERY", "Rye loaf: 7.80\nPlum tart: 4.60\nTOTAL EUR: 12.40", "Thank you and come again"
    ]  # fmt: skip
    assert blocks[1].box == around(lines[1:7])


def test_a_form_is_its_labels_with_their_values() -> None:
    texts = "Name:|Ingrid Halvorsen|Vehicle:|Blue Skoda|Zone:|C4"
    (form,) = group(placed((70, 10, 300), (110, 10, 300), (150, 10, 300), texts=texts))
    assert form.text == "Name: Ingrid Halvorsen\nVehicle: Blue Skoda\nZone: C4"


def test_a_table_names_the_column_of_each_cell_also_where_one_is_empty() -> None:
    texts = "Branch|Manager|Staff|North|Ada Lind|12|South|7|Harbour|Wen Zhao|19"
    rows = (70, 10, 200, 400), (110, 10, 200, 400), (150, 10, 400), (190, 10, 200, 400)
    (table,) = group(placed(*rows, texts=texts))
    assert table.text.splitlines() == [
        "Branch: North; Manager: Ada Lind; Staff: 12", "Branch: South; Staff: 7",
        "Branch: Harbour; Manager: Wen Zhao; Staff: 19",
    ]  # fmt: skip


def test_columns_of_prose_are_no_table() -> None:
    left, right = "the mill was built in 1843", "flour is still sold there today"
    rows = [(y, 10, 400) for y in (10, 36, 62)]
    blocks = group(placed(*rows, texts="|".join([left, right] * 3)))
    assert [block.text for block in blocks] == ["\n".join([left] * 3), "\n".join([right] * 3)]


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
        assert {one.text for one in block.lines} <= set(re.findall(r"\w+", block.text))


@pytest.mark.models
def test_the_models_of_the_wheel_read(make: SimpleNamespace) -> None:
    picture = make.drawn({(50, 50): "The lighthouse keeper wrote\na letter every morning.", (600, 380): "Harbour 1871"})
    blocks = read_blocks(picture, 1)
    assert [block.text for block in blocks] == ["The lighthouse keeper wrote\na letter every morning.", "Harbour 1871"]
    assert blocks[1].box[:2] == pytest.approx((600, 380), abs=15)
    assert page_of(picture, 4, 1).text.endswith("\n\nHarbour 1871")


@pytest.mark.models
def test_a_photo_at_a_tilt_is_read_by_its_rows(make: SimpleNamespace) -> None:
    rows = {(60, 60): "Rye loaf", (620, 60): "7.80", (60, 110): "Plum tart", (620, 110): "4.60",
            (60, 160): "Sum of all", (620, 160): "12.40"}  # fmt: skip
    tilted = make.drawn(rows).rotate(3, expand=True, fillcolor="white")
    assert page_of(tilted, 1, 1).text.splitlines() == ["Rye loaf: 7.80", "Plum tart: 4.60", "Sum of all: 12.40"]


@pytest.mark.models
def test_a_picture_without_text_has_none(make: SimpleNamespace) -> None:
    assert read_blocks(make.drawn({}), 1) == []


@pytest.mark.parametrize(("text", "score", "read"), [
    ("0", 0.7, []), ("x.", 0.8, []), ("7", 0.95, ["7"]), ("42", 0.7, ["42"]), ("ab", 0.65, ["ab"]),
])  # fmt: skip
def test_a_single_letter_is_believed_only_where_it_is_plain(
    monkeypatch: pytest.MonkeyPatch, text: str, score: float, read: list[str]
) -> None:
    corners = np.array([[[10, 10], [40, 10], [40, 40], [10, 40]]], np.float32)
    found = SimpleNamespace(txts=(text,), scores=(score,), boxes=corners)
    monkeypatch.setattr(ocr, "_engine", lambda threads: lambda picture: found)
    assert [block.text for block in read_blocks(Image.new("RGB", (100, 100)), 1)] == read


@pytest.mark.parametrize("size", [(3000, 2), (1, 1), (2, 2000)])
def test_a_picture_too_thin_for_letters_is_not_read(size: tuple[int, int]) -> None:
    assert read_blocks(Image.new("RGB", size), 1) == []
