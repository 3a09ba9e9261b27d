"""What takes time to be there: loaded once, when it is first wanted, whoever wants it; what failed is tried again."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import Generic, Literal, TypeVar, cast

from core.errors import EngineFailure, NotReady, VermeilError

log = logging.getLogger(__name__)

T = TypeVar("T", covariant=True)
State = Literal["waiting", "loading", "ready", "failed"]

RETRY_SECONDS = 5.0  # within which those who ask get the failure of just now
LOADING_SECONDS = 60.0  # that a request waits


class Part(Generic[T]):
    """A model, or what else has to be loaded. Safe between threads; it is loaded in a thread of its own.

    Whoever gets it raises what its loading raised: an error of `core.errors`, `EngineFailure` for anything unforeseen.
    """

    def __init__(self, name: str, load: Callable[[], T]) -> None:
        self.name = name
        self._load = load
        self._lock = threading.Lock()
        self._loading: Future[T] | None = None
        self._retry_at = 0.0

    @classmethod
    def of(cls, name: str, part: T) -> Part[T]:  # type: ignore[misc]  # a Part gives, and takes only here
        """One that is there already."""
        made = cls(name, lambda: part)
        made._loading = Future()
        made._loading.set_result(part)
        return made

    def start(self) -> Future[T]:
        """Begin to load it, unless it is there, on its way, or failed a moment ago."""
        with self._lock:
            loading = self._loading
            if loading is None or (_failed(loading) and time.monotonic() > self._retry_at):
                loading = self._loading = Future()
                loading.set_running_or_notify_cancel()
                threading.Thread(target=self._run, args=(loading,), name=f"load {self.name}", daemon=True).start()
        return loading

    def get(self) -> T:
        """The part, waiting for it in this thread."""
        return self.start().result()

    async def wait(self, seconds: float = LOADING_SECONDS) -> T:
        """The part, waiting for it on the event loop, where no thread is held. Raises `NotReady` after `seconds`."""
        loading = self.start()
        if not loading.done():
            await asyncio.wait({asyncio.wrap_future(loading)}, timeout=seconds)
        if not loading.done():
            raise NotReady(f"The {self.name} is still loading.", "Try again in a few seconds.")
        return loading.result()

    def peek(self) -> T | None:
        """The part where it is there by now."""
        return self._loading.result() if self._loading is not None and self.state == "ready" else None

    def settled(self, seconds: float = LOADING_SECONDS) -> T | None:
        """The same, after what is on its way: for closing."""
        if self._loading is not None:
            wait([self._loading], seconds)
        return self.peek()

    @property
    def state(self) -> State:
        if self._loading is None:
            return "waiting"
        if not self._loading.done():
            return "loading"
        return "failed" if _failed(self._loading) else "ready"

    def __str__(self) -> str:
        """Its state, and why it failed."""
        error = self._loading.exception() if self._loading is not None and self.state == "failed" else None
        return f"failed: {error.message}" if isinstance(error, VermeilError) else self.state

    @property
    def proxy(self) -> T:
        """Stands in for the part: it is loaded when the first attribute of it is asked for."""
        return cast(T, _Proxy(self))

    def _run(self, loading: Future[T]) -> None:
        try:
            part = self._load()
        except VermeilError as error:
            log.warning("%s is not there: %s %s", self.name, error.message, error.remedy)
            self._fail(loading, error)
        except Exception as error:
            log.exception("%s could not be loaded", self.name)
            failure = EngineFailure(f"The {self.name} could not be loaded.", "Run `vermeil doctor`; the log says more.")
            failure.__cause__ = error
            self._fail(loading, failure)
        else:
            loading.set_result(part)

    def _fail(self, loading: Future[T], error: VermeilError) -> None:
        self._retry_at = time.monotonic() + RETRY_SECONDS
        loading.set_exception(error)


class _Proxy:
    def __init__(self, part: Part[object]) -> None:
        self._part = part

    def __getattr__(self, name: str) -> object:
        return getattr(self._part.get(), name)


def _failed(loading: Future[T]) -> bool:
    return loading.done() and loading.exception() is not None
