"""Ingest: what is queued becomes ready as a whole, quickly, fairly, and says why where it does not."""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sqlalchemy import func, select, update

from core.errors import NotFound, OutOfSpace
from core.speech.doubt import not_understood
from core.speech.recognizer import Language, Samples, Segment
from core.types import BoxSpan, Chunk, PageSpan, Reading, TimeSpan
from memory.blobs import Blobs
from memory.database import ChunkRow, Database, DocumentRow, OutboxRow, VectorRow
from memory.documents import Document
from memory.ingest import queue
from memory.ingest.worker import SMALL_BYTES, Ingest
from memory.library import Library
from tests.memory.fakes import CountingIndex, FakePictures, FakeReaders, FakeRecognizer, FakeTexts, unit

Start = Callable[..., Ingest]


@pytest.fixture
def start(database: Database, blobs: Blobs) -> Iterator[Start]:
    """Start an ingest with fakes, any of them replaced by keyword."""
    started: list[Ingest] = []

    def starter(**replaced: Any) -> Ingest:
        parts = {
            "readers": FakeReaders(),
            "text_encoder": FakeTexts(),
            "picture_encoder": FakePictures(),
            "recognizer": FakeRecognizer(),
            "index": CountingIndex(),
        } | replaced
        ingest = Ingest(database, blobs, **parts)
        ingest.start()
        started.append(ingest)
        return ingest

    yield starter
    for ingest in started:
        ingest.stop()
        assert not ingest._thread.is_alive()


def add(library: Library, text: str, name: str = "a.txt", owner: str = "ada") -> Document:
    return library.add(owner, name, io.BytesIO(text.encode()))


def added(library: Library, ingest: Ingest, text: str, name: str = "a.txt") -> Document:
    document = add(library, text, name)
    ingest.submit(document.id)
    assert ingest.wait(document.id, 20)
    return library.get("ada", document.id)


def count(database: Database, row: type) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(row)) or 0


def test_a_text_becomes_ready_with_its_chunks_and_vectors(library: Library, database: Database, start: Start) -> None:
    index = CountingIndex()
    ready = added(library, start(index=index), "one line\nanother line")
    assert (ready.status, ready.kind, ready.chunks, ready.progress, ready.reason) == ("ready", "text", 2, 1.0, None)
    assert ready.seconds is not None
    assert [p.text for p in library.passages("ada", ready.id)] == ["one line", "another line"]
    with database.reading() as session:
        rows = session.execute(select(VectorRow.data, ChunkRow.text, VectorRow.owner).join(ChunkRow)).all()
        outbox = session.execute(select(OutboxRow.operation, OutboxRow.owner, OutboxRow.chunk_id)).all()
    for data, text, owner in rows:
        assert owner == "ada"
        np.testing.assert_array_equal(np.frombuffer(data, "<f4"), unit(text, 16))
    assert [(operation, owner) for operation, owner, _ in outbox] == [("add", "ada")] * 2
    assert index.applied >= 1


