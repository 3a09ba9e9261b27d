"""The bridge from a blocking iterator to the event loop."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Iterator
from types import SimpleNamespace

import pytest
from starlette.requests import Request
from starlette.types import Message

from app.api.pools import Pool
from app.api.streaming import batches, ending, iterate, joined, sse
from core.errors import BadInput, NotReady, VermeilError
from core.events import Event, Sources, Token, Transcript

POOL = Pool("test", 4)


def collect(produce) -> list[int]:
    async def run() -> list[int]:
        return [item async for item in iterate(produce, POOL)]

    return asyncio.run(run())


def test_items_come_in_order() -> None:
    assert collect(lambda cancel: iter(range(1000))) == list(range(1000))


def test_our_errors_come_through() -> None:
    def produce(cancel: threading.Event) -> Iterator[int]:
        yield 1
        raise BadInput("No.", "Yes.")

    with pytest.raises(BadInput, match="No"):
        collect(produce)


def test_other_errors_are_translated_without_details() -> None:
    def produce(cancel: threading.Event) -> Iterator[int]:
        raise ValueError("/secret/path")
        yield 1

    with pytest.raises(VermeilError) as caught:
        collect(produce)
    assert "/secret" not in caught.value.message


def test_leaving_the_stream_cancels_the_producer() -> None:
    stopped = threading.Event()

    def produce(cancel: threading.Event) -> Iterator[int]:
        try:
            yield 1
            cancel.wait(5)
            yield 2
        finally:
            stopped.set()

    async def run() -> None:
        items = iterate(produce, POOL)
        assert await anext(items) == 1
        await items.aclose()

    asyncio.run(run())
    assert stopped.wait(5)


def test_the_loop_goes_on_while_the_producer_blocks() -> None:
    release = threading.Event()

    def produce(cancel: threading.Event) -> Iterator[int]:
        release.wait(5)
        yield 1

    async def run() -> list[int]:
        async def free() -> None:
            await asyncio.sleep(0.01)
            release.set()

        task = asyncio.create_task(free())
        items = [item async for item in iterate(produce, POOL)]
        await task
        return items

    assert asyncio.run(run()) == [1]


def test_an_event_is_one_line_of_json() -> None:
    assert sse({"text": "a\nb é"}) == 'data: {"text":"a\\nb é"}\n\n'.encode()


def test_the_first_batch_comes_at_once() -> None:
    async def first() -> list[int]:
        return await anext(aiter(batches(lambda cancel: iter(range(20)), POOL, pace=60)))

    assert asyncio.run(asyncio.wait_for(first(), 30))[0] == 0


def test_further_batches_are_paced() -> None:
    async def run() -> tuple[list[list[int]], float]:
        began, found = time.monotonic(), []
        async for batch in batches(lambda cancel: slowly(), POOL, pace=0.1):
            found.append(batch)
        return found, time.monotonic() - began

    def slowly() -> Iterator[int]:
        for n in range(20):
            yield n
            time.sleep(0.01)

    found, seconds = asyncio.run(run())
    assert [n for batch in found for n in batch] == list(range(20))
    assert len(found) <= 2 + seconds / 0.1


def test_what_came_before_an_error_is_not_lost() -> None:
    def produce(cancel: threading.Event) -> Iterator[int]:
        yield from range(5)
        raise BadInput("No", "Yes")

    found: list[int] = []

    async def run() -> None:
        async for item in iterate(produce, POOL):
            found.append(item)

    with pytest.raises(BadInput):
        asyncio.run(run())
    assert found == list(range(5))


def test_neighbouring_tokens_are_joined_and_nothing_else_is() -> None:
    events: list[Event] = [Sources(()), *map(Token, "abc"), Transcript("d"), Transcript("e"), Token("f")]
    assert list(joined(events)) == [Sources(()), Token("abc"), Transcript("d"), Transcript("e"), Token("f")]


def test_who_waits_while_the_service_is_stopped_is_told_so() -> None:
    stopping, cancelled = threading.Event(), threading.Event()

    def produce(cancel: threading.Event) -> Iterator[int]:
        yield 1
        cancel.wait(10)
        cancelled.set()

    async def connected() -> Message:
        return await asyncio.get_running_loop().create_future()

    async def run() -> None:
        app = SimpleNamespace(state=SimpleNamespace(stopping=stopping))
        request = Request({"type": "http", "app": app, "headers": [], "state": {}}, connected)
        async for _ in iterate(produce, POOL, request):
            stopping.set()

    with pytest.raises(NotReady, match="stopped"):
        asyncio.run(asyncio.wait_for(run(), 5))
    assert cancelled.wait(5)


def test_a_stream_ends_with_what_failed_in_it() -> None:
    async def pieces() -> AsyncIterator[bytes]:
        yield b"one "
        raise BadInput("No.", "Yes.")

    async def run() -> list[bytes]:
        return [piece async for piece in ending(pieces(), lambda error: error.message.encode())]

    assert asyncio.run(run()) == [b"one ", b"No."]
