"""Subtitles and transcripts with times (WebVTT, SubRip): chunks that know their seconds, as those of a recording do."""

from __future__ import annotations

import html
import re
from typing import IO

from core.errors import UnreadableFile
from core.types import Chunk, TimeSpan
from memory.chunking import Chunker
from memory.readers.layout import one_line
from memory.readers.text import read_characters

_CUE = re.compile(
    r"^(?P<start>(?:\d+:)?\d{1,2}:\d\d[.,]\d{1,3}) *--> *(?P<end>(?:\d+:)?\d{1,2}:\d\d[.,]\d{1,3})[^\n]*\n"
    r"(?P<text>(?:(?!.*-->)[^\n]+(?:\n|\Z))*)",
    re.MULTILINE,
)
_VOICE = re.compile(r"<v(?:\.[^ <>]*)? ([^<>]+)>")
_TAG = re.compile(r"<[^<>\n]*>|\{\\[^{}]*\}")


def read_subtitles(file: IO[bytes], chunker: Chunker, tokens: int) -> list[Chunk]:
    """What is said, in chunks of at most about `tokens` tokens that end at a cue."""
    chunks: list[Chunk] = []
    gathered: list[str] = []
    size, start, end = 0, 0.0, 0.0
    for cue in _CUE.finditer(read_characters(file)):
        text = _said(cue["text"])
        if not text or (gathered and text == gathered[-1]):  # rolling captions repeat the line before
            continue
        more = chunker.size(text)
        if gathered and size + more > tokens:
            chunks.append(Chunk("\n".join(gathered), TimeSpan(start, end)))
            gathered, size = [], 0
        start = start if gathered else _seconds(cue["start"])
        end = _seconds(cue["end"])
        gathered.append(text)
        size += more
    if gathered:
        chunks.append(Chunk("\n".join(gathered), TimeSpan(start, end)))
    if not chunks:
        raise UnreadableFile("No subtitles were found in it.")
    return chunks


def _said(text: str) -> str:
    return one_line(html.unescape(_TAG.sub("", _VOICE.sub(r"\1: ", text))))


def _seconds(clock: str) -> float:
    seconds = 0.0
    for part in clock.replace(",", ".").split(":"):
        seconds = 60 * seconds + float(part)
    return seconds
