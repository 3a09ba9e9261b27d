"""Which system calls a child that parses hostile files may make: those on a list, and some with given arguments only.

A list of what is allowed, not of what is forbidden: what the kernel learns tomorrow is refused until it is needed.
Files may be opened for reading only, by whatever path (see `core.sandbox.landlock` for which); threads may be started
but no process or program; signals reach nobody but the child itself; no call names another process.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
import sys
from collections.abc import Iterator

from core.sandbox import kernel

_ARCHITECTURES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}  # column below, AUDIT_ARCH in linux/audit.h
_NEWEST = 462  # system calls over this number came after this list was written
Number = int | None

# Numbers for x86_64 (asm/unistd_64.h) and aarch64 (asm-generic/unistd.h), which lacks what a newer call replaced.
_ALLOWED: dict[str, tuple[Number, Number]] = {
    # Reading and writing what is open
    "read": (0, 63), "write": (1, 64), "readv": (19, 65), "writev": (20, 66), "pread64": (17, 67), "pwrite64": (18, 68),
    "preadv": (295, 69), "pwritev": (296, 70), "preadv2": (327, 286), "pwritev2": (328, 287), "lseek": (8, 62),
    "close": (3, 57), "close_range": (436, 436), "dup": (32, 23), "dup2": (33, None), "dup3": (292, 24),
    "pipe2": (293, 59), "eventfd2": (290, 19), "poll": (7, None), "ppoll": (271, 73), "select": (23, None),
    "pselect6": (270, 72), "epoll_create1": (291, 20), "epoll_ctl": (233, 21), "epoll_wait": (232, None),
    "epoll_pwait": (281, 22), "fadvise64": (221, 223), "readahead": (187, 213),
    # Looking at files
    "fstat": (5, 80), "stat": (4, None), "lstat": (6, None), "newfstatat": (262, 79), "statx": (332, 291),
    "access": (21, None), "faccessat": (269, 48), "faccessat2": (439, 439), "readlink": (89, None),
    "readlinkat": (267, 78), "getdents64": (217, 61), "getcwd": (79, 17), "statfs": (137, 43), "fstatfs": (138, 44),
    # The one connection there is
    "sendto": (44, 206), "recvfrom": (45, 207), "recvmsg": (47, 212), "shutdown": (48, 210), "getsockopt": (55, 209),
    "getsockname": (51, 204), "getpeername": (52, 205),
    # Memory
    "mmap": (9, 222), "munmap": (11, 215), "mprotect": (10, 226), "mremap": (25, 216), "madvise": (28, 233),
    "mincore": (27, 232), "msync": (26, 227), "brk": (12, 214), "mlock": (149, 228), "munlock": (150, 229),
    "membarrier": (324, 283), "get_mempolicy": (239, 236), "pkey_alloc": (330, 289), "pkey_free": (331, 290),
    "pkey_mprotect": (329, 288),
    # Threads, and the end
    "futex": (202, 98), "futex_waitv": (449, 449), "futex_wake": (454, 454), "futex_wait": (455, 455),
    "futex_requeue": (456, 456), "set_robust_list": (273, 99), "set_tid_address": (218, 96), "rseq": (334, 293),
    "sched_yield": (24, 124), "sched_getaffinity": (204, 123), "sched_getparam": (143, 121),
    "sched_getscheduler": (145, 120), "sched_get_priority_max": (146, 125), "sched_get_priority_min": (147, 126),
    "exit": (60, 93), "exit_group": (231, 94), "restart_syscall": (219, 128),
    # Its own signals
    "rt_sigaction": (13, 134), "rt_sigprocmask": (14, 135), "rt_sigreturn": (15, 139), "rt_sigpending": (127, 136),
    "rt_sigtimedwait": (128, 137), "rt_sigsuspend": (130, 133), "sigaltstack": (131, 132), "pause": (34, None),
    # Time
    "clock_gettime": (228, 113), "clock_getres": (229, 114), "clock_nanosleep": (230, 115), "nanosleep": (35, 101),
    "gettimeofday": (96, 169), "time": (201, None), "times": (100, 153), "getitimer": (36, 102), "setitimer": (38, 103),
    # Asking
    "getpid": (39, 172), "gettid": (186, 178), "getppid": (110, 173), "getuid": (102, 174), "geteuid": (107, 175),
    "getgid": (104, 176), "getegid": (108, 177), "getgroups": (115, 158), "getresuid": (118, 148),
    "getresgid": (120, 150), "uname": (63, 160), "sysinfo": (99, 179), "getrusage": (98, 165), "getrlimit": (97, 163),
    "getcpu": (309, 168), "getrandom": (318, 278), "arch_prctl": (158, None),
}  # fmt: skip
# Allowed with arguments that are harmless, see `_conditions`.
_EXAMINED: dict[str, tuple[Number, Number]] = {
    "clone": (56, 220), "open": (2, None), "openat": (257, 56), "fcntl": (72, 25), "ioctl": (16, 29),
    "prctl": (157, 167), "prlimit64": (302, 261), "kill": (62, 129), "tkill": (200, 130), "tgkill": (234, 131),
}  # fmt: skip
# Their arguments stand in memory, where a filter cannot look. libc falls back to `clone` and `openat`.
_UNKNOWN: dict[str, tuple[Number, Number]] = {"clone3": (435, 435), "openat2": (437, 437)}
_SECCOMP = {"x86_64": 317, "aarch64": 277}

_CLONE_THREAD = 0x00010000
_CLONE_NAMESPACES = 0x7E020000  # CLONE_NEWNS, CGROUP, UTS, IPC, USER, PID, NET
_OPEN_WRITES = 0o3 | 0o100 | 0o1000 | 0o20000000  # O_ACCMODE, O_CREAT, O_TRUNC, __O_TMPFILE
# F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_DUPFD_CLOEXEC. Not F_SETOWN: it has the kernel signal other processes.
_FCNTL_COMMANDS = (0, 1, 2, 3, 4, 1030)
# TCGETS, TIOCGWINSZ, FIONREAD, FIONBIO, FIONCLEX, FIOCLEX: is it a terminal, and flags of its own descriptors.
_IOCTL_REQUESTS = (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)
_PRCTL_OPTIONS = (15, 16, 0x53564D41)  # PR_SET_NAME, PR_GET_NAME, PR_SET_VMA: the names of threads and memory

_LOAD, _AND, _EQUAL, _ABOVE, _ANSWER = 0x20, 0x54, 0x15, 0x25, 0x06  # linux/bpf_common.h
_ALLOW, _KILL, _ERROR = 0x7FFF0000, 0x80000000, 0x00050000  # SECCOMP_RET_* in linux/seccomp.h
_EPERM, _EACCES, _ENOSYS = 1, 13, 38  # the same on both machines
Step = tuple[int, int, int, int]  # operation, steps to skip where true, where false, operand


def restrict_calls() -> bool:
    """Apply the list to this process for good, all threads included. False where this machine cannot.

    Needs `PR_SET_NO_NEW_PRIVS`. Forbids `seccomp` and `prctl` themselves, so it comes last.
    """
    machine = platform.machine()
    if sys.platform != "linux" or machine not in _ARCHITECTURES:
        return False
    steps = list(_program(machine, os.getpid()))
    code = b"".join(struct.pack("=HBBI", *step) for step in steps)

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))

    mode_filter, all_threads = 1, 1  # SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC
    try:
        kernel.syscall(_SECCOMP[machine], mode_filter, all_threads, ctypes.byref(Program(len(steps), code)))
    except OSError:  # a kernel, or a container's own filter, without it
        return False
    return True


def _program(machine: str, pid: int) -> Iterator[Step]:
    """Classic BPF over `struct seccomp_data`: the number of the call at 0, the architecture at 4."""
    column, architecture = _ARCHITECTURES[machine]
    yield (_LOAD, 0, 0, 4)
    yield (_EQUAL, 1, 0, architecture)
    yield (_ANSWER, 0, 0, _KILL)  # a 32-bit call: its numbers mean something else
    yield (_LOAD, 0, 0, 0)
    for numbers in _ALLOWED.values():
        yield from _where(numbers[column], [(_ANSWER, 0, 0, _ALLOW)])
    for name, numbers in _EXAMINED.items():
        yield from _where(numbers[column], _conditions(name, pid))
    for numbers in _UNKNOWN.values():
        yield from _where(numbers[column], [(_ANSWER, 0, 0, _ERROR | _ENOSYS)])
    yield (_ABOVE, 0, 1, _NEWEST)  # x32 calls, too: they begin at 2^30
    yield (_ANSWER, 0, 0, _ERROR | _ENOSYS)
    yield (_ANSWER, 0, 0, _ERROR | _EPERM)


def _where(number: Number, steps: list[Step]) -> list[Step]:
    return [] if number is None else [(_EQUAL, 0, len(steps), number), *steps]


def _conditions(name: str, pid: int) -> list[Step]:
    match name:
        case "clone":
            return _argument(0, _CLONE_THREAD, mask=_CLONE_THREAD | _CLONE_NAMESPACES)
        case "open":
            return _argument(1, 0, mask=_OPEN_WRITES, error=_EACCES)
        case "openat":
            return _argument(2, 0, mask=_OPEN_WRITES, error=_EACCES)
        case "fcntl":
            return _argument(1, *_FCNTL_COMMANDS)
        case "ioctl":
            return _argument(1, *_IOCTL_REQUESTS)
        case "prctl":
            return _argument(0, *_PRCTL_OPTIONS)
        case "prlimit64":
            return _argument(0, 0, pid)
        case _:  # kill, tkill, tgkill; 0 would be the group of processes
            return _argument(0, pid)


def _argument(index: int, *allowed: int, mask: int = 0xFFFFFFFF, error: int = _EPERM) -> list[Step]:
    """Allow the call where the low half of an argument is one of these; the kernel takes them as 32-bit numbers."""
    steps: list[Step] = [(_LOAD, 0, 0, 16 + 8 * index), (_AND, 0, 0, mask)]
    steps += [(_EQUAL, len(allowed) - i, 0, value) for i, value in enumerate(allowed)]
    return [*steps, (_ANSWER, 0, 0, _ERROR | error), (_ANSWER, 0, 0, _ALLOW)]
