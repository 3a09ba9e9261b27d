"""Ends the process of a run that holds more memory than it may, before it takes that of whoever asks."""

from __future__ import annotations

import logging
import subprocess
import threading
import time

import psutil

log = logging.getLogger(__name__)

EVERY_SECONDS = 1.0


class Bounded:
    """Watches a process from when it begins until it ends. `exceeded` says afterwards what it held; empty where it was
    within `most`, in bytes."""

    def __init__(self, process: subprocess.Popen[str], most: int) -> None:
        self.exceeded = ""
        self._process, self._most = process, most
        threading.Thread(target=self._watch, name=f"memory of {process.pid}", daemon=True).start()

    def _watch(self) -> None:
        while self._process.poll() is None:
            if (holds := held(self._process.pid)) > self._most:
                self.exceeded = (
                    f"It held {holds / 2**30:.1f} GB of memory, and {self._most / 2**30:.1f} GB are allowed. Set "
                    "`learn_memory` higher, end other programs, or use a smaller profile."
                )
                log.warning("The run is ended. %s", self.exceeded)
                self._process.kill()
                return
            time.sleep(EVERY_SECONDS)


def most_memory(gigabytes: float | None) -> int:
    """The bytes that a run may hold: what is set, else what is free by now."""
    return int(gigabytes * 2**30) if gigabytes is not None else int(psutil.virtual_memory().available)


def held(process: int) -> int:
    """The resident bytes of a process and of those that it began; 0 once it has ended.

    What it shares is left out: the file of the model is in memory for the service as well.
    """
    try:
        first = psutil.Process(process)
        return sum(_own(one) for one in (first, *first.children(recursive=True)))
    except psutil.NoSuchProcess:
        return 0


def _own(process: psutil.Process) -> int:
    memory = process.memory_info()
    return int(memory.rss - getattr(memory, "shared", 0))
