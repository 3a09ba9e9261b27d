from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.types import PageSpan
from core.weights.locate import locate as weights
from memory.chunking import Chunker, Page, locate, whole_sentences

TOKENS = 48

# Text as it comes: sentences, odd white space, scripts without spaces, rows of one letter, long words, paragraphs.
PIECES = st.sampled_from(
    [
        *("The heron waits.", "Dr. Ada met e.g. Alan; they talked, and left!", "No end", "... ", "; , ; ,"),
        *(" ", "\n", "\n\n", "\n\n\n   ", "\t", "\u3000", "a a a a a ", "x" * 150),
        *("雨が降る。", "한국어 문장입니다.", "🦩", "Émile’s café? "),
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=12), max_size=60).map("".join)


@pytest.fixture(scope="module")
def chunker() -> Chunker:
    return Chunker(weights("minilm") / "tokenizer.json", TOKENS, 12)


@given(text=TEXTS, table=st.booleans(), data=st.data())
@settings(max_examples=150, deadline=None)
def test_every_chunk_stands_where_it_says_and_nothing_is_left_out(
    chunker: Chunker, text: str, table: bool, data: st.DataObject
) -> None:
    headings = tuple(sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=4))))
    chunks = chunker.chunks(Page(text, number=7, headings=headings, table=table))
    covered = [False] * len(text)
    for chunk in chunks:
        span = chunk.span
        assert isinstance(span, PageSpan)
        assert span.page == 7
        assert text[span.start : span.end] == chunk.text
        assert chunk.text.strip() == chunk.text != ""
        covered[span.start : span.end] = [True] * (span.end - span.start)
    assert all(seen or character.isspace() for seen, character in zip(covered, text, strict=True))


@given(text=TEXTS)
@settings(max_examples=50, deadline=None)
def test_no_chunk_is_longer_than_asked(chunker: Chunker, text: str) -> None:
    # Parts are measured one by one; put together they may count a few tokens more, never a chunk's worth.
    assert all(chunker.size(chunk.text) <= 1.5 * TOKENS for chunk in chunker.chunks(Page(text)))


@given(text=TEXTS)
@settings(max_examples=100, deadline=None)
def test_sentences_add_up_to_the_text(text: str) -> None:
    assert "".join(whole_sentences(text)) == text


def test_chunks_end_at_sentences_and_overlap(chunker: Chunker) -> None:
    text = " ".join(f"Sentence number {n} is about Dr. Smith and his bird." for n in range(20))
    chunks = chunker.chunks(Page(text))
    assert len(chunks) > 3
    assert all(chunk.text.startswith("Sentence number") and chunk.text.endswith("bird.") for chunk in chunks)


def test_a_chunk_begins_with_its_heading(chunker: Chunker) -> None:
    body = "Herons stand in the water for a long time and wait there for fish to come near them. " * 2
    text = f"# Herons\n\n{body}\n\n# Gulls\n\n{body}"
    chunks = chunker.chunks(Page(text, headings=(0, text.index("# Gulls"))))
    assert [c.text.split("\n")[0] for c in chunks if c.text.startswith("#")] == ["# Herons", "# Gulls"]


def test_tiny_sections_share_a_chunk(chunker: Chunker) -> None:
    text = "One\n\nTwo\n\nThree\n\n"
    assert len(chunker.chunks(Page(text, headings=(0, 5, 10)))) == 1


def test_rows_of_a_table_stay_whole(chunker: Chunker) -> None:
    rows = [f"name: A. Person {n}; born: {1800 + n}; city: St. Gallen" for n in range(40)]
    chunks = chunker.chunks(Page("\n".join(rows), table=True))
    assert len(chunks) > 5
    assert [row for chunk in chunks for row in chunk.text.split("\n")] == rows


@pytest.mark.parametrize("text", ["A" * 200_000, "字" * 20_000, "word " * 40_000, ". " * 20_000, "\n" * 50_000 + "end"])
def test_long_monotonous_text_is_cut_in_seconds(chunker: Chunker, text: str) -> None:
    chunks = chunker.chunks(Page(text))
    assert max(len(chunk.text) for chunk in chunks) < 3000


def test_text_that_repeats_itself_leaves_no_gap() -> None:
    text = "ab ab ab ab ab"
    assert locate(text, ["ab ab", "ab ab", "ab"])[-1] == (12, 14)
    with pytest.raises(ValueError, match="no part"):
        locate(text, ["cd"])
