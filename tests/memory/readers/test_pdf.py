from __future__ import annotations

import ctypes
import io
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

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


def lines(data: bytes) -> list[str]:
    (page,), _, _ = read_pdf(io.BytesIO(data))
    return [line for line in page.text.split("\n") if line]


TABLE = [("Room", "Seats", "Price"), ("Heron", "12", "EUR 40"), ("Gull", "", "EUR 25")]


def placed(rows: list[tuple[str, ...]], top: int = 600, columns: tuple[int, ...] = (72, 200, 330)) -> list[Any]:
    return [
        (x, top - 20 * n, text) for n, row in enumerate(rows) for x, text in zip(columns, row, strict=False) if text
    ]


def test_a_table_is_told_by_rows_and_an_empty_cell_moves_no_other(make: SimpleNamespace) -> None:
    data = make.placed_pdf([[(72, 700, "Our rooms"), *placed(TABLE), (72, 400, "Prices include breakfast.")]])
    assert lines(data) == [
        "Our rooms", "Room: Heron; Seats: 12; Price: EUR 40", "Room: Gull; Price: EUR 25", "Prices include breakfast.",
    ]  # fmt: skip
    assert read_pdf(io.BytesIO(data))[0][0].tables[0].title == "Our rooms"


def test_a_turned_page_has_its_table_too(make: SimpleNamespace) -> None:
    turned = make.placed_pdf([placed(TABLE)]).replace(b"1 0 0 1 ", b"0 1 -1 0 ")
    for x, y, _ in placed(TABLE):
        turned = turned.replace(b"0 1 -1 0 %d %d Tm" % (x, y), b"0 1 -1 0 %d %d Tm" % (612 - y // 2, x))
    assert lines(turned.replace(b"/MediaBox", b"/Rotate 90 /MediaBox"))[0] == "Room: Heron; Seats: 12; Price: EUR 40"


def test_two_tables_below_each_other_stay_apart(make: SimpleNamespace) -> None:
    form = [("Name", "Ada Lindt"), ("Policy no.", "PX-889"), ("Since", "2021")]
    data = make.placed_pdf([[*placed(TABLE), *placed(form, 540, (72, 430))]])
    assert lines(data)[2:] == ["Name: Ada Lindt", "Policy no.: PX-889", "Since: 2021"]


def test_columns_of_prose_are_read_one_after_the_other(make: SimpleNamespace) -> None:
    left = [
        "The heron is a bird that wades in",
        "water and stands there for a long",
        "time before it catches a fish in",
    ]
    left += ["the reeds, and then it flies away", "over the lake to its nest."]
    right = [
        "Gulls are loud, and they nest on",
        "the cliffs above the sea where the",
        "wind is strong all year, and they",
    ]
    right += ["eat what they find, of which there", "is plenty in a harbour."]
    data = make.placed_pdf([placed(list(zip(left, right, strict=True)), columns=(40, 330))])
    assert lines(data) == [" ".join(left), " ".join(right)]


def test_fields_boxes_and_notes(make: SimpleNamespace) -> None:
    def note(entries: str) -> str:
        return f"<< /Type /Annot /Rect [0 0 9 9] {entries} >>"

    more = [
        note("/Subtype /Widget /FT /Tx /T (f1) /TU (Date of birth) /V (3 May 1984)"),
        note("/Subtype /Widget /FT /Tx /T (empty)"),
        note("/Subtype /Widget /FT /Btn /T (Agree) /V /Yes /AS /Yes /AP << /N << /Yes 3 0 R /Off 3 0 R >> >>"),
        note("/Subtype /Text /T (Ben) /Contents (Ask Mona.)"),
    ]
    data = make.placed_pdf(
        [[(72, 700, "Application"), (72, 680, "Date of birth:"), (72, 660, "Agree"), (72, 640, "Signed at Leeds")]],
        page="/Annots [4 0 R 5 0 R 6 0 R 7 0 R]",
        catalog="/AcroForm << /Fields [4 0 R 5 0 R 6 0 R] >>",
        more=more,
    )
    assert lines(data) == [
        "Application", "Signed at Leeds", "Date of birth: 3 May 1984", "Agree: checked", "Note by Ben: Ask Mona.",
    ]  # fmt: skip


def test_attached_files_are_pages_after_the_others(readers: Readers, put: Put, make: SimpleNamespace) -> None:
    more = [
        "<< /Type /EmbeddedFile /Length 12 >>\nstream\nHerons wade.\nendstream",
        "<< /Type /Filespec /F (notes.txt) /UF (notes.txt) /EF << /F 4 0 R >> >>",
    ]
    catalog = "/Names << /EmbeddedFiles << /Names [(notes.txt) 5 0 R] >> >>"
    data = make.placed_pdf([[(72, 700, "See the attached file.")]], catalog=catalog, more=more)
    reading = readers.read(put("x", data), "x.pdf")
    assert [chunk.text for chunk in reading.chunks] == ["See the attached file.", "notes.txt\n\nHerons wade."]
    assert reading.pages == 2


def test_a_stamp_over_a_scan_is_no_reason_to_leave_the_scan_unread(tmp_path: Path, make: SimpleNamespace) -> None:
    import pypdfium2
    import pypdfium2.raw as pdfium

    stamp = "Received on 4 May 2024, room 12"
    make.drawn({(10, 10): "Words"}).save(tmp_path / "scan.pdf")
    document = pypdfium2.PdfDocument(tmp_path / "scan.pdf")
    text = pdfium.FPDFPageObj_NewTextObj(document, b"Helvetica", 12.0)
    letters = (stamp + "\0").encode("utf-16-le")
    pdfium.FPDFText_SetText(text, ctypes.cast(letters, ctypes.POINTER(pdfium.FPDF_WCHAR)))
    page = document[0]
    pdfium.FPDFPage_InsertObject(page, text)
    page.gen_content()
    out = io.BytesIO()
    document.save(out)
    pages, scanned, _ = read_pdf(out)
    assert ([found.text for found in pages], scanned) == ([stamp], [1])
    assert read_pdf(io.BytesIO(make.text_pdf([[stamp]])))[1] == []


def test_rules_and_lists_are_no_part_of_a_sentence(make: SimpleNamespace) -> None:
    text = ["=" * 30, "Total of all that was bought: 12", "- one item that is long enough", "- another item"]
    assert lines(make.text_pdf([text])) == text
