"""Untrusted text made safe to show: pure functions from words to HTML or Markdown.

Answers, passages, quotes and file names come from a model or from strangers' documents. They reach the page in two
ways only. `answer_html` and `passage_html` give HTML for `st.html`, made of a short list of tags without any attribute
but `class`; nothing in it can be fetched or clicked. `plain` gives Markdown for labels, which shows the text as it is.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from functools import cache

from markdown_it import MarkdownIt

from core.types import CITATION_MARK, Citation

Range = tuple[int, int]

# Marks survive the Markdown renderer as private-use characters, which no font shows and no rule touches.
_OPEN, _CLOSE = "\ue000", "\ue001"
_PLACED = re.compile(f"{_OPEN}(\\d+)([?]?){_CLOSE}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ue000\ue001]")
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_LINKABLE = re.compile(r"(://|www(?=\.)|@)", re.IGNORECASE)
_WORD_JOINER = "\u2060"

UNSURE, DOUBTED = 0.7, 0.4
"""Probabilities below which a heard word is marked, and marked more; the second is what screening doubts."""


@cache
def _markdown() -> MarkdownIt:
    """CommonMark and tables, without all that could name another place: links, pictures, references, raw HTML."""
    parser = MarkdownIt("commonmark", {"html": False, "linkify": False, "breaks": True}).enable("table")
    return parser.disable(["image", "link", "autolink", "html_inline", "html_block", "reference"])


def clean(text: str) -> str:
    """The text without control characters, lone surrogates and the characters that we use ourselves."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def answer_html(answer: str, citations: Sequence[Citation] = (), *, unfinished: bool = False) -> str:
    """An answer as HTML: its Markdown formatted, its marks `[n]` as numbered chips, unsupported ones with a `?`.

    Only marks that a citation stands for become chips; a `[7]` that the model made up stays text.
    `unfinished` shows a caret at the end, while more is coming.
    """
    text = _place_marks(clean(answer), citations)
    body = _PLACED.sub(_chip, _markdown().render(text))
    # A renderer may align table columns by a style attribute: nothing of ours carries one.
    body = re.sub(r' style="text-align:\w+"', "", body)
    kind = "vermeil-answer vermeil-writing" if unfinished else "vermeil-answer"
    return f'<div class="{kind}">{body}</div>'


def _place_marks(text: str, citations: Sequence[Citation]) -> str:
    """Each mark takes the next citation of its number; one that is repeated more often than cited takes the last."""
    waiting: dict[int, list[bool]] = {}
    for citation in citations:
        waiting.setdefault(citation.n, []).append(citation.supported)

    def place(match: re.Match[str]) -> str:
        supported = waiting.get(int(match[1]))
        if not supported:
            return match[0]
        verdict = supported.pop(0) if len(supported) > 1 else supported[0]
        return f"{_OPEN}{int(match[1])}{'' if verdict else '?'}{_CLOSE}"

    return CITATION_MARK.sub(place, text)


def _chip(match: re.Match[str]) -> str:
    kind = "vermeil-mark vermeil-unsupported" if match[2] else "vermeil-mark"
    return f'<span class="{kind}">{match[1]}{match[2]}</span>'


def passage_html(text: str, highlights: Iterable[Range] = (), *, css_class: str = "vermeil-passage") -> str:
    """A passage as text, letter for letter, with its highlighted ranges in `<mark>`."""
    pieces = []
    position = 0
    for start, end in merged(highlights, len(text)):
        pieces.append(html.escape(clean(text[position:start])))
        pieces.append(f"<mark>{html.escape(clean(text[start:end]))}</mark>")
        position = end
    pieces.append(html.escape(clean(text[position:])))
    return f'<div class="{css_class}">{"".join(pieces)}</div>'


def heard_html(words: Iterable[tuple[str, float]]) -> str:
    """Words as they were heard, the unsure ones marked, with the probability at which they were heard behind them."""
    pieces = [_heard(clean(text).strip(), probability) for text, probability in words]
    return f'<div class="vermeil-heard">{" ".join(piece for piece in pieces if piece)}</div>'


def _heard(word: str, probability: float) -> str:
    if not word or probability >= UNSURE:
        return html.escape(word)
    kind = "vermeil-doubted" if probability < DOUBTED else "vermeil-unsure"
    return f'<span class="{kind}">{html.escape(word)}<small>{probability:.2f}</small></span>'


def merged(ranges: Iterable[Range], length: int) -> list[Range]:
    """The ranges cut to the text, sorted, with those that touch or overlap joined, and empty ones dropped."""
    result: list[Range] = []
    for start, end in sorted((max(0, start), min(length, end)) for start, end in ranges):
        if start >= end:
            continue
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


def excerpt(text: str, highlights: Iterable[Range], length: int = 260) -> tuple[str, list[Range]]:
    """At most about `length` characters around the first highlight, cut at spaces, with the ranges moved along."""
    ranges = merged(highlights, len(text))
    if len(text) <= length:
        return text, ranges
    first, last = ranges[0] if ranges else (0, 0)
    start = max(0, min(first - length // 4, len(text) - length))
    end = min(len(text), max(start + length, min(last, first + 2 * length)))
    if start > 0 and (space := text.find(" ", start, first)) >= 0:
        start = space + 1
    if end < len(text) and (space := text.rfind(" ", max(last, start + 1), end)) > 0:
        end = space
    before, after = ("… " if start else ""), (" …" if end < len(text) else "")
    moved = [(a - start + len(before), b - start + len(before)) for a, b in merged(ranges, end) if b > start]
    return before + text[start:end] + after, merged(moved, len(before) + end - start)


def spoken(answer: str) -> str:
    """An answer as one would read it aloud: without marks `[n]`, Markdown's signs and code fences."""
    words = []
    for block in _markdown().parse(CITATION_MARK.sub("", clean(answer))):
        if block.type == "inline":
            words.append("".join(child.content or " " for child in block.children or () if not child.nesting))
        elif block.type in ("fence", "code_block"):
            words.append(block.content)
    lines = (re.sub(r"\s+([.,;:!?])", r"\1", " ".join(line.split())) for line in words)
    return "\n".join(line for line in lines if line)


def plain(text: str, limit: int = 0) -> str:
    """One line of Markdown that shows the text as it is: no formatting, picture, link, formula or directive in it.

    Longer than `limit` characters (where given) it ends in an ellipsis. A word joiner breaks what a renderer would
    turn into a link by itself.
    """
    line = " ".join(clean(text).split())
    if limit and len(line) > limit:
        line = line[: limit - 1].rstrip() + "…"
    return _PUNCTUATION.sub(r"\\\1", _LINKABLE.sub(rf"\1{_WORD_JOINER}", line))
