"""From a correction: what somebody said that is right, and cited.

The same question in the same words is answered with it alone, and no model is asked. One that asks the same in other
words has it said first, and then what documents say, as ever. That there is no answer is said to the same words only.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.answering.quoted import day, whole
from app.answering.task import Draft, Steps, Task, Write, route_for, say
from core.events import Sources, Token
from core.grounding.citations import cite
from core.grounding.followup import leans
from core.types import CITATION_MARK, CORRECTED, Evidence, Outcome, Route
from core.words import words
from feedback.corrections import Correction, Corrections, refuses

_OVER: tuple[Route, ...] = ("evidence", "nothing", "recognised", "guess")
"""The ways whose answers are corrected at once: what is counted or computed changes with the library."""

_BESIDE = "In the documents: "


@dataclass(frozen=True)
class Correcting:
    """Lays corrections over tasks."""

    corrections: Corrections

    def over(self, task: Task) -> Task:
        """The task with the correction that answers it, where there is one."""
        question = task.question
        if question.library == "off" or question.again or not question.corrections:
            return task
        if route_for(task) not in _OVER or (leans(task.text) and not task.asks_what):
            return task
        picture = hashlib.sha256(question.picture).hexdigest() if question.picture is not None else None
        found = self.corrections.of(question.owner, task.text, picture)
        if found is None or (refuses(found) and (task.brought or not found.same)):
            return task
        return replace(task, corrected=found, passages=() if found.same else (_said(found).passage, *task.passages))


@dataclass(frozen=True)
class Corrected:
    """Says a correction; `ways` are those that answer from documents beside it."""

    ways: Mapping[Route, Write]

    def write(self, task: Task, cancel: threading.Event) -> Steps:
        if task.corrected is None:
            raise ValueError("nobody corrected the answer to this")
        evidence, text = _said(task.corrected), f"{task.corrected.answer.rstrip()} [1]"
        outcome = Outcome.ANSWERED
        if refuses(task.corrected):
            text, outcome = f"{evidence.passage.name}: {text[:1].lower()}{text[1:]}", Outcome.NOTHING_FOUND
        if task.corrected.same:
            yield Sources((evidence.passage,))
        yield from say(text, task.clock)
        alone = Draft(
            "corrected", (evidence.passage,), [evidence], text=text, citations=[cite(evidence, True)], outcome=outcome
        )
        return alone if task.corrected.same else (yield from self._beside(task, alone, cancel))

    def _beside(self, task: Task, said: Draft, cancel: threading.Event) -> Steps:
        """What documents say, behind the correction; nothing where they say the same, or nothing."""
        steps = self.ways[route_for(replace(task, corrected=None))](task, cancel)
        while True:
            try:
                event = next(steps)
            except StopIteration as end:
                draft: Draft = end.value
                break
            if not isinstance(event, Token):  # its words are said once they are whole
                yield event
        said.passages, said.finish, said.usage = task.passages, draft.finish, draft.usage
        if draft.outcome is Outcome.ANSWERED and not _repeats(draft.text, said.text):
            more = f"\n\n{_BESIDE}{_moved(draft.text)}"
            yield Token(more)
            said.text += more
            said.from_library = draft.from_library
            said.rests_on = [*said.rests_on, *(replace(item, n=item.n + 1) for item in draft.rests_on)]
            said.citations = [*(said.citations or ()), *(replace(one, n=one.n + 1) for one in draft.citations or ())]
        return said


def _said(correction: Correction) -> Evidence:
    """A correction as evidence: its words, whose they are, and what was asked where that was something else."""
    name = f"Corrected on {day(correction.at)} by {correction.by or 'you'}"
    asked = "" if correction.same else f", on “{correction.asked.strip()}”"
    return whole(CORRECTED, name + asked, correction.answer)


def _moved(text: str) -> str:
    """Its marks made room for the one before."""
    return CITATION_MARK.sub(lambda mark: f"[{int(mark[1]) + 1}]", text)


def _repeats(text: str, said: str) -> bool:
    """Whether all words of a text were said."""
    return set(words(CITATION_MARK.sub("", text))) <= set(words(said))
