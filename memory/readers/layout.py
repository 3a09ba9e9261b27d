"""Putting what a file holds onto a `Page`: headings, paragraphs, lines and tables, each with its place in the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from memory.chunking import Page, Table
from memory.readers.boxes import in_words, lines_in_words
from memory.readers.rows import Found, tables
from memory.readers.text import clean

_CAPTION = re.compile(
    r"(?:(?:tab\.|tab(?:le|elle|leau|la|ella|ell)|exhibit|liste?) ?[\dIVX].{0,150}|[^\n]{1,120}:)", re.IGNORECASE
)
_LONGEST_TITLE = 160  # characters; a longer line is a paragraph that happens to stand before a table


class Layout:
    """The text of one page as it grows."""

    def __init__(self, number: int = 1) -> None:
        self._number = number
        self._pieces: list[str] = []
        self._length = 0
        self._headings: list[int] = []
        self._heading = self._caption = ""
        self._tables: list[Table] = []

    def heading(self, text: str) -> None:
        """A heading; what follows belongs to it."""
        if text := one_line(text):
            self._gap("\n\n")
            self._headings.append(self._length)
            self._put(text)
            self._heading = text

    def paragraph(self, text: str) -> None:
        """A paragraph; line breaks in it stay."""
        if text := lines(text):
            self._gap("\n\n")
            self._put(text)
            self._caption = text if _CAPTION.fullmatch(text) else ""

    def text(self, text: str, headings: Sequence[int] = ()) -> None:
        """Text that is laid out already, with the places where its headings begin."""
        text = text if headings else lines_in_words(clean(text)).strip("\n")
        if text.strip():
            self._gap("\n\n")
            self._headings += [self._length + heading for heading in headings]
            self._put(text)
            if headings:
                self._heading = one_line(text[headings[-1] :].lstrip("#").split("\n")[0])

    def line(self, text: str) -> None:
        """An item of a list or a form, on a line of its own right below the one before."""
        if text := one_line(text):
            self._gap("\n")
            self._put(text)
            self._caption = text if _CAPTION.fullmatch(text) else ""

    def table(self, rows: Sequence[Sequence[str]], title: str = "", *, header: bool | None = None) -> None:
        """A table, given as its cells. Every chunk of it begins with its title: the one that is given, or a caption
        right above it, or the nearest heading.

        `header` says whether the first row names the columns, None where the file does not tell.
        """
        title = one_line(title) or self._caption or self._heading
        self._caption = ""
        rows = [[in_words(cell) for cell in row] for row in rows]
        for found in tables(rows, header=header):
            named = " – ".join(dict.fromkeys(filter(None, (title, *found.titles))))
            if found.lines:
                self._rows(named[:_LONGEST_TITLE], found)
            else:
                self.paragraph("\n".join(found.titles))

    def page(self) -> Page:
        return Page(
            "".join(self._pieces), number=self._number, headings=tuple(self._headings), tables=tuple(self._tables)
        )

    @property
    def is_empty(self) -> bool:
        return not self._pieces

    @property
    def last_line(self) -> str:
        """The line that was put last, empty where the page is empty."""
        return next((piece.rpartition("\n")[2] for piece in reversed(self._pieces) if piece.strip()), "")

    def _rows(self, title: str, found: Found) -> None:
        self._gap("\n\n")
        start = self._length
        if title and self.last_line != title:
            self._put(title)
        elif title:
            start = self._length - len(title) - len(self._pieces[-1])  # the title stands there already
        if self._pieces and not self._pieces[-1].isspace():
            self._put("\n")
        self._put("\n".join(found.lines))
        records = tuple((tuple(row), line) for row, line in found.records) if any(found.names) else ()
        self._tables.append(Table(start, self._length, title, tuple(found.names), records))

    def _gap(self, gap: str) -> None:
        if self._pieces:
            self._put(gap)

    def _put(self, piece: str) -> None:
        self._pieces.append(piece)
        self._length += len(piece)


def one_line(text: str) -> str:
    """Cleaned, with single spaces and no line break; check boxes in words."""
    return in_words(" ".join(clean(text).split()))


def lines(text: str) -> str:
    """Cleaned, with single spaces; empty lines are left out, and check boxes are in words."""
    return "\n".join(filter(None, map(one_line, clean(text).split("\n"))))
