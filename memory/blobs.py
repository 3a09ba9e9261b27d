"""Files named by the SHA-256 of their bytes: written to a temporary file, fsynced, renamed. Whole, or not there."""

from __future__ import annotations

import errno
import hashlib
import logging
import os
import shutil
import tempfile
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from core.errors import NotFound, OutOfSpace, TooLarge, VermeilError
from core.files import sync

log = logging.getLogger(__name__)

PIECE_BYTES = 2**20
INCOMING = ".incoming-"
ASIDE = ".aside"
SPACE_CHECK_BYTES = 16 * 2**20

Source = BinaryIO | Iterable[bytes]


@dataclass(frozen=True, slots=True)
class Staged:
    """A file that is wholly on the disk under a temporary name: to be kept or discarded."""

    path: Path
    sha256: str
    size: int


class Blobs:
    """The files of all owners: equal bytes are one file, so who may see it is decided by SQL, never here.

    `reserve_bytes` of the disk are left free, so that the database can still write when people hand over too much.
    Temporary files that a crash left behind are swept when it is made: one process owns the folder.

    Whoever keeps or removes a blob by what the rows say holds `lock` from the look at them until the file is in place
    or gone, so that no other thread comes between.
    """

    def __init__(self, folder: Path, *, reserve_bytes: int = 0) -> None:
        self.folder = folder
        self._reserve = reserve_bytes
        self.lock = threading.Lock()
        with translated_disk_errors():
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            for orphan in folder.glob(f"{INCOMING}*"):
                log.info("sweeping an upload that was never finished")
                orphan.unlink(missing_ok=True)

    def write(self, source: Source, limit: int) -> tuple[str, int]:
        """Store what `source` yields; returns its SHA-256 and size in bytes. Raises `TooLarge` and `OutOfSpace`."""
        staged = self.stage(source, limit)
        self.keep(staged)
        return staged.sha256, staged.size

    def stage(self, source: Source, limit: int) -> Staged:
        """The first half of `write`: the bytes are hashed and durable, but not yet found under their name."""
        self._check_space(0)
        with translated_disk_errors():
            handle, name = tempfile.mkstemp(prefix=INCOMING, dir=self.folder)
        path = Path(name)
        try:
            with os.fdopen(handle, "wb") as target:
                digest, size = self._copy(source, target, limit)
            return Staged(path, digest, size)
        except BaseException:
            path.unlink(missing_ok=True)
            raise

    def keep(self, staged: Staged) -> None:
        """The second half of `write`. The same bytes kept twice are one file."""
        final = self.path(staged.sha256)
        with translated_disk_errors():
            try:
                if not final.parent.exists():
                    final.parent.mkdir(exist_ok=True)
                    sync(self.folder)
                staged.path.replace(final)
                sync(final.parent)
            except BaseException:
                staged.path.unlink(missing_ok=True)
                raise

    def discard(self, staged: Staged) -> None:
        """Drop a staged file that is not kept; one that was kept stays."""
        staged.path.unlink(missing_ok=True)

    def path(self, sha256: str) -> Path:
        """Where the blob stands or would stand. Raises `NotFound` for what is no SHA-256: no name leads elsewhere."""
        if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
            raise NotFound("There is no such file.")
        return self.folder / sha256[:2] / sha256

    def delete(self, sha256: str) -> None:
        """Remove a blob; one that is not there is fine. Only for what no row of any owner refers to."""
        path = self.path(sha256)
        with translated_disk_errors():
            path.unlink(missing_ok=True)

    def set_aside(self, sha256: str, since: float) -> None:
        """Move a blob to where it is not found any more, with the time (seconds since 1970), instead of deleting it."""
        path = self.path(sha256)
        with translated_disk_errors():
            (self.folder / ASIDE).mkdir(exist_ok=True, mode=0o700)
            older = list(self._aside(sha256))
            path.replace(self.folder / ASIDE / f"{sha256}.{int(since)}")
            sync(self.folder / ASIDE)
            for copy in older:
                copy.unlink(missing_ok=True)

    def give_back(self, sha256: str) -> None:
        """Undo `set_aside`. A blob that is there again is the same bytes, and stays."""
        final = self.path(sha256)
        with translated_disk_errors():
            for copy in self._aside(sha256):
                if final.exists():
                    copy.unlink(missing_ok=True)
                    continue
                final.parent.mkdir(exist_ok=True)
                copy.replace(final)
                sync(final.parent)

    def delete_aside(self, sha256: str) -> None:
        """Remove what was set aside of a blob, for good."""
        with translated_disk_errors():
            for copy in self._aside(sha256):
                copy.unlink(missing_ok=True)

    def aside(self) -> dict[str, float]:
        """What is set aside: the SHA-256 of each blob, and since when."""
        with translated_disk_errors():
            found = sorted((self.folder / ASIDE).glob("*.*"))
        return {path.stem: float(path.suffix[1:]) for path in found if path.suffix[1:].isdecimal()}

    def written(self, sha256: str) -> float:
        """When the bytes of a blob that is set aside were written, as the file says; 0 where it is gone."""
        with translated_disk_errors():
            return max((copy.stat().st_mtime for copy in self._aside(sha256)), default=0.0)

    def _aside(self, sha256: str) -> Iterator[Path]:
        yield from list((self.folder / ASIDE).glob(f"{sha256}.*"))

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """A temporary file on the same disk, gone afterwards, and swept like an upload if we are killed before."""
        self._check_space(0)
        with translated_disk_errors():
            handle, name = tempfile.mkstemp(prefix=INCOMING, dir=self.folder)
            os.close(handle)
        path = Path(name)
        try:
            yield path
        finally:
            path.unlink(missing_ok=True)

    def all(self) -> Iterator[str]:
        """The SHA-256 of every blob, in no order."""
        for path in self.folder.glob("[0-9a-f][0-9a-f]/*"):
            yield path.name

    @staticmethod
    def names(folder: Path) -> set[str]:
        """The SHA-256 of all blobs in a folder, set aside or not, without opening it."""
        return {path.name[:64] for pattern in ("[0-9a-f][0-9a-f]/*", f"{ASIDE}/*") for path in folder.glob(pattern)}

    def _copy(self, source: Source, target: BinaryIO, limit: int) -> tuple[str, int]:
        digest, size, checked = hashlib.sha256(), 0, 0
        for piece in _pieces(source):
            size += len(piece)
            if size > limit:
                raise TooLarge(
                    f"The file is larger than the limit of {_megabytes(limit)}.",
                    "Hand over a smaller file, or raise the setting upload_bytes.",
                )
            if size - checked >= SPACE_CHECK_BYTES:
                self._check_space(len(piece))
                checked = size
            digest.update(piece)
            with translated_disk_errors():
                target.write(piece)
        with translated_disk_errors():
            target.flush()
            os.fsync(target.fileno())
        return digest.hexdigest(), size

    def _check_space(self, coming: int) -> None:
        with translated_disk_errors():
            free = shutil.disk_usage(self.folder).free
        if free - coming < self._reserve:
            raise OutOfSpace(
                f"Less than {_megabytes(self._reserve)} of disk space is free.", "Free some space, then try again."
            )


def _pieces(source: Source) -> Iterator[bytes]:
    if hasattr(source, "read"):
        while piece := source.read(PIECE_BYTES):
            yield piece
    else:
        yield from source


def _megabytes(count: int) -> str:
    return f"{count / 2**20:,.0f} MB" if count >= 2**20 else f"{count:,} bytes"


@contextmanager
def translated_disk_errors() -> Iterator[None]:
    """Turn errors of the file system into ours, which name no path."""
    try:
        yield
    except OSError as error:
        log.error("the file store failed: %s", error)
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise OutOfSpace("The disk is full.", "Free some space, then try again.") from error
        raise VermeilError("The file could not be stored.", "`vermeil doctor` checks the data folder.") from error
