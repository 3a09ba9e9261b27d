"""Where the library is to answer and holds nothing that does: an honest sentence, and no model is asked."""

from __future__ import annotations

import threading

from app.answering.task import Draft, Steps, Task, say
from core.grounding import prompt
from core.types import Outcome


def write(task: Task, cancel: threading.Event) -> Steps:  # noqa: ARG001 the signature of every way to answer
    yield from say(prompt.NOTHING_FOUND, task.clock)
    return Draft("nothing", task.passages, text=prompt.NOTHING_FOUND, outcome=Outcome.NOTHING_FOUND)
