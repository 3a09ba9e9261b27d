"""A kind word back, with what the person could do next. No model is asked: a small one talks nonsense here."""

from __future__ import annotations

import threading

from app.answering.task import Draft, Steps, Task, say

_EMPTY = "Your library is empty: add files on the page “Library”, then ask me about them."
_OFF = "To ask about your files, switch to “Library first”."
_FULL = "Ask me about your files, or ask “What documents do I have?”"


def write(task: Task, cancel: threading.Event) -> Steps:  # noqa: ARG001 the signature of every way to answer
    if task.courtesy is None:
        raise ValueError("the task is no courtesy")
    what_next = _OFF if task.question.library == "off" else _FULL if task.library_counts else _EMPTY
    text = task.courtesy.reply(len(task.history) // 2, what_next)
    yield from say(text, task.clock)
    return Draft("courtesy", text=text, citations=[])
