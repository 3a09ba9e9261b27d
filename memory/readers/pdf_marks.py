"""Where words stand on a page of a PDF: found by their letters and digits alone, for a reader joins and parts lines."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image
    from pypdfium2 import PdfPage, PdfTextPage

_MOST_LETTERS = 20_000  # of a page that is looked through
_LEAST = 10  # letters of a line that is marked by itself, where the words do not stand there as a whole
_COLOUR = (255, 226, 138)  # laid over the page as a felt pen is: what is black stays black


def mark(page: PdfPage, picture: Image.Image, words: str) -> None:
    """Mark the words in the drawn page, as a whole or line by line; nothing where they are not found."""
    from PIL import Image, ImageChops

    text = page.get_textpage()
    for box in _boxes(page, text, picture.size, words):
        part = picture.crop(box)
        picture.paste(ImageChops.multiply(part, Image.new("RGB", part.size, _COLOUR)), box)
    text.close()


def _boxes(page: PdfPage, text: PdfTextPage, size: tuple[int, int], words: str) -> Iterator[tuple[int, int, int, int]]:
    """The rectangles of the words, in pixels of a drawn page of this size, and within it."""
    for start, count in _places(text, words):
        for number in range(text.count_rects(start, count)):
            left, bottom, right, top = text.get_rect(number)
            (x0, y0), (x1, y1) = (_pixel(page, size, *point) for point in ((left, top), (right, bottom)))
            across, down = _within(x0, x1, size[0]), _within(y0, y1, size[1])
            if across[0] < across[1] and down[0] < down[1]:
                yield across[0], down[0], across[1], down[1]


def _within(one: int, other: int, length: int) -> tuple[int, int]:
    """From the smaller to the larger, a pixel more on both sides, inside the picture."""
    return max(0, min(one, other) - 1), min(length, max(one, other) + 1)


def _places(text: PdfTextPage, words: str) -> list[tuple[int, int]]:
    """Where the words begin on the page, and how many characters of it they take."""
    import pypdfium2.raw as pdfium

    letters, at = [], []
    for number in range(min(text.count_chars(), _MOST_LETTERS)):
        for letter in _letters(chr(pdfium.FPDFText_GetUnicode(text, number))):
            letters.append(letter)
            at.append(number)
    whole = "".join(letters)
    parts = [_letters(words)]
    if parts[0] and parts[0] not in whole:
        parts = [part for line in re.split(r"[\n|]|(?<=[.!?;:]) ", words) if len(part := _letters(line)) >= _LEAST]
    found = [(start, part) for part in parts if part and (start := whole.find(part)) >= 0]
    return [(at[start], at[start + len(part) - 1] + 1 - at[start]) for start, part in found]


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _pixel(page: PdfPage, size: tuple[int, int], x: float, y: float) -> tuple[int, int]:
    """Where a point of the page is drawn, whatever way it is turned."""
    import pypdfium2.raw as pdfium

    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, across, down)
    return across.value, down.value
