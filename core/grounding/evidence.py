"""From passages to evidence: the two or three sentences nearest the question, each with its exact place.

Small models drown in context, so sentences go to the model and passages to the screen.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

import numpy as np

from core.embedding.encoder import TextEncoder
from core.grounding import borne_out, values
from core.grounding.span_reader import SpanReader
from core.sentences import sentences
from core.types import Evidence, FloatArray, PageSpan, Passage, Span, TimeSpan, Word
from core.words import stems, words

__all__ = ["highlight", "likely", "narrow", "read", "select", "sentences", "shows"]

THRESHOLD = 0.85
"""Nearest cosine plus `SHARED` times the share of the question's words in one passage, below which nothing answers.

Set on questions of FairytaleQA and COVID-QA. On others of the two, 1 to 2 of 100 answerable questions fall below it, 99
of 100 on another subject, and 4 of 10 about a story or a paper that is not in a library of their like.
"""

SHARED = 0.8
READ_THRESHOLD = 0.8
"""Probability of an answer, as the span reader sees it, below which nothing answers.

Set on validation questions of seven kinds and on made-up records, as are `SURE` and `CERTAIN` in `citations`;
`docs/models/readers.md` has the figures around it.
"""

LACKING = 2.5
"""Log-odds that an answer loses for each name or number of the question which its passage lacks."""

SURE = 0.97
"""Probability from which its word counts more than that of a language model that finds no answer."""

NEVER = 2.0  # no cosine is
MOST_ENCODED = 24
"""Sentences that are embedded; the words choose them. Twelve choose as well: the rest is for paraphrases."""

# Weights, in units of cosine, rounded from a logistic regression on the same questions.
_COVERED = 1.0  # share of the question's words, the rare ones counting more, that stand in the sentence
_LED_IN = 0.3  # ... that stand in the sentence before it and not in it: "It was built in 1889."
_FIRST = 0.4  # over the rank of its passage
_LONG = 0.15  # times the logarithm of its words: headings seldom answer
_QUESTION = -2.0  # a question seldom answers one


@dataclass(frozen=True, slots=True)
class _Sentence:
    passage: Passage
    rank: int  # of its passage, from 1
    start: int
    end: int
    stems: frozenset[str]
    before: frozenset[str]  # stems of the sentence before it in its passage

    @property
    def quote(self) -> str:
        return self.passage.text[self.start : self.end]


def select(
    question: str,
    passages: Sequence[Passage],
    encoder: TextEncoder,
    limit: int = 3,
    threshold: float = THRESHOLD,
    sure: float = NEVER,
) -> list[Evidence]:
    """The `limit` sentences of `passages` (best first) that serve the question best, best first, numbered from 1.

    `score` is the cosine to the question. Empty where the passages do not reach `threshold` and no picture is `sure`:
    nothing answers then.
    """
    found = _all_sentences(passages)
    if not found or limit < 1:
        return []
    wanted = frozenset(stems(question))
    scores = _by_words(wanted, found)
    kept = np.argsort(-scores, kind="stable")[:MOST_ENCODED]
    vectors = encoder.encode([question, *(found[row].quote for row in kept)])  # (1 + kept, dimension)
    nearness = vectors[1:] @ vectors[0]  # (kept,)
    if not shows(passages, sure) and not _answers(wanted, passages, nearness, threshold):
        return []
    order = np.argsort(-(scores[kept] + nearness), kind="stable")[:limit]
    return [_evidence(n, found[kept[row]], float(nearness[row])) for n, row in enumerate(order, 1)]


def read(
    question: str, passages: Sequence[Passage], reader: SpanReader, limit: int = 3, threshold: float = READ_THRESHOLD,
    also: Sequence[Passage] = (),
) -> list[Evidence]:  # fmt: skip
    """The `limit` sentences that the span reader finds the likeliest to answer, best first, numbered from 1.

    A passage is read under the name of its file, which may be all that says what it is about. `score` is the
    probability of an answer against none, less for each name or number of the question that a passage and its file's
    name lack. Empty where even the best is below `threshold`. Behind them comes the likeliest sentence of each passage
    of `also` that has none among them.
    """
    texts = [passage.text for passage in passages]
    asked, wanted = borne_out.keys(question), set(stems(question))
    doubts = [LACKING * len(borne_out.missing(asked, *passage.bearing)) for passage in passages]
    found_in = reader.read(question, texts, [title(passage) for passage in passages]) if limit > 0 else []
    read_off = [replace(found, score=found.score - doubts[found.text]) for found in found_in]
    chosen: list[Evidence] = []
    seen: set[tuple[str, ...]] = set()
    missing = {passage.chunk for passage in also}
    for found in sorted(read_off, key=lambda found: -found.score):
        passage, quote = passages[found.text], texts[found.text][found.start : found.end]
        key = tuple(words(quote))
        if not key or key in seen or (len(chosen) >= limit and passage.chunk not in missing):
            continue
        seen.add(key)
        span = narrow(passage, found.start, found.end)
        score = 1 / (1 + math.exp(-max(-50.0, min(50.0, found.score))))
        n = len(chosen) + 1
        first, last = (place - found.start for place in found.answer)
        first, last = values.in_cell(quote, *values.widen(quote, first, last), wanted)
        first, last = found.start + first, found.start + last
        chosen.append(Evidence(n, passage, found.start, found.end, span, score, "span reader", (first, last)))
        missing.discard(passage.chunk)
        if len(chosen) >= limit and not missing:
            break
    return chosen if chosen and chosen[0].score >= threshold else []


def title(passage: Passage) -> str:
    """The name of its file as words."""
    return file_words(passage.name)


def file_words(name: str) -> str:
    """The name of a file as words: "Invoice 4711" of `Invoice_4711.pdf`."""
    return PurePath(name).stem.replace("_", " ")


def likely(evidence: Sequence[Evidence]) -> list[Evidence]:
    """What is worth showing: the first, and of what the span reader points at, what it finds likely."""
    return [item for item in evidence if item.n == 1 or not item.pointed or item.score >= READ_THRESHOLD]


def shown(passages: Sequence[Passage], sure: float) -> list[Passage]:
    """The pictures among them that are near enough in their own space."""
    return [passage for passage in passages if passage.kind == "picture" and passage.score >= sure]


def shows(passages: Sequence[Passage], sure: float) -> bool:
    """Whether a picture was found that is near enough in its own space: what is in it need not be in its caption."""
    return bool(shown(passages, sure))


def _all_sentences(passages: Sequence[Passage]) -> list[_Sentence]:
    """Each sentence once: neighbouring chunks share some."""
    found: list[_Sentence] = []
    seen: set[tuple[str, ...]] = set()
    for rank, passage in enumerate(passages, 1):
        before: frozenset[str] = frozenset()
        for start, end in sentences(passage.text):
            text = passage.text[start:end]
            here, key = frozenset(stems(text)), tuple(words(text))
            if key and key not in seen:
                seen.add(key)
                found.append(_Sentence(passage, rank, start, end, here, before))
            before = here
    return found


def _by_words(wanted: frozenset[str], found: Sequence[_Sentence]) -> FloatArray:
    """What the words alone say of each sentence: (sentences,)."""
    spread = Counter(stem for sentence in found for stem in wanted & sentence.stems)
    weights = {stem: math.log1p((len(found) - spread[stem] + 0.5) / (spread[stem] + 0.5)) for stem in wanted}
    total = sum(weights.values()) or 1.0

    def covered(there: frozenset[str]) -> float:
        return sum(weights[stem] for stem in wanted & there) / total

    scores = []
    for sentence in found:
        alone = covered(sentence.stems)
        score = _COVERED * alone + _LED_IN * (covered(sentence.stems | sentence.before) - alone)
        score += _FIRST / sentence.rank + _LONG * math.log1p(len(words(sentence.quote)))
        score += _QUESTION * _is_question(sentence.quote)
        scores.append(score)
    return np.array(scores, dtype=np.float32)


def _is_question(text: str) -> bool:
    return re.search(r"[?？]\W*$", text) is not None


def _answers(wanted: frozenset[str], passages: Sequence[Passage], nearness: FloatArray, threshold: float) -> bool:
    """Whether there is anything to answer from: near enough in meaning, in words, or in both together."""
    shared = max(len(wanted & set(stems(passage.text))) for passage in passages) / max(1, len(wanted))
    return float(nearness.max()) + SHARED * shared >= threshold


def _evidence(n: int, sentence: _Sentence, score: float) -> Evidence:
    span = narrow(sentence.passage, sentence.start, sentence.end)
    return Evidence(n, sentence.passage, sentence.start, sentence.end, span, score)


def highlight(passages: Sequence[Passage], evidence: Sequence[Evidence]) -> list[Passage]:
    """The passages with their evidence as highlighted ranges of characters, in order."""
    ranges: dict[int, list[tuple[int, int]]] = {}
    for item in evidence:
        ranges.setdefault(item.passage.chunk, []).append((item.start, item.end))
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
