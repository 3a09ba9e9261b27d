"""Threads for what blocks, a bounded pool for each kind of work, so that no kind can starve another.

What has no room waits on the event loop, in turn. Whatever may take more than some milliseconds belongs into one of
these; what is quick (a row read from the database) may be a plain `def` route, which runs in a pool of Starlette's.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")

ANSWERS_AT_LEAST = 8


class Pool:
    """At most `size` calls at once, each in a thread."""

    def __init__(self, name: str, size: int) -> None:
        self._threads = ThreadPoolExecutor(size, thread_name_prefix=name)

    async def run(self, work: Callable[[], T]) -> T:
        """What `work` returns or raises. Where the caller is cancelled, what has not begun does not."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)

    def start(self, work: Callable[[], T]) -> Future[T]:
        return self._threads.submit(work)

    def close(self) -> None:
        """Begin nothing more, and wait for nothing."""
        self._threads.shutdown(wait=False, cancel_futures=True)


class Pools:
    """The pools of a service that generates `parallel` answers at once."""

    def __init__(self, parallel: int) -> None:
        self.uploads = Pool("upload", 4)  # copying, hashing, waiting for the disk
        self.previews = Pool("preview", 2)  # waiting for the one process that draws
        self.searches = Pool("search", 8)
        self.embeddings = Pool("embed", 2)
        self.transcriptions = Pool("transcribe", 2)  # all the cores that there are, each
        self.speeches = Pool("speak", 4)
        self.trials = Pool("try", 2)  # waiting for another server
        self.measures = Pool("measure", 1)  # versions that are asked many questions
        self.answers = Pool("answer", max(ANSWERS_AT_LEAST, 2 * parallel))  # half of them search or check meanwhile
        self.providers = Pool("provider", 4)  # waiting for whoever people sign in with
        self.passwords = Pool("password", 2)  # a tenth of a second of a core and 64 MiB, each

    def close(self) -> None:
        for pool in vars(self).values():
            pool.close()
