"""Approved corrections as tests: what was answered wrongly once must not be answered so again.

Each has its question, the evidence that the answer rested on, what must be said and what must not. They say of a
version, a prompt, an encoder or a model whether it does without its corrections what they say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.grounding.citations import strip_marks
from core.types import JsonObject, Outcome
from core.words import content_words, stem, words
from feedback.corrections import is_corrected, said_by, stands
from feedback.queue import APPROVED, Item, allowed, in_force, loaded
from feedback.stage_at_fault import REFUSAL
from memory.database import Database
from memory.feedback_tables import ReviewRow

SAID = 0.6
"""Share of the telling words of a correction that an answer must have, beside all of its figures and names."""

_NAME = re.compile(r"(?<![.!?…:\"“]\s)(?<!^)\b[A-Z][\w’'-]*")


@dataclass(frozen=True, slots=True)
class Regression:
    """One test. `must` is what should be answered, `must_not` what was; `evidence` are the words that it rested on."""

    item: str
    owner: str
    question: str
    evidence: tuple[str, ...]
    must: str
    must_not: str

    @property
    def refuses(self) -> bool:
        """Whether the right answer is that there is none."""
        return REFUSAL.search(self.must) is not None

    def fault(self, said: str, *, abstained: bool) -> str:
        """What is wrong with an answer, in a sentence; empty where it holds."""
        if self.refuses or abstained:
            if self.refuses == abstained:
                return ""
            return "It answers, and nothing is there." if self.refuses else "It finds nothing, and there is an answer."
        spoken = words(said)
        missing = [fact for fact in facts(self.must) if fact not in spoken]
        if missing:
            return f"It does not say {', '.join(missing)}."
        wanted, there = {stem(word) for word in content_words(self.must)}, {stem(word) for word in spoken}
        if len(wanted & there) < SAID * len(wanted):
            return "It does not say what was corrected."
        known = {*facts(self.must), *words(self.question), *words(self.must)}
        wrong = [fact for fact in facts(self.must_not) if fact not in known and fact in spoken]
        return f"It still says {', '.join(wrong)}." if wrong else ""

    def to_json(self) -> JsonObject:
        """As a report has it."""
        return {
            "item": self.item, "question": self.question, "evidence": list(self.evidence), "must": self.must,
            "must_not": self.must_not,
        }  # fmt: skip


def facts(text: str) -> list[str]:
    """The figures of a text, and its names (capitalised words that do not begin a sentence), as words, each once."""
    names = [word for name in _NAME.findall(text) for word in content_words(name)]
    figures = [word for word in words(text) if any(c.isdigit() for c in word)]
    return list(dict.fromkeys([*figures, *names]))


def regressions(database: Database) -> Sequence[Regression]:
    """The tests of today, the oldest first: approved, allowed, and of sources that are what they were."""
    query = in_force().where(is_corrected(), ReviewRow.state.in_(APPROVED))
    with database.reading() as session:
        items = loaded(session, allowed(session, query))
        return [
            _of(item, said_by(session, item[0]))
            for item in items
            if item[1].picture_sha256 is None and stands(session, item[1].owner, item)
        ]


def _of(item: Item, must: str) -> Regression:
    vote, turn, _ = item
    quotes = [turn.passages[place["passage"]]["text"][place["start"] : place["end"]] for place in turn.evidence]
    wrong = "" if turn.outcome == Outcome.NOTHING_FOUND.value else strip_marks(turn.answer)
    return Regression(vote.id, turn.owner, turn.question, tuple(quotes), must, wrong)
