"""From a stored file to what is written when it is ready: read, caption or transcribe, embed."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol, TypeVar

import numpy as np

from core.embedding.encoder import TextEncoder
from core.errors import UnreadableFile
from core.speech.recognizer import SAMPLE_RATE, Recognizer, Segment
from core.types import BoxSpan, Chunk, FloatArray, Reading
from core.vision.encoder import PictureEncoder, Pixels
from memory.blobs import Blobs
from memory.ingest.queue import Finished, Queued
from memory.ingest.transcripts import grouped, recording, transcribe

log = logging.getLogger(__name__)

EMBEDDED_AT_ONCE = 32  # of the longest chunks about half a second on two cores
LIKELY_GUESS = 0.1
GUESSES = 3
SHARE_READ = 0.05
SHARE_HEARD = 0.9

READS_AT_ONCE = 8

Result = TypeVar("Result")
Steps = Generator["float | Future[Any]", None, Result]
"""Work in steps of about a second: yields the share that is done, or what it waits for; returns the result."""


class FileReaders(Protocol):
    """What ingest needs of `memory.readers.Readers`: parsing in a child process that may be killed."""

    def read(self, path: Path, name: str) -> Reading:
        """Read one file; see `memory.readers.Readers.read`."""
        ...

    def decode_audio(self, path: Path, target: Path) -> int:
        """Decode a recording to a file of samples; see `memory.readers.Readers.decode_audio`."""
        ...


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """A document that was read, not yet embedded. `picture` is the vector of the whole picture, which chunk 0 is, and
    `missing` says what of it could not be read."""

    document: Queued
    reading: Reading
    chunks: tuple[Chunk, ...]
    picture: FloatArray | None
    began: float
    missing: str | None = None


class Preparation:
    """Reads and embeds documents. It writes nothing but scratch files."""

    def __init__(
        self,
        blobs: Blobs,
        readers: FileReaders,
        text_encoder: TextEncoder,
        picture_encoder: PictureEncoder,
        recognizer: Recognizer,
        language: str | None,
    ) -> None:
        self._blobs = blobs
        self._readers = readers
        self.text_encoder = text_encoder
        self.picture_encoder = picture_encoder
        self._recognizer = recognizer
        self._language = language
        # Threads that wait for the reader processes, so that nobody waits for a book that is read page by page
        self._apart = ThreadPoolExecutor(READS_AT_ONCE, thread_name_prefix="reading")
        # One that hears, so that nobody waits for half a minute of a recording either
        self._hearing = ThreadPoolExecutor(1, thread_name_prefix="hearing")

    def close(self) -> None:
        """Wait for nothing: readers that are closed next end what is still read."""
        self._apart.shutdown(wait=False, cancel_futures=True)
        self._hearing.shutdown(wait=False, cancel_futures=True)

    def prepare(self, document: Queued, parsing: Steps[ParsedDocument] | None = None) -> Steps[Finished]:
        """All of it for one document, however long; or what is left of it, where parsing was begun."""
        parsed = yield from parsing or self.parse(document)
        done = SHARE_HEARD if parsed.reading.kind == "audio" else SHARE_READ
        vectors: list[FloatArray] = []
        for start in range(0, len(parsed.chunks), EMBEDDED_AT_ONCE):
            yield done + (1 - done) * start / len(parsed.chunks)
            texts = [chunk.text for chunk in parsed.chunks[start : start + EMBEDDED_AT_ONCE]]
            vectors.append(self.text_encoder.encode(texts))
        return self._finished(parsed, np.concatenate(vectors))

    def embed(self, batch: Sequence[ParsedDocument]) -> list[Finished]:
        """Embed several short documents in one call of the encoder, which is far quicker than one call each."""
        vectors = self.text_encoder.encode([chunk.text for parsed in batch for chunk in parsed.chunks])
        finished, start = [], 0
        for parsed in batch:
            finished.append(self._finished(parsed, vectors[start : start + len(parsed.chunks)]))
            start += len(parsed.chunks)
        return finished

    def parse(self, document: Queued) -> Steps[ParsedDocument]:
        """Read a document, caption it or hear it. Raises `UnreadableFile` where nothing can be found in it."""
        began = time.monotonic()
        path = self._path(document)
        reading = yield from self._elsewhere(self._apart, self._readers.read, path, document.name)
        chunks, picture, unheard = reading.chunks, None, 0.0
        if reading.kind == "picture" and reading.picture is not None:
            chunks = (self._caption(reading, reading.picture), *chunks)
            picture = self.picture_encoder.encode_pictures([reading.picture])[0]
        elif reading.kind == "audio":
            chunks, samples, unheard = yield from self._hear(path)
            reading = replace(reading, samples=samples)
        chunks = tuple(chunk for chunk in chunks if chunk.text.strip())
        if not chunks:
            raise UnreadableFile(
                _NOT_UNDERSTOOD if unheard else _NOTHING_FOUND[reading.kind], "Hand over a file with something in it."
            )
        missing = f"{_minutes(unheard)} min of speech were not understood." if unheard else None
        return ParsedDocument(document, replace(reading, picture=None, chunks=()), chunks, picture, began, missing)

    def picture_vector(self, document: Queued) -> FloatArray:
        """The vector (dimension,) of a picture that is in the library already, for a new space."""
        picture = self._readers.read(self._path(document), document.name).picture
        if picture is None:
            raise UnreadableFile("The file is no longer a picture.")
        vector: FloatArray = self.picture_encoder.encode_pictures([picture])[0]
        return vector

    def _hear(self, path: Path) -> Steps[tuple[tuple[Chunk, ...], int, float]]:
        """The chunks of a recording, the number of its samples, and the seconds of speech that were not understood."""
        segments: list[Segment] = []
        with self._blobs.scratch() as scratch:
            yield from self._elsewhere(self._apart, self._readers.decode_audio, path, scratch)
            samples = recording(scratch)
            heard = transcribe(samples, self._recognizer, self._language)
            while step := (yield from self._elsewhere(self._hearing, next, heard, None)):
                share, segment = step
                segments.append(segment)
                yield SHARE_READ + (SHARE_HEARD - SHARE_READ) * share
        unheard = sum(segment.end - segment.start for segment in segments if not segment.understood)
        return tuple(grouped(segments)), len(samples), unheard

    def _elsewhere(self, threads: ThreadPoolExecutor, work: Callable[..., Result], *args: object) -> Steps[Result]:
        future = threads.submit(work, *args)
        yield future
        return future.result()

    def _caption(self, reading: Reading, picture: Pixels) -> Chunk:
        """The whole picture as a passage: the tower's likeliest guesses are its text."""
        guesses = self.picture_encoder.guesses(picture, GUESSES)
        names = [name for name, probability in guesses if probability >= LIKELY_GUESS] or [guesses[0][0]]
        height, width = picture.shape[:2]
        return Chunk(", ".join(names), BoxSpan((0, 0, reading.width or width, reading.height or height)))

    def _path(self, document: Queued) -> Path:
        path = self._blobs.path(document.sha256)
        if not path.exists():
            log.error("the file of document %s is missing", document.id)
            raise UnreadableFile(f"The stored file of {document.name} is missing: add it again, and it is read.")
        return path

    def _finished(self, parsed: ParsedDocument, vectors: FloatArray) -> Finished:
        reading, spaces = parsed.reading, {self.text_encoder.space: (range(len(parsed.chunks)), vectors)}
        if parsed.picture is not None:
            spaces[self.picture_encoder.space] = (range(1), parsed.picture[None])  # (1, dimension)
        return Finished(
            document=parsed.document,
            kind=reading.kind,
            media_type=reading.media_type,
            chunks=parsed.chunks,
            vectors=spaces,
            pages=reading.pages,
            width=reading.width,
            height=reading.height,
            seconds_audio=None if reading.samples is None else reading.samples / SAMPLE_RATE,
            ingest_seconds=time.monotonic() - parsed.began,
            missing=parsed.missing,
        )


