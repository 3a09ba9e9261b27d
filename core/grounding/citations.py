"""Citations, checked after the answer is written: which sentence rests on which evidence, and whether it does.

A sentence is supported by a piece of evidence where they mean the same (embedding) or share their words (overlap), and
where each number and name of the sentence stands in the evidence: those are what small models invent.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.embedding.encoder import TextEncoder
from core.grounding import values
from core.grounding.prompt import NOT_THERE, one_line
from core.sentences import sentences
from core.types import CITATION_MARK, Citation, Evidence
from core.words import content_words, stems, words

NEAR = 0.55
"""Cosine at which a sentence whose words partly stand in the evidence is taken to say the same."""

OVERLAP = 0.6  # share of a sentence's stems that then must stand in the evidence
COVERED = 0.8  # share at which the words alone suffice: a short answer is far from a long sentence in meaning

CARRIED = 0.5
"""Share of the evidence's stems below which its own words follow the answer: of 80 questions that it was chosen on, the
gold answer then stood in 0.45 of the answers, and in 0.36 where unsupported ones alone were followed by them."""

CERTAIN = 0.99
"""Probability from which the span reader is believed where the language model says something else altogether."""

_NOTHING = re.compile(rf"{re.escape(NOT_THERE)}|not stated\b|(?:(?:yes|no|ja|nein)\W+)?not? stated\W*$", re.IGNORECASE)
_MARK = re.compile(rf"\s*{CITATION_MARK.pattern}")
_MARKS_AFTER_STOP = re.compile(r"([.!?…]+[\"'”’)]*)((?:\s*\[\d{1,3}\])+)")
_NAME = re.compile(r"(?<![.!?…:\"“]\s)(?<!^)\b[A-Z][\w’'-]*")


@dataclass(frozen=True, slots=True)
class Support:
    """A sentence of an answer (characters `start` to `end` of it) and the marks that it rests on; empty: unsupported.

    `marked` are the known marks that it carries itself, whether they support it or not.
    """

    start: int
    end: int
    supported_by: tuple[int, ...]
    marked: tuple[int, ...]


def check(answer: str, evidence: Sequence[Evidence], encoder: TextEncoder) -> list[Citation]:
    """The citations of an answer, by mark. Marks that name no evidence are dropped.

    A sentence without marks is given the evidence that supports it best, if any does. A citation is supported where at
    least one sentence that rests on it is.
    """
    supported: dict[int, bool] = {}
    for sentence in support(answer, evidence, encoder):
        for n in sentence.marked or sentence.supported_by[:1]:
            supported[n] = supported.get(n, False) or n in sentence.supported_by
    by_mark = {item.n: item for item in evidence}
    return [cite(by_mark[n], supported[n]) for n in sorted(supported)]


def settle(answer: str, evidence: Sequence[Evidence], encoder: TextEncoder) -> tuple[str, list[Citation]]:
    """What may be said of an answer: its supported sentences with their marks, and nothing that is not supported.

    Where they say little of the nearest evidence (the first), or nothing is left, its own words follow.
    """
    text = move_marks(answer)
    supports = [s for s in support(answer, evidence, encoder) if s.supported_by]
    kept = [(strip_marks(text[s.start : s.end]), s.supported_by[0]) for s in supports]
    said = " ".join(f"{sentence} [{n}]" for sentence, n in kept)
    cited = [n for _, n in kept]
    nearest = evidence[0]
    if not carries(" ".join(sentence for sentence, _ in kept), nearest):
        quote = f"The source says: “{one_line(nearest.quote)}” [{nearest.n}]"
        said = f"{said} — {quote}" if said else quote
        cited.append(nearest.n)
    by_mark = {item.n: item for item in evidence}
    return said, [cite(by_mark[n], True) for n in dict.fromkeys(cited)]


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model said of its evidence, taken apart: its words and marks. It has no words where it `refused`."""

    words: str
    marks: tuple[int, ...]
    refused: bool


def parse(said: str) -> Reply:
    """Take apart what a model said: the one place that knows how it says that an answer is not there."""
    if _NOTHING.match(said.strip()):
        return Reply("", (), refused=True)
    marks = tuple(int(n) for n in _MARK.findall(said))
    return Reply(one_line(strip_marks(said)).rstrip("."), marks, refused=False)


