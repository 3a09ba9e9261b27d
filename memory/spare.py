"""Room that is kept for a full disk: deleting frees space, and needs some first, for the database's log of changes."""

from __future__ import annotations

import logging
import os
import shutil
from pathlib import Path

log = logging.getLogger(__name__)

NAME = "spare"
BYTES = 32 * 2**20


class Spare:
    """A file in the data folder that is given up where the disk is full, and made again where there is room.

    It never raises: where it cannot be made, a full disk is as full as it is.
    """

    def __init__(self, folder: Path, size: int = BYTES) -> None:
        self._file = folder / NAME
        self._size = size

    def keep(self) -> None:
        """Make the file, unless it is there or would take half of what is free."""
        try:
            if not self._is_whole() and shutil.disk_usage(self._file.parent).free > 2 * self._size:
                with self._file.open("wb") as file:
                    os.posix_fallocate(file.fileno(), 0, self._size)
        except (OSError, AttributeError):  # some file systems, and macOS, promise no room
            self._file.unlink(missing_ok=True)

    def give_up(self) -> bool:
        """Whether there was something to give up, and it is free now."""
        there = self._file.exists()
        self._file.unlink(missing_ok=True)
        if there:
            log.warning("The disk is full: what was kept for that is given up, so that something can be deleted.")
        return there

    def give_up_if_full(self) -> None:
        """The same where less than half of its size is free."""
        if self._file.exists() and shutil.disk_usage(self._file.parent).free < self._size // 2:
            self.give_up()

    def _is_whole(self) -> bool:
        return self._file.exists() and self._file.stat().st_size == self._size
