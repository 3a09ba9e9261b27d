"""Calls to the Linux kernel that Python has no function for."""

from __future__ import annotations

import ctypes
import os
from typing import Any

DUMPABLE, CAPBSET_DROP, NO_NEW_PRIVILEGES = 4, 24, 38
"""Options of `prctl` (linux/prctl.h)."""


def prctl(option: int, *arguments: int) -> None:
    """Raises `OSError` where the kernel refuses."""
    padded = [ctypes.c_ulong(value) for value in (*arguments, 0, 0, 0, 0)[:4]]
    _checked(_library().prctl(option, *padded))


def syscall(number: int, *arguments: Any) -> int:
    """Raises `OSError` where the kernel refuses; an argument is a number or what `ctypes.byref` returns."""
    wide = [ctypes.c_long(value) if isinstance(value, int) else value for value in arguments]
    return _checked(_library().syscall(ctypes.c_long(number), *wide))


def _library() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _checked(result: int) -> int:
    if result < 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))
    return result