def test_a_picture_is_its_caption_and_a_vector_of_the_picture_space(
    library: Library, database: Database, start: Start
) -> None:
    ready = added(library, start(), "picture of a dog")
    assert (ready.kind, ready.width, ready.height) == ("picture", 400, 300)
    (whole,) = library.passages("ada", ready.id)
    assert whole.text == "golden retriever (dog), tennis ball"  # the third guess is too unlikely to be said
    assert whole.span == BoxSpan((0, 0, 400, 300))
    with database.reading() as session:
        found = dict(session.execute(select(VectorRow.space, VectorRow.data)).all())
    assert {space: len(data) // 4 for space, data in found.items()} == {"fake-texts": 16, "fake-pictures": 8}


def test_a_recording_is_heard_in_windows_and_keeps_the_seconds_of_its_words(
    library: Library, blobs: Blobs, database: Database, start: Start
) -> None:
    ready = added(library, start(), "audio 700")
    assert (ready.kind, ready.seconds_audio) == ("audio", 700.0)
    passages = library.passages("ada", ready.id)
    spans = [p.span for p in passages]
    assert all(isinstance(span, TimeSpan) for span in spans)
    assert all(30 <= len(p.text.split()) <= 60 for p in passages[:-1])
    assert 690 <= sum(len(p.text.split()) for p in passages) <= 700  # a cut may fall into a tick
    with database.reading() as session:
        words = [w for row in session.scalars(select(ChunkRow).order_by(ChunkRow.ordinal)) for w in row.words or ()]
    starts = [w["from"] if "from" in w else w["start"] for w in words]
    assert starts == sorted(starts)
    assert starts[-1] > 690
    assert not list(blobs.folder.glob(".incoming-*"))


class HalfHeard(FakeRecognizer):
    """Understands none of the first three seconds."""

    def transcribe(self, samples: Samples, *, language: str | Language | None = "en") -> Iterator[Segment]:
        yield not_understood(0.0, 3.0)
        yield from (segment for segment in super().transcribe(samples) if segment.start >= 3.0)


def test_what_was_not_understood_is_said_of_the_document_and_found_nowhere(library: Library, start: Start) -> None:
    ingest = start(recognizer=HalfHeard())
    ready = added(library, ingest, "audio 8")
    assert (ready.status, ready.reason) == ("ready", "0:03 min of speech were not understood.")
    assert [passage.text for passage in library.passages("ada", ready.id)] == ["tick tick tick tick tick"]
    failed = added(library, ingest, "audio 3")
    assert (failed.status, failed.chunks) == ("failed", 0)
    assert failed.reason is not None
    assert "VERMEIL_SPOKEN_LANGUAGE" in failed.reason


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("damaged", "The file is damaged."),
        ("burst", "The file could not be read."),
        ("poison in the well", "The file could not be read."),
        ("   \n", "No text was found in the file."),
        ("audio 20 silent", "No speech was heard in the recording."),
    ],
)
def test_what_cannot_be_read_fails_with_one_sentence_and_leaves_nothing(
    content: str, reason: str, library: Library, database: Database, start: Start
) -> None:
    failed = added(library, start(), content)
    assert (failed.status, failed.reason, failed.chunks) == ("failed", reason, 0)
    assert count(database, ChunkRow) == count(database, VectorRow) == count(database, OutboxRow) == 0


def test_one_bad_document_does_not_fail_its_batch(library: Library, start: Start) -> None:
    documents = [add(library, text, "b.txt") for text in ("good one", "poison", "damaged", "good two")]
    ingest = start()
    assert all(ingest.wait(d.id, 20) for d in documents)
    states = [library.get("ada", d.id).status for d in documents]
    assert states == ["ready", "failed", "failed", "ready"]


def test_a_failed_document_is_tried_again_when_it_is_added_again(library: Library, start: Start) -> None:
    readers = FakeReaders()
    ingest = start(readers=readers)
    assert added(library, ingest, "damaged").status == "failed"
    whole = Reading("text", "text/plain", (Chunk("now it can be read", PageSpan(1, 0, 18)),))
    readers.read = lambda path, name: whole  # type: ignore[method-assign]
    assert added(library, ingest, "damaged").status == "ready"


def test_a_document_whose_file_is_gone_says_so_and_is_read_when_it_is_added_again(
    library: Library, blobs: Blobs, start: Start
) -> None:
    lost = add(library, "these words", "lost.txt")
    blobs.path(lost.sha256).unlink()
    ingest = start()
    assert ingest.wait(lost.id, 20)
    failed = library.get("ada", lost.id)
    expected = "The stored file of lost.txt is missing: add it again, and it is read."
    assert (failed.status, failed.reason) == ("failed", expected)
    again = added(library, ingest, "these words", "lost.txt")
    assert (again.id, again.status, again.chunks) == (lost.id, "ready", 1)


def test_small_documents_share_one_call_of_the_encoder(library: Library, start: Start) -> None:
    documents = [add(library, f"text number {i}") for i in range(30)]
    encoder = FakeTexts()
    ingest = start(text_encoder=encoder)
    assert all(ingest.wait(d.id, 20) for d in documents)
    assert max(encoder.calls) > 10
    assert sum(encoder.calls) == 30


