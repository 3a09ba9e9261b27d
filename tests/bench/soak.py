"""An hour of what a day brings, in which nothing may grow, stall or be lost: `make soak`."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import numpy as np
import psutil

from tests.bench.figures import Figures, Raw, Skipped
from tests.bench.footprint import ask, encoded
from tests.bench.material import questions, text
from tests.bench.served import Served

SECONDS = "SOAK_SECONDS"
_KILLED_SHARE = 0.2
"""Of the time, at its end: the service is killed again and again, and memory is not looked at."""

_LONG = 1800.0
"""Seconds from which the growth of memory means something: readers come and go within a minute."""


def measure(quick: bool) -> tuple[Figures, Raw]:
    """Questions by text, picture and voice, streams that are left half-way, uploads, and readers that are killed, for
    an hour (`SOAK_SECONDS` says how long), all at once on `lite`; in its last fifth the service itself is killed (`kill
    -9`) every ten seconds and started again. Counted are answers and failures (5xx, but for 503), documents that were
    acknowledged and are not there at the end, the 99th percentile of `/healthz`, asked five times a second, and by how
    much memory grows in an hour, by a line through what was held every five seconds of the second half."""
    if SECONDS not in os.environ and not quick:
        raise Skipped("it takes an hour; `make soak` runs it.")
    seconds = float(os.environ.get(SECONDS, 20))
    with tempfile.TemporaryDirectory(prefix="vermeil-soak-", ignore_cleanup_errors=True) as folder:
        seen = Seen()
        with Served(Path(folder), profile="lite") as service:
            service.ready()
            worked(service, seen, seconds * (1 - _KILLED_SHARE))
        until, kills = time.monotonic() + seconds * _KILLED_SHARE, 0
        while time.monotonic() < until:
            kills += 1
            killed(Path(folder), seen)
        with Served(Path(folder), profile="lite") as service:
            lost = missing(service.ready(), seen)
    held = [(at, size) for at, size in seen.memory if at > seen.memory[-1][0] / 2]
    slope = float(np.polyfit(*zip(*held, strict=True), 1)[0]) * 3600
    return {
        "soak_lost": float(len(lost)), "soak_health_p99_s": float(np.percentile(seen.health, 99)),
        "soak_failures": float(len(seen.failures)),
        **({"soak_growth_mb_h": slope} if seconds >= _LONG else {}),
    }, {
        "seconds": seconds, "answers": seen.answers, "acknowledged": len(seen.acknowledged), "kills": kills,
        "readers_killed": seen.readers_killed, "left": seen.left, "failures": seen.failures[:5],
        "memory_mb": [round(size) for _, size in seen.memory[:: max(1, len(seen.memory) // 20)]],
    }  # fmt: skip


class Seen:
    """What happened, counted by several threads."""

    def __init__(self) -> None:
        self.began = time.monotonic()
        self.answers = self.left = self.readers_killed = 0
        self.acknowledged: list[str] = []
        self.failures: list[str] = []
        self.health: list[float] = []
        self.memory: list[tuple[float, float]] = []


def worked(service: Served, seen: Seen, seconds: float) -> None:
    """All that people and accidents do at once, for so long."""
    until = time.monotonic() + seconds
    jobs: list[tuple[Callable[[Served, Seen], None], float]] = [
        (asks, 0.5), (asks, 0.7), (leaves, 2.0), (uploads, 1.5), (probes, 0.2), (weighs, 5.0), (kills_a_reader, 45.0),
    ]  # fmt: skip

    def again(job: Callable[[Served, Seen], None], pause: float) -> None:
        while time.monotonic() < until:
            time.sleep(min(pause, max(0.0, until - time.monotonic())))
            try:
                job(service, seen)
            except httpx.HTTPStatusError as error:
                if error.response.status_code >= 500 and error.response.status_code != 503:
                    seen.failures.append(f"{error.response.status_code} {error.request.url.path}")
            except httpx.TransportError as error:
                seen.failures.append(f"{type(error).__name__} {job.__name__}")

    threads = [threading.Thread(target=again, args=job) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def asks(service: Served, seen: Seen) -> None:
    chance = random.random()
    if chance < 0.05:
        ask(service, "What is this?", picture=encoded("cat.jpg"))
    elif chance < 0.1:
        ask(service, "", audio=encoded("question.ogg"))
    else:
        ask(service, questions(random.randrange(1_000), 1)[0])
    seen.answers += 1


def leaves(service: Served, seen: Seen) -> None:
    """A stream that is left before its end."""
    body = {"question": "Tell me a long story about a bear.", "library": "off"}
    with service.client.stream("POST", "/api/ask", json=body) as stream:
        next(stream.iter_bytes(), b"")
    seen.left += 1


def uploads(service: Served, seen: Seen) -> None:
    number = len(seen.acknowledged)
    content = f"Note {number} of {time.time_ns()}.\n{text(number, 2_000)}".encode()
    answer = service.client.post("/api/documents", files={"file": (f"{number}.txt", content)}, params={"wait": 0})
    seen.acknowledged.append(answer.raise_for_status().json()["document"])


def probes(service: Served, seen: Seen) -> None:
    began = time.monotonic()
    service.client.get("/healthz").raise_for_status()
    seen.health.append(time.monotonic() - began)


def weighs(service: Served, seen: Seen) -> None:
    seen.memory.append((time.monotonic() - seen.began, service.memory().proportional))


def kills_a_reader(service: Served, seen: Seen) -> None:
    for process in service.processes():
        with contextlib.suppress(psutil.NoSuchProcess):
            if "core.sandbox" in process.cmdline():
                process.kill()
                seen.readers_killed += 1
                return


def killed(folder: Path, seen: Seen) -> None:
    """A service that is killed while it takes files in; what it acknowledged counts."""
    with Served(folder, profile="lite") as service:
        service.ready()
        until = time.monotonic() + 5
        while time.monotonic() < until:
            uploads(service, seen)
        os.kill(service.processes()[0].pid, signal.SIGKILL)


def missing(service: Served, seen: Seen) -> list[str]:
    """Acknowledged documents that are not there, or could not be read, once all is read."""
    until = time.monotonic() + 600
    while True:
        there = {row["document"]: row["status"] for row in service.client.get("/api/documents").json()["documents"]}
        if time.monotonic() > until or not {"queued", "processing"} & set(there.values()):
            return [document for document in seen.acknowledged if there.get(document) != "ready"]
        time.sleep(1)
