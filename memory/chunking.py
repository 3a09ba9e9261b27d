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
_PARAGRAPHS, _LINES, _CELLS = "\n\n", "\n", "; "
# Where a sentence that is too long may be cut: after a mark or a word, so never inside a number, a name or an address
_CLAUSES = r"(?s:.+?)(?:[,;:–—，、；：](?=\s)\s*|[。！？、，]|\Z)"


@dataclass(frozen=True, slots=True)
class Table:
    """Lines of a page, from `start` to `end` (exclusive), of which each is a row; the first one may be the title.

    A chunk is cut between rows, and where it does not hold the title, the title is written before its rows. `names` are
    those of its columns, and `records` the cells of each row with its line; a form, or prose in cells, has neither.
    """

    start: int
    end: int
    title: str = ""
    names: tuple[str, ...] = ()
    records: tuple[tuple[tuple[str, ...], str], ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """The text of one page (or of a file without pages), the offsets at which its headings begin, and its tables.

    Headings and tables are in order.
    """

    text: str
    number: int = 1
    headings: tuple[int, ...] = ()
    tables: tuple[Table, ...] = ()


class Chunker:
    """Chunks of at most `tokens` tokens of the text encoder; neighbours share up to `overlap` tokens.

    `vocabulary` is the encoder's `tokenizer.json`.
    """

    def __init__(self, vocabulary: Path, tokens: int, overlap: int) -> None:
        self._tokens = tokens
        self._count = _counter(vocabulary)
        self._prose = _splitter(self._count, tokens, min(overlap, tokens // 2))

    def chunks(self, page: Page) -> list[Chunk]:
        """The chunks of a page in order, each beginning with its section's heading where one starts in it.

        They stand in the text of `laid_out(page)`.
        """
        page = self.laid_out(page)
        found = []
        for start, end in self._parts(page):
            section = page.text[start:end]
            for first, last in locate(section, self._prose(section)):
                found.append(Chunk(section[first:last], PageSpan(page.number, start + first, start + last)))
        return found

    def laid_out(self, page: Page) -> Page:
        """The page with its tables cut into ones that fit a chunk each, and the title before each of them."""
        if not page.tables:
            return page
        pieces: list[str] = []
        tables: list[Table] = []
        headings: list[int] = []
        length = at = 0
        for table in page.tables:
            headings += [heading + length - at for heading in page.headings if at <= heading < table.start]
            pieces.append(page.text[at : table.start])
            length += table.start - at
            for portion in self._portions(page.text[table.start : table.end], table.title):
                tables.append(Table(length, length + len(portion), table.title))
                pieces.append(portion)
                length += len(portion)
            at = table.end
        headings += [heading + length - at for heading in page.headings if heading >= at]
        pieces.append(page.text[at:])
        return Page("".join(pieces), page.number, tuple(headings), tuple(tables))

    def size(self, text: str) -> int:
        """Tokens of a text, as the chunks' limit counts them."""
        return len(self._count(text))

    def _portions(self, rows: str, title: str) -> Iterator[str]:
        """The rows in pieces that fit a chunk, their line breaks with them; from the second on, the title before."""
        title_size = self.size(title)
        gathered: list[str] = []
        size = 0
        for row in self._rows(rows, self._tokens - title_size):
            more = self.size(row)
            if gathered and size + more > self._tokens:
                yield "".join(gathered)
                gathered, size = ([title + _LINES], title_size) if title else ([], 0)
            gathered.append(row)
            size += more
        yield "".join(gathered)

    def _rows(self, text: str, tokens: int) -> Iterator[str]:
        """The lines; one that is too long for a chunk is cut between its cells, its first cell before each part."""
        for row in text.splitlines(keepends=True):
            cells = row.split(_CELLS)
            if len(cells) < 3 or self.size(row) <= tokens:
                yield row
                continue
            part = cells[0]
            for cell in cells[1:]:
                if part != cells[0] and self.size(part + _CELLS + cell) > tokens:
                    yield part + _LINES
                    part = cells[0]
                part += _CELLS + cell
            yield part

    def _parts(self, page: Page) -> Iterator[tuple[int, int]]:
        """Ranges to cut one by one: tables, and between them sections."""
        at = 0
        for table in page.tables:
            start = self._joined(page, at, table)
            yield from self._sections(page, at, start)
            yield start, table.end
            at = table.end
        yield from self._sections(page, at, len(page.text))

    def _joined(self, page: Page, at: int, table: Table) -> int:
        """Where the table's part begins: at the heading before it, where hardly anything is between."""
        above = [heading for heading in page.headings if at <= heading < table.start]
        start = above[-1] if above else at
        size = self.size(page.text[start : table.end])
        return start if self._tiny(page.text[start : table.start]) and size <= self._tokens else table.start

    def _sections(self, page: Page, start: int, stop: int) -> Iterator[tuple[int, int]]:
        """Sections under a heading (tiny ones joined to the next), in pieces of a window."""
        text = page.text
        for edge in (*(heading for heading in page.headings if start < heading < stop), stop):
            if edge < stop and self._tiny(text[start:edge]):
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
        if start < 0 and latest == len(text):
            break  # of a text that repeats itself, the pieces before took what they share with their neighbours twice
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


def _splitter(count: Callable[[str], list[int]], tokens: int, overlap: int) -> Callable[[str], list[str]]:
    from llama_index.core.node_parser import SentenceSplitter

    splitter = SentenceSplitter(
        chunk_size=tokens,
        chunk_overlap=overlap,
        tokenizer=count,
        paragraph_separator=_PARAGRAPHS,
        chunking_tokenizer_fn=whole_sentences,
        secondary_chunking_regex=_CLAUSES,
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
