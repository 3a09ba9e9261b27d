"""The reader process's side: the one function that `core.sandbox.child` runs there, with an open file, for every task.

What it returns is JSON and arrays (`core.sandbox.frames`); `memory.readers.reply` packs them, and makes value types of
them on the other side.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import IO

from core.errors import UnreadableFile
from core.types import Chunk
from memory.chunking import Chunker, Page
from memory.readers.detect import AUDIO, MEDIA_TYPES, PICTURES, Format, detect
from memory.readers.document import read_document
from memory.readers.options import ReadOptions
from memory.readers.reply import Packed, PackedTable, ReadReply, pack, pack_tables

Reply = ReadReply | Packed | list[PackedTable]


def warm() -> None:
    """Import what takes seconds, before the first file comes."""
    mimetypes.knownfiles.clear()  # openpyxl has Python read the system's lists, which the sandbox refuses
    import llama_index.core.node_parser  # noqa: F401


def run(task: str, options: ReadOptions, file: IO[bytes]) -> Reply:
    """Carry out one of the tasks below. Raises an error of `core.errors`, or whatever a damaged file provokes."""
    return _TASKS[task](file, options)


def read(file: IO[bytes], options: ReadOptions) -> ReadReply:
    """A file's kind and chunks; `scanned` are the pages that are still to be read by OCR, one task each."""
    format_ = detect(file, options["name"])
    reply: ReadReply = {"kind": "text", "media_type": MEDIA_TYPES[format_]}
    if format_ in AUDIO:
        from memory.readers.audio import probe

        samples, media_type = probe(file, format_)
        return {"kind": "audio", "media_type": media_type, "chunks": pack([]), "samples": samples}
    if format_ in PICTURES:
        return {**reply, **_picture(file, format_, options)}
    if format_ == "subtitles":
        from memory.readers.subtitles import read_subtitles

        return {**reply, "chunks": pack(read_subtitles(file, _chunker(options), options["chunk_tokens"]))}
    document = read_document(file, format_, options)
    chunks = _chunks(document.pages, _chunker(options))
    if not chunks and not document.scanned:
        raise UnreadableFile("No text was found in it.", "If it is a scan, check that its pages are not blank.")
    return {**reply, "pages": document.count, "scanned": document.scanned, "chunks": pack(chunks)}


def read_scanned_page(file: IO[bytes], options: ReadOptions) -> Packed:
    """The chunks of one page of a PDF, or of a TIFF, read by OCR."""
    from memory.readers.ocr import page_of
    from memory.readers.picture import draw_page

    picture = draw_page(file, detect(file), options["page"], options["picture_pixels"])
    return pack(_chunks([page_of(picture, options["page"], options["threads"])], _chunker(options)))


def tables(file: IO[bytes], options: ReadOptions) -> list[PackedTable]:
    """The tables of a document with their rows as cells; nothing of what only OCR can read, nor of other kinds."""
    format_ = detect(file, options["name"])
    if format_ in AUDIO or format_ in PICTURES or format_ == "subtitles":
        return []
    return pack_tables(read_document(file, format_, options).pages)


_TASKS: dict[str, Callable[[IO[bytes], ReadOptions], Reply]] = {
    "read": read,
    "read_scanned_page": read_scanned_page,
    "tables": tables,
}


def _picture(file: IO[bytes], format_: Format, options: ReadOptions) -> ReadReply:
    """A picture; or the pages of a fax or a scan that is kept as one TIFF, which are read one by one."""
    from memory.readers.picture import frames, read_picture

    count = frames(file) if format_ == "tiff" else 1
    if count > 1:
        return {"pages": count, "scanned": [*range(1, count + 1)], "chunks": pack([])}
    return {**read_picture(file, _chunker(options), options), "kind": "picture"}


def _chunker(options: ReadOptions) -> Chunker:
    return _built(options["vocabulary"], options["chunk_tokens"], options["chunk_overlap"])


@cache
def _built(vocabulary: str, tokens: int, overlap: int) -> Chunker:
    return Chunker(Path(vocabulary), tokens, overlap)


def _chunks(pages: list[Page], chunker: Chunker) -> list[Chunk]:
    return [chunk for page in pages for chunk in chunker.chunks(page)]
