"""JSON lines: what is wrong with one is said with its number."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import BadInput, NotFound
from training.data.jsonlines import read_lines, write_lines


def test_lines_are_read_as_they_were_written(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [{"a": "ä\u2028b"}, {"a": ["x"], "n": 3}]
    assert write_lines(tmp_path / "a.jsonl", rows) == 2
    (tmp_path / "a.jsonl").write_text("\n" + (tmp_path / "a.jsonl").read_text() + "\n")
    read = read_lines(tmp_path / "a.jsonl")
    assert [line.values for line in read] == rows
    assert [line.number for line in read] == [2, 3]
    assert read_lines(tmp_path / "a.jsonl", limit=1) == read[:1]


@pytest.mark.parametrize("content", [b"", b"\n \n", b"{", b"[1]", b"\xff{}"])
def test_what_is_no_file_of_objects_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.jsonl").write_bytes(content)
    with pytest.raises(BadInput, match=r"a\.jsonl"):
        read_lines(tmp_path / "a.jsonl")
    with pytest.raises(NotFound, match=r"b\.jsonl") as caught:
        read_lines(tmp_path / "b.jsonl", "Draw some.")
    assert caught.value.remedy == "Draw some."


def test_a_field_that_is_not_as_wanted_is_named_with_its_line(tmp_path: Path) -> None:
    write_lines(tmp_path / "a.jsonl", [{"text": "x", "texts": ["x", "y"], "empty": " ", "mixed": ["x", 1]}])
    (line,) = read_lines(tmp_path / "a.jsonl")
    assert (line.text("text"), line.texts("texts"), line.text("none", "d")) == ("x", ("x", "y"), "d")
    for wrong in ("none", "texts", "empty"):
        with pytest.raises(BadInput, match=rf"Line 1 of a\.jsonl has no text as its `{wrong}`"):
            line.text(wrong)
    for wrong in ("none", "text", "mixed"):
        with pytest.raises(BadInput, match=rf"Line 1 of a\.jsonl has no list of texts as its `{wrong}`"):
            line.texts(wrong)
