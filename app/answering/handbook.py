"""Questions about Vermeil itself, answered in the words of its handbook. No model is asked."""

from __future__ import annotations

import threading
from dataclasses import replace

from app.answering.task import Draft, Steps, Task, say
from core.events import Sources
from core.grounding.citations import cite
from core.grounding.evidence import highlight


def write(task: Task, cancel: threading.Event) -> Steps:  # noqa: ARG001 the signature of every way to answer
    if task.advice is None:
        raise ValueError("the task asks nothing of the handbook")
    evidence = task.advice.evidence
    shown = highlight([evidence.passage], [evidence])
    yield Sources(tuple(shown))
    text = f"{evidence.quote} [1]"
    yield from say(text, task.clock)
    evidence = replace(evidence, passage=shown[0])
    return Draft("handbook", shown, [evidence], text=text, from_library=True, citations=[cite(evidence, True)])
