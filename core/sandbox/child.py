"""A persistent, killable child process that does what might hang, crash or swell: parsing what people hand over.

Its program is this module (`python -m core.sandbox.child`), started clean rather than forked from a threaded server,
with an environment of its own, so that no secret of ours is in its memory. See `core.sandbox.limits` for what it may
not do, and `core.sandbox.frames` for what may come back.
"""

from __future__ import annotations

import contextlib
import importlib
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from core import errors
from core.errors import EngineFailure, UnreadableFile, VermeilError
from core.sandbox import frames
from core.sandbox import limits as sandbox

log = logging.getLogger(__name__)

START_SECONDS = 120.0  # importing what the function needs, on a busy machine
_LONG_CALL_SECONDS = 0.5  # after which memory is worth returning; it takes some milliseconds
_ROOT = Path(__file__).resolve().parents[2]
_ENVIRONMENT = {
    "PATH": os.defpath,
    "LANG": "C.UTF-8",
    "HF_HUB_OFFLINE": "1",
    "MALLOC_ARENA_MAX": "2",  # each arena reserves 64 MB of address space, which is what is limited
    "OMP_WAIT_POLICY": "PASSIVE",  # threads that wait do not spin on the cores that answer
    "PYTHONWARNINGS": "ignore",
}


class Child:
    """One function, `module:function`, called in a process of its own, one call at a time.

    Arguments and results are what `core.sandbox.frames` carries. If the module has a function `warm`, it runs once at
    start. The process starts with the first call or `warm`, and after `idle_seconds` without a call it ends by itself
    and gives its memory back; the next call starts it anew.
    """

    def __init__(self, target: str, *, memory_bytes: int, name: str, idle_seconds: float | None = None) -> None:
        self._target = target
        self._memory_bytes = memory_bytes
        self._name = name
        self._idle_seconds = idle_seconds
        self._lock = threading.Lock()
        self._next = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._channel: socket.socket | None = None
        self._ready = False
        self._used = 0.0

    @property
    def pid(self) -> int | None:
        """The process id while a child is there."""
        process = self._process
        return process.pid if process and process.poll() is None else None

    def warm(self) -> None:
        """Start the process without waiting for it; the next call waits for what is left of its start."""
        with self._turn():
            self._ensure()

    def call(self, *args: Any, timeout: float) -> Any:
        """Run the function on `args` within `timeout` seconds (the start of the process does not count).

        Raises the error of `core.errors` that the function raised; `UnreadableFile` where it crashed, ran out of
        memory or time; `EngineFailure` where the child cannot even start.
        """
        with self._turn():
            channel = self._ensure()
            self._await_ready(channel)
            try:
                deadline = time.monotonic() + timeout
                channel.settimeout(timeout)
                frames.send(channel, {"args": args})
                reply = _checked(frames.receive(channel, deadline))
            except TimeoutError as error:
                self._kill()
                raise UnreadableFile(
                    f"Reading it took longer than {timeout:g} seconds and was stopped.",
                    "Hand over a smaller part, or raise VERMEIL_READER_SECONDS.",
                ) from error
            except (EOFError, OSError, ValueError) as error:
                log.warning("%s stopped with status %s", self._name, self._kill())
                raise UnreadableFile("Its reader stopped: the file is damaged or asks for too much memory.") from error
            except BaseException:
                # Interrupted between a question and its answer: the next caller must not get this one's.
                self._kill()
                raise
            self._used = time.monotonic()
            if reply.get("spent"):
                self._kill()
        return self._unwrap(reply)

    def close(self) -> None:
        """End the process."""
        with self._turn():
            self._kill()

    @contextlib.contextmanager
    def _turn(self) -> Iterator[None]:
        """One call at a time, and fairly: a thread that calls again and again lets one that waits go first."""
        with self._next:
            self._lock.acquire()
        try:
            yield
        finally:
            self._lock.release()

    def _ensure(self) -> socket.socket:
        # Near the end of its idle time the child may just be leaving, so it counts as gone a little earlier.
        if self._ready and self._idle_seconds and time.monotonic() - self._used > 0.9 * self._idle_seconds:
            self._kill()
        if self._channel and self._process and self._process.poll() is None:
            return self._channel
        self._kill()
        ours, theirs = socket.socketpair()
        with theirs:
            program = [sys.executable, "-m", "core.sandbox.child", str(theirs.fileno()), self._target]
            self._process = subprocess.Popen(
                [*program, str(self._memory_bytes), str(self._idle_seconds or 0)],
                stdin=subprocess.PIPE,  # nothing is written: it ends when we do, see `sandbox.die_with_parent`
                stdout=subprocess.DEVNULL,  # libraries that print would spoil our own output
                stderr=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                env=_ENVIRONMENT,
                cwd=_ROOT,
                start_new_session=True,
            )
        self._channel, self._ready = ours, False
        return ours

    def _await_ready(self, channel: socket.socket) -> None:
        if self._ready:
            return
        try:
            reply = _checked(frames.receive(channel, time.monotonic() + START_SECONDS))
        except (TimeoutError, EOFError, OSError, ValueError) as error:
            self._kill()
            raise EngineFailure("The reader process did not start.", "Run `vermeil doctor`.") from error
        except BaseException:
            self._kill()
            raise
        if "crash" in reply:
            self._kill()
            log.error("%s did not start:\n%s", self._name, reply["crash"])
            raise EngineFailure("The reader process did not start.", "Run `vermeil doctor`.")
        self._ready = True

    def _kill(self) -> int | None:
        """End the process and all it started; returns its status, None where there was no process."""
        process, channel = self._process, self._channel
        self._process = self._channel = None
        self._ready = False
        if channel:
            channel.close()
        if process is None:
            return None
        if process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        if process.stdin:
            process.stdin.close()
        return process.wait()

    def _unwrap(self, reply: dict[str, Any]) -> Any:
        if "error" in reply:
            kind = _ERRORS.get(reply["error"], UnreadableFile)
            raise kind(str(reply["message"]), str(reply["remedy"]))
        if "crash" in reply:
            log.warning("%s failed:\n%s", self._name, reply["crash"])
            raise UnreadableFile("The file is damaged, or not what it seems to be.")
        return reply.get("result")


