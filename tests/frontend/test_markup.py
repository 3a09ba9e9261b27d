"""Laws of what makes untrusted text safe: whatever comes in, only harmless tags come out, and no word is lost."""

from __future__ import annotations

import html
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from core.types import Citation, PageSpan
from frontend import markup

TAGS = {
    "div", "p", "strong", "em", "code", "pre", "ul", "ol", "li", "blockquote", "hr", "br", "span", "mark",
    "h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
TRICKS = st.sampled_from(
    ["![x](http://a/b.png)", "<img src=x>", "[a](javascript:x)", "<http://a>", "[a]: http://b\n", "<!--", "&lt;", "`",
     "```\n", "$$", "\\", ":red[x]", "| a | b |\n|:-|-:|\n| c | d |\n", "[1]", "[2]", "\ue0001\ue001", "* ", "\n",
     "www.a.b"]
)  # fmt: skip
UNTRUSTED = st.lists(st.one_of(TRICKS, st.text(max_size=12)), max_size=12).map("".join)


class _Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.words = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_comment(self, data: str) -> None:
        self.tags.add("comment")


def cited(n: int, *, supported: bool = True) -> Citation:
    return Citation(n, "d", "name", PageSpan(1, 0, 1), "quote", supported)


@given(UNTRUSTED, st.lists(st.builds(cited, st.integers(1, 3), supported=st.booleans()), max_size=4), st.booleans())
def test_an_answer_becomes_harmless_tags_only(text: str, citations: list[Citation], unfinished: bool) -> None:
    seen = _Tags(markup.answer_html(text, citations, unfinished=unfinished))
    assert seen.tags <= TAGS
    assert seen.attributes <= {"class", "start"}


@pytest.mark.parametrize(
    "text",
    ["![x](http://a/b.png)", "<img src='http://a/b.png'>", "[click](javascript:alert(1))", "[click](http://a)", "<http://a>",
     "[a][b]\n\n[b]: http://a", "<script>alert(1)</script>", "<div onclick=x>", "http://a.b/c"],
)  # fmt: skip
def test_nothing_in_an_answer_can_be_fetched_or_clicked(text: str) -> None:
    shown = markup.answer_html(text)
    assert not _Tags(shown).tags & {"img", "a", "script", "iframe", "link", "style", "video", "audio", "svg"}
    assert "alert(1)" not in text or "alert(1)" in shown, "it is shown as the text that it is"


def test_an_answer_keeps_its_markdown() -> None:
    shown = markup.answer_html("**Two** things:\n\n- a `b`\n- c\n\n| x | y |\n|:-:|---|\n| 1 | 2 |")
    for expected in ("<strong>Two</strong>", "<li>a <code>b</code></li>", "<th>x</th>", "<td>2</td>"):
        assert expected in shown


def test_marks_become_chips_with_their_verdict() -> None:
    shown = markup.answer_html("A [1]. B [2]. C [7].", [cited(1), cited(2, supported=False)])
    assert '<span class="vermeil-mark">1</span>' in shown
    assert '<span class="vermeil-mark vermeil-unsupported">2?</span>' in shown
    assert "[7]" in shown, "a mark without a citation stays what the model wrote"


def test_each_use_of_a_mark_has_its_own_verdict() -> None:
    shown = markup.answer_html("A [1]. B [1]. C [1].", [cited(1), cited(1, supported=False)])
    assert [piece.split("<")[0] for piece in shown.split('">')[2:]] == ["1", "1?", "1?"]


LETTERS = st.characters(exclude_characters="\r")


@given(st.text(LETTERS, max_size=200), st.lists(st.tuples(st.integers(-5, 220), st.integers(-5, 220)), max_size=5))
def test_a_passage_is_shown_letter_for_letter(text: str, highlights: list[tuple[int, int]]) -> None:
    seen = _Tags(markup.passage_html(text, highlights))
    assert seen.words == markup.clean(text)
    assert seen.tags <= {"div", "mark"}


@given(st.lists(st.tuples(UNTRUSTED, st.floats(0, 1)), max_size=6))
def test_heard_words_are_shown_as_they_are_and_the_unsure_ones_marked(heard: list[tuple[str, float]]) -> None:
    seen = _Tags(markup.heard_html(heard))
    assert seen.tags <= {"div", "span", "small"}
    assert seen.attributes <= {"class"}
    for word, probability in heard:
        assert markup.clean(word).strip() in seen.words
        assert (f"{probability:.2f}" in seen.words) or probability >= 0.7 or not markup.clean(word).strip()


@given(st.lists(st.tuples(st.integers(-5, 60), st.integers(-5, 60)), max_size=8), st.integers(0, 50))
def test_merged_ranges_cover_the_same_letters_in_order(ranges: list[tuple[int, int]], length: int) -> None:
    result = markup.merged(ranges, length)
    wanted = {i for start, end in ranges for i in range(max(0, start), min(end, length))}
    assert {i for start, end in result for i in range(start, end)} == wanted
    assert all(a[1] < b[0] for a, b in pairwise(result))


@given(
    st.lists(st.text("abc", min_size=1, max_size=9), min_size=1, max_size=150).map(" ".join),
    st.integers(0, 900),
    st.integers(1, 60),
)
def test_an_excerpt_keeps_the_first_highlight(text: str, start: int, width: int) -> None:
    start = min(start, len(text) - 1)
    end = min(len(text), start + width)
    shown, ranges = markup.excerpt(text, [(start, end)], length=120)
    assert ranges, "the evidence is in what is shown"
    assert shown[ranges[0][0] : ranges[0][1]] == text[start:end]
    assert len(shown) <= 2 * 120 + 4


def test_an_excerpt_of_a_short_text_is_the_text() -> None:
    assert markup.excerpt("short", [(0, 2)]) == ("short", [(0, 2)])


@given(UNTRUSTED)
def test_plain_shows_the_text_as_it_is(text: str) -> None:
    """Read back by a Markdown parser that allows everything, it is one paragraph of nothing but the text."""
    shown = markup.plain(text)
    tokens = MarkdownIt("commonmark").render(shown)
    expected = " ".join(markup.clean(text).split())
    inner = tokens.strip().removeprefix("<p>").removesuffix("</p>")
    assert html.unescape(inner).replace("\u2060", "") == expected.replace("\u2060", "")


def test_an_answer_is_read_aloud_without_signs() -> None:
    answer = "# Orchard\n\nPlanted in **1907** [1], by `Clara`\nVoss [2].\n\n- One [3]\n- Two"
    assert markup.spoken(answer) == "Orchard\nPlanted in 1907, by Clara Voss.\nOne\nTwo"


def test_plain_links_nothing() -> None:
    for text in ("see http://evil.example/x", "see www.evil.example", "write to a@evil.example"):
        assert MarkdownIt("gfm-like", {"linkify": False}).render(markup.plain(text)).count("<a") == 0
        assert "\u2060" in markup.plain(text)


def test_plain_cuts_long_names() -> None:
    assert markup.plain("a" * 50, 10) == "a" * 9 + "…"
