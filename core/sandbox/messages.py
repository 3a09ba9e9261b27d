"""What goes between Vermeil and a child process: how it is to start, a call, and what became of it."""

from __future__ import annotations

from typing import TypedDict


class Start(TypedDict):
    """How a child starts: its end of the channel, the function it runs, its limits, what it may read beside that."""

    channel: int
    target: str
    memory_bytes: int
    file_bytes: int
    idle_seconds: float
    readable: list[str]


class Request(TypedDict):
    """A call. `modes` are those of the open files that travel with it."""

    args: list[object]
    modes: list[str]


class Reply(TypedDict, total=False):
    """A `result`; or the name of an error of ours with its words; or a `crash`, which is a traceback.

    `spent` asks for a fresh process, and `layers` come once, before the first call. It comes from a process that parsed
    what strangers made: nothing in it is what it says until that was looked at.
    """

    result: object
    error: str
    message: str
    remedy: str
    spent: bool
    crash: str
    layers: dict[str, bool]
