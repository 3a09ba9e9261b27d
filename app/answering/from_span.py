"""From the words that the span reader points at, said as they stand there: no language model is asked.

Of a hundred questions on encyclopaedia articles that trained nothing, these words are right more often than what a
model of 135 million parameters makes of the same sentences, and they are there at once.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass

from app.answering.task import Draft, Steps, Task, Write, say
from core.grounding import citations as citing
from core.grounding import prompt
from core.grounding.deciding import point
from core.grounding.standing import Decision
from core.types import IN_THE_QUESTION, Outcome


@dataclass(frozen=True)
class FromSpan:
    """Says the words that the span reader points at."""

    with_reader: Write
    """For what rests on a picture in the question, where a sentence is asked for, and where it is asked once more."""

    def write(self, task: Task, cancel: threading.Event) -> Steps:
        written = task.shown or prompt.wanted_form(task.text) == "sentence" or task.question.again is not None
        if written or not task.evidence[0].pointed:
            return (yield from self.with_reader(task, cancel))
        draft = Draft("evidence", task.passages, task.evidence)
        settle(draft, point(task.text, task.evidence), task.searched)
        yield from say(draft.text, task.clock)
        return draft


def settle(draft: Draft, decision: Decision, searched: str) -> None:
    """Put what was decided into a draft with its marks and citations, or that nothing was found where it was sought."""
    cited = decision.cited
    draft.citations = [citing.cite(item, True) for item in cited]
    if not cited:
        draft.text, draft.outcome = prompt.nothing_found(decision.lacking, searched), Outcome.NOTHING_FOUND
        return
    said = prompt.one_line(decision.text)
    said = prompt.perhaps(said) if decision.unsure else prompt.sentence_case(said)
    draft.text = f"{said}{''.join(f' [{item.n}]' for item in cited)}"
    draft.from_library = any(item.passage.document != IN_THE_QUESTION for item in cited)
