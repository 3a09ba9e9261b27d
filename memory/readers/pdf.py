"""PDF through PDFium, the parser of Chrome: text with page numbers, and pages drawn for OCR and for the reader's eye.

LlamaIndex's PDF reader is pypdf, many times slower and without a renderer.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from core.errors import NotFound, UnreadableFile
from memory.chunking import Page
from memory.readers.text import clean

if TYPE_CHECKING:
    from PIL import Image
    from pypdfium2 import PdfDocument, PdfPage

_PASSWORD_NEEDED = 4  # FPDF_ERR_PASSWORD in fpdfview.h
_HARDLY_ANY_TEXT = 20  # characters: a stamp or a page number over a scan
_OCR_SIDE = 1754  # pixels of the longer side of a page for OCR: A4 at 150 dots per inch, small print still legible
_LARGEST_SIDE = 4000  # pixels of a drawn page, whatever size it claims
_HYPHEN = re.compile(r"(?<=[a-z])[-\u00ad\ufffe\u0002]\n(?=[a-z])")
_FULL_LINE = 0.7  # of the page's longest line: a shorter one ended because its writer ended it
_SHORT_PAGE = 30  # characters; where all lines are shorter, none was wrapped


def read_pdf(file: IO[bytes]) -> tuple[list[Page], list[int], int]:
    """The pages with text, the numbers of the pages that look scanned, and the number of all pages."""
    pages, scanned = [], []
    with _opened(file) as document:
        for index in range(len(document)):
            page = _page(document, index + 1)
            if page is None:
                continue
            text = _text(page)
            if len(text.strip()) < _HARDLY_ANY_TEXT and _is_drawn(page):
                scanned.append(index + 1)
            if text.strip():
                pages.append(Page(text, number=index + 1))
            page.close()
        return pages, scanned, len(document)


def draw_page(file: IO[bytes], number: int, width: int | None = None) -> Image.Image:
    """Page `number` (from 1) as an RGB picture, `width` pixels wide, or as large as OCR wants it."""
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
        return picture


@contextmanager
def _opened(file: IO[bytes]) -> Iterator[PdfDocument]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(file)
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


def _text(page: PdfPage) -> str:
    text_page = page.get_textpage()
    text = clean(_HYPHEN.sub("", text_page.get_text_bounded().replace("\r\n", "\n")))
    text_page.close()
    return unwrap(text)


def unwrap(text: str) -> str:
    """Join lines that end where the paper ended, not the sentence, so that a sentence is whole again.

    A line goes on where the next begins with a small letter, or where it is a long one without a full stop.
    """
    lines = text.split("\n")
    full = max(_SHORT_PAGE, _FULL_LINE * max(map(len, lines)))
    joined = lines[:1]
    for line, following in itertools.pairwise(lines):
        ends = not line or not following or line[-1] in ".!?:;|"
        goes_on = following[:1].islower() or len(line) >= full
        joined.append("\n" + following if ends or not goes_on else " " + following)
    return "".join(joined)


def _is_drawn(page: PdfPage) -> bool:
    return next(iter(page.get_objects(max_depth=2)), None) is not None
