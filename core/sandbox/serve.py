"""Inside the child: one function, called with what the parent sends, until the parent hangs up."""

from __future__ import annotations

import contextlib
import importlib
import os
import socket
import time
import traceback
from collections.abc import Callable, Mapping
from typing import cast

from core import heap
from core.errors import UnreadableFile, VermeilError
from core.sandbox import frames
from core.sandbox.messages import Reply, Request

_LONG_CALL_SECONDS = 0.5  # after which memory is worth returning; it takes some milliseconds


def serve(channel: socket.socket, target: str, idle_seconds: float, layers: Mapping[str, int]) -> None:
    """Answer calls until the parent hangs up or nothing came for `idle_seconds` (0 waits for ever)."""
    try:
        function = _load(target)
    except Exception:  # noqa: BLE001 - whatever it was, the parent reports it
        frames.send(channel, {"crash": traceback.format_exc()})
        return
    frames.send(channel, {"layers": dict(layers)})
    while True:
        channel.settimeout(idle_seconds or None)
        descriptors: list[int] = []
        try:
            request = cast(Request, frames.receive(channel, descriptors=descriptors))
        except (TimeoutError, EOFError, OSError):
            return
        channel.settimeout(None)
        began = time.monotonic()
        reply = _answer(function, request, descriptors)
        try:
            frames.send(channel, reply)
        except (TypeError, ValueError):  # the function returned what cannot travel
            frames.send(channel, {"crash": traceback.format_exc()})
        if time.monotonic() - began > _LONG_CALL_SECONDS:
            heap.give_back()


def _load(target: str) -> Callable[..., object]:
    module_name, _, name = target.partition(":")
    module = importlib.import_module(module_name)
    if hasattr(module, "warm"):
        module.warm()
    function: Callable[..., object] = getattr(module, name)
    return function


def _answer(function: Callable[..., object], request: Request, descriptors: list[int]) -> Reply:
    try:
        with contextlib.ExitStack() as stack:
            files = [stack.enter_context(os.fdopen(d, m)) for d, m in zip(descriptors, request["modes"], strict=True)]
            return {"result": function(*request["args"], *files)}
    except MemoryError:
        # What is left of the heap cannot be trusted to hold the next file: `spent` asks for a fresh process.
        return _describe(UnreadableFile("Reading it takes more memory than is allowed."), spent=True)
    except VermeilError as error:
        return _describe(error)
    except RecursionError:
        return _describe(UnreadableFile("It is nested too deeply to be read."))
    except Exception:  # noqa: BLE001 - a third-party parser may raise anything on a hostile file
        return {"crash": traceback.format_exc(limit=20)}


def _describe(error: VermeilError, spent: bool = False) -> Reply:
    return {"error": type(error).__name__, "message": error.message, "remedy": error.remedy, "spent": spent}
