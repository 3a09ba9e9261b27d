"""The heap of this process: how much the C library keeps of what was freed (glibc; elsewhere nothing is done)."""

from __future__ import annotations

import ctypes
import gc
import sys

_M_ARENA_MAX = -8
_ARENAS = 2
"""Of glibc, which makes eight for each core: what one thread freed in its own serves no other."""


def bound_arenas() -> None:
    """Let all threads that come share two heaps. Before they come: those that are there keep theirs."""
    if (mallopt := _of_glibc("mallopt")) is not None:
        mallopt(_M_ARENA_MAX, _ARENAS)


def give_back() -> None:
    """Hand what is kept free back to the system: after a burst that may be hundreds of megabytes."""
    gc.collect()
    if (trim := _of_glibc("malloc_trim")) is not None:
        trim(0)


def _of_glibc(name: str) -> ctypes._NamedFuncPointer | None:
    return getattr(ctypes.CDLL(None), name, None) if sys.platform == "linux" else None
