"""Without sources: small talk, and what people ask where no library is to answer."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from app.answering.task import Draft, Steps, Task, generate, stream
from core.grounding.prompt import Prompted
from core.language.engine import LanguageEngine
from memory.turns import Written


@dataclass(frozen=True)
class Plain:
    """The language model alone, with the conversation so far. It is heard as it writes."""

    engine: LanguageEngine

    def write(self, task: Task, cancel: threading.Event) -> Steps:
        draft = Draft("plain", task.passages)
        prompted = Prompted("plain", task.text, history=task.history)
        written = Written(prompted, task.question.sampling, task.versions.adapter)
        yield from stream(generate(self.engine, written, draft, cancel), task.clock)
        draft.text = draft.raw.strip()
        return draft
