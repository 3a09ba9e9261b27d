"""Word documents (DOCX): paragraphs, headings and tables in order, after a look at what it unpacks to."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

from core.errors import TooLarge, UnreadableFile
from memory.chunking import Page
from memory.readers.text import clean

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table

_UNPACKED_BYTES = 512 * 2**20
_PART_BYTES = 128 * 2**20  # of one XML part, which is held in memory as a tree
_PARTS = 10_000


def read_docx(file: IO[bytes]) -> list[Page]:
    """One page: Word decides where pages end only when it prints."""
    _refuse_bomb(file)
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError

    try:
        # python-docx parses with `resolve_entities=False`: an entity that stands for a billion others stays a name.
        document = Document(file)
        lines = list(_lines(document))
    except (PackageNotFoundError, SyntaxError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise UnreadableFile("The Word document is damaged and cannot be opened.") from error
    headings = []
    parts: list[str] = []
    length = 0
    for line, is_heading in lines:
        if is_heading:
            headings.append(length)
        parts.append(line + "\n\n")
        length += len(line) + 2
    return [Page("".join(parts), headings=tuple(headings))]


def _refuse_bomb(file: IO[bytes]) -> None:
    """Judge the archive by its table of contents; while unpacking, `zipfile` stops at the sizes written there."""
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
    except zipfile.BadZipFile as error:
        raise UnreadableFile("The Word document is damaged and cannot be opened.") from error
    largest_xml = max((e.file_size for e in entries if e.filename.endswith((".xml", ".rels"))), default=0)
    if len(entries) > _PARTS or sum(e.file_size for e in entries) > _UNPACKED_BYTES or largest_xml > _PART_BYTES:
        raise TooLarge("The Word document unpacks to far more than it should, and was not opened.")
    if any(e.flag_bits & 1 for e in entries):
        raise UnreadableFile("The Word document is protected by a password.", "Save it without one first.")


def _lines(document: Document) -> Iterator[tuple[str, bool]]:
    """Each paragraph and each row of a table, and whether it is a heading."""
    from docx.table import Table

    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield from ((row, False) for row in _rows(block))
            continue
        line = " ".join(clean(block.text).split())
        if line:
            style = block.style.name if block.style is not None else ""
            yield line, style.startswith(("Heading", "Title"))


def _rows(table: Table) -> Iterator[str]:
    for row in table.rows:
        cells = {cell._tc: cell for cell in row.cells}  # a merged cell is reported once for each column it spans
        texts = [" ".join(clean(cell.text).split()) for cell in cells.values()]
        if any(texts):
            yield " | ".join(text for text in texts if text)
