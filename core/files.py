"""Files and folders that appear whole or not at all and outlast a power cut, and a full disk as one clear error."""

from __future__ import annotations

import errno
import glob
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from core.errors import OutOfSpace


def sync(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk: a rename is durable only once its folder is."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def atomic_file(target: Path, *, private: bool = False) -> Iterator[BinaryIO]:
    """A new file, open for writing, that replaces `target` when the block ends; where it fails, `target` stays.

    One writer at a time: the new file has one name beside `target`, so what a crash leaves is overwritten. A `private`
    one is its owner's alone, from its first byte on.
    """
    beside = target.with_name(f"{target.name}.new")
    try:
        if private:
            beside.unlink(missing_ok=True)
            beside.touch(mode=0o600, exist_ok=False)
        with beside.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
        sync(target.parent)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def atomic_write(target: Path, content: str | bytes, *, private: bool = False) -> None:
    """Replace `target` by a file of this content, text as UTF-8; its folder is made where there is none."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with atomic_file(target, private=private) as file:
        file.write(content.encode() if isinstance(content, str) else content)


@contextmanager
def atomic_folder(target: Path) -> Iterator[Path]:
    """A new folder that replaces `target`, with every file synced, when the block ends; where it fails, `target` stays.

    One writer at a time: what a killed one left beside `target` is removed first. There is no `target` for a moment
    between two renames; `recover_folder` puts it back where a process was killed just then.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    recover_folder(target)
    for stale in target.parent.glob(f".{glob.escape(target.name)}.*"):
        shutil.rmtree(stale, ignore_errors=True)
    beside, old = target.with_name(f".{target.name}.new"), _old(target)
    try:
        beside.mkdir()
        yield beside
        for made in (*beside.rglob("*"), beside):
            sync(made)
        if target.exists():
            target.rename(old)  # a process that has a file of it mapped keeps the old bytes
        beside.rename(target)
        sync(target.parent)  # or else a power cut could leave neither: what is removed next is the last good one
    finally:
        recover_folder(target)
        for left in (beside, old):
            shutil.rmtree(left, ignore_errors=True)


def recover_folder(target: Path) -> None:
    """Put back what an `atomic_folder` was about to replace when its process was killed.

    Not while another process may write the folder: between its two renames it looks the same.
    """
    if not target.exists() and _old(target).exists():
        _old(target).rename(target)


def _old(target: Path) -> Path:
    return target.with_name(f".{target.name}.old")


@contextmanager
def translate_disk_full(what: str) -> Iterator[None]:
    """Raises `OutOfSpace` in place of the errors by which a full disk shows, those of safetensors included."""
    try:
        yield
    except Exception as error:
        if _is_disk_full(error):
            raise OutOfSpace(
                f"There is no room for {what}; what was written before is kept.",
                "Free some disk space, and run the same command again.",
            ) from error
        raise


def _is_disk_full(error: BaseException) -> bool:
    """Safetensors reports the system's error in its text only."""
    number = getattr(error, "errno", None)
    return number in (errno.ENOSPC, errno.EDQUOT) or "No space left" in str(error) or "os error 28" in str(error)
