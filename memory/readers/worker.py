"""The reader process's side: the one function that `core.sandbox.child` runs there, with a file's path, for every task.

What it returns is JSON and arrays (`core.sandbox.frames`); `memory.readers.Readers` makes value types of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from core.errors import UnreadableFile
from core.types import Chunk
from memory.chunking import Chunker, Page, sentences
from memory.readers.detect import AUDIO, MEDIA_TYPES, PICTURES, Format, detect


def warm() -> None:
    """Import what takes seconds and load the sentence tokenizer, before the first file comes."""
    import llama_index.core.node_parser  # noqa: F401

    sentences()("One. Two.")


def run(task: str, path: str, options: Mapping[str, Any]) -> Any:
    """Carry out one of the tasks below. Raises an error of `core.errors`, or whatever a damaged file provokes."""
    return _TASKS[task](Path(path), options)


def read(path: Path, options: Mapping[str, Any]) -> dict[str, Any]:
    """A file's kind and chunks; `scanned` are the pages that are still to be read by OCR, one task each."""
    format_ = detect(path, options["name"])
    reply: dict[str, Any] = {"kind": "text", "media_type": MEDIA_TYPES[format_], "pages": 1, "scanned": []}
    if format_ in PICTURES:
        from memory.readers.picture import read_picture

        return {**reply, "kind": "picture", **read_picture(path, _chunker(options), options)}
    if format_ in AUDIO:
        from memory.readers.audio import probe

        return {**reply, "kind": "audio", "chunks": [], "samples": probe(path, format_)}
    pages, scanned, count = _read_pages(path, format_)
    reply.update(pages=count, scanned=scanned, chunks=_described(pages, _chunker(options)))
    if not reply["chunks"] and not scanned:
        raise UnreadableFile("No text was found in it.", "If it is a scan, check that its pages are not blank.")
    return reply


def read_scanned_page(path: Path, options: Mapping[str, Any]) -> list[Any]:
    """The chunks of one page of a PDF, read by OCR."""
    from memory.readers.ocr import page_of
    from memory.readers.pdf import draw_page

    page = page_of(draw_page(path, options["page"]), options["page"], options["threads"])
    return _described([page], _chunker(options))


_TASKS: dict[str, Callable[[Path, Mapping[str, Any]], Any]] = {
    "read": read,
    "read_scanned_page": read_scanned_page,
}


def _read_pages(path: Path, format_: Format) -> tuple[list[Page], list[int], int]:
    if format_ == "pdf":
        from memory.readers.pdf import read_pdf

        return read_pdf(path)
    return _read_whole(path, format_), [], 1


def _read_whole(path: Path, format_: Format) -> list[Page]:
    if format_ == "html":
        from memory.readers.html import read_html

        return read_html(path)
    if format_ == "docx":
        from memory.readers.docx import read_docx

        return read_docx(path)
    if format_ == "csv":
        from memory.readers.table import read_table

        return read_table(path)
    from memory.readers.text import read_text

    return read_text(path, markdown=format_ == "markdown")


def _chunker(options: Mapping[str, Any]) -> Chunker:
    return _built(options["vocabulary"], options["chunk_tokens"], options["chunk_overlap"])


@cache
def _built(vocabulary: str, tokens: int, overlap: int) -> Chunker:
    return Chunker(Path(vocabulary), tokens, overlap)


def _described(pages: list[Page], chunker: Chunker) -> list[Any]:
    chunks: list[Chunk] = [chunk for page in pages for chunk in chunker.chunks(page)]
    return [[chunk.text, chunk.span.to_json()] for chunk in chunks]
