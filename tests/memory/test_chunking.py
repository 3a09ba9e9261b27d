from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.types import PageSpan
from core.weights.locate import locate as weights
from memory.chunking import Chunker, Page, Table, locate, whole_sentences

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


@given(text=TEXTS, data=st.data())
@settings(max_examples=150, deadline=None)
def test_every_chunk_stands_where_it_says_and_nothing_is_left_out(
    chunker: Chunker, text: str, data: st.DataObject
) -> None:
    edges = st.sets(st.integers(0, len(text)), max_size=4)
    headings, ends = (tuple(sorted(data.draw(edges))) for _ in range(2))
    title = data.draw(st.sampled_from(["", "Herons"]))
    tables = tuple(Table(start, end, title) for start, end in zip(ends[::2], ends[1::2], strict=False))
    page = Page(text, number=7, headings=headings, tables=tables)
    text = chunker.laid_out(page).text
    chunks = chunker.chunks(page)
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


def table(rows: list[str], title: str = "") -> Page:
    text = "\n".join([title, *rows] if title else rows)
    return Page(text, tables=(Table(0, len(text), title),))


def test_rows_of_a_table_stay_whole(chunker: Chunker) -> None:
    rows = [f"name: A. Person {n}; born: {1800 + n}; city: St. Gallen" for n in range(40)]
    chunks = chunker.chunks(table(rows))
    assert len(chunks) > 5
    assert [row for chunk in chunks for row in chunk.text.split("\n")] == rows


def test_every_chunk_of_a_table_begins_with_its_title(chunker: Chunker) -> None:
    rows = [f"name: Person {n}; born: {1800 + n}" for n in range(40)]
    page = table(rows, "Members of the club")
    texts = [chunk.text for chunk in chunker.chunks(page)]
    assert len(texts) > 5
    assert all(text.startswith("Members of the club\n") for text in texts)
    assert [row for text in texts for row in text.split("\n")[1:]] == rows
    assert max(chunker.size(text) for text in texts) <= TOKENS


def test_a_row_that_is_too_long_is_cut_between_cells_and_keeps_its_first(chunker: Chunker) -> None:
    row = "; ".join(["city: St. Gallen", *(f"measure {n}: {n},500.25" for n in range(30))])
    texts = [chunk.text for chunk in chunker.chunks(table([row]))]
    assert len(texts) > 3
    assert all(text.startswith("city: St. Gallen; measure") and text.endswith(",500.25") for text in texts)


def test_a_small_table_stands_with_the_heading_before_it(chunker: Chunker) -> None:
    text = "Prices\n\nHeron: 12\nGull: 4"
    start = text.index("Heron")
    page = Page(text, headings=(0,), tables=(Table(start, len(text)),))
    assert [chunk.text for chunk in chunker.chunks(page)] == [text]


def test_a_long_sentence_is_not_cut_inside_a_number_or_a_word(chunker: Chunker) -> None:
    amounts = [f"EUR {n},{n}00.50" for n in range(100, 180)]
    chunks = chunker.chunks(Page(f"We paid {' and '.join(amounts)} in the year 2024"))
    assert len(chunks) > 5
    assert all(any(amount in chunk.text for chunk in chunks) for amount in amounts)
    words = {word for amount in amounts for word in amount.split()} | set("We paid and in the year 2024".split())
    assert all(set(chunk.text.split()) <= words for chunk in chunks)


@pytest.mark.parametrize("text", ["A" * 200_000, "字" * 20_000, "word " * 40_000, ". " * 20_000, "\n" * 50_000 + "end"])
def test_long_monotonous_text_is_cut_in_seconds(chunker: Chunker, text: str) -> None:
    chunks = chunker.chunks(Page(text))
    assert max(len(chunk.text) for chunk in chunks) < 3000


def test_text_that_repeats_itself_leaves_no_gap() -> None:
    text = "ab ab ab ab ab"
    assert locate(text, ["ab ab", "ab ab", "ab"])[-1] == (12, 14)
    with pytest.raises(ValueError, match="no part"):
        locate(text, ["cd"])
