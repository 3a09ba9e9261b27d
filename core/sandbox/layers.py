"""Which of the defences around a child are active, as it found them on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Layers:
    """What the kernel enforces on a child; `files` is its version of Landlock, 0 where it has none."""

    calls: bool
    files: int
    memory: bool
    threads: bool

    def active(self) -> Iterator[str]:
        """Each defence that is there, in a few words."""
        if self.calls:
            yield "system calls (seccomp)"
        if self.files:
            yield f"files (Landlock {self.files})"
        if self.memory:
            yield "memory"
        if self.threads:
            yield "threads"

    def missing(self) -> Iterator[str]:
        """Each defence that is not there, and what would bring it."""
        if not self.calls:
            yield "system calls are not filtered (seccomp: Linux on x86_64 or aarch64)"
        if not self.files:
            yield "files of this user can be read (Landlock: Linux 5.13, listed in the kernel's lsm= option)"
        if not self.memory:
            yield "memory has no ceiling"
        if not self.threads:
            yield "threads have no ceiling (not for root)"
