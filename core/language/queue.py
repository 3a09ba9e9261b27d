"""From a thread that produces to the iterator that consumes, with a way to stop waiting."""

from __future__ import annotations

from collections.abc import Iterator
from queue import Empty, SimpleQueue
from threading import Event
from typing import TypeVar

Item = TypeVar("Item")

Queue = SimpleQueue[Item | BaseException | None]
"""Items, then nothing at the end, or the error that ended it."""

_POLL_SECONDS = 0.05


def drain(queue: Queue[Item], cancel: Event) -> Iterator[Item]:
    """The items until their end, or until `cancel` is set, even where no item comes. Raises the error in the queue."""
    while not cancel.is_set():
        try:
            item = queue.get(timeout=_POLL_SECONDS)
        except Empty:
            continue
        if item is None:
            return
        if isinstance(item, BaseException):
            raise item
        yield item
