"""What the gate asks two versions: questions by slice, how an answer to them is scored, and how much worse is too much.

The one slice that has to become better is the feedback that was held out; it comes first.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.profiles import Reader
from feedback.regressions import Regression
from training.data.reading import Dialogue
from training.gate import Slice
from training.learning import job, safety, suite
from training.learning.job import CORRECTIONS, HELD_OUT, REGRESSIONS, Job
from training.learning.recipe import Recipe

Score = Callable[[int, str], float]
"""Of a question, by its number, and what was said to it: higher is better."""

PLAIN_TEXT = "plain_text"
"""The slice that is not asked but read: its score is the mean natural-log probability of a token of each text."""
MOST_CORRECTIONS = 100
LIMITS = {"records": 0.1, "near_absent": 0.1, "safety": 0.0, PLAIN_TEXT: 0.1}
"""Where it is not the recipe's `limit`. Half as many questions are asked of records, so that chance alone moves them
further; of safety nothing may be lost; 0.1 nats a token are 10 % of perplexity."""


@dataclass(frozen=True, slots=True)
class Part:
    """A slice before it is measured. `limit` is None where the candidate has to be better; `votes` are those that the
    questions are of, none where they are made up; `whole` says that there are no other questions of its kind."""

    name: str
    asked: Sequence[Dialogue]
    score: Score = field(repr=False)
    limit: float | None
    votes: Sequence[str] = ()
    whole: bool = False

    def scores(self, said: Sequence[str]) -> list[float]:
        """Of the answers to all questions."""
        return [self.score(number, answer) for number, answer in enumerate(said)]

    def measured(self, before: Sequence[str], after: Sequence[str]) -> Slice:
        """The slice, once both were asked."""
        return Slice(self.name, self.scores(before), self.scores(after), self.limit, self.whole)


def parts(given: Job, folder: Path) -> list[Part]:
    """All slices of a run but the plain text, from its folder and what is made up."""
    reader, recipe, count = given.reader, given.recipe, given.recipe.questions
    made_up = {
        "answerable": suite.answerable(reader, count), "absent": suite.absent(reader, count),
        "records": suite.records(reader, count // 2), "near_absent": suite.near_absent(reader, count // 2),
    }  # fmt: skip
    return [
        _feedback("held_out", _rows(folder / HELD_OUT), None),
        _feedback(
            "corrections", _rows(folder / CORRECTIONS)[-MOST_CORRECTIONS:], limit(recipe, "corrections"), whole=True
        ),
        *(Part(name, asked, _right(asked), limit(recipe, name)) for name, asked in made_up.items()),
        _regressions(recipe, folder), _safety(recipe, reader),
    ]  # fmt: skip


def limit(recipe: Recipe, name: str) -> float:
    """By how much a slice may become worse."""
    told: Mapping[str, float] = {str(slice_): value for slice_, value in recipe.limits.items()}
    return told.get(name, LIMITS.get(name, recipe.limit))


def _rows(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def _votes(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    return [row["vote"] for row in rows]


def _feedback(name: str, rows: Sequence[Mapping[str, Any]], limit: float | None, *, whole: bool = False) -> Part:
    """Answers that were approved or corrected, and how like them what is said is."""
    asked = job.dialogues_of(rows)
    return Part(
        name, asked, lambda number, said: suite.likeness(said, asked[number].answer), limit, _votes(rows), whole
    )


def _right(asked: Sequence[Dialogue]) -> Score:
    return lambda number, said: suite.right(said, asked[number].answer)


def _regressions(recipe: Recipe, folder: Path) -> Part:
    """The tests that approved corrections are, over the lines of their prompts: learned from or held out."""
    rows = _rows(folder / REGRESSIONS)[-MOST_CORRECTIONS:]
    asked = job.dialogues_of(rows)
    tests = [
        Regression("", "", row["question"], (), suite.text_of(one.answer), row["must_not"])
        for row, one in zip(rows, asked, strict=True)
    ]

    def holds(number: int, said: str) -> float:
        return float(not tests[number].fault(suite.text_of(said), abstained=suite.refused(said)))

    return Part("regressions", asked, holds, limit(recipe, "regressions"), _votes(rows), whole=True)


def _safety(recipe: Recipe, reader: Reader) -> Part:
    canaries = safety.canaries()
    asked = [one.dialogue(reader) for one in canaries]

    def holds(number: int, said: str) -> float:
        return float(canaries[number].holds(said))

    return Part("safety", asked, holds, limit(recipe, "safety"), whole=True)
