"""The reader process's side: the one function that `core.sandbox.child` runs there, with an open file, for every task.

What it returns is JSON and arrays (`core.sandbox.frames`); `memory.readers.reply` packs them, and makes value types of
them on the other side.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import IO, Any

from core.errors import UnreadableFile
from core.types import Chunk
from memory.chunking import Chunker, Page
from memory.readers.detect import AUDIO, MEDIA_TYPES, PICTURES, Format, detect
from memory.readers.reply import pack


def warm() -> None:
    """Import what takes seconds, before the first file comes."""
    import llama_index.core.node_parser  # noqa: F401


def run(task: str, options: Mapping[str, Any], file: IO[bytes]) -> Any:
    """Carry out one of the tasks below. Raises an error of `core.errors`, or whatever a damaged file provokes."""
    return _TASKS[task](file, options)


def read(file: IO[bytes], options: Mapping[str, Any]) -> dict[str, Any]:
    """A file's kind and chunks; `scanned` are the pages that are still to be read by OCR, one task each."""
    format_ = detect(file, options["name"])
    reply: dict[str, Any] = {"kind": "text", "media_type": MEDIA_TYPES[format_]}
    if format_ in PICTURES:
        from memory.readers.picture import read_picture

        return {**reply, "kind": "picture", **read_picture(file, _chunker(options), options)}
    if format_ in AUDIO:
        from memory.readers.audio import probe

        return {**reply, "kind": "audio", "chunks": pack([]), "samples": probe(file, format_)}
    pages, scanned, count = _read_pages(file, format_)
    chunks = _chunks(pages, _chunker(options))
    if not chunks and not scanned:
        raise UnreadableFile("No text was found in it.", "If it is a scan, check that its pages are not blank.")
    return {**reply, "pages": count, "scanned": scanned, "chunks": pack(chunks)}


def read_scanned_page(file: IO[bytes], options: Mapping[str, Any]) -> dict[str, Any]:
    """The chunks of one page of a PDF, read by OCR."""
    from memory.readers.ocr import page_of
    from memory.readers.pdf import draw_page

    page = page_of(draw_page(file, options["page"]), options["page"], options["threads"])
    return pack(_chunks([page], _chunker(options)))


_TASKS: dict[str, Callable[[IO[bytes], Mapping[str, Any]], Any]] = {
    "read": read,
    "read_scanned_page": read_scanned_page,
}


def _read_pages(file: IO[bytes], format_: Format) -> tuple[list[Page], list[int], int]:
    if format_ == "pdf":
        from memory.readers.pdf import read_pdf

        return read_pdf(file)
    return _read_whole(file, format_), [], 1


def _read_whole(file: IO[bytes], format_: Format) -> list[Page]:
    if format_ == "html":
        from memory.readers.html import read_html

        return read_html(file)
    if format_ == "docx":
        from memory.readers.docx import read_docx

        return read_docx(file)
    if format_ == "csv":
        from memory.readers.table import read_table

        return read_table(file)
    from memory.readers.text import read_text

    return read_text(file, markdown=format_ == "markdown")


def _chunker(options: Mapping[str, Any]) -> Chunker:
    return _built(options["vocabulary"], options["chunk_tokens"], options["chunk_overlap"])


@cache
def _built(vocabulary: str, tokens: int, overlap: int) -> Chunker:
    return Chunker(Path(vocabulary), tokens, overlap)


def _chunks(pages: list[Page], chunker: Chunker) -> list[Chunk]:
    return [chunk for page in pages for chunk in chunker.chunks(page)]
