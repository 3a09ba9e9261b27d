"""From what the person told before: that it is noted, what of it answers a question, or all of it. No model is asked.

Each line is in their own words, with the day, and is cited as what they told. So is whom their pictures show.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence

from app.answering.quoted import day, whole
from app.answering.remembering import Remembered
from app.answering.task import Draft, Steps, Task, say
from core.events import Sources
from core.grounding.citations import cite
from core.types import TOLD, Evidence
from memory.facts import Fact

NAME = "What you told me"
_MOST = 20  # lines of an answer
_NOTED = "I will remember that. What I remember of you is on the page “Memory”, where you change or delete it."
_SWITCHED_OFF = "Remembering is switched off, so I did not keep that. You can switch it on on the page “Memory”."
_NOTHING = "I remember nothing of you yet. Tell me what to keep: “Remember that …”."


def write(task: Task, cancel: threading.Event) -> Steps:  # noqa: ARG001 the signature of every way to answer
    if task.remembered is None:
        raise ValueError("the task is none of memory's")
    remembered, facts = task.remembered, task.remembered.facts[:_MOST]
    evidence = [whole(TOLD, NAME, fact.text, n=number, chunk=fact.id) for number, fact in enumerate(facts, 1)]
    evidence += [Evidence(n, p, 0, len(p.text), p.span, p.score) for n, p in enumerate(remembered.pictures, 1)]
    passages = tuple(item.passage for item in evidence)
    if passages:
        yield Sources(passages)
    text = _list(facts) if facts else _sentence(remembered)
    yield from say(text, task.clock)
    return Draft("memory", passages, evidence, text=text, citations=[cite(item, True) for item in evidence])


def _sentence(remembered: Remembered) -> str:
    if not remembered.on:
        return _SWITCHED_OFF
    if remembered.said:
        shown = [f"- {picture.name} [{number}]" for number, picture in enumerate(remembered.pictures, 1)]
        return "\n".join([remembered.said, *shown])
    return _NOTED if remembered.states else _NOTHING


def _list(facts: Sequence[Fact]) -> str:
    lines = [f"You told me on {day(fact.said_at)}: “{fact.text}” [{number}]" for number, fact in enumerate(facts, 1)]
    return lines[0] if len(lines) == 1 else "\n".join(f"- {line}" for line in lines)
