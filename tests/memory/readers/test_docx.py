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
    assert page.text.split("\n\n") == [
        "Report on herons", "The heron is a bird.", "Name | Height", "Heron | 1 m", "merged", "After the table.", "",
    ]  # fmt: skip
    assert page.headings == (0,)


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


@pytest.mark.parametrize("part", ["word/document.xml", "[Content_Types].xml"])
def test_damaged_parts(word: bytes, part: str) -> None:
    with pytest.raises(UnreadableFile, match="damaged"):
        read_docx(io.BytesIO(rewritten(word, {part: b"<not xml"})))


def test_a_cut_archive(word: bytes) -> None:
    with pytest.raises(UnreadableFile, match="damaged"):
        read_docx(io.BytesIO(word[: len(word) // 2]))
