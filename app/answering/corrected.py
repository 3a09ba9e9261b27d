"""From a correction: the same question in the same words is answered with what somebody said that is right, and cited.

No model is asked. A question that is only like it is answered as any: from the library.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from datetime import datetime

from app.answering.task import Draft, Steps, Task, route_for, say
from core.events import Sources
from core.grounding.citations import cite
from core.types import CORRECTED, Evidence, PageSpan, Passage, Route
from feedback.corrections import Correction, Corrections, refuses

_OVER: tuple[Route, ...] = ("evidence", "nothing")
"""The ways whose answers are corrected at once: what is counted or computed changes with the library."""


@dataclass(frozen=True)
class Correcting:
    """Lays corrections over tasks."""

    corrections: Corrections

    def over(self, task: Task) -> Task:
        """The task with the correction that answers it, where there is one."""
        question = task.question
        if question.library == "off" or task.seen is not None or question.again or route_for(task) not in _OVER:
            return task
        found = self.corrections.of(question.owner, task.text)
        return task if found is None or refuses(found) else replace(task, corrected=found, passages=(), evidence=())


def write(task: Task, cancel: threading.Event) -> Steps:  # noqa: ARG001 the signature of every way to answer
    if task.corrected is None:
        raise ValueError("nobody corrected the answer to this")
    evidence = _evidence(task.corrected)
    yield Sources((evidence.passage,))
    text = f"{task.corrected.answer.rstrip()} [1]"
    yield from say(text, task.clock)
    return Draft("corrected", (evidence.passage,), [evidence], text=text, citations=[cite(evidence, True)])


def _evidence(correction: Correction) -> Evidence:
    text = correction.answer
    whole = PageSpan(1, 0, len(text))
    passage = Passage(0, CORRECTED, _named(correction), "text", text, whole, 1.0, ((0, len(text)),))
    return Evidence(1, passage, 0, len(text), whole, 1.0)


def _named(correction: Correction) -> str:
    then = datetime.fromtimestamp(correction.at).astimezone()
    return f"Corrected on {then.day} {then:%B %Y} by {correction.by or 'you'}"
