"""Files that hold other files: archives here, and mail with its attachments, which are read as parts of them."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import IO

from core.errors import TooLarge, VermeilError
from memory.chunking import Page
from memory.readers.layout import one_line
from memory.readers.package import content, opened

Inner = Callable[[bytes, str], list[Page]]
"""Reads a file inside another from its bytes and its name. Raises what reading a file raises."""

_MOST_FILES = 2000
_JUNK = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


def read_zip(file: IO[bytes], inner: Inner) -> list[Page]:
    """The pages of each file in an archive, one after the other."""
    with opened(file) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir() and not _is_junk(entry.filename)]
        if len(entries) > _MOST_FILES:
            raise TooLarge(f"The archive holds more than {_MOST_FILES:,} files.", "Hand it over in parts.")
        return attached(_unpacked(archive, entries), inner, 1)


def attached(files: Iterable[tuple[str, bytes]], inner: Inner, number: int) -> list[Page]:
    """The pages of files inside another, numbered from `number` on, each under the name of its file.

    One that cannot be read is named with the reason, and loses no other.
    """
    pages: list[Page] = []
    for name, data in files:
        try:
            found = inner(data, name)
        except VermeilError as error:
            found = [Page(f"This file was not read. {error.message}")]
        pages += [_named(page, one_line(name), number + len(pages) + at) for at, page in enumerate(found)]
    return pages


def _unpacked(archive: zipfile.ZipFile, entries: Iterable[zipfile.ZipInfo]) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(entries, key=lambda entry: entry.filename):
        yield entry.filename, content(archive, entry.filename) or b""


def _named(page: Page, name: str, number: int) -> Page:
    """A page with the name of its file as its first heading."""
    before = f"{name}\n\n"
    return Page(
        before + page.text,
        number,
        (0, *(heading + len(before) for heading in page.headings)),
        tuple(
            replace(table, start=table.start + len(before), end=table.end + len(before), title=table.title or name)
            for table in page.tables
        ),
    )


def _is_junk(name: str) -> bool:
    return name.startswith(_JUNK[0]) or name.endswith(_JUNK[1:])
