"""So many wrong passwords and no more: for a name, for an address, and for the two together. So many votes of one."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Hashable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from core.errors import Throttled

SECONDS = 900.0
MOST_KEPT = 10_000
VOTES, VOTE_SECONDS = 120, 60.0  # of one person, within that time
PAIR, ADDRESS, NAME = 10, 50, 100
"""Wrong ones within that time. A name has so many that nobody can lock somebody else out from one address."""


@dataclass
class Throttle:
    """Counts attempts before they are made, so that many at once are no way around it. Safe between threads."""

    _attempts: dict[Hashable, deque[float]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def guarding(self, name: str, address: str) -> Iterator[None]:
        """The block tries a password: it is counted before, and not any more where it was right."""
        self.attempt(name, address)
        yield
        self.succeeded(name, address)

    def attempt(self, name: str, address: str) -> None:
        """Count one. Raises `Throttled` where there were too many, and counts none then."""
        limits = _limits(name, address)
        now = time.monotonic()
        with self._lock:
            for key, most in limits.items():
                times = self._recent(key, now)
                if len(times) >= most:
                    raise Throttled("Too many wrong passwords.", times[0] + SECONDS - now)
            for key in limits:
                self._attempts.setdefault(key, deque()).append(now)

    def succeeded(self, name: str, address: str) -> None:
        """It was right: it does not count, nor do the wrong ones before it from there."""
        pair, *others = _limits(name, address)
        with self._lock:
            self._attempts.pop(pair, None)
            for key in others:
                if times := self._attempts.get(key):
                    times.pop()

    def _recent(self, key: Hashable, now: float) -> deque[float]:
        if len(self._attempts) > MOST_KEPT:
            old = [kept for kept, times in self._attempts.items() if not times or times[-1] < now - SECONDS]
            for kept in old or list(self._attempts)[: MOST_KEPT // 2]:
                del self._attempts[kept]
        times = self._attempts.get(key, deque())
        while times and times[0] < now - SECONDS:
            times.popleft()
        return times


def _limits(name: str, address: str) -> Mapping[Hashable, int]:
    known = " ".join(name.casefold().split())[:100]
    return {(known, address): PAIR, ("address", address, None): ADDRESS, ("name", known, None): NAME}


@dataclass
class Pace:
    """So many times within so many seconds, for each key. Safe between threads."""

    most: int
    seconds: float
    message: str
    _times: dict[Hashable, deque[float]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def count(self, key: Hashable) -> None:
        """Count one. Raises `Throttled` where there were too many, and counts none then."""
        now = time.monotonic()
        with self._lock:
            if len(self._times) > MOST_KEPT:
                self._times = {kept: times for kept, times in self._times.items() if times[-1] > now - self.seconds}
            times = self._times.setdefault(key, deque(maxlen=self.most))
            if len(times) == self.most and times[0] > now - self.seconds:
                raise Throttled(self.message, times[0] + self.seconds - now)
            times.append(now)
