"""PDF through PDFium, the parser of Chrome: text with page numbers, and pages drawn for OCR and for the reader's eye.

LlamaIndex's PDF reader is pypdf, many times slower and without a renderer.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from core.errors import NotFound, UnreadableFile
from core.periods import MONTHS
from memory.chunking import Page
from memory.readers.layout import Layout
from memory.readers.pdf_forms import fields
from memory.readers.pdf_marks import mark
from memory.readers.pdf_ruled import Header, Rules, headed, rules
from memory.readers.pdf_tables import may_have_cells, parts
from memory.readers.rows import is_value
from memory.readers.text import clean

if TYPE_CHECKING:
    from PIL import Image
    from pypdfium2 import PdfDocument, PdfObject, PdfPage

_PASSWORD_NEEDED = 4  # FPDF_ERR_PASSWORD in fpdfview.h
_HARDLY_ANY_TEXT = 20  # characters: a stamp or a page number over a scan
_LITTLE_TEXT = 200  # characters: a heading, a stamp or a footer over a scan
_WHOLE_PAGE = 0.5  # of its area
_IMAGE = 3  # FPDF_PAGEOBJ_IMAGE in fpdf_edit.h
_MOST_OBJECTS = 2000  # to look for a picture among
_MOST_ATTACHMENTS = 1000
_LONGEST_TITLE = 80  # characters
_OCR_SIDE = 1754  # pixels of the longer side of a page for OCR: A4 at 150 dots per inch, small print still legible
_LARGEST_SIDE = 4000  # pixels of a drawn page, whatever size it claims
_HYPHEN = re.compile(r"(?<=[a-z])[-\u00ad\ufffe\u0002]\n(?=[a-z])")
_ITEM = re.compile(r"(?:[-–•▪*☐☒]|\(?\d{1,2}[.)]) |[^\W_][^:\n]{0,30}: ")  # of a list or a form
_DATE = re.compile(
    rf"(?:\d{{1,4}}|st|nd|rd|th|of|de|den|le|{'|'.join(MONTHS)}|\W)+", re.IGNORECASE
)  # "23 January 2026"
_SAYS = re.compile(r"[^\W_]")  # a line without letters and digits is drawn, not written
_BULLETS = str.maketrans("\uf0b7\uf0a7\uf0d8", "•••")  # of symbol fonts, whose letters have no meaning elsewhere
_FULL_LINE = 0.7  # of the page's longest line: a shorter one ended because its writer ended it
_SHORT_PAGE = 30  # characters; where all lines are shorter, none was wrapped


def read_pdf(file: IO[bytes]) -> tuple[list[Page], list[int], int]:
    """The pages with text, the numbers of the pages that look scanned, and the number of all pages."""
    pages, scanned = [], []
    with _opened(file) as document, rules(file) as drawn:
        last: Header | None = None  # of the last drawn table on the page before
        for index in range(len(document)):
            page = _page(document, index + 1)
            if page is None:
                continue
            read, last = _read(page, index + 1, drawn, last)
            if _is_scanned(page, len(read.text.strip())):
                scanned.append(index + 1)
            if read.text.strip():
                pages.append(read)
            page.close()
        return pages, scanned, len(document)


def attachments(file: IO[bytes]) -> list[tuple[str, bytes]]:
    """The names and bytes of files that are attached to the document."""
    import pypdfium2

    found = []
    with _opened(file) as document:
        for index in range(min(document.count_attachments(), _MOST_ATTACHMENTS)):
            try:
                attachment = document.get_attachment(index)
                found.append((attachment.get_name(), bytes(attachment.get_data())))
            except pypdfium2.PdfiumError:
                continue  # one that is damaged loses no other
    return found


def draw_page(file: IO[bytes], number: int, width: int | None = None, marked: str = "") -> Image.Image:
    """Page `number` (from 1) in RGB, `width` pixels wide, or as large as OCR wants it, with words `marked`."""
    with _opened(file) as document:
        if not 1 <= number <= len(document):
            raise NotFound(f"The document has no page {number}.")
        page = _page(document, number)
        if page is None:
            raise UnreadableFile(f"Page {number} is damaged.")
        points_wide, points_high = page.get_size()
        longest = max(points_wide, points_high, 1)
        scale = min(width / points_wide, _LARGEST_SIDE / longest) if width else _OCR_SIDE / longest
        picture: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
        if marked:
            mark(page, picture, marked)
        return picture


@contextmanager
def _opened(file: IO[bytes]) -> Iterator[PdfDocument]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(file)
        document.init_forms()
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD_NEEDED:
            raise UnreadableFile("The PDF is protected by a password.", "Save it without one first.") from error
        raise UnreadableFile("The PDF is damaged and cannot be opened.") from error
    try:
        yield document
    finally:
        document.close()


def _page(document: PdfDocument, number: int) -> PdfPage | None:
    """A page, or None where it cannot be loaded: one broken page does not lose the others."""
    import pypdfium2

    try:
        return document[number - 1]
    except pypdfium2.PdfiumError:
        return None


def _read(page: PdfPage, number: int, drawn: Rules, last: Header | None) -> tuple[Page, Header | None]:
    """The text of a page and its tables, then what its form holds and what was noted on it; and the header of its last
    drawn table, with which the next page may go on, as it goes on with the `last` of the page before."""
    layout = Layout(number)
    text_page = page.get_textpage()
    text = text_page.get_text_range()
    longest = max(map(len, text.splitlines()), default=0)
    filled = list(fields(page))
    labels = {line.partition(":")[0].strip().casefold() for line in filled}
    title = ""
    ruled = drawn.tables(page, number)
    if ruled or may_have_cells(text_page):
        for part in parts(text_page, page.get_rotation(), ruled):
            if part.table:
                rows, last = headed(part.ruled, last) if part.ruled is not None else (part.table, last)
                layout.table(rows, title)
                title = ""
            else:
                layout.text(_prose("\n".join(_without(labels, part.lines)), longest))
                title = layout.last_line if _is_title(layout.last_line) else ""
    else:
        layout.text(_prose("\n".join(_without(labels, text.splitlines())), longest))
    text_page.close()
    for line in filled:
        layout.line(line)
    return layout.page(), last if ruled else None


def _without(labels: Collection[str], lines: Iterable[str]) -> Iterator[str]:
    """The lines that are not merely the label of a field, which stands beside its value further down."""
    return (line for line in lines if line.strip(" :").casefold() not in labels)


def _prose(text: str, longest: int) -> str:
    return unwrap(clean(_HYPHEN.sub("", text.replace("\r\n", "\n").translate(_BULLETS))), longest)


def _is_title(line: str) -> bool:
    """Whether a line above a table names it."""
    is_short = 0 < len(line) <= _LONGEST_TITLE and line[-1] not in ".!?;,"
    return is_short and not _ITEM.match(line) and not is_value(line) and not _DATE.fullmatch(line)


def unwrap(text: str, longest: int) -> str:
    """Join lines that end where the paper ended, not the sentence, so that a sentence is whole again.

    A line goes on where the next begins with a small letter, or where it is a long one without a full stop: nearly as
    long as the `longest` of the page, in characters.
    """
    lines = text.split("\n")
    full = max(_SHORT_PAGE, _FULL_LINE * longest)
    joined = lines[:1]
    for line, following in itertools.pairwise(lines):
        ends = not line or not following or line[-1] in ".!?:;|" or _ITEM.match(following) or not _SAYS.search(line)
        goes_on = following[:1].islower() or len(line) >= full
        joined.append("\n" + following if ends or not goes_on else " " + following)
    return "".join(joined)


def _is_scanned(page: PdfPage, characters: int) -> bool:
    """Whether OCR may find more than the text: there is hardly any, or little over a picture of the whole page."""
    if characters >= _LITTLE_TEXT:
        return False
    objects = list(itertools.islice(page.get_objects(max_depth=2), _MOST_OBJECTS))
    if characters < _HARDLY_ANY_TEXT:
        return bool(objects)
    width, height = page.get_size()
    return any(_area(thing) > _WHOLE_PAGE * width * height for thing in objects if thing.type == _IMAGE)


def _area(thing: PdfObject) -> float:
    left, bottom, right, top = thing.get_bounds()
    return float((right - left) * (top - bottom))
