"""From a blocking iterator to an asynchronous stream: neither the model nor the event loop waits for the other.

When the client goes away the stream is closed, which sets `cancel`, and the model stops.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import threading
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from fastapi.concurrency import run_in_threadpool
from starlette.requests import Request

from app.api.caller import ASKED_SECONDS, not_signed_in
from app.api.errors import stopped, translate
from app.api.pools import Pool
from core.errors import VermeilError, check_wanted
from core.events import Event, Token
from core.types import JsonValue

T = TypeVar("T")
Produce = Callable[[threading.Event], Iterator[T]]

PACE = 0.02
"""Seconds between writes to a client: faster than eyes follow, and a third of the work of a write a token."""


class Mailbox(Generic[T]):
    """Items from a thread to the event loop, which is woken once for all that it has not fetched yet."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._there = asyncio.Event()
        self._lock = threading.Lock()
        self._items: list[T] = []

    def put(self, item: T) -> None:
        with self._lock:
            self._items.append(item)
            if len(self._items) > 1 or self._loop.is_closed():
                return
        self._loop.call_soon_threadsafe(self._there.set)

    async def fetch(self, not_before: float = 0.0) -> list[T]:
        """All items that are there, once there are some and the loop's clock shows `not_before`."""
        await self._there.wait()
        if (early := not_before - self._loop.time()) > 0:
            await asyncio.sleep(early)
        self._there.clear()
        with self._lock:
            items, self._items = self._items, []
        return items


async def batches(
    produce: Produce[T], pool: Pool, request: Request | None = None, pace: float = 0.0
) -> AsyncIterator[list[T]]:
    """What `produce(cancel)` yields in a thread of the pool, as it comes; errors come through translated.

    The first batch comes at once, further ones at least `pace` seconds apart. Once `cancel` is set the producer is to
    come to its end by itself, so that it can put away what it has.
    """
    box: Mailbox[Any] = Mailbox()
    cancel = threading.Event()
    end = object()

    def run() -> None:
        try:
            for item in produce(cancel):
                box.put(item)
            box.put(end)
        except Exception as error:  # noqa: BLE001 - handed to the consumer, which raises it
            box.put(_Failure(translate(error)))

    running = pool.start(run)
    watcher = asyncio.create_task(_watch(request, cancel, box)) if request is not None else None
    last: Any = None
    not_before = 0.0
    try:
        while last is not end:
            items = await box.fetch(not_before)
            not_before = asyncio.get_running_loop().time() + pace
            made = list(itertools.takewhile(lambda item: item is not end and not isinstance(item, _Failure), items))
            last = items[len(made)] if len(made) < len(items) else None
            if made:
                yield made
            if isinstance(last, _Failure):
                raise last.error
    finally:
        cancel.set()
        running.cancel()  # where it still waits for a thread
        if watcher is not None:
            watcher.cancel()


@dataclass(frozen=True)
class _Failure:
    error: VermeilError


async def iterate(produce: Produce[T], pool: Pool, request: Request | None = None) -> AsyncIterator[T]:
    """The same, one by one."""
    async with aclosing(batches(produce, pool, request)) as found:  # type: ignore[type-var]
        async for batch in found:
            for item in batch:
                yield item


def joined(events: Iterable[Event]) -> Iterator[Event]:
    """The same events with the text of neighbouring tokens in one: a write to the client costs more than a token."""
    for is_text, group in itertools.groupby(events, key=lambda event: isinstance(event, Token)):
        if is_text:
            yield Token("".join(event.text for event in group if isinstance(event, Token)))
        else:
            yield from group


def is_stopping(request: Request) -> bool:
    """Whether the service was told to end: what takes long is ended, before it is cut off."""
    return bool(request.app.state.stopping.is_set())


async def _watch(request: Request, cancel: threading.Event, box: Mailbox[Any]) -> None:
    """Set `cancel` as soon as the client has gone, also while nothing is being sent.

    Whoever is signed out meanwhile gets no more of it: that is asked every `ASKED_SECONDS`. Where the service is being
    stopped, it says so while it still can.
    """
    holds, clock = getattr(request.state, "holds", None), asyncio.get_running_loop().time
    asked = clock()
    while not await request.is_disconnected():
        await asyncio.sleep(0.2)
        if is_stopping(request):
            box.put(_Failure(stopped()))
            break
        if holds is None or clock() < asked + ASKED_SECONDS:
            continue
        if not await run_in_threadpool(holds):
            box.put(_Failure(not_signed_in()))
            break
        asked = clock()
    cancel.set()


async def primed(events: AsyncIterator[T]) -> AsyncIterator[T]:
    """The same stream with its first item made already: what is wrong by then becomes an error with a status."""
    try:
        first = [await anext(events)]
    except StopAsyncIteration:
        first = []

    async def whole() -> AsyncIterator[T]:
        for item in first:
            yield item
        async for item in events:
            yield item

    return whole()


async def gather(produce: Produce[T], pool: Pool, request: Request) -> list[T]:
    """All of it, for answers that are not streamed; still stopped when the client goes away."""
    return [item async for item in iterate(produce, pool, request)]


async def attended(work: Callable[[threading.Event], T], pool: Pool, request: Request) -> T:
    """What `work(cancel)` returns, in a thread of the pool; it has to look at `cancel`, and to end once that is set.

    Where the client has gone before there was a thread it never begins.
    """

    def produce(cancel: threading.Event) -> Iterator[T]:
        check_wanted(cancel)
        yield work(cancel)

    (made,) = await gather(produce, pool, request)
    return made


async def ending(pieces: AsyncIterator[bytes], told: Callable[[VermeilError], bytes]) -> AsyncIterator[bytes]:
    """A stream as it goes out; what fails in it ends it with what is `told` of that: its status has gone out before."""
    try:
        async for piece in pieces:
            yield piece
    except Exception as error:  # noqa: BLE001 - translated and sent
        yield told(translate(error))


def sse(value: JsonValue) -> bytes:
    """One server-sent event."""
    return b"data: " + json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n\n"
