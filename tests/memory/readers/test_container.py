from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from core.errors import TooLarge, UnreadableFile
from memory.chunking import Page, Table
from memory.readers import Readers, document
from memory.readers.container import read_zip
from memory.readers.document import read_document
from tests.memory.readers.archives import zipped

Put = Callable[[str, bytes | str], Path]
OPTIONS = {"threads": 1, "picture_pixels": 10_000}


def unzip(parts: dict[str, str | bytes]) -> list[Page]:
    return read_document(io.BytesIO(zipped(parts)), "zip", OPTIONS).pages


def test_each_file_is_a_page_under_its_name() -> None:
    pages = unzip({"notes/b.txt": "Herons wade.", "a.csv": "x,y\n1,2\n", "__MACOSX/._b.txt": "junk", "notes/": ""})
    assert [(page.number, page.text) for page in pages] == [
        (1, "a.csv\n\nx: 1; y: 2"), (2, "notes/b.txt\n\nHerons wade."),
    ]  # fmt: skip
    rows = ((("1", "2"), "x: 1; y: 2"),)
    assert pages[0].tables == (Table(7, 17, "a.csv", names=("x", "y"), records=rows),)
    assert pages[0].headings == (0,)


def test_a_file_that_cannot_be_read_is_named_and_loses_no_other() -> None:
    first, second = unzip({"a.exe": b"MZ\x90\0" + bytes(500), "b.txt": "Herons wade."})
    assert first.text == "a.exe\n\nThis file was not read. This is a program for Windows, which cannot be read."
    assert "Herons" in second.text


def test_archives_in_archives_have_a_bottom() -> None:
    data = zipped({"a.txt": "Herons wade."})
    for _ in range(5):
        data = zipped({"x.zip": data})
    (page,) = read_document(io.BytesIO(data), "zip", OPTIONS).pages
    assert "to a certain depth" in page.text


def test_what_all_files_hold_together_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "_MOST_INNER_BYTES", 15)
    assert ["not read" in page.text for page in unzip({"a": "Herons wade.", "b": "Gulls cry."})] == [False, True]


def test_pictures_are_seen_while_there_is_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "_SEEING_SECONDS", -1.0)
    out = io.BytesIO()
    Image.new("RGB", (20, 20)).save(out, "PNG")
    (page,) = unzip({"a.png": out.getvalue()})
    assert "hand them over on their own" in page.text


def test_a_bomb_and_a_password_are_refused() -> None:
    bomb = zipped({f"{n}.bin": bytes(300 * 2**20) for n in range(2)})
    with pytest.raises(TooLarge, match="unpacks to far more"):
        read_zip(io.BytesIO(bomb), lambda *_: [])
    locked = bytearray(zipped({"a.txt": "Herons"}))
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(UnreadableFile, match="password"):
        read_zip(io.BytesIO(locked), lambda *_: [])


def test_an_archive_through_the_child(readers: Readers, put: Put) -> None:
    reading = readers.read(put("x", zipped({"a.txt": "Herons wade.", "b.html": "<p>Gulls cry.</p>"})), "all.zip")
    assert (reading.media_type, reading.pages) == ("application/zip", 2)
    assert [chunk.text for chunk in reading.chunks] == ["a.txt\n\nHerons wade.", "b.html\n\nGulls cry."]