_NOTHING_FOUND = {
    "text": "No text was found in the file.",
    "picture": "The picture could not be decoded.",
    "audio": "No speech was heard in the recording.",
}
_NOT_UNDERSTOOD = (
    "Somebody speaks in the recording and was not understood: set VERMEIL_SPOKEN_LANGUAGE to the language, or "
    "VERMEIL_RECOGNIZER_MODEL to a larger model, and add it again."
)


def _minutes(seconds: float) -> str:
    return f"{round(seconds) // 60}:{round(seconds) % 60:02}"


def once_read(steps: Steps[Result]) -> Result | Steps[Result]:
    """The result where nothing is left to do after a first step, or what is left. Waits for that step."""
    first = next(steps)
    if isinstance(first, Future):
        wait([first])
    try:
        second = next(steps)
    except StopIteration as stop:
        return stop.value  # type: ignore[no-any-return]
    return _resumed(second, steps)


def _resumed(step: float | Future[Any], steps: Steps[Result]) -> Steps[Result]:
    yield step
    return (yield from steps)


def run(steps: Steps[Result]) -> Result:
    """Do all steps at once, waiting for what they wait for, and return the result."""
    while True:
        try:
            step = next(steps)
        except StopIteration as stop:
            return stop.value  # type: ignore[no-any-return]
        if isinstance(step, Future):
            wait([step])
