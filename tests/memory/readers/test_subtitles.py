from __future__ import annotations

import io

import pytest

from core.errors import UnreadableFile
from core.types import Chunk, TimeSpan
from core.weights.locate import locate
from memory.chunking import Chunker
from memory.readers.subtitles import read_subtitles

SRT = (
    "1\n00:00:01,000 --> 00:00:03,500\nHello <i>there</i>,\nall.\n\n"
    "2\n00:01:00,000 --> 00:01:04,000\nThe code is 7714.\n"
)
VTT = (
    "WEBVTT\n\nNOTE a remark\n\n00:01.000 --> 00:03.500 align:start\n<v Ada>Hello there, all.\n\n"
    "01:00.000 --> 01:04.000\nThe code is 7714."
)


@pytest.fixture(scope="module")
def chunker() -> Chunker:
    return Chunker(locate("minilm") / "tokenizer.json", 48, 0)


def read(chunker: Chunker, text: str, tokens: int = 48) -> list[Chunk]:
    return read_subtitles(io.BytesIO(text.encode()), chunker, tokens)


@pytest.mark.parametrize(("text", "speaker"), [(SRT, ""), (VTT, "Ada: ")])
def test_chunks_know_when_they_are_said(chunker: Chunker, text: str, speaker: str) -> None:
    first = f"{speaker}Hello there, all."
    assert read(chunker, text) == [Chunk(f"{first}\nThe code is 7714.", TimeSpan(1.0, 64.0))]
    assert read(chunker, text, tokens=5) == [
        Chunk(first, TimeSpan(1.0, 3.5)), Chunk("The code is 7714.", TimeSpan(60.0, 64.0)),
    ]  # fmt: skip


def test_nothing_said(chunker: Chunker) -> None:
    with pytest.raises(UnreadableFile, match="No subtitles"):
        read(chunker, "WEBVTT\n")
