"""Who still answers with what is about to be replaced."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Engaged:
    """Counts who is inside, so that something is given up once nobody uses it. Safe between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._inside = 0
        self._afterwards: Callable[[], None] | None = None

    def __enter__(self) -> None:
        with self._lock:
            self._inside += 1

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._inside -= 1
        self._free()

    def afterwards(self, work: Callable[[], None]) -> None:
        """Have `work` done once nobody is inside, in a thread of its own: at once, or when the last one leaves."""
        with self._lock:
            self._afterwards = work
        self._free()

    def _free(self) -> None:
        with self._lock:
            if self._inside or self._afterwards is None:
                return
            work, self._afterwards = self._afterwards, None
        threading.Thread(target=work, name="give up", daemon=True).start()
