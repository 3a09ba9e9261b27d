"""Who owns a data folder: one process at a time, which leaves its address there for the command line."""

from __future__ import annotations

import errno
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.errors import Busy
from core.settings import Settings

log = logging.getLogger("vermeil")


def check_belonging(settings: Settings) -> None:
    """Raises `ForeignDatabase` where the data folder and its database do not belong together. Changes neither."""
    from memory.belonging import look

    if objection := look(settings.data_folder(), settings.database_url).objection():
        raise objection


@contextmanager
def hold(folder: Path, address: str = "") -> Iterator[None]:
    """Own the data folder while the block runs; `address` is left beside the lock for the command line to find.

    Raises `Busy` where another process holds it.
    """
    from filelock import FileLock, Timeout

    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    lock = FileLock(folder / "lock", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise Busy(
            "Another Vermeil process uses this data folder.", "Stop it, or choose another with --data."
        ) from None
    note = folder / "address"
    try:
        _leave(note, address)
        yield
    finally:
        note.unlink(missing_ok=True)
        lock.release()


def _leave(note: Path, address: str) -> None:
    """Write the address down. On a full disk it is not: the command line opens the library itself then, and cannot."""
    from memory.spare import Spare

    Spare(note.parent).give_up_if_full()
    try:
        note.write_text(address, encoding="utf-8")
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        log.warning("The disk is full: the address is not written down, and `vermeil` in the terminal finds it not.")


def held_by(folder: Path) -> str | None:
    """The address of the server that holds the folder; "" where something without one does, None where nothing does."""
    from filelock import FileLock, Timeout

    if not (folder / "lock").exists():
        return None
    lock = FileLock(folder / "lock", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        note = folder / "address"
        return note.read_text(encoding="utf-8") if note.exists() else ""
    lock.release()
    return None