def test_a_small_document_does_not_wait_for_a_long_one(library: Library, start: Start) -> None:
    class Slow(FakeTexts):
        def encode(self, texts: Any) -> Any:
            time.sleep(0.02)
            return super().encode(texts)

    long = add(library, "\n".join(f"line {i} of a long document" for i in range(3_000)), "long.txt")
    assert long.size > SMALL_BYTES
    ingest = start(text_encoder=Slow())
    while library.get("ada", long.id).status == "queued":
        time.sleep(0.01)
    assert added(library, ingest, "short").status == "ready"
    assert library.get("ada", long.id).status == "processing"
    assert ingest.wait(long.id, 60)
    assert library.get("ada", long.id).chunks == 3_000


class Bookish(FakeReaders):
    """Reads a book only once it may go on."""

    def __init__(self) -> None:
        super().__init__()
        self.go_on = threading.Event()

    def read(self, path: Path, name: str) -> Reading:
        if name == "book.txt":
            assert self.go_on.wait(20)
        return super().read(path, name)


def test_a_small_document_does_not_wait_while_a_book_is_read(library: Library, start: Start) -> None:
    readers = Bookish()
    books = [add(library, f"{i}\n" + "x" * SMALL_BYTES, "book.txt") for i in range(6)]  # more than there are turns for
    ingest = start(readers=readers)
    assert added(library, ingest, "short").status == "ready"
    assert "ready" not in {library.get("ada", book.id).status for book in books}
    readers.go_on.set()
    assert all(ingest.wait(book.id, 20) for book in books)
    assert {library.get("ada", book.id).status for book in books} == {"ready"}


@pytest.mark.parametrize("size", [0, 2 * SMALL_BYTES])
def test_a_small_document_does_not_wait_while_recordings_are_heard(library: Library, start: Start, size: int) -> None:
    go_on = threading.Event()

    class Attentive(FakeRecognizer):
        def transcribe(self, *samples: Any, **more: Any) -> Any:
            assert go_on.wait(20)
            yield from super().transcribe(*samples, **more)

    recordings = [add(library, f"audio {i + 1} " + "x" * size) for i in range(4)]
    ingest = start(recognizer=Attentive())
    assert added(library, ingest, "short").status == "ready"
    go_on.set()
    assert all(ingest.wait(recording.id, 20) for recording in recordings)
    assert [library.get("ada", recording.id).seconds_audio for recording in recordings] == [1, 2, 3, 4]


