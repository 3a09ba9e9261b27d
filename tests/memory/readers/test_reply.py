"""Chunks come back as they went; what a subverted parser makes up is refused in one sentence."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import UnreadableFile
from core.tabular.table import Grid
from core.types import BoxSpan, Chunk, PageSpan, Span
from memory.chunking import Page, Table
from memory.readers.reply import pack, pack_tables, reading_of, unpack, unpack_tables

whole = st.integers(0, 2**53)
texts = st.text(st.characters(exclude_categories=("Cs",)))
pages: st.SearchStrategy[Span] = st.builds(PageSpan, whole, whole, whole)
boxes: st.SearchStrategy[Span] = st.builds(BoxSpan, st.tuples(whole, whole, whole, whole))


@given(st.lists(st.builds(Chunk, texts, pages)) | st.lists(st.builds(Chunk, texts, boxes)))
def test_chunks_come_back_as_they_went(chunks: list[Chunk]) -> None:
    assert unpack(pack(chunks)) == tuple(chunks)


def packed(**changes: Any) -> dict[str, Any]:
    return {**pack([Chunk("one", PageSpan(1, 0, 3)), Chunk("two", PageSpan(1, 3, 6))]), **changes}


@pytest.mark.parametrize(
    "nonsense",
    [
        None, [], {}, {"text": b""},
        packed(text="onetwo"), packed(text=b"onetwothree"), packed(text=b"\xff" * 6),
        packed(ends=np.array([5, 3])), packed(ends=np.array([-1, 6])), packed(ends=np.array([3, 7])),
        packed(ends=np.array([3.0, 6.0], dtype=np.float32)), packed(ends=np.array([6])), packed(ends=[3, 6]),
        packed(places=np.zeros((2, 5), dtype=np.int64)), packed(places=np.zeros(2, dtype=np.int64)),
        packed(ends=np.full(2_000_001, 6), places=np.zeros((2_000_001, 3), dtype=np.int64)),
    ],
)  # fmt: skip
def test_nonsense_is_refused(nonsense: Any) -> None:
    with pytest.raises(UnreadableFile, match="nonsense"):
        unpack(nonsense)


def reply(**changes: Any) -> dict[str, Any]:
    return {"kind": "text", "media_type": "text/plain", "chunks": packed(), **changes}


def test_a_reply_becomes_a_reading() -> None:
    reading, scanned = reading_of(reply(pages=3, scanned=[2]))
    assert (reading.kind, reading.pages, scanned) == ("text", 3, [2])
    assert [chunk.text for chunk in reading.chunks] == ["one", "two"]


@pytest.mark.parametrize(
    "nonsense",
    [
        None, {}, reply(kind="program"), reply(media_type="text/x-script"), reply(pages=-1), reply(pages="3"),
        reply(scanned=[-1]), reply(width=2**60), reply(more=1), reply(samples=1.5),
        reply(picture=np.zeros((2000, 2000, 3), dtype=np.uint8)), reply(picture=np.zeros((4, 4), dtype=np.uint8)),
        reply(picture=np.zeros((4, 4, 3), dtype=np.float32)), reply(picture=b"pixels"),
    ],
)  # fmt: skip
def test_a_reply_that_is_none_is_refused(nonsense: Any) -> None:
    with pytest.raises(UnreadableFile, match="nonsense"):
        reading_of(nonsense)


def test_tables_travel_as_they_are_and_nonsense_is_refused() -> None:
    table = Table(0, 9, "Stock", ("A", "B"), ((("x", "1"), "A: x; B: 1"),))
    sent = pack_tables([Page("A: x; B: 1", 3, tables=(table,))])
    assert unpack_tables(sent) == (Grid("Stock", 3, ("A", "B"), (("x", "1"),), ("A: x; B: 1",)),)
    for nonsense in ([{**sent[0], "lines": []}], [{**sent[0], "rows": [["x"]]}], [{**sent[0], "page": "3"}], "no"):
        with pytest.raises(UnreadableFile):
            unpack_tables(nonsense)
