"""Every format, through the real child process, with the name telling nothing or lying."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from core.errors import NotFound, TooLarge, UnreadableFile, UnsupportedFormat
from core.settings import Settings
from core.types import PageSpan, Reading, TimeSpan
from memory.readers import Readers
from tests.conftest import SAMPLES
from tests.memory.readers.archives import epub, opendocument
from tests.memory.readers.test_pptx import slides
from tests.memory.readers.test_spreadsheet import xls, xlsx

Put = Callable[[str, bytes | str], Path]


def text_of(reading: Reading) -> str:
    return "\n".join(chunk.text for chunk in reading.chunks)


def test_small_documents_are_quick(readers: Readers, put: Put) -> None:
    path = put("a.txt", "The heron stands in the water and waits for fish. " * 20)
    readers.read(path, "a.txt")
    times = []
    for _ in range(40):
        began = time.perf_counter()
        readers.read(path, "a.txt")
        times.append(time.perf_counter() - began)
    assert min(times) < 0.010  # 1.5 ms on an idle machine; the best of many says it on a busy one


def test_a_picture_in_a_question_waits_behind_no_document(readers: Readers) -> None:
    with readers._documents._turn():  # as while one is read
        seen = readers.look(SAMPLES / "cat.jpg")
    assert (seen.kind, seen.picture is not None) == ("picture", True)


def test_a_path_is_that_of_the_caller(readers: Readers, put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    """The child works in another folder."""
    file = put("note.txt", "Some words.")
    monkeypatch.chdir(file.parent)
    assert readers.read(Path(file.name), "note.txt").chunks[0].text == "Some words."


def test_markdown(readers: Readers, put: Put) -> None:
    reading = readers.read(put("x", "# Herons\n\nThey wade.\n"), "notes.md")
    assert (reading.kind, reading.media_type, reading.pages) == ("text", "text/markdown", 1)
    assert reading.chunks[0].text.startswith("# Herons")


def test_spans_are_exact_in_a_long_text(readers: Readers, put: Put) -> None:
    text = "".join(f"Line {n} tells of bird number {n * n}.\n" for n in range(400))
    reading = readers.read(put("x", text), "birds.txt")
    assert len(reading.chunks) > 10
    for chunk in reading.chunks:
        assert isinstance(chunk.span, PageSpan)
        assert text[chunk.span.start : chunk.span.end] == chunk.text


def test_pdf_has_page_numbers_and_whole_sentences(readers: Readers, put: Put, make: SimpleNamespace) -> None:
    pages = [["The lighthouse was built in 1871", "by local fisher-", "men."], [], ["Gulls nest there."]]
    reading = readers.read(put("x", make.text_pdf(pages)), "x.pdf")
    assert (reading.media_type, reading.pages) == ("application/pdf", 3)
    assert [(c.text, c.span.page) for c in reading.chunks if isinstance(c.span, PageSpan)] == [
        ("The lighthouse was built in 1871 by local fishermen.", 1),
        ("Gulls nest there.", 3),
    ]


def test_scanned_pages_are_read_by_ocr_in_their_place(readers: Readers, tmp_path: Path, make: SimpleNamespace) -> None:
    first = make.drawn({(60, 60): "The keeper wrote letters."})
    first.save(tmp_path / "scan.pdf", save_all=True, append_images=[make.drawn({(60, 60): "Gulls nest there."})])
    reading = readers.read(tmp_path / "scan.pdf", "scan.pdf")
    assert reading.pages == 2
    assert [(c.text, c.span.page) for c in reading.chunks if isinstance(c.span, PageSpan)] == [
        ("The keeper wrote letters.", 1),
        ("Gulls nest there.", 2),
    ]


@pytest.mark.parametrize(
    ("content", "media_type", "expected"),
    [
        (xlsx, "spreadsheetml.sheet", "Item: Ropes; Share: 50.0%"),
        (xls, "vnd.ms-excel", "Item: Ropes; Share: 50.0%"),
        (slides, "presentationml.presentation", "Item: Hosting; 2025: 100; 2026: 120"),
        (lambda: opendocument("text", "<text:p>Herons wade.</text:p>"), "opendocument.text", "Herons wade."),
        (lambda: epub({"a": "<p>Herons wade.</p>"}), "epub+zip", "Herons wade."),
        (lambda: b"{\\rtf1 Herons wade.}", "rtf", "Herons wade."),
        (lambda: b"From: a@b.c\nTo: d@e.f\nMIME-Version: 1.0\n\nHerons wade.", "rfc822", "Herons wade."),
        (lambda: b'{"bird": "heron"}', "json", "bird: heron"),
    ],
)
def test_every_library_works_in_the_sandbox(
    put: Put, content: Callable[[], bytes], media_type: str, expected: str
) -> None:
    """In a child that read nothing before, which may have imported what the sandbox refuses to this one."""
    fresh = Readers(Settings(_env_file=None))
    reading = fresh.read(put("x", content()), "x")
    fresh.close()
    assert reading.media_type.endswith(media_type)
    assert expected in text_of(reading).split("\n")


def test_a_scan_that_is_kept_as_one_tiff_has_pages(readers: Readers, tmp_path: Path, make: SimpleNamespace) -> None:
    first = make.drawn({(60, 60): "The keeper wrote letters."})
    path = tmp_path / "scan.tif"
    first.save(path, save_all=True, append_images=[make.drawn({(60, 60): "Gulls nest there."})])
    reading = readers.read(path, "scan.tif")
    assert (reading.kind, reading.pages) == ("text", 2)
    assert [c.text for c in reading.chunks] == ["The keeper wrote letters.", "Gulls nest there."]
    assert readers.preview(path, page=1) != readers.preview(path, page=2)
    with pytest.raises(NotFound):
        readers.preview(path, page=3)


def test_subtitles_have_seconds(readers: Readers, put: Put) -> None:
    reading = readers.read(put("x", "1\n00:00:01,000 --> 00:00:02,500\nHello there.\n"), "film.srt")
    assert [(chunk.text, chunk.span) for chunk in reading.chunks] == [("Hello there.", TimeSpan(1.0, 2.5))]


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        ("# Title\n\nSee [it](http://a.b).", "scan.pdf", "text/markdown"),
        ("<!DOCTYPE html><html><body><p>Hello there</p></body></html>", "photo.png", "text/html"),
        ("Plain words, nothing more.", "table.csv", "text/plain"),
        ("name,born,city\nAda,1815,London\nAlan,1912,London\n", "noname", "text/csv"),
        ("One, two, three.\nFour, five, six.\nSeven, eight, nine.\n", "poem.txt", "text/plain"),
    ],
)
def test_content_decides_what_a_file_is(readers: Readers, put: Put, content: str, name: str, media_type: str) -> None:
    assert readers.read(put("x", content), name).media_type == media_type


def test_a_pdf_named_as_a_picture(readers: Readers, put: Put, make: SimpleNamespace) -> None:
    assert readers.read(put("x", make.text_pdf([["Hello there."]])), "a.png").media_type == "application/pdf"


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", UnreadableFile),
        (b"   \n\n ", UnreadableFile),
        (bytes(range(256)) * 50, UnsupportedFormat),
        (b"\x7fELF\x02\x01\x01" + bytes(200), UnsupportedFormat),
        (b"\0" * 5000, UnsupportedFormat),
        (b"%PDF-1.4\nnothing of the sort", UnreadableFile),
        (b"PK\x03\x04" + bytes(100), UnreadableFile),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), UnreadableFile),
        (b"RIFF\x10\0\0\0WAVEfmt ", UnreadableFile),
        (b"\0\0\0\x18ftypheic" + bytes(100), UnreadableFile),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), UnreadableFile),
    ],
)
def test_bad_files_are_one_sentence(readers: Readers, put: Put, content: bytes, error: type[Exception]) -> None:
    path = put("x", content)
    with pytest.raises(error) as caught:
        readers.read(path, "../../x.pdf")
    said = json.dumps(caught.value.to_json())  # type: ignore[attr-defined]
    assert str(path) not in said
    assert "Traceback" not in said


def test_a_file_over_the_limit(put: Put) -> None:
    small = Readers(Settings(_env_file=None, upload_bytes=10))
    with pytest.raises(TooLarge):
        small.read(put("x", "more than ten bytes"), "x")
    small.close()


def test_slow_files_are_stopped(put: Put) -> None:
    hasty = Readers(Settings(_env_file=None, reader_seconds=0.3))
    with pytest.raises(UnreadableFile, match="longer than"):
        hasty.read(put("x", "One sentence after the other. " * 400_000), "x.txt")
    hasty._settings = hasty._settings.model_copy(update={"reader_seconds": 60.0})  # a busy machine is no slow file
    assert hasty.read(put("y", "Short."), "y.txt").chunks[0].text == "Short."
    hasty.close()


def test_text_formats_have_no_preview(readers: Readers, put: Put) -> None:
    with pytest.raises(UnsupportedFormat):
        readers.preview(put("x", "Words."))


def test_preview_of_a_pdf_page(readers: Readers, put: Put, make: SimpleNamespace) -> None:
    import io

    from PIL import Image

    path = put("x", make.text_pdf([["Hello."], ["There."]]))
    picture = Image.open(io.BytesIO(readers.preview(path, page=2, width=400)))
    assert (picture.format, picture.width) == ("PNG", 400)
    with pytest.raises(NotFound):
        readers.preview(path, page=3)
    with pytest.raises(NotFound):
        readers.preview(path, page=0)


def test_tables_come_as_cells_with_their_lines(readers: Readers, put: Callable[[str, bytes | str], Path]) -> None:
    (grid,) = readers.tables(put("stock.csv", "Stock list\n\nItem,Code,Stock\nSaw,T-1,3\nDrill,T-2,\n"), "stock.csv")
    assert (grid.title, grid.names) == ("Stock list", ("Item", "Code", "Stock"))
    assert grid.rows == (("Saw", "T-1", "3"), ("Drill", "T-2", ""))
    assert grid.lines == ("Item: Saw; Code: T-1; Stock: 3", "Item: Drill; Code: T-2")
    assert readers.tables(put("note.txt", "No table here."), "note.txt") == ()
