"""Who may use a model's memory: a queue in order of arrival, for engines whose answers share one pool of tokens."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from threading import Condition

_POLL_SECONDS = 0.05


class Admission:
    """Lets answers in first come, first served, while they fit into `slots` and `tokens` together.

    llama.cpp fails every running answer when the shared pool overflows, so what might not fit waits out here.
    """

    def __init__(self, slots: int, tokens: int) -> None:
        self._slots = slots
        self._tokens = tokens
        self._waiting: deque[object] = deque()
        self._condition = Condition()

    def enter(self, tokens: int, cancelled: Callable[[], bool]) -> bool:
        """Wait for room for `tokens` and take it; false where `cancelled` came true first, and nothing was taken."""
        ticket = object()
        with self._condition:
            self._waiting.append(ticket)
            try:
                while self._waiting[0] is not ticket or self._slots < 1 or self._tokens < tokens:
                    if cancelled():
                        return False
                    self._condition.wait(_POLL_SECONDS)
                self._slots -= 1
                self._tokens -= tokens
                return True
            finally:
                self._waiting.remove(ticket)
                self._condition.notify_all()

    def leave(self, tokens: int) -> None:
        """Give back what `enter` took."""
        with self._condition:
            self._slots += 1
            self._tokens += tokens
            self._condition.notify_all()
