"""Books (EPUB): a page a chapter, in the order in which they are read."""

from __future__ import annotations

import posixpath
import urllib.parse
import zipfile
from collections.abc import Iterator
from typing import IO

from core.errors import UnreadableFile
from memory.chunking import Page
from memory.readers.html import page_of
from memory.readers.package import attribute, child, content, local, opened, tree


def read_epub(file: IO[bytes]) -> list[Page]:
    with opened(file) as archive:
        if content(archive, "META-INF/rights.xml") or content(archive, "META-INF/sinf.xml"):
            raise UnreadableFile("The book is protected against copying.", "Hand over a copy without protection.")
        pages = (page_of(data, number) for number, data in enumerate(_chapters(archive), 1))
        return [page for page in pages if page.text]


def _chapters(archive: zipfile.ZipFile) -> Iterator[bytes]:
    container = tree(archive, "META-INF/container.xml")
    found = None if container is None else child(container, "rootfiles", "rootfile")
    path = "" if found is None else attribute(found, "full-path")
    book = tree(archive, path) if path else None
    manifest, spine = (None, None) if book is None else (child(book, "manifest"), child(book, "spine"))
    if manifest is None or spine is None:
        raise UnreadableFile("The book is damaged: it does not say what its chapters are.")
    items = {item.get("id"): item for item in manifest if local(item) == "item"}
    for reference in spine:
        item = items.get(reference.get("idref"))
        if item is None or "nav" in item.get("properties", "").split():
            continue
        name = urllib.parse.unquote(item.get("href", "")).partition("#")[0]
        if data := content(archive, posixpath.normpath(posixpath.join(posixpath.dirname(path), name))):
            yield data
