"""Without sources: small talk, and what people ask where no library is to answer."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from app.answering.task import Draft, Steps, Task, stream
from core.grounding import prompt
from core.language.engine import LanguageEngine


@dataclass(frozen=True)
class Plain:
    """The language model alone, with the conversation so far. It is heard as it writes."""

    engine: LanguageEngine

    def write(self, task: Task, cancel: threading.Event) -> Steps:
        draft = Draft("plain", task.passages, adapter=task.versions.adapter)
        messages = prompt.plain(task.text, task.history)
        pieces = self.engine.generate(messages, task.question.sampling, adapter=draft.adapter, cancel=cancel)
        yield from stream(pieces, draft, task.clock)
        draft.text = draft.raw.strip()
        return draft
