"""From a thread that produces to the one that consumes, which is not woken for each item.

Waking a thread takes a core from llama.cpp, whose threads work in step and then all wait: at a hundred tokens a second
that costs more than everything that is done with the tokens.
"""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event
from typing import Generic, TypeVar

Item = TypeVar("Item")

_POLL_SECONDS = 0.05


class Parcels(Generic[Item]):
    """Items in the order in which they were put: the first at once, and then all that came within `pace` seconds."""

    def __init__(self, pace: float = 0.0) -> None:
        self._pace = pace
        self._items: list[Item] = []
        self._there = Event()
        self._ended = Event()
        self._error: BaseException | None = None

    def put(self, item: Item) -> None:
        """For the one thread that produces."""
        self._items.append(item)
        if not self._there.is_set():
            self._there.set()

    def end(self, error: BaseException | None = None) -> None:
        """Nothing follows. The `error` is raised in the thread that consumes, after the items."""
        self._error = error
        self._ended.set()
        self._there.set()

    def drain(self, cancel: Event) -> Iterator[list[Item]]:
        """The items until their end, or until `cancel` is set, even where no item comes."""
        while not cancel.is_set():
            if not self._there.wait(_POLL_SECONDS):
                continue
            self._there.clear()
            ended = self._ended.is_set()  # before the items are taken: none comes after it
            taken = self._take()
            if taken:
                yield taken
            if ended:
                if self._error is not None:
                    raise self._error
                return
            self._ended.wait(self._pace)

    def _take(self) -> list[Item]:
        number = len(self._items)  # what is put meanwhile stays behind it, and has set the event again
        taken = self._items[:number]
        del self._items[:number]
        return taken
