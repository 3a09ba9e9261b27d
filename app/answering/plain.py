"""Without sources: small talk, and what people ask where no library is to answer."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace

from app.answering.task import Draft, Steps, Task, generate, say, stream
from core.grounding import prompt
from core.grounding.prompt import Prompted
from core.language.engine import LanguageEngine
from core.language.fitting import fitting
from memory.turns import Written

_CUT = " …"  # where the model began to repeat itself


@dataclass(frozen=True)
class Plain:
    """The language model alone, with what fits of the conversation so far. It is heard as it writes."""

    engine: LanguageEngine

    def write(self, task: Task, cancel: threading.Event) -> Steps:
        draft = Draft("plain", task.passages)
        sampling = replace(task.question.sampling, temperature=task.question.talk_temperature)
        whole = prompt.plain(task.text, task.history)
        _, *history, _ = fitting(self.engine, whole, sampling.max_tokens)
        prompted = Prompted("plain", task.text, history=tuple(history))
        written = Written(prompted, sampling, task.versions.adapter)
        yield from stream(generate(self.engine, written, draft, cancel), task.clock)
        draft.text = draft.raw.strip()
        if draft.finish == "repeated":
            yield from say(_CUT, task.clock)
            draft.text += _CUT
        return draft
