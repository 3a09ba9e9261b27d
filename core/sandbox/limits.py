"""What a child process that parses hostile files gives up, before it reads the first byte.

Memory has a ceiling, there is no core file, no network, and no life after the parent's. Linux enforces all of it in
the kernel; elsewhere the network stays reachable (no reader asks for it) and the rest holds as far as POSIX goes.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import gc
import os
import platform
import resource
import select
import struct
import sys

# Numbers of the system calls that open a connection or start a program, by machine (asm/unistd.h): socket,
# io_uring_setup (its rings can make sockets), execve, execveat.
_FORBIDDEN = {"x86_64": (41, 425, 59, 322), "aarch64": (198, 425, 221, 281)}
_AUDIT_ARCHITECTURE = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_FOREIGN_CALLS = 0x40000000  # x86-64: the x32 interface repeats every call from this number on


def confine(memory_bytes: int) -> None:
    """Apply all limits to this process, for good."""
    limit_memory(memory_bytes)
    die_with_parent()
    forbid_network()


def limit_memory(memory_bytes: int) -> None:
    """Cap the address space in bytes, so that a bomb meets `MemoryError` here and not the machine's own killer."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # macOS and some containers refuse a limit on the address space; the time limit still holds there.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))


def die_with_parent() -> None:
    """Have the kernel end us when the parent is gone: our standard input is a pipe that only it holds open.

    `SIGIO` ends a process by default and needs neither a thread nor the interpreter lock, so it also reaches us deep
    inside a library. `PR_SET_PDEATHSIG` is no choice: it fires when the parent's *thread* ends.
    """
    fcntl.fcntl(0, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(0, fcntl.F_SETFL, fcntl.fcntl(0, fcntl.F_GETFL) | os.O_ASYNC)
    if select.select([0], [], [], 0)[0]:  # it died before we listened
        os._exit(1)


def forbid_network() -> bool:
    """Make the kernel refuse new sockets and new programs (seccomp). False where this machine cannot."""
    machine = platform.machine()
    if sys.platform != "linux" or machine not in _FORBIDDEN:
        return False
    program = _filter(machine)

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))

    libc = ctypes.CDLL(None, use_errno=True)
    set_no_new_privileges, set_seccomp, mode_filter = 38, 22, 2
    if libc.prctl(set_no_new_privileges, 1, 0, 0, 0) != 0:
        return False
    pointer = ctypes.byref(Program(len(program) // 8, program))
    return bool(libc.prctl(set_seccomp, mode_filter, pointer, 0, 0) == 0)


def _filter(machine: str) -> bytes:
    """A classic BPF program over `struct seccomp_data` (linux/seccomp.h): forbidden calls fail with EACCES."""
    load, equal, at_least, answer = 0x20, 0x15, 0x35, 0x06
    allow, kill, refuse = 0x7FFF0000, 0x80000000, 0x00050000 | 13
    calls = _FORBIDDEN[machine]
    steps = [
        (load, 0, 0, 4),  # the architecture
        (equal, 1, 0, _AUDIT_ARCHITECTURE[machine]),
        (answer, 0, 0, kill),
        (load, 0, 0, 0),  # the number of the call
        (at_least, len(calls) + 1, 0, _FOREIGN_CALLS),
    ]
    steps += [(equal, len(calls) - i, 0, call) for i, call in enumerate(calls)]
    steps += [(answer, 0, 0, allow), (answer, 0, 0, refuse)]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)


def return_memory() -> None:
    """Hand what the allocator keeps free back to the system (glibc; elsewhere there is no such call)."""
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim:
        trim(0)
