"""From passages to evidence: the two or three sentences nearest the question, each with its exact place.

Small models drown in context, so sentences go to the model and passages to the screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from core.embedding.encoder import TextEncoder
from core.sentences import sentences
from core.types import Evidence, PageSpan, Passage, Span, TimeSpan, Word
from core.words import stems

__all__ = ["highlight", "narrow", "select", "sentences"]

THRESHOLD = 0.30


def select(
    question: str, passages: Sequence[Passage], encoder: TextEncoder, limit: int = 3, threshold: float = THRESHOLD
) -> list[Evidence]:
    """The `limit` sentences of `passages` that serve the question best, best first, numbered from 1.

    Empty where nothing reaches `threshold`: then there is nothing to answer from.
    """
    found = [(passage, start, end) for passage in passages for start, end in sentences(passage.text)]
    if not found or limit < 1:
        return []
    quotes = [passage.text[start:end] for passage, start, end in found]
    vectors = encoder.encode([question, *quotes])  # (1 + sentences, dimension)
    scores = vectors[1:] @ vectors[0]
    wanted = set(stems(question))
    overlap = np.array([len(wanted & set(stems(quote))) / max(1, len(wanted)) for quote in quotes])
    order = np.argsort(-(scores + 0.3 * overlap), kind="stable")
    if max(scores.max(), max(p.score for p in passages)) < threshold:
        return []
    chosen: list[Evidence] = []
    for row in order:
        passage, start, end = found[row]
        if any(evidence.quote == quotes[row] for evidence in chosen):
            continue
        span = narrow(passage, start, end)
        chosen.append(Evidence(len(chosen) + 1, passage, quotes[row], span, float(scores[row])))
        if len(chosen) == limit:
            break
    return chosen


def highlight(passages: Sequence[Passage], evidence: Sequence[Evidence]) -> list[Passage]:
    """The passages with their evidence as highlighted ranges of characters, in order."""
    ranges: dict[int, list[tuple[int, int]]] = {}
    for item in evidence:
        start = item.passage.text.find(item.quote)
        if start >= 0:
            ranges.setdefault(item.passage.chunk, []).append((start, start + len(item.quote)))
    return [replace(passage, highlights=tuple(sorted(ranges.get(passage.chunk, ())))) for passage in passages]


def narrow(passage: Passage, start: int, end: int) -> Span:
    """The place of characters `start` to `end` of the passage's text: of the page, or of the recording.

    A box stays whole: where in a picture each letter stands is not kept.
    """
    span = passage.span
    if isinstance(span, PageSpan):
        return PageSpan(span.page, min(span.start + start, span.end), min(span.start + end, span.end))
    if isinstance(span, TimeSpan):
        return _heard(passage, span, start, end)
    return span


def _heard(passage: Passage, span: TimeSpan, start: int, end: int) -> TimeSpan:
    """From the first to the last word of the range; by its share of the text where the words are not known."""
    heard = [word for word, at in _places(passage) if at < end and at + len(word.text.strip()) > start]
    if heard:
        return TimeSpan(heard[0].start, heard[-1].end)
    second = (span.end - span.start) / max(1, len(passage.text))
    return TimeSpan(span.start + start * second, span.start + end * second)


def _places(passage: Passage) -> list[tuple[Word, int]]:
    """Where in the text each heard word stands; words that are not found in it are left out."""
    places, after = [], 0
    for word in passage.words:
        at = passage.text.find(word.text.strip(), after)
        if at >= 0:
            places.append((word, at))
            after = at + len(word.text.strip())
    return places