def settle_words(reply: Reply, evidence: Sequence[Evidence]) -> tuple[str, list[Citation]]:
    """What may be said of a short answer: its words with the mark of the evidence that they stand in.

    The mark that it carries is tried first. Where its words stand in none, or share none with what the span reader is
    certain of, that is said instead: what it points at in the nearest evidence (the first), or that sentence itself.
    """
    text = reply.words
    pointed = one_line(evidence[0].answer)
    if evidence[0].score >= CERTAIN and not set(words(text)) & set(words(pointed)):
        text = ""
    for item in sorted(evidence, key=lambda item: item.n not in reply.marks):
        if text and stands_in(text, item):
            text = whole(text, item)
            break
    else:
        item = evidence[0]
        text = pointed or f"The source says: “{one_line(item.quote)}”"
    return f"{text[:1].upper()}{text[1:]} [{item.n}]", [cite(item, True)]


def carries(answer: str, item: Evidence) -> bool:
    """Whether an answer says enough of its evidence to stand alone: small models echo the question and stop there."""
    said, there = set(stems(answer)), set(stems(item.quote))
    return len(said & there) >= CARRIED * len(there)


def support(answer: str, evidence: Sequence[Evidence], encoder: TextEncoder) -> list[Support]:
    """Each sentence of the answer with the evidence that supports it, best first."""
    text = move_marks(answer)
    ranges = sentences(text)
    bare = [strip_marks(text[start:end]) for start, end in ranges]
    if not ranges or not evidence:
        return [Support(start, end, (), ()) for start, end in ranges]
    vectors = encoder.encode([*bare, *(item.quote for item in evidence)])
    nearness = vectors[: len(bare)] @ vectors[len(bare) :].T  # (sentences, evidence)
    known = {item.n for item in evidence}
    found = []
    for (start, end), sentence, row in zip(ranges, bare, nearness, strict=True):
        marked = tuple(dict.fromkeys(n for n in map(int, _MARK.findall(text[start:end])) if n in known))
        order = np.argsort(-row, kind="stable")
        strength = {evidence[i].n: _strength(sentence, evidence[i], float(row[i])) for i in order}
        ranked = sorted((n for n in strength if strength[n] > 0), key=lambda n: -strength[n])
        found.append(Support(start, end, tuple(ranked), marked))
    return found


def strip_marks(text: str) -> str:
    """The text without its marks, and without the space before them."""
    return _MARK.sub("", text).strip()


def move_marks(text: str) -> str:
    """Marks after a full stop belong to the sentence before it: "It is so. [1]" becomes "It is so [1]." """
    return _MARKS_AFTER_STOP.sub(r"\2\1", text)


def stands_in(words_said: str, item: Evidence) -> bool:
    """Whether a short answer's words stand in the evidence, its numbers and names all of them."""
    return _strength(words_said, item, 0.0) > 0


def whole(words_said: str, item: Evidence) -> str:
    """A short answer with each value that it cut out of its evidence made whole; as it is where it was reworded."""
    found = values.find(words_said, item.quote)
    return one_line(item.quote[slice(*values.widen(item.quote, *found))]) if found else words_said


def _strength(sentence: str, item: Evidence, nearness: float) -> float:
    """How well the evidence carries the sentence; 0 where it does not."""
    wanted = stems(sentence)
    if not wanted or not facts(sentence) <= set(words(item.quote)):
        return 0.0
    there = set(stems(item.quote)) | set(words(item.quote))
    overlap = sum(word in there for word in wanted) / len(wanted)
    if overlap >= COVERED or (nearness >= NEAR and overlap >= OVERLAP):
        return overlap + max(nearness, 0.0)
    return 0.0


def facts(sentence: str) -> set[str]:
    """Numbers, and names (capitalised words that do not begin a sentence), as words."""
    names = {word for name in _NAME.findall(sentence) for word in content_words(name)}
    return names | {word for word in words(sentence) if any(c.isdigit() for c in word)}


def cite(item: Evidence, supported: bool) -> Citation:
    """The citation of a piece of evidence, at its very place in its passage."""
    passage = item.passage
    return Citation(
        item.n, passage.document, passage.name, item.span, item.quote, supported, passage.chunk, item.start, item.end,
        passage.shared_by,
    )  # fmt: skip
