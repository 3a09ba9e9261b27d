from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from core.errors import NotFound, UnreadableFile
from memory.readers import Readers
from memory.readers.pdf import draw_page, read_pdf

Put = Callable[[str, bytes | str], Path]


def encrypted(plain: bytes) -> bytes:
    """The PDF with an encryption dictionary that no password opens."""
    key = b"<" + b"5A" * 32 + b">"
    entry = b"/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /O %s /U %s /P -4 >> /Root" % (key, key)
    return plain.replace(b"/Root", entry)


def test_lines_become_sentences_and_paragraphs_stay(make: SimpleNamespace) -> None:
    lines = ["The tower is old, and its", "keepers lived by fish-", "ing.", "Name: Ann", "Age: 40"]
    lines += ["A line that is long and goes on with a name of", "Ann and no stop"]
    pages, scanned, count = read_pdf(io.BytesIO(make.text_pdf([lines])))
    assert pages[0].text.strip().split("\n") == [
        "The tower is old, and its keepers lived by fishing.", "Name: Ann", "Age: 40",
        "A line that is long and goes on with a name of Ann and no stop",
    ]  # fmt: skip
    assert (scanned, count) == ([], 1)


def test_a_scan_is_told_from_a_blank_page(tmp_path: Path, make: SimpleNamespace) -> None:
    path = tmp_path / "scan.pdf"
    make.drawn({(10, 10): "Words"}).save(path)
    assert read_pdf(io.BytesIO(path.read_bytes())) == ([], [1], 1)
    assert read_pdf(io.BytesIO(make.text_pdf([[], []]))) == ([], [], 2)


def test_no_text_at_all_fails_with_the_reason(
    readers: Readers, put: Put, tmp_path: Path, make: SimpleNamespace
) -> None:
    with pytest.raises(UnreadableFile, match="No text was found"):
        readers.read(put("x", make.text_pdf([[]])), "x.pdf")
    make.drawn({}).save(tmp_path / "blank.pdf")
    with pytest.raises(UnreadableFile, match="not even on its pictures"):
        readers.read(tmp_path / "blank.pdf", "x.pdf")


def test_a_password_is_named_as_the_reason(make: SimpleNamespace) -> None:
    with pytest.raises(UnreadableFile, match="protected by a password"):
        read_pdf(io.BytesIO(encrypted(make.text_pdf([["Hello."]]))))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_cut_file_is_read_or_refused(make: SimpleNamespace, share: float) -> None:
    whole = make.text_pdf([["Hello there, said the gull."]] * 5)
    try:
        pages, _, _ = read_pdf(io.BytesIO(whole[: int(len(whole) * share)]))
    except UnreadableFile:
        return
    assert all("gull" in page.text for page in pages)


def test_junk_before_the_header(readers: Readers, put: Put, make: SimpleNamespace) -> None:
    path = put("x", bytes(range(1, 32)) * 4 + make.text_pdf([["Hello there, said the gull."]]))
    assert readers.read(path, "x").chunks[0].text == "Hello there, said the gull."


def test_a_page_that_claims_to_be_a_mile_wide_is_drawn_small(make: SimpleNamespace) -> None:
    huge = make.text_pdf([["Hello."]]).replace(b"[0 0 612 792]", b"[0 0 9e6 9e6]")
    assert max(draw_page(io.BytesIO(huge), 1).size) <= 4000


def test_pages_that_are_not_there(make: SimpleNamespace) -> None:
    file = io.BytesIO(make.text_pdf([["Hello."]]))
    for number in (-1, 0, 2):
        with pytest.raises(NotFound):
            draw_page(file, number)
    assert draw_page(file, 1, width=300).width == 300
