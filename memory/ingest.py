"""Ingest: one background thread that makes queued documents ready, small ones in batches, long ones in turns.

The queue is the status column in SQL, so nothing that was acknowledged is lost. Until a document is ready none of its
rows exist; what a crash interrupts is queued again at the next start.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from core.embedding.encoder import TextEncoder
from core.errors import VermeilError
from core.speech.recognizer import Recognizer
from core.vision.encoder import PictureEncoder
from memory import records
from memory.blobs import Blobs
from memory.database import Database
from memory.library import Follower
from memory.preparing import Draft, FileReaders, Preparation, Steps, run
from memory.records import Finished, Queued
from memory.remaking import remake

log = logging.getLogger(__name__)

SMALL_BYTES = 64 * 2**10  # about a second's work at most; larger files take turns
MOST_SMALL = 64
MOST_SMALL_SECONDS = 0.25  # of reading; then the batch is embedded, so that nobody waits for a full one
MOST_JOBS = 4  # long documents in work at once: bounds memory, and lets a page pass an hour of audio
PROGRESS_SECONDS = 1.0
RETRY_SECONDS = 1.0
UNREAD = "The file could not be read."


@dataclass(slots=True)
class _Job:
    """Long work in steps: a document, or (None) the remaking of vectors."""

    document: Queued | None
    steps: Steps[Finished | None]
    noted: float


class Ingest:
    """Reads, embeds and indexes what is queued in the library. Start it once; then `submit` wakes it for each document.

    `language` is what is spoken in recordings, None to detect it. Encoders and the recogniser are used by its thread
    only, and loaded by whoever made them.
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
        self._waiters: dict[str, list[threading.Event]] = {}
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="ingest", daemon=True)

    def start(self) -> None:
        """Queue again what was interrupted, and begin; vectors of a changed space are made anew in the background."""
        if interrupted := records.requeue(self._database):
            log.info("%d interrupted documents are queued again", interrupted)
        self._jobs.append(_Job(None, remake(self._database, self._preparation), 0.0))
        self._thread.start()

    def submit(self, document: str) -> None:
        """A document was queued: begin at once."""
        self._given_up.discard(document)
        self._wake.set()

    def wait(self, document: str, timeout: float) -> bool:
        """Whether the document was ready, failed or gone within `timeout` seconds."""
        done = threading.Event()
        with self._lock:
            self._waiters.setdefault(document, []).append(done)
        try:
            return not records.is_unfinished(self._database, document) or done.wait(timeout)
        finally:
            with self._lock:
                waiting = self._waiters.get(document, [])
                if done in waiting:
                    waiting.remove(done)
                if not waiting:
                    self._waiters.pop(document, None)

    def stop(self, timeout: float = 30.0) -> None:
        """End after the step in work. What is unfinished is taken up at the next start."""
        self._stopping.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(timeout)

    @property
    def alive(self) -> bool:
        return self._thread.is_alive()

    # --- the thread ---------------------------------------------------------------------------------------------

    def _run(self) -> None:
        self._follow()
        while not self._stopping.is_set():
            self._wake.clear()
            try:
                worked = self._work_small() | self._work_jobs()
            except Exception:
                log.exception("ingest could not go on; it tries again")
                self._wake.wait(RETRY_SECONDS)
                continue
            if not worked:
                self._wake.wait()
        while self._jobs:
            self._jobs.pop().steps.close()

    def _work_small(self) -> bool:
        """One batch of small documents: read each, embed all in one call, commit once. Whether there was any."""
        waiting = records.queued(
            self._database, limit=MOST_SMALL, fewest_bytes=0, most_bytes=SMALL_BYTES, but=frozenset(self._given_up)
        )
        drafts: list[Draft] = []
        until = time.monotonic() + MOST_SMALL_SECONDS
        for document in waiting:
            try:
                drafts.append(run(self._preparation.draft(document)))
            except Exception as error:  # noqa: BLE001 it becomes the reason that the owner reads
                self._fail(document, error)
            if time.monotonic() > until or self._stopping.is_set():
                break
        self._embed(drafts)
        return bool(waiting)

    def _embed(self, drafts: Sequence[Draft]) -> None:
        if not drafts or self._stopping.is_set():
            return
        try:
            self._finish(self._preparation.embed(drafts))
        except Exception as error:  # noqa: BLE001 see _fail
            if len(drafts) == 1:
                self._fail(drafts[0].document, error)
                return
            for draft in drafts:  # one of them is at fault: the others shall not suffer
                self._embed([draft])

    def _work_jobs(self) -> bool:
        """One step of the long job whose turn it is. Whether there was any."""
        if len(self._jobs) < MOST_JOBS:
            self._take_jobs()
        if not self._jobs:
            return False
        job = self._jobs.popleft()
        try:
            if self._step(job):
                self._jobs.append(job)
        except Exception as error:  # noqa: BLE001 see _fail
            self._fail(job.document, error)
        return True

    def _step(self, job: _Job) -> bool:
        """Whether the job goes on."""
        try:
            share = next(job.steps)
        except StopIteration as stop:
            if stop.value is not None:
                self._finish([stop.value])
            return False
        if self._note(job, share):
            return True
        job.steps.close()
        return False

    def _take_jobs(self) -> None:
        busy = {job.document.id for job in self._jobs if job.document is not None}
        for document in records.queued(
            self._database,
            limit=MOST_JOBS - len(self._jobs),
            fewest_bytes=SMALL_BYTES,
            most_bytes=None,
            but=busy | self._given_up,
        ):
            self._jobs.append(_Job(document, self._preparation.prepare(document), 0.0))

    def _note(self, job: _Job, share: float) -> bool:
        """Show a job's progress, once a second; False if its document is gone."""
        if job.document is None:
            self._follow()
            return True
        if time.monotonic() - job.noted < PROGRESS_SECONDS:
            return True
        job.noted = time.monotonic()
        return records.note_progress(self._database, job.document.id, share)

    def _finish(self, documents: Sequence[Finished]) -> None:
        records.finish(self._database, documents)
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
            records.note_failure(self._database, document.id, reason)
        except VermeilError:
            log.exception("document %s rests until the next start", document.id)
            self._given_up.add(document.id)
        self._tell(document.id)

    def _tell(self, document: str) -> None:
        with self._lock:
            waiting = list(self._waiters.get(document, []))
        for done in waiting:
            done.set()
