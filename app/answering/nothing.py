"""Where the library is to answer and holds nothing that does: an honest sentence, and no model is asked."""

from __future__ import annotations

import threading

from app.answering.task import Draft, Steps, Task, say
from core.grounding import prompt
from core.types import Outcome

_EMPTY = "It is empty so far: add files on the page “Library”, and ask again."
_UNWORLDLY = (
    "The language model at hand is too small to know about the world, and I did not look into your files: switch to "
    "“Library first” for that. The profile “standard” has a larger one, and a server of your own can bring any."
)


def write(task: Task, cancel: threading.Event) -> Steps:  # noqa: ARG001 the signature of every way to answer
    text = _sentence(task)
    yield from say(text, task.clock)
    return Draft("nothing", task.passages, text=text, outcome=Outcome.NOTHING_FOUND)


def _sentence(task: Task) -> str:
    if task.seen is not None:
        return prompt.nothing_found(where=task.searched)
    if task.question.library == "off":
        return _UNWORLDLY
    return prompt.NOTHING_FOUND if task.library_counts else f"{prompt.NOTHING_FOUND} {_EMPTY}"
