"""A process beside the service, where the raw engines run: what they load is gone again when it ends."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from types import TracebackType
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Aside:
    """One process of its own; `call` runs a function of a module there and returns what it returned."""

    def __init__(self, prepare: Callable[..., object] | None = None, *arguments: Any) -> None:
        """`prepare(*arguments)` is run in it first."""
        self._pool = ProcessPoolExecutor(
            1, mp_context=multiprocessing.get_context("spawn"), initializer=_begin, initargs=(prepare, arguments)
        )

    def call(self, function: Callable[P, T], *args: P.args, **more: P.kwargs) -> T:
        return self._pool.submit(function, *args, **more).result()

    def __enter__(self) -> Aside:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(cancel_futures=True)


def _begin(prepare: Callable[..., object] | None, arguments: tuple[Any, ...]) -> None:
    """In a session of its own, as the service is: Linux shares the processor out by session."""
    os.setsid()
    if prepare is not None:
        prepare(*arguments)
