"""Markdown: its text as it stands, where the headings are, and its tables by rows."""

from __future__ import annotations

import re
from typing import IO

from memory.chunking import Page
from memory.readers.boxes import lines_in_words
from memory.readers.layout import Layout
from memory.readers.text import clean, read_characters

_HEADING = re.compile(r"^(#{1,6} +\S.*|[^\n#>|\-=].*\n(?:={3,}|-{3,}) *)$", re.MULTILINE)
_TABLE = re.compile(
    r"^(?=[^\n|]*\|)[^\n]*+\n *+\|?+ *+:?-++:?+ *+(?:\| *+:?-++:?+ *+)*+\|?+ *+(?:\n(?=[^\n|]*\|)[^\n]*+)*+(?:\n|\Z)",
    re.MULTILINE,
)


def read_markdown(file: IO[bytes]) -> list[Page]:
    """One page, with the places of its headings."""
    layout = Layout()
    write_markdown(read_characters(file), layout)
    return [layout.page()]


def write_markdown(text: str, layout: Layout) -> None:
    """Put Markdown onto a page as it stands, but for its tables, whose rows are told."""
    at = 0
    for found in _TABLE.finditer(text):
        _write_prose(text[at : found.start()], layout)
        names, _, *rows = (_cells(row) for row in found.group().strip("\n").split("\n"))
        layout.table([names, *rows], header=True)
        at = found.end()
    _write_prose(text[at:], layout)


def _write_prose(text: str, layout: Layout) -> None:
    text = lines_in_words(clean(text)).strip("\n")
    layout.text(text, [found.start() for found in _HEADING.finditer(text)])


def _cells(row: str) -> list[str]:
    row = row.strip()
    row = row[1:] if row.startswith("|") else row
    row = row[:-1] if row.endswith("|") and not row.endswith("\\|") else row
    return [cell.replace("\\|", "|").strip() for cell in re.split(r"(?<!\\)\|", row)]
