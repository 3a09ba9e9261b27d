"""Ingest: one background thread that makes queued documents ready, small ones in batches, long ones in turns.

The queue is the status column in SQL, so nothing that was acknowledged is lost. Until a document is ready none of its
rows exist; what a crash interrupts is queued again at the next start.
"""

from __future__ import annotations

import logging
import math
import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, wait
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from core.embedding.encoder import TextEncoder
from core.errors import VermeilError
from core.speech.recognizer import Recognizer
from core.vision.encoder import PictureEncoder
from memory.blobs import Blobs
from memory.database import Database
from memory.ingest import queue
from memory.ingest.prepare import FileReaders, ParsedDocument, Preparation, Steps, once_read, run
from memory.ingest.queue import Finished, Queued
from memory.ingest.reembed import remake
from memory.versions import Follower

log = logging.getLogger(__name__)

SMALL_BYTES = 64 * 2**10  # about a second's work at most; larger files take turns
MOST_SMALL = 64
MOST_SMALL_SECONDS = 0.25  # of reading; then the batch is embedded, so that nobody waits for a full one
LARGE_BYTES = 4 * 2**20
TURNS = 2  # documents in work at once, of middling and of large ones each: a page passes an hour of audio
MOST_JOBS = 16  # beyond which small recordings are heard at once, one by one
PROGRESS_SECONDS = 1.0
RETRY_SECONDS = 1.0
UNREAD = "The file could not be read."


@dataclass(slots=True, eq=False)
class _Job:
    """Long work in steps: a document, or (None) the remaking of vectors. It rests while what it awaits is not done."""

    document: Queued | None
    steps: Steps[Finished | None]
    noted: float = 0.0
    awaited: Future[Any] | None = None


