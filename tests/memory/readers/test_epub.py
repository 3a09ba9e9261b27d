from __future__ import annotations

import io

import pytest

from core.errors import UnreadableFile
from memory.readers.epub import read_epub
from tests.memory.readers.archives import epub, zipped


def test_chapters_are_pages_in_the_order_of_reading() -> None:
    pages = read_epub(io.BytesIO(epub({"b": "<h1>One</h1><p>A heron.</p>", "empty": "", "a": "<h1>Two</h1>"})))
    assert [(page.number, page.text) for page in pages] == [(1, "One\n\nA heron."), (3, "Two")]


def test_a_book_that_is_none_or_locked() -> None:
    with pytest.raises(UnreadableFile, match="damaged"):
        read_epub(io.BytesIO(zipped({"META-INF/container.xml": "<container/>"})))
    with pytest.raises(UnreadableFile, match="protected"):
        read_epub(io.BytesIO(zipped({"META-INF/rights.xml": "<rights/>"})))
