"""Answers grounded in a library, measured: was the right place found, is the gold answer in the answer, was it refused.

Pure measuring: what searches and what answers is passed in, so that this knows nothing of the service. A line of a file
is a JSON object with `context`, `question` and `answers`, as in the SQuAD family of data sets (Rajpurkar et al. 2016),
whose normalisation, exact match and F1 are used.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import numpy as np

from core.types import CITATION_MARK
from training.data.jsonlines import read_lines
from training.data.progress import Progress
from training.data.squad import exact_match, gold_inside, token_f1
from training.evaluate.intervals import Measured, mean
from training.evaluate.results import Figure, Item, Result

RANKS = (1, 3, 5)
_MARK = re.compile(rf"\s*{CITATION_MARK.pattern}")


@dataclass(frozen=True, slots=True)
class GroundedQuestion:
    """A question, what may answer it, and the text it was asked of."""

    question: str
    answers: tuple[str, ...]
    context: str


class CitedDocument(Protocol):
    """A passage or a citation, by the id of its document."""

    @property
    def document(self) -> str: ...


class AnswerLike(Protocol):
    """What `core.types.Answer` has of interest here."""

    @property
    def answer(self) -> str: ...
    @property
    def abstained(self) -> bool: ...
    @property
    def citations(self) -> Sequence[CitedDocument]: ...


Ask = Callable[[str], AnswerLike]
Search = Callable[[str, int], Sequence[CitedDocument]]
"""Question and limit to the passages found, best first."""


def read_questions(file: Path, limit: int | None = None) -> list[GroundedQuestion]:
    """The questions of a JSON-lines file. Raises `NotFound`, or `BadInput` with the number of the line at fault."""
    return [
        GroundedQuestion(line.text("question"), line.texts("answers"), line.text("context"))
        for line in read_lines(file, limit=limit)
    ]


def evaluate(
    questions: Sequence[GroundedQuestion],
    ask: Ask,
    search: Search,
    documents: Callable[[str], Collection[str]],
    progress: Progress | None = None,
) -> Result:
    """Ask each question, and report means over all of them.

    `documents(context)` are the ids of the documents that hold a context (none where it is not in the library): a hit
    is one of their passages among the first found. `citation_precision` is the share of citations of such a document,
    None where nothing was cited. A refusal counts as an answer without the gold in it.
    """
    tally = _Tally()
    for done, question in enumerate(questions, 1):
        own = set(documents(question.context))
        tally.note_search(own, [passage.document for passage in search(question.question, max(RANKS))])
        began = time.perf_counter()
        answer = ask(question.question)
        tally.note_answer(question, own, answer, time.perf_counter() - began)
        if progress:
            progress(done, len(questions))
    return tally.report()


@dataclass(slots=True)
class _Tally:
    """What each question adds to each figure."""

    hits: dict[int, list[float]] = field(default_factory=lambda: {rank: [] for rank in RANKS})
    exact: list[float] = field(default_factory=list)
    f1: list[float] = field(default_factory=list)
    inside: list[float] = field(default_factory=list)
    refused: list[float] = field(default_factory=list)
    cited: list[tuple[float, float]] = field(default_factory=list)  # of a question's own document, and all
    seconds: list[float] = field(default_factory=list)
    examples: list[Item] = field(default_factory=list)

    def note_search(self, own: set[str], found: Sequence[str]) -> None:
        for rank in RANKS:
            self.hits[rank].append(float(bool(own & set(found[:rank]))))

    def note_answer(self, question: GroundedQuestion, own: set[str], answer: AnswerLike, seconds: float) -> None:
        text = "" if answer.abstained else _MARK.sub("", answer.answer)
        self.exact.append(max(exact_match(text, gold) for gold in question.answers))
        self.f1.append(max(token_f1(text, gold) for gold in question.answers))
        self.inside.append(float(gold_inside(text, question.answers)))
        self.refused.append(float(answer.abstained))
        self.cited.append((sum(citation.document in own for citation in answer.citations), len(answer.citations)))
        self.seconds.append(seconds)
        self.examples.append(Item(question.question, answer.answer, question.answers, self.f1[-1]))

    def report(self) -> Result:
        cited = Measured(np.asarray(self.cited, dtype=np.float64).reshape(-1, 2))
        figures: dict[str, Figure] = {
            "questions": len(self.seconds),
            **{f"hit_at_{rank}": mean(hits) for rank, hits in self.hits.items()},
            "exact_match": mean(self.exact),
            "f1": mean(self.f1),
            "gold_inside": mean(self.inside),
            "refused": mean(self.refused),
            "citation_precision": cited if cited.parts[:, 1].any() else None,
            "seconds_per_question": round(sum(self.seconds) / max(1, len(self.seconds)), 4),
        }
        return Result("Grounded questions", figures, examples=self.examples)
