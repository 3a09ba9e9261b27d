"""Files and folders that appear whole or not at all, and are still there after a power cut."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


def sync(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk: a rename is durable only once its folder is."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def atomic_file(target: Path) -> Iterator[BinaryIO]:
    """A new file, open for writing, that replaces `target` when the block ends; where it fails, `target` stays.

    One writer at a time: the new file has one name beside `target`, so what a crash leaves is overwritten.
    """
    beside = target.with_name(f"{target.name}.new")
    try:
        with beside.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
        sync(target.parent)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


@contextmanager
def atomic_folder(target: Path) -> Iterator[Path]:
    """A new folder that replaces `target`, with every file synced, when the block ends; where it fails, `target` stays.

    One writer at a time: what a killed one left beside `target` is removed first.
    """
    prefix = f".{target.name}."
    for stale in target.parent.glob(f"{prefix}*"):
        shutil.rmtree(stale, ignore_errors=True)
    beside = Path(tempfile.mkdtemp(dir=target.parent, prefix=prefix))
    try:
        yield beside
        for made in (*beside.rglob("*"), beside):
            sync(made)
        if target.exists():
            shutil.rmtree(target)  # a process that has a file of it mapped keeps the old bytes
        beside.rename(target)
        sync(target.parent)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
