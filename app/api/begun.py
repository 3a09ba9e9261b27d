"""Sign-ins with a provider that were begun and not finished. They are kept in memory: a restart forgets them."""

from __future__ import annotations

import secrets
import threading
import time
from dataclasses import dataclass, field

from core.errors import Forbidden
from memory.accounts.sessions import Caller

SECONDS = 600.0
MOST_KEPT = 10_000


class SignInOver(Forbidden):
    """Nobody began this here, or somebody did in another browser, too long ago, or used it already."""

    code = "sign_in_over"


@dataclass(frozen=True, slots=True)
class Begun:
    """What has to fit when somebody comes back: in which browser, what for (`nonce`), and from whom (`verifier`).

    `back` is the address that they come back to, `link` the token of the invitation that they use, if any, and `caller`
    whoever has an account already, and will sign in so, too.
    """

    browser: str
    back: str
    link: str = ""
    caller: Caller | None = None
    nonce: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(48), repr=False)
    until: float = field(default_factory=lambda: time.monotonic() + SECONDS)


class Beginnings:
    """By their states; the oldest give way to new ones. Safe between threads."""

    def __init__(self) -> None:
        self._kept: dict[str, Begun] = {}
        self._lock = threading.Lock()

    def keep(self, begun: Begun) -> str:
        """Its state, which nobody can guess."""
        state = secrets.token_urlsafe(32)
        with self._lock:
            while self._kept and (len(self._kept) >= MOST_KEPT or self._oldest().until < time.monotonic()):
                del self._kept[next(iter(self._kept))]
            self._kept[state] = begun
        return state

    def take(self, state: str, browser: str) -> Begun:
        """What was begun under that state, once. Raises `SignInOver`."""
        with self._lock:
            begun = self._kept.pop(state, None)
        same = begun is not None and secrets.compare_digest(begun.browser.encode(), browser.encode("utf-8", "replace"))
        if begun is None or not same or begun.until < time.monotonic():
            raise SignInOver("This was begun elsewhere, too long ago, or is used already.", "Sign in once more.")
        return begun

    def _oldest(self) -> Begun:
        return next(iter(self._kept.values()))
