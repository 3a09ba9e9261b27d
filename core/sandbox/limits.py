"""What a child that parses hostile files gives up by means that are older than seccomp and Landlock.

Memory, threads, open and written files have ceilings, there is no core file, no privilege, and no life after the
parent's.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
import resource
import select
import struct
import sys
import threading

from core.sandbox import kernel

OPEN_FILES = 256
MORE_THREADS = 1024
"""How many processes and threads this user may at least still start when a child begins, the child's among them."""

_CAPABILITIES = 64  # there are 41
_CAPSET = {"x86_64": 126, "aarch64": 91}


def refuse_inspection() -> None:
    """Keep other processes of this user out of our memory, environment and open files (`/proc`, ptrace).

    There is no core file then, and debuggers and samplers such as py-spy need root. Linux only.
    """
    if sys.platform == "linux":
        kernel.prctl(kernel.DUMPABLE, 0)


def drop_privileges() -> None:
    """Never gain privileges again, and lay off those that root has: it is then a user that owns root's files."""
    if sys.platform != "linux":
        return
    kernel.prctl(kernel.NO_NEW_PRIVILEGES, 1)
    for capability in range(_CAPABILITIES):
        with contextlib.suppress(OSError):  # not root, or no such capability
            kernel.prctl(kernel.CAPBSET_DROP, capability)
    header = struct.pack("=Ii", 0x20080522, 0)  # _LINUX_CAPABILITY_VERSION_3, this thread
    number = _CAPSET.get(os.uname().machine)
    if number:
        kernel.syscall(number, ctypes.c_char_p(header), ctypes.c_char_p(bytes(24)))


def limit_memory(memory_bytes: int) -> bool:
    """Cap the address space, so that a bomb meets `MemoryError` here and not the machine's own killer.

    False on macOS and in some containers, which refuse; the time limit still holds there.
    """
    try:
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    except (ValueError, OSError):
        return False
    return True


def limit_files(file_bytes: int) -> None:
    """Cap the size of each written file (`EFBIG` beyond it) and the number of open ones; no core file."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (file_bytes, file_bytes))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))


def limit_threads() -> bool:
    """Cap the threads of this user from here on. False where nothing holds it to that: root, macOS.

    The kernel counts all threads of the user, in other containers too, where `/proc` does not show them. So the count
    is found by trying.
    """
    if sys.platform != "linux":
        return False
    hard = resource.getrlimit(resource.RLIMIT_NPROC)[1]
    if _starts_under(1, hard):
        resource.setrlimit(resource.RLIMIT_NPROC, (hard, hard))
        return False
    limit = MORE_THREADS
    while not _starts_under(limit, hard):
        limit *= 2
        if hard != resource.RLIM_INFINITY and limit > hard:
            resource.setrlimit(resource.RLIMIT_NPROC, (hard, hard))
            return True  # an administrator's limit is tighter than ours
    limit = 2 * limit if hard == resource.RLIM_INFINITY else min(2 * limit, hard)
    resource.setrlimit(resource.RLIMIT_NPROC, (limit, limit))
    return True


def _starts_under(limit: int, hard: int) -> bool:
    """Whether a thread can be started while the user may have `limit` of them."""
    resource.setrlimit(resource.RLIMIT_NPROC, (limit, hard))
    thread = threading.Thread(target=int)
    try:
        thread.start()
    except RuntimeError:
        return False
    thread.join()
    return True


def die_with_parent() -> None:
    """Have the kernel end us when the parent is gone: our standard input is a pipe that only it holds open.

    `SIGIO` ends a process by default and needs neither a thread nor the interpreter lock, so it also reaches us deep
    inside a library. `PR_SET_PDEATHSIG` is no choice: it fires when the parent's *thread* ends.
    """
    fcntl.fcntl(0, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(0, fcntl.F_SETFL, fcntl.fcntl(0, fcntl.F_GETFL) | os.O_ASYNC)
    if select.select([0], [], [], 0)[0]:  # it died before we listened
        os._exit(1)
