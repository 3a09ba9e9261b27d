"""The filter's program, run by a small interpreter: so that it is also tested for the machine that this one is not."""

from __future__ import annotations

import os
import signal
import struct

import pytest

from core.sandbox.seccomp import _program
from tests.core.sandbox.attacks import NUMBERS, number

PID, PARENT = 4242, 4241
AUDIT = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
ALLOWED = {
    "getpid": (), "clock_gettime": (), "futex": (), "read": (), "statx": (),
    "clone": (0x3D0F00,),  # as pthread_create calls it
    "openat": (-100, 0, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW), "kill": (PID, signal.SIGABRT),
    "tgkill": (PID, PID + 1, signal.SIGABRT), "prlimit64": (0, 7, 0), "fcntl": (3, 1030), "ioctl": (3, 0x5421),
    "prctl": (15, 0),
}  # fmt: skip
REFUSED = {
    "clone": [(signal.SIGCHLD,), (0x4100 | signal.SIGCHLD,), (0x10000000,), (0x10000000 | 0x3D0F00,)],
    "openat": [
        (-100, 0, flags)
        for flags in (os.O_WRONLY, os.O_RDWR, os.O_CREAT, os.O_TRUNC, 0o20000000 | os.O_RDWR, 3, 1 << 33 | os.O_RDWR)
    ],
    "kill": [(PARENT, 9), (0, 9), (-1 & 0xFFFFFFFF, 9), (-PID & 0xFFFFFFFF, 9)],
    "tgkill": [(PARENT, PARENT, 9)],
    "tkill": [(PARENT, 9)],
    "prlimit64": [(PARENT, 7, 0)],
    "fcntl": [(0, 8, PARENT), (0, 15, 0), (0, 10, 9), (3, 6, 0)],  # F_SETOWN, F_SETOWN_EX, F_SETSIG, F_SETLK
    "ioctl": [(0, 0x5412), (3, 0x8901), (3, 0x8902)],  # TIOCSTI, FIOSETOWN, SIOCSPGRP
    "prctl": [(4, 1), (22, 2), (0x59616D61, PARENT)],  # PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_SET_PTRACER
}
LEFT = {name for name in NUMBERS if name not in ALLOWED and name not in REFUSED}


def judge(machine: str, call: int, arguments: tuple[int, ...] = (), architecture: int = 0) -> str:
    """What the kernel would answer: `allow`, `kill` or an error number as text."""
    padded = [value & (2**64 - 1) for value in (*arguments, *[0] * 6)[:6]]
    data = struct.pack("<iIQ6Q", call, architecture or AUDIT[machine], 0, *padded)
    steps, at, value = list(_program(machine, PID)), 0, 0
    while True:
        operation, if_true, if_false, operand = steps[at]
        at += 1
        match operation:
            case 0x20:
                (value,) = struct.unpack_from("<I", data, operand)
            case 0x54:
                value &= operand
            case 0x15:
                at += if_true if value == operand else if_false
            case 0x25:
                at += if_true if value > operand else if_false
            case 0x06:
                return {0x7FFF: "allow", 0x8000: "kill"}.get(operand >> 16, str(operand & 0xFFFF))


@pytest.mark.parametrize("machine", AUDIT)
@pytest.mark.parametrize("name", ALLOWED)
def test_what_parsing_takes_is_allowed(machine: str, name: str) -> None:
    assert judge(machine, number(name, machine) or 0, ALLOWED[name]) == "allow"


@pytest.mark.parametrize("machine", AUDIT)
@pytest.mark.parametrize("name", sorted(LEFT))
def test_all_else_is_refused(machine: str, name: str) -> None:
    found = number(name, machine)
    if found is not None:
        assert judge(machine, found) == ("38" if name in ("clone3", "openat2") else "1")


@pytest.mark.parametrize("machine", AUDIT)
@pytest.mark.parametrize(("name", "arguments"), [(name, each) for name, all_ in REFUSED.items() for each in all_])
def test_arguments_count(machine: str, name: str, arguments: tuple[int, ...]) -> None:
    assert judge(machine, number(name, machine) or 0, arguments) in ("1", "13")


@pytest.mark.parametrize("machine", AUDIT)
def test_calls_that_are_yet_to_come_are_unknown(machine: str) -> None:
    assert judge(machine, 500) == judge(machine, 0x40000000 + 39) == "38"


def test_another_interface_ends_the_process() -> None:
    assert judge("x86_64", 20, architecture=0x40000003) == "kill"
    assert judge("aarch64", 20, architecture=0x40000028) == "kill"
