"""What open pages cost those who use the API: `python -m tests.bench.side_by_side API[,PAGE] API[,PAGE] …`.

Each argument is a running service: the address of its API and, where it is another, that of its page. They are
measured in turn, round after round, so that whatever else the machine does meets them all; a figure is the median of
the rounds, and the ratios are medians of the ratios within a round.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import httpx
import psutil

PAUSE_SECONDS = 2.0  # between what one person does and does next
ROUNDS, SEARCHES, ANSWERS = 7, 20, 2


async def use(page: str, pause_first: float) -> None:
    """A person with the page open, who makes it run anew every `PAUSE_SECONDS`."""
    from streamlit.proto.BackMsg_pb2 import BackMsg
    from streamlit.proto.ClientState_pb2 import ClientState
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
    from websockets.asyncio.client import connect

    again = BackMsg(rerun_script=ClientState()).SerializeToString()
    address = f"ws://{urlsplit(page).netloc}/_stcore/stream"
    await asyncio.sleep(pause_first)
    async with connect(address, subprotocols=["streamlit"], origin=page, max_size=None) as socket:
        while True:
            await socket.send(again)
            while ForwardMsg.FromString(await socket.recv()).WhichOneof("type") != "script_finished":
                pass
            await asyncio.sleep(PAUSE_SECONDS)


def use_all(page: str, people: int) -> None:
    async def all_of_them() -> None:
        await asyncio.gather(*(use(page, PAUSE_SECONDS * number / people) for number in range(people)))

    asyncio.run(all_of_them())


@contextmanager
def in_use(page: str, people: int) -> Iterator[None]:
    """That many people use the page while the block runs."""
    users = multiprocessing.get_context("spawn").Process(target=use_all, args=(page, people))
    if people:
        users.start()
        time.sleep(PAUSE_SECONDS + 4)
    try:
        yield
        if people and not users.is_alive():
            raise RuntimeError("The page did not serve its people.")
    finally:
        if people:
            users.kill()
            users.join()


def searching(client: httpx.Client) -> float:
    """Milliseconds of a search, p50."""
    taken = []
    for number in range(SEARCHES):
        start = time.perf_counter()
        client.post("/api/search", json={"query": f"mill number {number}", "limit": 5}).raise_for_status()
        taken.append(1000 * (time.perf_counter() - start))
        time.sleep(0.02)
    return statistics.median(taken)


def first_word(client: httpx.Client) -> float:
    """Milliseconds from a question to the first word of its answer, median."""
    taken = []
    for number in range(ANSWERS):
        start = time.perf_counter()
        question = {"question": f"Who lit the lighthouse of Cape Verity in the year {1900 + number}?"}
        with client.stream("POST", "/api/ask", json=question) as answer:
            next(line for line in answer.iter_lines() if '"token"' in line)
            taken.append(1000 * (time.perf_counter() - start))
    return statistics.median(taken)


def memory(port: int) -> float:
    """MB of the process that listens there and of its children, shared pages in equal parts."""
    [listening] = {
        found.pid for found in psutil.net_connections("tcp") if found.laddr.port == port and found.status == "LISTEN"
    }
    process = psutil.Process(listening)
    return sum(one.memory_full_info().pss for one in (process, *process.children(recursive=True))) / 2**20


def measured(services: list[tuple[str, str]], people: int, measure: Callable[[httpx.Client], float]) -> list[float]:
    found = {}
    for api, page in random.sample(services, len(services)):
        with httpx.Client(base_url=api, timeout=120, trust_env=False) as client, in_use(page, people):
            found[api] = measure(client)
    return [found[api] for api, _ in services]


def main() -> None:
    services = [(api, page or api) for api, _, page in (argument.partition(",") for argument in sys.argv[1:])]
    rows: dict[str, list[list[float]]] = {}
    for _ in range(ROUNDS):
        for name, measure in (("search", searching), ("first word", first_word)):
            for people in (0, 1, 16):
                rows.setdefault(f"{name}, {people} using the page", []).append(
                    found := measured(services, people, measure)
                )
                sys.stderr.write(f"{name} {people} {found}\n")
    for name, found in rows.items():
        columns = zip(*found, strict=True)
        figures = [
            (statistics.median(column), statistics.median(one / row[0] for one, row in zip(column, found, strict=True)))
            for column in columns
        ]
        sys.stdout.write(f"{name}: " + ", ".join(f"{taken:.1f} ms ({ratio:.2f})" for taken, ratio in figures) + "\n")
    for api, _ in services:
        sys.stdout.write(f"{api}: {memory(urlsplit(api).port or 80):.0f} MB\n")


if __name__ == "__main__":
    main()
