"""From a correction: the same question in the same words is answered with what somebody said that is right, and cited.

No model is asked. A question that is only like it is answered as any: from the library.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace

from app.answering.quoted import day, whole
from app.answering.task import Draft, Steps, Task, route_for, say
from core.events import Sources
from core.grounding.citations import cite
from core.types import CORRECTED, Route
from feedback.corrections import Corrections, refuses

_OVER: tuple[Route, ...] = ("evidence", "nothing")
"""The ways whose answers are corrected at once: what is counted or computed changes with the library."""


@dataclass(frozen=True)
class Correcting:
    """Lays corrections over tasks."""

    corrections: Corrections

    def over(self, task: Task) -> Task:
        """The task with the correction that answers it, where there is one."""
        question = task.question
        if question.library == "off" or task.seen is not None or question.again or not question.corrections:
            return task
        if route_for(task) not in _OVER:
            return task
        found = self.corrections.of(question.owner, task.text)
        return task if found is None or refuses(found) else replace(task, corrected=found, passages=(), evidence=())


def write(task: Task, cancel: threading.Event) -> Steps:  # noqa: ARG001 the signature of every way to answer
    if task.corrected is None:
        raise ValueError("nobody corrected the answer to this")
    said = task.corrected
    evidence = whole(CORRECTED, f"Corrected on {day(said.at)} by {said.by or 'you'}", said.answer)
    yield Sources((evidence.passage,))
    text = f"{said.answer.rstrip()} [1]"
    yield from say(text, task.clock)
    return Draft("corrected", (evidence.passage,), [evidence], text=text, citations=[cite(evidence, True)])