class Ingest:
    """Reads, embeds and indexes what is queued in the library. Start it once; then `submit` wakes it for each document.

    `language` is what is spoken in recordings, None to detect it. Encoders are used by its thread only, the
    recogniser by another one, and all are loaded by whoever made them.
    """

    def __init__(
        self,
        database: Database,
        blobs: Blobs,
        readers: FileReaders,
        text_encoder: TextEncoder,
        picture_encoder: PictureEncoder,
        recognizer: Recognizer,
        index: Follower,
        *,
        language: str | None = "en",
    ) -> None:
        self._database = database
        self._index = index
        self._preparation = Preparation(blobs, readers, text_encoder, picture_encoder, recognizer, language)
        self._jobs: deque[_Job] = deque()
        self._given_up: set[str] = set()
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._watchers: dict[str, list[Future[None]]] = {}
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="ingest", daemon=True)

    def start(self) -> None:
        """Queue again what was interrupted, and begin; vectors of a changed space are made anew in the background."""
        if interrupted := queue.requeue(self._database):
            log.info("%d interrupted documents are queued again", interrupted)
        self._jobs.append(_Job(None, remake(self._database, self._preparation)))
        self._thread.start()

    def submit(self, document: str) -> None:
        """A document was queued: begin at once."""
        self._given_up.discard(document)
        self._wake.set()

    @contextmanager
    def watched(self, document: str) -> Iterator[Future[None]]:
        """A future that is done when the document is found ready or failed, while the block runs.

        What happened before is not told: ask `is_unfinished` inside the block.
        """
        done: Future[None] = Future()
        done.set_running_or_notify_cancel()  # whoever waits may leave, and cannot cancel it
        with self._lock:
            self._watchers.setdefault(document, []).append(done)
        try:
            yield done
        finally:
            with self._lock:
                watching = self._watchers.get(document, [])
                if done in watching:
                    watching.remove(done)
                if not watching:
                    self._watchers.pop(document, None)

    def is_unfinished(self, document: str) -> bool:
        """Whether the document waits or is in work: neither ready, nor failed, nor gone."""
        return queue.is_unfinished(self._database, document)

    def wait(self, document: str, timeout: float) -> bool:
        """Whether the document was ready, failed or gone within `timeout` seconds. Holds the thread that asks."""
        with self.watched(document) as done:
            return not self.is_unfinished(document) or bool(wait([done], timeout).done)

    def stop(self, timeout: float = 30.0) -> None:
        """End after the step in work. What is unfinished is taken up at the next start."""
        self._stopping.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(timeout)

    # --- the thread ---------------------------------------------------------------------------------------------

    def _run(self) -> None:
        self._follow()
        while not self._stopping.is_set():
            self._wake.clear()
            try:
                worked = self._work_small(self._waiting()) | self._work_jobs()
            except Exception:
                log.exception("ingest could not go on; it tries again")
                self._wake.wait(RETRY_SECONDS)
                continue
            if not worked:
                self._wake.wait()
        while self._jobs:
            self._jobs.pop().steps.close()
        self._preparation.close()

    def _waiting(self) -> list[Queued]:
        """Small documents that wait; larger ones become jobs."""
        found = queue.queued_small_first(self._database, SMALL_BYTES, limit=MOST_SMALL, but=self._busy())
        small = [document for document in found if document.size < SMALL_BYTES]
        if len(small) < len(found) or len(found) == MOST_SMALL:
            self._take_jobs()
        return small

    def _work_small(self, waiting: Sequence[Queued]) -> bool:
        """One batch of small documents: read each, embed all in one call, commit once. Whether there was any."""
        batch: list[ParsedDocument] = []
        until = time.monotonic() + MOST_SMALL_SECONDS
        for document in waiting:
            try:
                if parsed := self._parsed(document):
                    batch.append(parsed)
            except Exception as error:  # noqa: BLE001 it becomes the reason that the owner reads
                self._fail(document, error)
            if time.monotonic() > until or self._stopping.is_set():
                break
        self._embed(batch)
        return bool(waiting)

    def _parsed(self, document: Queued) -> ParsedDocument | None:
        """A small document, parsed; None for a recording, which goes on as a job where there are not too many."""
        steps = self._preparation.parse(document)
        parsed = once_read(steps) if len(self._jobs) < MOST_JOBS else run(steps)
        if isinstance(parsed, ParsedDocument):
            return parsed
        self._jobs.append(_Job(document, self._preparation.prepare(document, parsed)))
        return None

    def _embed(self, batch: Sequence[ParsedDocument]) -> None:
        if not batch or self._stopping.is_set():
            return
        try:
            self._finish(self._preparation.embed(batch))
        except Exception as error:  # noqa: BLE001 see _fail
            if len(batch) == 1:
                self._fail(batch[0].document, error)
                return
            for parsed in batch:  # one of them is at fault: the others are embedded without it
                self._embed([parsed])

    def _work_jobs(self) -> bool:
        """One step of the long job whose turn it is. Whether there was any that waits for nothing."""
        job = next((job for job in self._jobs if job.awaited is None or job.awaited.done()), None)
        if job is None:
            return False
        self._jobs.remove(job)
        try:
            if self._step(job):
                self._jobs.append(job)
        except Exception as error:  # noqa: BLE001 see _fail
            self._fail(job.document, error)
        return True

    def _step(self, job: _Job) -> bool:
        """Whether the job goes on."""
        try:
            step = next(job.steps)
        except StopIteration as stop:
            if stop.value is not None:
                self._finish([stop.value])
            return False
        if isinstance(step, Future):
            job.awaited, share = step, 0.0
            step.add_done_callback(lambda _: self._wake.set())
        else:
            job.awaited, share = None, step
        if self._note(job, share):
            return True
        job.steps.close()
        return False

    def _take_jobs(self) -> None:
        working = [job.document for job in self._jobs if job.document is not None]
        for fewest, most in ((SMALL_BYTES, LARGE_BYTES), (LARGE_BYTES, None)):
            free = TURNS - sum(fewest <= document.size < (most or math.inf) for document in working)
            if free == 0:
                continue
            for document in queue.queued(
                self._database, limit=free, fewest_bytes=fewest, most_bytes=most, but=self._busy()
            ):
                self._jobs.append(_Job(document, self._preparation.prepare(document)))

    def _busy(self) -> set[str]:
        return self._given_up | {job.document.id for job in self._jobs if job.document is not None}

    def _note(self, job: _Job, share: float) -> bool:
        """Show a job's progress, once a second; False if its document is gone."""
        if job.document is None:
            self._follow()
            return True
        if time.monotonic() - job.noted < PROGRESS_SECONDS:
            return True
        job.noted = time.monotonic()
        return queue.note_progress(self._database, job.document.id, share)

    def _finish(self, documents: Sequence[Finished]) -> None:
        queue.finish(self._database, documents)
        self._follow()
        for finished in documents:
            self._tell(finished.document.id)

    def _follow(self) -> None:
        """Let the index follow. Rows are the truth: what fails here is in the outbox still, for the next time."""
        try:
            self._index.apply()
        except Exception:
            log.exception("the index could not follow; it will at the next change or start")

    def _fail(self, document: Queued | None, error: Exception) -> None:
        """Mark as failed, with the reason. While stopping, failures are the stop's doing: it stays queued."""
        if document is None:
            log.error("vectors could not be made anew", exc_info=error)
            return
        if self._stopping.is_set():
            return
        reason = error.message if isinstance(error, VermeilError) else UNREAD
        log.warning("document %s failed: %s", document.id, reason, exc_info=None if reason != UNREAD else error)
        try:
            queue.note_failure(self._database, document.id, reason)
        except VermeilError:
            log.exception("document %s rests until the next start", document.id)
            self._given_up.add(document.id)
        self._tell(document.id)

    def _tell(self, document: str) -> None:
        with self._lock:
            watching = self._watchers.pop(document, [])
        for done in watching:
            done.set_result(None)
