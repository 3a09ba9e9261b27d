"""PDF through PDFium, the parser of Chrome: text with page numbers, and pages drawn for OCR and for the reader's eye.

LlamaIndex's PDF reader is pypdf, many times slower and without a renderer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.errors import NotFound, UnreadableFile
from memory.chunking import Page
from memory.readers.text import clean

if TYPE_CHECKING:
    from PIL import Image

_PASSWORD_NEEDED = 4  # FPDF_ERR_PASSWORD in fpdfview.h
_HARDLY_ANY_TEXT = 20  # characters: a stamp or a page number over a scan
_DOTS_PER_INCH = 150  # small print is still legible, and an A4 page stays under 2,000 pixels
_LARGEST_SIDE = 4000  # pixels of a drawn page, whatever size it claims
_HYPHEN = re.compile(r"(?<=[a-z])[-\u00ad\ufffe\u0002]\n(?=[a-z])")
_WRAP = re.compile(r"(?<=[^\n.!?:;|])\n(?=[a-z0-9(\"'“‘])|(?<=[a-z,])\n(?=[A-Z])")


def read_pdf(path: Path) -> tuple[list[Page], list[int], int]:
    """The pages with text, the numbers of the pages that look scanned, and the number of all pages."""
    pages, scanned = [], []
    with _opened(path) as document:
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


def draw_page(path: Path, number: int, width: int | None = None) -> Image.Image:
    """Page `number` (from 1) as an RGB picture, `width` pixels wide, or in a resolution for OCR."""
    with _opened(path) as document:
        if not 1 <= number <= len(document):
            raise NotFound(f"The document has no page {number}.")
        page = _page(document, number)
        if page is None:
            raise UnreadableFile(f"Page {number} is damaged.")
        points_wide, points_high = page.get_size()
        scale = width / points_wide if width else _DOTS_PER_INCH / 72
        scale = min(scale, _LARGEST_SIDE / max(points_wide, points_high, 1))
        picture: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
        return picture


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD_NEEDED:
            raise UnreadableFile("The PDF is protected by a password.", "Save it without one first.") from error
        raise UnreadableFile("The PDF is damaged and cannot be opened.") from error
    try:
        yield document
    finally:
        document.close()


def _page(document: Any, number: int) -> Any | None:
    """A page, or None where it cannot be loaded: one broken page does not lose the others."""
    import pypdfium2

    try:
        return document[number - 1]
    except pypdfium2.PdfiumError:
        return None


def _text(page: Any) -> str:
    text_page = page.get_textpage()
    text = clean(_HYPHEN.sub("", text_page.get_text_bounded().replace("\r\n", "\n")))
    text_page.close()
    # A line's end is where the paper ended, not the sentence: joined, a sentence is whole again.
    return _WRAP.sub(" ", text)


def _is_drawn(page: Any) -> bool:
    return next(iter(page.get_objects(max_depth=2)), None) is not None
