"""The real service as a person starts it: `vermeil up` on a data folder and ports of its own, reached over HTTP."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import httpx
import psutil

PROGRAM = Path(sys.executable).with_name("vermeil")
START_SECONDS = 120.0
STOP_SECONDS = 20.0
POLL_SECONDS = 0.02


class Served:
    """`with Served() as service:` runs `vermeil up` and stops it, and whatever it left, at the end.

    `service.client` asks it. Seconds are counted from just before the process was made (`began`).
    """

    def __init__(
        self, data: Path | None = None, *, web: bool = True, cache: Path | None = None, profile: str = "",
        accounts: bool = False,
    ) -> None:  # fmt: skip
        self._own = None if data else tempfile.TemporaryDirectory(prefix="vermeil-bench-", ignore_cleanup_errors=True)
        self.data = data or Path(self._own.name if self._own else "")
        self._web = web
        [self.port] = free_ports(1)
        self._environment = {
            **os.environ, "VERMEIL_DATA": str(self.data), "VERMEIL_PORT": str(self.port),
            **({"VERMEIL_CACHE": str(cache)} if cache else {}),
            **({"VERMEIL_PROFILE": profile} if profile else {}),
            **({"VERMEIL_ACCOUNTS": "true"} if accounts else {}),
        }  # fmt: skip
        self.left = 0  # processes that outlived the service

    def __enter__(self) -> Served:
        self._log = tempfile.TemporaryFile(mode="w+", prefix="vermeil-bench-log-")
        self.client = httpx.Client(base_url=f"http://127.0.0.1:{self.port}", timeout=600, trust_env=False)
        self.began = time.perf_counter()
        self._process = subprocess.Popen(
            [str(PROGRAM), "up", *([] if self._web else ["--no-web"])],
            env=self._environment, stdout=self._log, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.client.close()
        tree = self.processes()
        self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
        _, alive = psutil.wait_procs(tree, timeout=3)
        self.left = len(alive)
        for process in alive:
            process.kill()
        psutil.wait_procs(alive, timeout=3)
        self._log.close()
        if self._own is not None:
            self._own.cleanup()

    def ready(self) -> Served:
        """Wait until every model is loaded. Raises `RuntimeError`, with what the service printed, where it fails."""
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            self._alive()
            try:
                if self.client.get("/readyz").status_code == 200:
                    return self
            except httpx.TransportError:
                pass  # not listening yet
            time.sleep(POLL_SECONDS)
        raise RuntimeError(f"The service was not ready within {START_SECONDS:.0f} s:\n{self._printed()}")

    def page(self) -> float:
        """Seconds from start until the web page was had for the first time."""
        with httpx.Client(base_url=f"http://127.0.0.1:{self.port}", timeout=30, trust_env=False) as browser:
            until = time.monotonic() + START_SECONDS
            while time.monotonic() < until:
                self._alive()
                try:
                    if browser.get("/").status_code == 200:
                        return time.perf_counter() - self.began
                except httpx.TransportError:
                    pass  # not listening yet
                time.sleep(POLL_SECONDS)
        raise RuntimeError(f"There was no page within {START_SECONDS:.0f} s:\n{self._printed()}")

    def answered(self, question: str) -> float:
        """Seconds from start until a first question was answered, sent as soon as the service listens."""
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            self._alive()
            try:
                response = self.client.post("/api/ask", json={"question": question, "stream": False})
            except httpx.TransportError:
                time.sleep(POLL_SECONDS)  # not listening yet
                continue
            if response.status_code == 200:
                return time.perf_counter() - self.began
            if response.status_code != 503:
                response.raise_for_status()
        raise RuntimeError(f"There was no answer within {START_SECONDS:.0f} s:\n{self._printed()}")

    def add(self, name: str, content: bytes, wait: float = 600) -> dict[str, object]:
        """Hand a document over and wait until it is ready. Raises `RuntimeError` where it failed."""
        return added(self.client, name, content, wait)

    def printed(self, wanted: re.Pattern[str]) -> str:
        """The first group of what the service prints, once it is there."""
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            if found := wanted.search(self._printed()):
                return found[1]
            time.sleep(POLL_SECONDS)
        raise RuntimeError(f"Nothing like {wanted.pattern} was printed:\n{self._printed()}")

    def processes(self) -> list[psutil.Process]:
        """The service and everything that it started."""
        try:
            root = psutil.Process(self._process.pid)
            return [root, *root.children(recursive=True)]
        except psutil.NoSuchProcess:
            return []

    def memory(self) -> Memory:
        return sum((memory_of(process) for process in self.processes()), Memory(0.0, 0.0))

    def processor_share(self, seconds: float) -> float:
        """Cores kept busy over the next `seconds`: nearly 0 for a service that rests."""
        before = self._processor_seconds()
        time.sleep(seconds)
        return (self._processor_seconds() - before) / seconds

    def _processor_seconds(self) -> float:
        return sum(sum(process.cpu_times()[:2]) for process in self.processes())

    def _alive(self) -> None:
        if self._process.poll() is not None:
            raise RuntimeError(f"The service ended with code {self._process.returncode}:\n{self._printed()}")

    def _printed(self) -> str:
        self._log.seek(0)
        return self._log.read()[-4000:]


def added(client: httpx.Client, name: str, content: bytes, wait: float | None = None) -> dict[str, object]:
    """`POST /api/documents`, with its own waiting time unless one is given, until the document is ready."""
    response = client.post(
        "/api/documents", files={"file": (name, content)}, params={} if wait is None else {"wait": wait}
    )
    document: dict[str, object] = response.raise_for_status().json()
    while document["status"] in ("queued", "processing"):
        time.sleep(POLL_SECONDS)
        document = client.get(f"/api/documents/{document['document']}").raise_for_status().json()
    if document["status"] != "ready":
        raise RuntimeError(f"{name} was not taken in: {document['reason']}")
    return document


def free_ports(number: int) -> list[int]:
    """Ports of loopback that nobody listens on."""
    probes = [socket.socket() for _ in range(number)]
    try:
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [int(probe.getsockname()[1]) for probe in probes]
    finally:
        for probe in probes:
            probe.close()


@dataclass(frozen=True, slots=True)
class Memory:
    """Megabytes (10^6 bytes): `proportional` counts a page shared by n processes as 1/n in each, `resident` as 1."""

    proportional: float
    resident: float

    def __add__(self, other: Memory) -> Memory:
        return Memory(self.proportional + other.proportional, self.resident + other.resident)


def memory_of(process: psutil.Process) -> Memory:
    """What a process holds; nothing for one that has ended meanwhile. Without the kernel's rollup both are resident."""
    try:
        resident = process.memory_info().rss / 1e6
        rollup = Path(f"/proc/{process.pid}/smaps_rollup").read_text()
    except (psutil.NoSuchProcess, ProcessLookupError):
        return Memory(0.0, 0.0)
    except OSError:
        return Memory(resident, resident)
    pages = [int(line.split()[1]) * 1024 for line in rollup.splitlines() if line.startswith("Pss:")]
    return Memory(sum(pages) / 1e6, resident) if pages else Memory(resident, resident)


class Peak:
    """`with Peak(service) as peak:` looks at its memory five times a second; `peak.memory` is the most there was."""

    def __init__(self, service: Served) -> None:
        self._service = service
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self.memory = Memory(0.0, 0.0)

    def __enter__(self) -> Peak:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._done.wait(0.2):
            now = self._service.memory()
            self.memory = Memory(
                max(self.memory.proportional, now.proportional), max(self.memory.resident, now.resident)
            )
