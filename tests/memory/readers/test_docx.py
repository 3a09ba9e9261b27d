from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from core.errors import TooLarge, UnreadableFile
from memory.readers.docx import read_docx

Put = Callable[[str, bytes | str], Path]


@pytest.fixture
def word() -> bytes:
    from docx import Document

    document = Document()
    document.add_heading("Report on herons", 1)
    document.add_paragraph("The heron is\ta bird.")
    table = document.add_table(2, 2)
    for cell, text in zip(
        [*table.rows[0].cells, *table.rows[1].cells], ["Name", "Height", "Heron", "1 m"], strict=True
    ):
        cell.text = text
    table.add_row().cells[0].merge(table.rows[2].cells[1]).text = "merged"
    document.add_paragraph("After the table.")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def rewritten(word: bytes, replace: dict[str, bytes]) -> bytes:
    """The same archive with some of its parts replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in replace:
                new.writestr(name, old.read(name))
        for name, content in replace.items():
            new.writestr(name, content)
    return out.getvalue()


def test_paragraphs_headings_and_tables_in_order(word: bytes) -> None:
    (page,) = read_docx(io.BytesIO(word))
    assert page.text == (
        "Report on herons\n\nThe heron is a bird.\n\n"
        "Report on herons\nName: Heron; Height: 1 m\nName: merged; Height: merged\n\nAfter the table."
    )
    assert page.headings == (0,)
    assert [table.title for table in page.tables] == ["Report on herons"]


def test_a_small_table_in_a_cell_is_what_the_cell_says() -> None:
    from docx import Document

    document = Document()
    table = document.add_table(3, 2)
    for row, texts in zip(table.rows, [("Weight", "Dose"), ("under 50 kg", "8,000"), ("50 - 80 kg", "")], strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    inner = table.cell(2, 1).add_table(2, 2)
    for at, text in enumerate(("first month", "12,000", "thereafter", "10,000")):
        inner.cell(at // 2, at % 2).text = text
    out = io.BytesIO()
    document.save(out)
    (page,) = read_docx(out)
    assert page.text.splitlines() == [
        "Weight: under 50 kg; Dose: 8,000",
        "Weight: 50 - 80 kg; Dose: first month: 12,000; thereafter: 10,000",
    ]


def test_a_bomb_is_refused_by_its_table_of_contents(word: bytes) -> None:
    bomb = rewritten(word, {"word/media/bomb.xml": bytes(200 * 2**20)})
    assert len(bomb) < 2**20
    with pytest.raises(TooLarge, match="unpacks to far more"):
        read_docx(io.BytesIO(bomb))


def with_entities(word: bytes, definitions: str, text: str) -> bytes:
    xml = (
        f"<?xml version='1.0'?><!DOCTYPE w [{definitions}]>"
        "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>"
        f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>"
    )
    return rewritten(word, {"word/document.xml": xml.encode()})


def test_a_billion_laughs_are_refused(word: bytes) -> None:
    lines = ['<!ENTITY a0 "ha">'] + [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    with pytest.raises(UnreadableFile):
        read_docx(io.BytesIO(with_entities(word, "".join(lines), "before &a9; after")))


def test_an_entity_reads_no_file(put: Put, word: bytes) -> None:
    secret = put("secret", "the secret")
    (page,) = read_docx(io.BytesIO(with_entities(word, f"<!ENTITY f SYSTEM '{secret.as_uri()}'>", "before &f; after")))
    assert "before" in page.text
    assert "secret" not in page.text


@pytest.mark.parametrize("content", [b"<not xml", b"<xml/>"])
def test_damaged_parts(word: bytes, content: bytes) -> None:
    with pytest.raises(UnreadableFile, match="damaged"):
        read_docx(io.BytesIO(rewritten(word, {"word/document.xml": content})))


def test_a_cut_archive(word: bytes) -> None:
    with pytest.raises(UnreadableFile, match="damaged"):
        read_docx(io.BytesIO(word[: len(word) // 2]))


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STRICT = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'


def read_body(word: bytes, body: str, namespace: str = W, **parts: str) -> str:
    """The text of a document with this body, and further parts by the name of their kind."""
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = "".join(
        f'<Relationship Id="r{n}" Type="{kinds}/{kind}" Target="{kind}.xml"/>' for n, kind in enumerate(parts)
    )
    new = {
        "word/document.xml": f"<w:document {namespace}><w:body>{body}</w:body></w:document>".encode(),
        "word/_rels/document.xml.rels": f"<Relationships>{relations}</Relationships>".encode(),
        **{f"word/{kind}.xml": content.encode() for kind, content in parts.items()},
    }
    (page,) = read_docx(io.BytesIO(rewritten(word, new)))
    return page.text


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_what_stands_beside_the_text(word: bytes) -> None:
    text = read_body(
        word,
        paragraph("The fee is due."),
        header=f"<w:hdr {W}>{paragraph('Project Kestrel')}</w:hdr>",
        footer=f"<w:ftr {W}>{paragraph('Valid until 2027')}</w:ftr>",
        footnotes=f'<w:footnotes {W}><w:footnote w:type="separator"><w:p/></w:footnote><w:footnote w:id="1">'
        f"{paragraph('In euros.')}</w:footnote></w:footnotes>",
        comments=f'<w:comments {W}><w:comment w:author="Ben">{paragraph("Ask Mona.")}</w:comment></w:comments>',
    )
    assert text.split("\n\n") == [
        "The fee is due.", "Header: Project Kestrel", "Footer: Valid until 2027", "Footnote: In euros.",
        "Comment by Ben: Ask Mona.",
    ]  # fmt: skip


def test_changes_boxes_and_controls(word: bytes) -> None:
    box = f"<w:txbxContent>{paragraph('Call 0800 11.')}</w:txbxContent>"
    text = read_body(
        word,
        "<w:p><w:r><w:t>The fee is </w:t></w:r><w:del><w:r><w:delText>100</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>120 euros.</w:t></w:r></w:ins></w:p>"
        "<w:p><w:r><w:t>Box:</w:t><mc:AlternateContent xmlns:mc='m'>"
        f"<mc:Choice><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        f"<w:sdt><w:sdtContent>{paragraph('Client: Boreal')}</w:sdtContent></w:sdt>"
        "<w:p><w:r><w:t>Agreed: </w:t><w:fldChar><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData></w:fldChar>"
        "</w:r></w:p>"
        f"<w:sdt><w:sdtContent>{paragraph('☒ Vegetarian  ☐ Vegan')}</w:sdtContent></w:sdt>"
        f"<w:tbl><w:tr><w:tc>{paragraph('Parking')}</w:tc><w:tc>{paragraph('☐')}</w:tc></w:tr></w:tbl>",
    )
    assert text.split("\n")[-3:] == ["Vegetarian: checked; Vegan: not checked", "", "Parking: not checked"]
    assert text.split()[:11] == "The fee is 120 euros. Box: Call 0800 11. Client: Boreal".split()
    assert "Agreed: checked" in text.split("\n")


def test_numbers_of_lists(word: bytes) -> None:
    item = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr>'
    numbering = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">'
        '<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    levels = [("one", 0), ("two", 0), ("inner", 1), ("more", 1), ("three", 0)]
    body = "".join(paragraph(text, item.format(level)) for text, level in levels)
    assert read_body(word, body, numbering=numbering).split("\n") == [
        "3. one", "4. two", "4.a) inner", "4.b) more", "5. three",
    ]  # fmt: skip


def test_merged_cells_and_a_table_in_a_cell(word: bytes) -> None:
    def cell(content: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"

    def row(*cells: str) -> str:
        return f"<w:tr>{''.join(cells)}</w:tr>"

    inner = f"<w:tbl>{row(*(cell(paragraph(text)) for text in ('Depth', '7 m', 'wet')))}</w:tbl>"
    table = (
        row(*(cell(paragraph(name)) for name in ("Region", "Quarter", "Sales")))
        + row(cell(paragraph("North"), '<w:vMerge w:val="restart"/>'), cell(paragraph("Q1")), cell(paragraph("10")))
        + row(cell("<w:p/>", "<w:vMerge/>"), cell(paragraph("Q2")), cell("<w:p/>" + inner))
    )
    assert read_body(word, f"<w:tbl>{table}</w:tbl>").split("\n") == [
        "Region: North; Quarter: Q1; Sales: 10", "Region: North; Quarter: Q2", "", "Depth; 7 m; wet",
    ]  # fmt: skip


def test_the_strict_kind_of_file_and_equations(word: bytes) -> None:
    power = "<m:sSup><m:e><m:r><m:t>r</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>"
    body = f"<w:p><w:r><w:t>Area: </w:t></w:r><m:oMath xmlns:m='m'><m:r><m:t>π</m:t></m:r>{power}</m:oMath></w:p>"
    assert read_body(word, body, STRICT) == "Area: πr^2"
