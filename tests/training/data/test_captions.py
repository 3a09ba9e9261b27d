"""Captions are read from both layouts, and what cannot be used is counted, listed, and soon fatal."""

import json
import logging
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from core.errors import BadInput
from training.data.captions import read_captions


def _picture(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    shades = np.random.default_rng(0).integers(0, 255, (40, 40, 3), dtype=np.uint8)
    Image.fromarray(shades).save(path)


def _folder(path: Path, rows: list[dict[str, Any]]) -> Path:
    (path / "captions.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows) + "\n")
    return path


def _many(path: Path, count: int) -> list[dict[str, Any]]:
    _picture(path / "one.png")
    return [{"file": "one.png", "caption": f"thing {i}"} for i in range(count)]


def test_lines_have_one_caption_or_several_and_a_group(tmp_path: Path) -> None:
    for name in ("a.png", "birds/b.jpg", "c.png"):
        _picture(tmp_path / name)
    read = read_captions(
        _folder(
            tmp_path,
            [
                {"file": "a.png", "caption": "a  red\tboat "},
                {"file": "birds/b.jpg", "captions": ["a duck", "", "a duck", "a bird"]},
                {"file": "c.png", "caption": "a cup", "group": "kitchen"},
            ],
        )
    )
    assert [row.captions for row in read] == [("a red boat",), ("a duck", "a bird"), ("a cup",)]
    assert [row.group for row in read] == ["", "birds", "kitchen"]
    assert read[1].picture == tmp_path / "birds/b.jpg"


def test_coco_joins_captions_to_their_pictures(tmp_path: Path) -> None:
    for split, key in (("train2017", 7), ("val2017", 9)):
        _picture(tmp_path / split / f"{key:012}.jpg")
        table = {
            "images": [{"id": key, "file_name": f"{key:012}.jpg"}],
            "annotations": [{"image_id": key, "id": i, "caption": f"{split} {i}"} for i in range(5)],
        }
        (tmp_path / "annotations").mkdir(exist_ok=True)
        (tmp_path / "annotations" / f"captions_{split}.json").write_text(json.dumps(table))
    (tmp_path / "annotations" / "instances_train2017.json").write_text("{}")  # lies beside them, and is not read
    read = read_captions(tmp_path)
    assert [row.group for row in read] == ["train2017", "val2017"]
    assert read[0].captions == tuple(f"train2017 {i}" for i in range(5))
    assert read[1].picture == tmp_path / "val2017" / "000000000009.jpg"


def test_a_few_unusable_pictures_are_left_out_and_listed(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    rows = _many(tmp_path, 198)
    with caplog.at_level(logging.WARNING):
        read = read_captions(_folder(tmp_path, [*rows, {"file": "gone.png", "caption": "x"}]))
    assert len(read) == 198
    assert "gone.png is missing" in caplog.text
    assert "1 of 199" in caplog.text


def test_over_one_in_a_hundred_is_fatal_and_says_which_and_why(tmp_path: Path) -> None:
    rows = _many(tmp_path, 100)
    _picture(tmp_path / "cut.jpg")
    whole = (tmp_path / "cut.jpg").read_bytes()
    (tmp_path / "cut.jpg").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "text.png").write_text("no picture")
    rows += [
        {"file": "gone.png", "caption": "x"},
        {"file": "cut.jpg", "caption": "x"},
        {"file": "text.png", "caption": "x"},
        {"file": "one.png", "caption": "  "},
        {"file": "../outside.png", "caption": "x"},
    ]
    _picture(tmp_path.parent / "outside.png")
    with pytest.raises(BadInput) as caught:
        read_captions(_folder(tmp_path, rows))
    for part in ("1 missing", "2 broken", "1 without a caption", "1 outside the folder", "gone.png", "cut.jpg"):
        assert part in caught.value.message
    assert str(tmp_path) not in caught.value.message


def test_one_in_a_hundred_exactly_is_not_fatal(tmp_path: Path) -> None:
    assert len(read_captions(_folder(tmp_path, [*_many(tmp_path, 99), {"file": "gone.png", "caption": "x"}]))) == 99


def test_an_absolute_path_is_outside_the_folder(tmp_path: Path) -> None:
    _picture(tmp_path / "elsewhere.png")
    (tmp_path / "in").mkdir()
    rows = [*_many(tmp_path / "in", 9), {"file": str(tmp_path / "elsewhere.png"), "caption": "x"}]
    with pytest.raises(BadInput, match=r"1 outside the folder: elsewhere\.png") as caught:
        read_captions(_folder(tmp_path / "in", rows))
    assert str(tmp_path) not in caught.value.message


@pytest.mark.parametrize("said", [{"caption": None}, {"caption": 7}, {"captions": 7}, {"captions": [None, 3]}, {}])
def test_what_is_no_caption_is_counted_as_none(tmp_path: Path, said: dict[str, Any]) -> None:
    rows = _many(tmp_path, 99)
    assert len(read_captions(_folder(tmp_path, [*rows, {"file": "one.png", **said}]))) == 99
    with pytest.raises(BadInput, match="2 without a caption"):
        read_captions(_folder(tmp_path, [*rows, *[{"file": "one.png", **said}] * 2]))


def test_a_file_in_another_encoding_is_one_sentence(tmp_path: Path) -> None:
    _picture(tmp_path / "a.png")
    (tmp_path / "captions.jsonl").write_bytes('{"file": "a.png", "caption": "ein grüner Käfer"}'.encode("latin-1"))
    with pytest.raises(BadInput, match=r"captions\.jsonl is not UTF-8"):
        read_captions(tmp_path)


def test_a_separator_of_unicode_in_a_caption_ends_no_line(tmp_path: Path) -> None:
    _picture(tmp_path / "a.png")
    (tmp_path / "captions.jsonl").write_text('{"file": "a.png", "caption": "a\u2028boat"}\n', encoding="utf-8")
    assert read_captions(tmp_path)[0].captions == ("a boat",)


def test_a_picture_too_large_to_be_looked_at_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("training.data.captions.MOST_PIXELS", 1_000)
    with pytest.raises(BadInput, match="1 too large"):
        read_captions(_folder(tmp_path, _many(tmp_path, 1)))


@pytest.mark.parametrize("line", ["not json", '{"caption": "no file"}', '["a"]', '{"file": 3, "caption": "x"}'])
def test_a_line_that_is_no_caption_is_refused_by_its_number(tmp_path: Path, line: str) -> None:
    _picture(tmp_path / "a.png")
    (tmp_path / "captions.jsonl").write_text('{"file": "a.png", "caption": "fine"}\n\n' + line + "\n")
    with pytest.raises(BadInput, match="Line 3"):
        read_captions(tmp_path)


@pytest.mark.parametrize("table", ["{", '{"images": []}', '{"images": [], "annotations": [{"image_id": 1}]}'])
def test_a_broken_coco_file_is_refused(tmp_path: Path, table: str) -> None:
    (tmp_path / "train2017").mkdir()
    (tmp_path / "annotations").mkdir()
    (tmp_path / "annotations" / "captions_train2017.json").write_text(table)
    with pytest.raises(BadInput, match=r"captions_train2017\.json"):
        read_captions(tmp_path)


def test_a_folder_with_neither_layout_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="names no pictures"):
        read_captions(tmp_path)
