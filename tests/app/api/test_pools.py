"""Bounded threads: what has no room waits on the event loop, and is dropped where nobody waits for it any more."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator

from app.api.pools import Pool, Pools
from app.api.streaming import iterate


def test_no_more_than_its_size_run_at_once() -> None:
    pool, now, most = Pool("test", 3), [0], [0]
    lock = threading.Lock()

    def work() -> None:
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        time.sleep(0.005)
        with lock:
            now[0] -= 1

    async def run() -> None:
        await asyncio.gather(*(pool.run(work) for _ in range(20)))

    asyncio.run(run())
    pool.close()
    assert most == [3]


def test_a_full_pool_keeps_no_other_waiting() -> None:
    pools, go_on = Pools(parallel=4), threading.Event()

    async def run() -> str:
        for pool in (pools.previews, pools.transcriptions, pools.answers):
            for _ in range(100):
                pool.start(lambda: go_on.wait(10))
        return await asyncio.wait_for(pools.searches.run(lambda: "found"), 5)

    try:
        assert asyncio.run(run()) == "found"
    finally:
        go_on.set()
        pools.close()


def test_what_nobody_waits_for_any_more_never_begins() -> None:
    pool, go_on, begun = Pool("test", 1), threading.Event(), []

    def produce(cancel: threading.Event) -> Iterator[int]:
        begun.append(1)
        yield 1

    async def run() -> None:
        held = pool.start(lambda: go_on.wait(10))
        items = iterate(produce, pool)
        first = asyncio.ensure_future(anext(items))
        await asyncio.sleep(0.02)
        first.cancel()
        await asyncio.gather(first, return_exceptions=True)
        go_on.set()
        await asyncio.wrap_future(held)
        assert await pool.run(lambda: "next") == "next"

    asyncio.run(run())
    pool.close()
    assert begun == []
