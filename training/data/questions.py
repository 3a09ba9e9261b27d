"""Grounded questions to learn reading from: each with its text, and where in the text its answer stands.

What people wrote as the answer is often a paraphrase of the text. What is learned is the span of the text nearest to
it, so that a reader trained on it says what stands there.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from core.words import stems
from training.data.jsonlines import Line, read_lines
from training.data.splits import Split
from training.data.squad import normalise

MIN_F1 = 0.6  # between a span and the answer that it stands for: less says something else
LONGEST = 25  # words of a span: more is a passage, and no answer
_AROUND = 90  # characters around a place that tell which of several is meant
T = TypeVar("T")
_WORD = re.compile(r"\S+")
_EDGES = " \t\n\"'“”‘’.,;:!?"


@dataclass(frozen=True, slots=True)
class Example:
    """A question on a text. `start` and `end` are the characters of its answer in `context`; None: nowhere in it."""

    question: str
    context: str
    answers: tuple[str, ...]
    story: str
    start: int | None = None
    end: int | None = None

    @property
    def span(self) -> str | None:
        """The words of the answer as they stand in the text; None where they do not."""
        return None if self.start is None else self.context[self.start : self.end]


def read(folder: Path, names: Sequence[str]) -> list[Example]:
    """The questions of `folder/NAME.jsonl`, those whose answer stands in the text with its place.

    A line has `story`, `context`, `question` and `answers`. Raises `NotFound`, or `BadInput` with the line at fault.
    """
    found: list[Example] = []
    for name in names:
        found += map(_example, read_lines(folder / f"{name}.jsonl", "Name the folder that holds the questions."))
    return found


def apart(
    folder: Path, train: Sequence[str], validation: Sequence[str], at_most: Mapping[str, int] = MappingProxyType({})
) -> tuple[list[Example], list[Example]]:
    """What trains and what validates. Of a file that does both, whole stories go to one side, by `split`.

    Of a file in `at_most`, only so many train: all of some contexts, evenly taken.
    """
    rows, kept = [], []
    for name in dict.fromkeys((*train, *validation)):
        found = read(folder, [name])
        learnt = [row for row in found if name in train and (name not in validation or split(row.story) == "train")]
        contexts = list(dict.fromkeys(row.context for row in learnt))
        share = min(1.0, at_most.get(name, len(learnt)) / max(1, len(learnt)))
        taken = set(thinned(contexts, round(share * len(contexts))))
        rows += [row for row in learnt if row.context in taken]
        kept += [row for row in found if name in validation and split(row.story) == "validation"]
    return rows, kept


def thinned(rows: Sequence[T], most: int) -> list[T]:
    """At most so many of the rows, evenly taken."""
    return [rows[at * len(rows) // most] for at in range(most)] if len(rows) > most else list(rows)


def split(story: str) -> Split:
    """Where a story belongs, by its name alone: 8 in 10 train, 1 validates, 1 is held out."""
    tenth = int(hashlib.sha256(story.encode()).hexdigest(), 16) % 10
    return "validation" if tenth == 8 else "held_out" if tenth == 9 else "train"


def locate(context: str, answers: Sequence[str], question: str = "") -> tuple[int, int] | None:
    """The characters of the span that is nearest to one of `answers` by token F1; None where none is near enough.

    Of people's answers, the one that most agree with comes first; of the places where its very words stand, the one
    whose neighbours share most words with `question`.
    """
    by_agreement = central(answers)
    for answer in by_agreement:
        exact = _likeliest(context, answer, question)
        if exact is not None:
            return exact
    words = [(match.start(), match.end(), normalise(match.group())) for match in _WORD.finditer(context)]
    best, place = MIN_F1, None
    for answer in by_agreement:
        f1, span = _nearest(words, Counter(normalise(answer)))
        if f1 > best or (f1 == best and place is None):
            best, place = f1, span
    return _trimmed(context, *place) if place else None


def central(answers: Sequence[str]) -> list[str]:
    """The answers, those first that share most words with the others."""
    if len(answers) < 3:
        return list(answers)
    counts = [Counter(normalise(answer)) for answer in answers]
    return [answers[i] for i in sorted(range(len(answers)), key=lambda i: -sum(_f1(counts[i], c) for c in counts))]


def _f1(ours: Counter[str], theirs: Counter[str]) -> float:
    return 2 * (ours & theirs).total() / max(1, ours.total() + theirs.total())


def _likeliest(context: str, answer: str, question: str) -> tuple[int, int] | None:
    """Where the very words of an answer stand, of several places the one among words of the question."""
    bare = answer.strip(_EDGES)
    found = list(re.finditer(rf"(?<!\w){re.escape(bare)}(?!\w)", context, re.IGNORECASE)) if bare else []
    if len(found) < 2:
        return found[0].span() if found else None
    asked = set(stems(question))

    def shared(match: re.Match[str]) -> int:
        near = context[max(0, match.start() - _AROUND) : match.end() + _AROUND]
        return len(asked & set(stems(near)))

    return max(found, key=shared).span()


def find(context: str, answer: str) -> tuple[int, int] | None:
    """Where the very words of an answer stand first, in upper or lower case; None inside of words ("mad" in "made")."""
    bare = answer.strip(_EDGES)
    found = re.search(rf"(?<!\w){re.escape(bare)}(?!\w)", context, re.IGNORECASE) if bare else None
    return found.span() if found else None


def _nearest(words: Sequence[tuple[int, int, list[str]]], wanted: Counter[str]) -> tuple[float, tuple[int, int] | None]:
    """The best span of whole words, by token F1: those that begin and end with a word of the answer."""
    total, best, place = wanted.total(), 0.0, None
    hits = [i for i, (_, _, tokens) in enumerate(words) if any(token in wanted for token in tokens)]
    for first in hits:
        left, shared, length = wanted.copy(), 0, 0
        for last in range(first, min(first + LONGEST, len(words))):
            for token in words[last][2]:
                length += 1
                if left[token] > 0:
                    left[token] -= 1
                    shared += 1
            f1 = 2 * shared / (length + total) if length else 0.0
            if f1 > best:
                best, place = f1, (words[first][0], words[last][1])
    return best, place


def _trimmed(context: str, start: int, end: int) -> tuple[int, int]:
    """Without the marks around the words."""
    text = context[start:end]
    kept = text.strip(_EDGES)
    at = start + text.find(kept)
    return (at, at + len(kept)) if kept else (start, end)


def _example(line: Line) -> Example:
    question, context, story = line.text("question"), line.text("context"), line.text("story")
    answers = () if line.values.get("answers") == [] else line.texts("answers")
    start, end = locate(context, answers, question) or (None, None)
    return Example(question.strip(), context, answers, story, start, end)