def test_a_picture_does_not_wait_for_large_files(
    library: Library, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("memory.ingest.worker.LARGE_BYTES", 2 * SMALL_BYTES)
    readers = Bookish()
    books = [add(library, f"{i}\n" + "x" * 2 * SMALL_BYTES, "book.txt") for i in range(6)]
    ingest = start(readers=readers)
    assert added(library, ingest, "picture " + "x" * SMALL_BYTES).status == "ready"
    readers.go_on.set()
    assert all(ingest.wait(book.id, 20) for book in books)


def test_progress_of_a_long_document_is_seen(library: Library, start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("memory.ingest.worker.PROGRESS_SECONDS", 0.0)
    seen: list[float] = []
    original = queue.note_progress

    def spy(database: Database, document: str, fraction: float) -> bool:
        seen.append(fraction)
        return original(database, document, fraction)

    monkeypatch.setattr(queue, "note_progress", spy)
    ready = added(library, start(), "\n".join(f"line {i} of a long document" for i in range(4_000)))
    assert ready.status == "ready"
    assert seen == sorted(seen)
    assert len({round(f, 1) for f in seen}) > 8


def test_many_wait_at_once(library: Library, start: Start) -> None:
    ingest = start()
    documents: list[Document] = []
    waited: list[bool] = []

    def person(number: int) -> None:
        document = add(library, f"what person {number} wrote")
        documents.append(document)
        ingest.submit(document.id)
        waited.append(ingest.wait(document.id, 30))

    threads = [threading.Thread(target=person, args=(i,)) for i in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert waited == [True] * 40
    assert {library.get("ada", d.id).status for d in documents} == {"ready"}
    assert not ingest._watchers


def test_waiting_ends_in_time_and_knows_what_is_gone(library: Library, blobs: Blobs, database: Database) -> None:
    ingest = Ingest(
        database, blobs, FakeReaders(), FakeTexts(), FakePictures(), FakeRecognizer(), CountingIndex()
    )  # never started
    document = add(library, "text")
    assert not ingest.wait(document.id, 0.05)
    library.delete("ada", document.id)
    assert ingest.wait(document.id, 5)


def test_a_document_deleted_while_it_is_read_stays_deleted(
    library: Library, database: Database, blobs: Blobs, start: Start
) -> None:
    reading, go_on = threading.Event(), threading.Event()

    class Halting(FakeReaders):
        def read(self, path: Path, name: str) -> Reading:
            result = super().read(path, name)
            reading.set()
            go_on.wait(10)
            return result

    ingest = start(readers=Halting())
    document = add(library, "to be deleted")
    ingest.submit(document.id)
    assert reading.wait(10)
    library.delete("ada", document.id)
    go_on.set()
    other = added(library, ingest, "another")
    assert other.status == "ready"
    with pytest.raises(NotFound):
        library.get("ada", document.id)
    assert count(database, ChunkRow) == 1
    assert [p.name for p in blobs.folder.glob("*/*")] == [other.sha256]


def test_what_was_interrupted_is_taken_up_again(library: Library, database: Database, start: Start) -> None:
    document = add(library, "interrupted")
    with database.session() as session:
        session.execute(update(DocumentRow).values(status="processing", progress=0.5))
    ingest = start()
    assert ingest.wait(document.id, 20)
    assert library.get("ada", document.id).status == "ready"


def test_what_fails_because_of_the_stop_stays_queued(library: Library, database: Database, start: Start) -> None:
    stopping = threading.Event()

    class Dying(FakeReaders):
        def read(self, path: Path, name: str) -> Reading:
            stopping.wait(10)
            raise RuntimeError("the reader process is gone")

    document = add(library, "text")
    ingest = start(readers=Dying())
    ingest._stopping.set()
    stopping.set()
    ingest.stop()
    assert library.get("ada", document.id).status == "queued"


def test_a_full_disk_fails_the_document_and_not_the_thread(
    library: Library, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> None:
        raise OutOfSpace("The disk is full.")

    ingest = start()
    with monkeypatch.context() as patch:
        patch.setattr(queue, "finish", full)
        patch.setattr(queue, "note_failure", full)  # not even that can be written
        assert added(library, ingest, "text").status == "queued"
    assert added(library, ingest, "other text").status == "ready"
    assert added(library, ingest, "text").status == "ready"


def test_vectors_are_made_anew_when_a_space_changed(library: Library, database: Database, start: Start) -> None:
    first = start()
    documents = [add(library, text) for text in ("one\ntwo", "picture", *(f"text {i}" for i in range(150)))]
    first.submit(documents[-1].id)
    assert all(first.wait(document.id, 20) for document in documents)
    first.stop()
    chunks = count(database, ChunkRow)
    index = CountingIndex()
    start(text_encoder=FakeTexts("new-texts"), picture_encoder=FakePictures("new-pictures"), index=index)

    def spaces() -> dict[str, int]:
        with database.reading() as session:
            return dict(session.execute(select(VectorRow.space, func.count()).group_by(VectorRow.space)).all())

    until = time.monotonic() + 20
    while spaces() != {"new-texts": chunks, "new-pictures": 1} and time.monotonic() < until:
        time.sleep(0.02)
    assert spaces() == {"new-texts": chunks, "new-pictures": 1}
    with database.reading() as session:
        last = dict(session.execute(select(OutboxRow.space, OutboxRow.operation).order_by(OutboxRow.sequence)).all())
    assert last["fake-texts"] == last["fake-pictures"] == "remove"
    assert last["new-texts"] == last["new-pictures"] == "add"
