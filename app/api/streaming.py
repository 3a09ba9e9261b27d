"""From a blocking iterator to an asynchronous stream: neither the model nor the event loop waits for the other.

When the client goes away the stream is closed, which sets `cancel`, and the model stops.
"""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any, TypeVar

from starlette.requests import Request

from app.api.errors import translate
from core.errors import VermeilError

T = TypeVar("T")
Produce = Callable[[threading.Event], Iterator[T]]


async def iterate(produce: Produce[T], request: Request | None = None) -> AsyncIterator[T]:
    """Yield what `produce(cancel)` yields in a thread of its own; errors come through translated.

    Once `cancel` is set the producer is to come to its end by itself, so that it can put away what it has.
    """
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[Any] = asyncio.Queue()
    cancel = threading.Event()
    end = object()

    def put(item: Any) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(queue.put_nowait, item)

    def run() -> None:
        try:
            for item in produce(cancel):
                put(item)
            put(end)
        except Exception as error:  # noqa: BLE001 - handed to the consumer, which raises it
            put(translate(error))

    threading.Thread(target=run, name="answer", daemon=True).start()
    watcher = asyncio.create_task(_watch(request, cancel)) if request is not None else None
    try:
        while True:
            item = await queue.get()
            if item is end:
                return
            if isinstance(item, VermeilError):
                raise item
            yield item
    finally:
        cancel.set()
        if watcher is not None:
            watcher.cancel()


async def _watch(request: Request, cancel: threading.Event) -> None:
    """Set `cancel` as soon as the client has gone, also while nothing is being sent."""
    while not await request.is_disconnected():
        await asyncio.sleep(0.2)
    cancel.set()


async def primed(events: AsyncIterator[T]) -> AsyncIterator[T]:
    """The same stream with its first item made already: what is wrong by then becomes an error with a status."""
    first = [await anext(events)]

    async def whole() -> AsyncIterator[T]:
        for item in first:
            yield item
        async for item in events:
            yield item

    return whole()


async def gather(produce: Produce[T], request: Request) -> list[T]:
    """All of it, for answers that are not streamed; still stopped when the client goes away."""
    return [item async for item in iterate(produce, request)]


def sse(value: Any) -> bytes:
    """One server-sent event."""
    return b"data: " + json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n\n"
