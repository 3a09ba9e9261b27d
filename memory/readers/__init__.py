"""Reading what people hand over: any file in, its kind and its chunks out.

Parsing happens in child processes with memory and time limits and without network (`core.sandbox.child`), one file
format family a module. Adding a format means a rule in `detect.py`, a module, and a line in `worker.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.errors import TooLarge, UnreadableFile
from core.sandbox.child import Child
from core.types import Chunk, PageSpan, Reading, span_from_json

if TYPE_CHECKING:
    from core.settings import Settings

_DOCUMENT_IDLE_SECONDS = 900.0  # it takes seconds to start again
_MEDIA_IDLE_SECONDS = 60.0
_MOST_SCANNED_PAGES = 2000
_DECODE_SECONDS_PER_HOUR = 30.0  # of a recording; PyAV needs 4 to 10


class Readers:
    """The reader processes: one for documents and pictures, a light one for sound and previews.

    Two, so that a preview or a spoken question does not wait behind a long document. Safe to use from any thread.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._documents = self._child("reader", _DOCUMENT_IDLE_SECONDS, "memory.readers.worker:run")
        self._media = self._child("media reader", _MEDIA_IDLE_SECONDS, "memory.readers.media:run")

    def warm(self) -> None:
        """Begin to start the document reader (seconds), without waiting for it."""
        self._documents.warm()

    def read(self, path: Path, name: str) -> Reading:
        """Read one file; `name` only helps to tell kinds of plain text apart.

        Raises `UnreadableFile`, `UnsupportedFormat` or `TooLarge`, each with a sentence for the person.
        """
        self._check_size(path)
        reply = self._documents.call(
            "read", str(path.absolute()), self._options(name=name), timeout=self._settings.reader_seconds
        )
        chunks = _chunks(reply["chunks"])
        if reply["scanned"]:
            chunks = self._with_scanned(path, chunks, reply["scanned"])
        return Reading(
            kind=reply["kind"],
            media_type=reply["media_type"],
            chunks=chunks,
            pages=reply["pages"],
            width=reply.get("width"),
            height=reply.get("height"),
            picture=reply.get("picture"),
            samples=reply.get("samples"),
        )

    def decode_audio(self, path: Path, target: Path) -> int:
        """Decode a recording to raw int16 samples (16 kHz, mono) in the file `target`; returns how many."""
        self._check_size(path)
        options = {"target": str(target.absolute()), "audio_hours": self._settings.audio_hours}
        timeout = self._settings.reader_seconds + self._settings.audio_hours * _DECODE_SECONDS_PER_HOUR
        return int(self._media.call("decode_audio", str(path.absolute()), options, timeout=timeout))

    def preview(self, path: Path, page: int = 1, width: int = 1200) -> bytes:
        """A PNG of a PDF's page (from 1), or of a picture without its metadata, at most `width` pixels wide.

        Raises `UnsupportedFormat` for other kinds, `NotFound` for a page that is not there.
        """
        options = {"page": page, "width": width, "picture_pixels": self._settings.picture_pixels}
        return bytes(self._media.call("preview", str(path.absolute()), options, timeout=self._settings.reader_seconds))

    def close(self) -> None:
        self._documents.close()
        self._media.close()

    def _with_scanned(self, path: Path, chunks: tuple[Chunk, ...], scanned: Sequence[int]) -> tuple[Chunk, ...]:
        """Add the pages that only OCR can read: one call each, so that each has its own time and others get a turn."""
        if len(scanned) > _MOST_SCANNED_PAGES:
            raise TooLarge(f"It has more than {_MOST_SCANNED_PAGES:,} scanned pages.", "Hand it over in parts.")
        seen: list[Chunk] = []
        for page in scanned:
            described = self._documents.call(
                "read_scanned_page",
                str(path.absolute()),
                self._options(page=page),
                timeout=self._settings.reader_seconds,
            )
            seen += _chunks(described)
        # A page that OCR read loses the few characters that were found without it: a stamp, a page number.
        pages_seen = {_page(chunk) for chunk in seen}
        kept = [chunk for chunk in chunks if _page(chunk) not in pages_seen]
        if not kept and not seen:
            raise UnreadableFile("No text was found in it, not even on its pictures.")
        return tuple(sorted([*kept, *seen], key=_page))

    def _check_size(self, path: Path) -> None:
        if path.stat().st_size > self._settings.upload_bytes:
            raise TooLarge(f"The file is larger than {self._settings.upload_bytes / 2**20:,.0f} MiB.")

    def _child(self, name: str, idle_seconds: float, target: str) -> Child:
        return Child(target, memory_bytes=self._settings.reader_bytes, name=name, idle_seconds=idle_seconds)

    def _options(self, **more: Any) -> dict[str, Any]:
        from core.weights.locate import locate

        chosen = self._settings
        return {
            "vocabulary": str(locate("minilm") / "tokenizer.json"),
            "chunk_tokens": chosen.chunk_tokens,
            "chunk_overlap": chosen.chunk_overlap,
            "picture_pixels": chosen.picture_pixels,
            "threads": chosen.threads,
            **more,
        }


def _chunks(described: Sequence[Any]) -> tuple[Chunk, ...]:
    return tuple(Chunk(text, span_from_json(span)) for text, span in described)


def _page(chunk: Chunk) -> int:
    return chunk.span.page if isinstance(chunk.span, PageSpan) else 0
