"""Reading what people hand over: any file in, its kind and its chunks out.

Parsing happens in child processes that can reach neither the network nor other files (`core.sandbox.child`), one file
format family a module. Adding a format means a rule in `detect.py`, a module, and a line in `document.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from core.errors import TooLarge, UnreadableFile
from core.sandbox.child import Child
from core.tabular.table import Grid
from core.types import Chunk, PageSpan, Reading
from memory.readers.options import PreviewOptions, ReadOptions, SoundOptions
from memory.readers.reply import reading_of, unpack, unpack_tables

if TYPE_CHECKING:
    from core.settings import Settings

_DOCUMENT_IDLE_SECONDS = 900.0  # it takes seconds to start again
_MEDIA_IDLE_SECONDS = 60.0
_MOST_SCANNED_PAGES = 2000
_SAMPLE_RATE, _SAMPLE_BYTES = 16_000, 2  # of decoded sound
_PNG = b"\x89PNG\r\n\x1a\n"
_DECODE_SECONDS_PER_HOUR = 30.0  # of a recording; PyAV needs 4 to 10


class Readers:
    """The reader processes: one for documents and pictures, a light one for sound and previews.

    Two, so that a preview or a spoken question does not wait behind a long document. A picture in a question has a
    third one where the first is at work. Safe to use from any thread.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._documents = Child(
            "memory.readers.worker:run",
            memory_bytes=settings.reader_bytes,
            name="reader",
            readable=lambda: (_vocabulary(),),
            idle_seconds=_DOCUMENT_IDLE_SECONDS,
        )
        self._pictures = Child(
            "memory.readers.worker:run", memory_bytes=settings.reader_bytes, name="picture reader",
            readable=lambda: (_vocabulary(),), idle_seconds=_MEDIA_IDLE_SECONDS,
        )  # fmt: skip
        self._media = Child(
            "memory.readers.media:run",
            memory_bytes=settings.reader_bytes,
            name="media reader",
            file_bytes=int((settings.audio_hours + 1) * 3600 * _SAMPLE_RATE * _SAMPLE_BYTES),
            idle_seconds=_MEDIA_IDLE_SECONDS,
        )

    def warm(self) -> None:
        """Begin to start the document reader (seconds), without waiting for it."""
        self._documents.warm()

    def read(self, path: Path, name: str) -> Reading:
        """Read one file; `name` only helps to tell kinds of plain text apart.

        Raises `UnreadableFile`, `UnsupportedFormat` or `TooLarge`, each with a sentence for the person.
        """
        self._check_size(path)
        reading, scanned = reading_of(self._document("read", path, {**self._options(), "name": name}))
        if scanned:
            reading = replace(reading, chunks=self._with_scanned(path, reading.chunks, scanned))
        return reading

    def look(self, path: Path) -> Reading:
        """Read a picture that came with a question: it waits behind no document. Raises what `read` raises."""
        self._check_size(path)
        child = self._pictures if self._documents.busy else self._documents
        reading, _ = reading_of(self._ask(child, "read", path, {**self._options(), "name": "picture"}))
        return reading

    def tables(self, path: Path, name: str) -> tuple[Grid, ...]:
        """The tables of a document, as cells. Raises what `read` raises."""
        self._check_size(path)
        return unpack_tables(self._document("tables", path, {**self._options(), "name": name}))

    def decode_audio(self, path: Path, target: Path, cancel: Event | None = None) -> int:
        """Decode a recording to raw int16 samples (16 kHz, mono) in the file `target`; returns how many.

        Raises what `read` raises, and `Abandoned` where `cancel` is set meanwhile.
        """
        self._check_size(path)
        options: SoundOptions = {"audio_hours": self._settings.audio_hours}
        timeout = self._settings.reader_seconds + self._settings.audio_hours * _DECODE_SECONDS_PER_HOUR
        with path.open("rb") as source, target.open("wb") as out:
            self._media.call("decode_audio", options, timeout=timeout, files=(source, out), cancel=cancel)
        return target.stat().st_size // _SAMPLE_BYTES

    def preview(self, path: Path, page: int = 1, width: int = 1200, marked: str = "") -> bytes:
        """A PNG of a PDF's page (from 1), or of a picture without its metadata, at most `width` pixels wide.

        Words that are `marked` and found on the page are highlighted in it.
        Raises `UnsupportedFormat` for other kinds, `NotFound` for a page that is not there.
        """
        options: PreviewOptions = {
            "page": page, "width": width, "picture_pixels": self._settings.picture_pixels, "marked": marked,
        }  # fmt: skip
        with path.open("rb") as source:
            drawn = self._media.call("preview", options, timeout=self._settings.reader_seconds, files=(source,))
        if not isinstance(drawn, bytes) or not drawn.startswith(_PNG):
            raise UnreadableFile("Its reader returned no picture: the file is damaged, or made to mislead.")
        return drawn

    def close(self) -> None:
        """End the reader processes."""
        self._documents.close()
        self._pictures.close()
        self._media.close()

    def _with_scanned(self, path: Path, chunks: tuple[Chunk, ...], scanned: Sequence[int]) -> tuple[Chunk, ...]:
        """Add the pages that only OCR can read: one call each, so that each has its own time and others get a turn."""
        if len(scanned) > _MOST_SCANNED_PAGES:
            raise TooLarge(f"It has more than {_MOST_SCANNED_PAGES:,} scanned pages.", "Hand it over in parts.")
        seen: list[Chunk] = []
        for page in scanned:
            seen += unpack(self._document("read_scanned_page", path, {**self._options(), "page": page}))
        # A page that OCR read loses the few characters that were found without it: a stamp, a page number.
        pages_seen = {_page(chunk) for chunk in seen}
        kept = [chunk for chunk in chunks if _page(chunk) not in pages_seen]
        if not kept and not seen:
            raise UnreadableFile("No text was found in it, not even on its pictures.")
        return tuple(sorted([*kept, *seen], key=_page))

    def _document(self, task: str, path: Path, options: ReadOptions) -> object:
        return self._ask(self._documents, task, path, options)

    def _ask(self, child: Child, task: str, path: Path, options: ReadOptions) -> object:
        with path.open("rb") as source:
            return child.call(task, options, timeout=self._settings.reader_seconds, files=(source,))

    def _check_size(self, path: Path) -> None:
        if path.stat().st_size > self._settings.upload_bytes:
            raise TooLarge(f"The file is larger than {self._settings.upload_bytes / 2**20:,.0f} MiB.")

    def _options(self) -> ReadOptions:
        chosen = self._settings
        return {
            "vocabulary": str(_vocabulary()),
            "chunk_tokens": chosen.chunk_tokens,
            "chunk_overlap": chosen.chunk_overlap,
            "picture_pixels": chosen.picture_pixels,
            "threads": chosen.threads,
        }


def _vocabulary() -> Path:
    from core.weights.locate import locate

    return (locate("minilm") / "tokenizer.json").resolve()


def _page(chunk: Chunk) -> int:
    return chunk.span.page if isinstance(chunk.span, PageSpan) else 0