def _checked(reply: Any) -> dict[str, Any]:
    if not isinstance(reply, dict):
        raise ValueError("a reply that is none")
    return reply


_ERRORS = {
    kind.__name__: kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, VermeilError)
}


# --- inside the child -------------------------------------------------------------------------------------------


def serve(channel: socket.socket, target: str, idle_seconds: float) -> None:
    """Answer calls until the parent hangs up or nothing came for `idle_seconds` (0 waits for ever)."""
    try:
        function = _load(target)
    except Exception:  # noqa: BLE001 - whatever it was, the parent reports it
        frames.send(channel, {"crash": traceback.format_exc()})
        return
    frames.send(channel, {"ready": True})
    while True:
        channel.settimeout(idle_seconds or None)
        try:
            request = frames.receive(channel)
        except (TimeoutError, EOFError, OSError):
            return
        channel.settimeout(None)
        began = time.monotonic()
        reply = _answer(function, request["args"])
        try:
            frames.send(channel, reply)
        except TypeError:  # the function returned what cannot travel
            frames.send(channel, {"crash": traceback.format_exc()})
        if time.monotonic() - began > _LONG_CALL_SECONDS:
            sandbox.return_memory()


def _load(target: str) -> Callable[..., Any]:
    module_name, _, name = target.partition(":")
    module = importlib.import_module(module_name)
    if hasattr(module, "warm"):
        module.warm()
    function: Callable[..., Any] = getattr(module, name)
    return function


def _answer(function: Callable[..., Any], args: list[Any]) -> dict[str, Any]:
    try:
        return {"result": function(*args)}
    except MemoryError:
        # What is left of the heap cannot be trusted to hold the next file: `spent` asks for a fresh process.
        return _describe(UnreadableFile("Reading it takes more memory than is allowed."), spent=True)
    except VermeilError as error:
        return _describe(error)
    except RecursionError:
        return _describe(UnreadableFile("It is nested too deeply to be read."))
    except Exception:  # noqa: BLE001 - a third-party parser may raise anything on a hostile file
        return {"crash": traceback.format_exc(limit=20)}


def _describe(error: VermeilError, spent: bool = False) -> dict[str, Any]:
    return {"error": type(error).__name__, "message": error.message, "remedy": error.remedy, "spent": spent}


def main(descriptor: str, target: str, memory_bytes: str, idle_seconds: str) -> None:
    sandbox.confine(int(memory_bytes))
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, fileno=int(descriptor)) as channel:
        serve(channel, target, float(idle_seconds))


if __name__ == "__main__":
    main(*sys.argv[1:])
