"""Files of every format, made at test time, and one pair of reader processes for all tests here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest
from PIL import Image, ImageDraw, ImageFont

from core.settings import Settings
from memory.readers import Readers


@pytest.fixture(scope="session")
def readers() -> Iterator[Readers]:
    made = Readers(Settings(_env_file=None))
    yield made
    made.close()


def text_pdf(pages: Sequence[Sequence[str]]) -> bytes:
    """A minimal PDF with these lines of Latin-1 text on its pages."""
    return placed_pdf([[(72, 720 - 14 * n, line) for n, line in enumerate(lines)] for lines in pages])


def placed_pdf(
    pages: Sequence[Sequence[tuple[int, int, str]]],
    *,
    page: str = "",
    catalog: str = "",
    more: Sequence[str] = (),
    drawn: str = "",
) -> bytes:
    """A minimal PDF with text at places in points from the lower left corner.

    `drawn` are operators that draw the same on each page. `page` and `catalog` are further entries of each page and of
    the catalog; `more` are further objects, from 4 on.
    """
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog.encode(),
        b"",
        font,
        *(thing.encode() for thing in more),
    ]
    kids = []
    for pieces in pages:
        shown = b" ".join(b"1 0 0 1 %d %d Tm (%s) Tj" % (x, y, text.encode("latin-1")) for x, y, text in pieces)
        stream = drawn.encode() + b" BT /F1 12 Tf " + shown + b" ET"
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R %s"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % (len(objects), page.encode())
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    body, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + trailer


def drawn(blocks: dict[tuple[int, int], str], size: tuple[int, int] = (900, 500), height: int = 36) -> Image.Image:
    """A white picture with text at the given corners."""
    picture = Image.new("RGB", size, "white")
    for corner, text in blocks.items():
        ImageDraw.Draw(picture).text(corner, text, fill="black", font=ImageFont.load_default(height), spacing=14)
    return picture


@pytest.fixture
def put(tmp_path: Path) -> Callable[[str, bytes | str], Path]:
    """Write a file of that name and return its path."""

    def write(name: str, content: bytes | str) -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


@pytest.fixture(scope="session")
def make() -> SimpleNamespace:
    """The makers above, for tests that cannot import this file."""
    return SimpleNamespace(text_pdf=text_pdf, placed_pdf=placed_pdf, drawn=drawn)
