"""A persistent, killable child process that does what might hang, crash or swell: parsing what people hand over.

Its program is `core.sandbox.__main__`, started clean rather than forked from a threaded server, with an environment of
its own, so that no secret of ours is in its memory. What it may do there: `core.sandbox.seccomp` (system calls),
`core.sandbox.landlock` (files), `core.sandbox.limits` (the rest); what may come back: `core.sandbox.frames`.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, cast

from core import errors
from core.errors import Abandoned, EngineFailure, UnreadableFile, VermeilError, check_wanted
from core.sandbox import frames, limits
from core.sandbox.layers import Layers
from core.sandbox.messages import Reply, Start

log = logging.getLogger(__name__)

START_SECONDS = 120.0  # importing what the function needs, on a busy machine
_LOOK_SECONDS = 0.1  # between looks at whether a call was abandoned
_LONGEST_MESSAGE = 1000  # characters; a subverted child may say anything
_LONGEST_CRASH = 10_000
_ROOT = Path(__file__).resolve().parents[2]
_ENVIRONMENT = {
    "PATH": os.defpath,
    "LANG": "C.UTF-8",
    "HOME": "/nonexistent",
    "HF_HUB_OFFLINE": "1",
    "MALLOC_ARENA_MAX": "2",  # each arena reserves 64 MB of address space, which is what is limited
    "OMP_WAIT_POLICY": "PASSIVE",  # threads that wait do not spin on the cores that answer
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONWARNINGS": "ignore",
}


class _Killed(UnreadableFile):
    """The process was ended from outside: by the system when memory ran out, or by somebody."""


class Child:
    """One function, `module:function`, called in a process of its own, one call at a time.

    Arguments and results are what `core.sandbox.frames` carries. If the module has a function `warm`, it runs once at
    start. The process starts with the first call or `warm`, and after `idle_seconds` without a call it ends by itself
    and gives its memory back; the next call starts it anew.

    It can open no file for writing, and for reading only Python, the installed packages and what `readable` names when
    the process starts. What it works on comes as open files; into one that it may write, at most `file_bytes`.
    """

    def __init__(
        self,
        target: str,
        *,
        memory_bytes: int,
        name: str,
        file_bytes: int = 0,
        readable: Callable[[], Sequence[Path]] = tuple,
        idle_seconds: float | None = None,
    ) -> None:
        self._target = target
        self._memory_bytes = memory_bytes
        self._file_bytes = file_bytes
        self._readable = readable
        self._name = name
        self._idle_seconds = idle_seconds
        self._lock = threading.Lock()
        self._next = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._channel: socket.socket | None = None
        self._ready = False
        self._used = 0.0
        self._layers: Layers | None = None

    @property
    def pid(self) -> int | None:
        """The process id while a child is there."""
        process = self._process
        return process.pid if process and process.poll() is None else None

    @property
    def busy(self) -> bool:
        """Whether a call is running or waits for its turn."""
        return self._lock.locked()

    def warm(self) -> None:
        """Start the process without waiting for it; the next call waits for what is left of its start."""
        with self._turn():
            self._ensure()

    def layers(self) -> Layers:
        """Start the process if need be, and tell which defences it found on this machine."""
        with self._turn():
            self._await_ready(self._ensure())
            assert self._layers
            return self._layers

    def call(
        self, *args: object, timeout: float, files: Sequence[IO[bytes]] = (), cancel: threading.Event | None = None
    ) -> object:
        """Run the function on `args` and `files` within `timeout` seconds (the start of the process does not count).

        The function gets the open files last, each for reading or writing as it is open here.

        Raises the error of `core.errors` that the function raised; `UnreadableFile` where it crashed, ran out of
        memory or time; `EngineFailure` where the child cannot even start; `Abandoned` soon after `cancel` is set, while
        it waits for its turn, too. One that somebody killed is tried once more: that says nothing of the file.
        """
        with self._turn(cancel):
            try:
                reply = self._asked(args, timeout, files, cancel)
            except _Killed:
                for file in files:
                    os.lseek(file.fileno(), 0, os.SEEK_SET)  # it shares the place with the child's
                    if file.writable():
                        os.ftruncate(file.fileno(), 0)
                reply = self._asked(args, timeout, files, cancel)
        return self._unwrap(reply)

    def _asked(
        self, args: Sequence[object], timeout: float, files: Sequence[IO[bytes]], cancel: threading.Event | None
    ) -> Reply:
        """What the process replies. Raises as `call`, and `_Killed` where it was ended from outside."""
        with self._killed_when(cancel):
            channel = self._ensure()
            self._await_ready(channel)
            try:
                deadline = time.monotonic() + timeout
                channel.settimeout(timeout)
                modes = ["wb" if file.writable() else "rb" for file in files]
                frames.send(channel, {"args": args, "modes": modes}, [file.fileno() for file in files])
                reply = _checked(frames.receive(channel, deadline))
            except TimeoutError as error:
                self._kill()
                raise UnreadableFile(
                    f"Reading it took longer than {timeout:g} seconds and was stopped.",
                    "Hand over a smaller part, or raise VERMEIL_READER_SECONDS.",
                ) from error
            except (EOFError, OSError, ValueError) as error:
                if cancel is not None and cancel.is_set():
                    self._kill()
                    raise Abandoned from error
                status = self._kill()
                log.warning("%s stopped with status %s", self._name, status)
                kind = _Killed if status in (-signal.SIGKILL, 0) else UnreadableFile  # 0: it left as idle just then
                raise kind("Its reader stopped: the file is damaged or asks for too much memory.") from error
            except BaseException:
                # Interrupted between a question and its answer: the next caller must not get this one's.
                self._kill()
                raise
            self._used = time.monotonic()
            if reply.get("spent"):
                self._kill()
        return reply

    def close(self) -> None:
        """End the process."""
        with self._turn():
            self._kill()

    @contextlib.contextmanager
    def _turn(self, cancel: threading.Event | None = None) -> Iterator[None]:
        """One call at a time, and fairly: a thread that calls again and again lets one that waits go first."""
        _acquire(self._next, cancel)
        try:
            _acquire(self._lock, cancel)
        finally:
            self._next.release()
        try:
            yield
        finally:
            self._lock.release()

    @contextlib.contextmanager
    def _killed_when(self, cancel: threading.Event | None) -> Iterator[None]:
        """End the process as soon as `cancel` is set within the block."""
        if cancel is None:
            yield
            return
        done = threading.Event()

        def watch() -> None:
            while not done.wait(_LOOK_SECONDS):
                if cancel.is_set() and (pid := self.pid) is not None:
                    with contextlib.suppress(ProcessLookupError):
                        os.killpg(pid, signal.SIGKILL)
                    return

        watcher = threading.Thread(target=watch, name="abandoned", daemon=True)
        watcher.start()
        try:
            yield
        finally:
            done.set()
            watcher.join()

    def _ensure(self) -> socket.socket:
        # Near the end of its idle time the child may just be leaving, so it counts as gone a little earlier.
        if self._ready and self._idle_seconds and time.monotonic() - self._used > 0.9 * self._idle_seconds:
            self._kill()
        if self._channel and self._process and self._process.poll() is None:
            return self._channel
        self._kill()
        limits.refuse_inspection()
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "core.sandbox", json.dumps(self._start(theirs.fileno()))],
                stdin=subprocess.PIPE,  # nothing is written: it ends when we do, see `limits.die_with_parent`
                stdout=subprocess.DEVNULL,  # libraries that print would spoil our own output
                stderr=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                env=_ENVIRONMENT,
                cwd=_ROOT,
                start_new_session=True,
            )
        self._channel, self._ready = ours, False
        return ours

    def _start(self, descriptor: int) -> Start:
        return {
            "channel": descriptor,
            "target": self._target,
            "memory_bytes": self._memory_bytes,
            "file_bytes": self._file_bytes,
            "idle_seconds": self._idle_seconds or 0,
            "readable": [str(path.resolve()) for path in self._readable()],
        }

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
        self._ready, self._layers = True, Layers(**reply["layers"])

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

    def _unwrap(self, reply: Reply) -> object:
        if "error" in reply:
            kind = _ERRORS.get(str(reply["error"]), UnreadableFile)
            raise kind(str(reply.get("message"))[:_LONGEST_MESSAGE], str(reply.get("remedy"))[:_LONGEST_MESSAGE])
        if "crash" in reply:
            log.warning("%s failed:\n%s", self._name, str(reply["crash"])[-_LONGEST_CRASH:])
            raise UnreadableFile("The file is damaged, or not what it seems to be.")
        return reply.get("result")


def _acquire(lock: threading.Lock, cancel: threading.Event | None) -> None:
    """Wait for a lock; raises `Abandoned` where `cancel` is set before it is free."""
    while not lock.acquire(timeout=_LOOK_SECONDS if cancel is not None else -1):
        check_wanted(cancel)


def _checked(reply: object) -> Reply:
    if not isinstance(reply, dict):
        raise ValueError("a reply that is none")
    return cast(Reply, reply)


_ERRORS = {
    kind.__name__: kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, VermeilError)
}
