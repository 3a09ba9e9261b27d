"""Cutting text into chunks that end at sentences, each knowing exactly where it stands.

LlamaIndex's `SentenceSplitter` decides where to cut. It returns strings without places, so they are found again here:
for every chunk, `page.text[start:end] == chunk.text`, and no character but white space is left out of all chunks.
Its import takes seconds: this module runs in the reader process, which is warmed at start.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from core.sentences import sentences
from core.types import Chunk, PageSpan

# A "word" beyond 100 characters is one [UNK] token to WordPiece, however long: below this many characters a token,
# length is counted instead, so that a line of base64 cannot become one endless chunk.
_CHARACTERS_PER_TOKEN = 12
# The splitter measures every level of what it cuts, so text goes to it in pieces of about this many characters.
_WINDOW = 20_000
_PARAGRAPHS, _LINES = "\n\n", "\n"


@dataclass(frozen=True, slots=True)
class Page:
    """The text of one page (or of a file without pages) and the offsets at which its headings begin, ascending.

    In a `table` every line is a row, and chunks are cut between rows.
    """

    text: str
    number: int = 1
    headings: tuple[int, ...] = ()
    table: bool = False


class Chunker:
    """Chunks of at most `tokens` tokens of the text encoder; neighbours share up to `overlap` tokens.

    `vocabulary` is the encoder's `tokenizer.json`.
    """

    def __init__(self, vocabulary: Path, tokens: int, overlap: int) -> None:
        self._tokens = tokens
        self._count = _counter(vocabulary)
        self._prose = _splitter(self._count, tokens, min(overlap, tokens // 2), _PARAGRAPHS)
        self._rows = _splitter(self._count, tokens, 0, _LINES)

    def chunks(self, page: Page) -> list[Chunk]:
        """The chunks of a page in order, each beginning with its section's heading where one starts in it."""
        split = self._rows if page.table else self._prose
        found = []
        for start, end in self._sections(page):
            section = page.text[start:end]
            for first, last in locate(section, split(section)):
                span = PageSpan(page.number, start + first, start + last)
                found.append(Chunk(section[first:last], span))
        return found

    def size(self, text: str) -> int:
        """Tokens of a text, as the chunks' limit counts them."""
        return len(self._count(text))

    def _sections(self, page: Page) -> Iterator[tuple[int, int]]:
        """Ranges to cut one by one: sections under a heading (tiny ones joined to the next), in pieces of a window."""
        text, start = page.text, 0
        for edge in (*page.headings, len(text)):
            if edge < len(text) and self._tiny(text[start:edge]):
                continue
            while edge - start > _WINDOW:
                end = _break_before(text, start, start + _WINDOW)
                yield start, end
                start = end
            if edge > start:
                yield start, edge
            start = edge

    def _tiny(self, section: str) -> bool:
        return len(section) < self._tokens and self.size(section) < self._tokens // 4


def locate(text: str, pieces: list[str]) -> list[tuple[int, int]]:
    """The ranges of `pieces` in `text`, where each is a part of it and together they leave out only white space.

    A piece begins after the one before began, and at the latest where that one ended. Among equal candidates (a text
    that repeats itself) the last is taken: an earlier one could leave a gap that later pieces never fill.
    """
    ranges: list[tuple[int, int]] = []
    lowest = end = 0
    for piece in pieces:
        latest = end
        while latest < len(text) and text[latest].isspace():
            latest += 1
        start = text.rfind(piece, lowest, latest + len(piece))
        if start < 0:
            raise ValueError("a piece that is no part of the text")
        end = start + len(piece)
        lowest = start
        ranges.append((start, end))
    return ranges


def _break_before(text: str, start: int, limit: int) -> int:
    """The best place to cut before `limit`: a paragraph's end, a line's, a space, or else the limit itself."""
    for separator in ("\n\n", "\n", ". ", " "):
        found = text.rfind(separator, start + (limit - start) // 2, limit)
        if found >= 0:
            return found + len(separator)
    return limit


@cache
def _counter(vocabulary: Path) -> Callable[[str], list[int]]:
    """A function from text to a list as long as its number of tokens."""
    from tokenizers import Tokenizer

    tokenizer: Any = Tokenizer.from_file(str(vocabulary))
    tokenizer.no_truncation()
    tokenizer.no_padding()

    def count(text: str) -> list[int]:
        if len(text) == 1:  # the splitter's last resort goes character by character
            return [0]
        ids: list[int] = tokenizer.encode(text, add_special_tokens=False).ids
        missing = len(text) // _CHARACTERS_PER_TOKEN - len(ids)
        return ids + [0] * missing if missing > 0 else ids

    return count


def _splitter(
    count: Callable[[str], list[int]], tokens: int, overlap: int, separator: str
) -> Callable[[str], list[str]]:
    from llama_index.core.node_parser import SentenceSplitter

    splitter = SentenceSplitter(
        chunk_size=tokens,
        chunk_overlap=overlap,
        tokenizer=count,
        paragraph_separator=separator,
        chunking_tokenizer_fn=whole_sentences,
    )
    split: Callable[[str], list[str]] = splitter.split_text
    return split


def whole_sentences(text: str) -> list[str]:
    """The sentences of a text with the space between them, so that together they are the text.

    LlamaIndex finds its own with Punkt, drops leading white space on the way, and parts that do not add up to the text
    make chunks that stand nowhere in it. However long a sentence is, the splitter cuts it where it must.
    """
    starts = [start for start, _ in sentences(text, longest=len(text))]
    edges = [0, *starts[1:], len(text)]
    return [text[a:b] for a, b in itertools.pairwise(edges)]
