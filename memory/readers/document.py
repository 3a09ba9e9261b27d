"""Documents of every format, read to pages; those that hold other files read them through here."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from typing import IO

from core.errors import TooLarge, UnsupportedFormat
from memory.chunking import Page
from memory.readers.container import Inner, attached
from memory.readers.detect import AUDIO, PICTURES, Format, detect
from memory.readers.options import ReadOptions

# One module a format family, imported when a file of it comes
_READERS: dict[Format, str] = {
    "html": "html:read_html", "csv": "delimited:read_delimited", "rtf": "rtf:read_rtf",
    "json": "structured:read_json", "jsonl": "structured:read_jsonl", "notebook": "structured:read_notebook",
    "xml": "structured:read_xml", "docx": "docx:read_docx", "xlsx": "spreadsheet:read_xlsx",
    "xls": "spreadsheet:read_xls", "pptx": "pptx:read_pptx", "odt": "odf:read_odt", "ods": "odf:read_ods",
    "odp": "odf:read_odp", "epub": "epub:read_epub",
    "calendar": "calendar:read_calendar", "text": "text:read_text", "markdown": "markdown:read_markdown",
}  # fmt: skip
_CONTAINERS: dict[Format, str] = {
    "zip": "container:read_zip", "eml": "mail:read_eml", "mbox": "mail:read_mbox", "msg": "mail:read_msg",
}  # fmt: skip
_DEEPEST = 3  # files in files
_SEEING_SECONDS = 40.0  # for OCR of all files in one, out of the time that reading a file has
_MOST_INNER_BYTES = 512 * 2**20  # of all files in one, together


@dataclass(frozen=True, slots=True)
class Document:
    """The pages with text, the numbers of pages that only OCR can read, and the number of all pages."""

    pages: list[Page]
    scanned: list[int] = field(default_factory=list)
    count: int = 1


def read_document(file: IO[bytes], format_: Format, options: ReadOptions, inner: Inner | None = None) -> Document:
    """`inner` reads files inside this one, where it is itself inside another.

    Raises `UnreadableFile`, `UnsupportedFormat` or `TooLarge`."""
    if format_ == "pdf":
        return _pdf(file, inner or _Inner(options))
    if format_ in _CONTAINERS:
        pages = _function(_CONTAINERS[format_])(file, inner or _Inner(options))
    else:
        pages = _function(_READERS[format_])(file)
    return Document(pages, count=max((page.number for page in pages), default=1))


def _pdf(file: IO[bytes], inner: Inner) -> Document:
    """A PDF, the pages of its attachments after its own."""
    from memory.readers.pdf import attachments, read_pdf

    pages, scanned, count = read_pdf(file)
    more = attached(attachments(file), inner, count + 1)
    return Document([*pages, *more], scanned, count + len(more))


class _Inner:
    """Reads files in files: so deep, and so much of them, as is sensible."""

    def __init__(self, options: ReadOptions) -> None:
        self._options = options
        self._depth = 0
        self._bytes = 0
        self._seeing_until = time.monotonic() + _SEEING_SECONDS

    def __call__(self, data: bytes, name: str) -> list[Page]:
        self._bytes += len(data)
        if self._depth >= _DEEPEST or self._bytes > _MOST_INNER_BYTES:
            raise TooLarge("Files in files are read to a certain depth and size only.")
        file = io.BytesIO(data)
        format_ = detect(file, name)
        self._depth += 1
        try:
            return self._read(file, format_)
        finally:
            self._depth -= 1

    def _read(self, file: IO[bytes], format_: Format) -> list[Page]:
        if format_ in AUDIO:
            raise UnsupportedFormat("It is a recording: hand it over on its own to have it heard.")
        if format_ in PICTURES:
            return [self._seen(file, format_, 1)]
        if format_ == "subtitles":
            return _function(_READERS["text"])(file)
        document = read_document(file, format_, self._options, self)
        seen = [self._seen(file, format_, number) for number in document.scanned]
        numbers = {page.number for page in seen if page.text}
        return sorted([*(p for p in document.pages if p.number not in numbers), *seen], key=lambda page: page.number)

    def _seen(self, file: IO[bytes], format_: Format, number: int) -> Page:
        from memory.readers.ocr import page_of
        from memory.readers.picture import draw_page

        if time.monotonic() > self._seeing_until:
            raise TooLarge("There are more pictures in it than are read at once: hand them over on their own.")
        picture = draw_page(file, format_, number, self._options["picture_pixels"])
        return page_of(picture, number, self._options["threads"])


def _function(place: str) -> Callable[..., list[Page]]:
    module, _, name = place.partition(":")
    found: Callable[..., list[Page]] = getattr(import_module(f"memory.readers.{module}"), name)
    return found
