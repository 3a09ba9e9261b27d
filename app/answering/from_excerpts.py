"""From excerpts around the sentences that were chosen, by a language model that can read.

It reads more than the trained reader of `lite`: what stands around the evidence, and the name of the file. Where a
reader was trained on such excerpts it answers, in the languages of `READ_IN`; else a model that is told how to, and
shown by examples. What it says is weighed against what the span reader points at before a word of it is said.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass

from app.answering.from_evidence import one_sentence
from app.answering.from_span import settle
from app.answering.task import Draft, Steps, Task, Write, generate, say
from core.grounding import citations as citing
from core.grounding import prompt
from core.grounding.deciding import decide
from core.grounding.excerpts import around
from core.grounding.prompt import Prompted
from core.language.engine import LanguageEngine
from core.tongues import language_of
from memory.turns import Written

READ_IN = ("ar", "de", "en", "es", "fr", "it", "ja", "nl", "pl", "pt", "ru", "sv", "tr", "zh")
"""The languages whose questions and texts are read by the trained reader: those that it learned from.

Of 42 questions of strangers in, or about, Dutch, French, German, Japanese and Spanish it has 23 right and 8 wrong, the
model as it is, told how to and shown by examples, 21 and 11.
"""


def is_readable(text: str) -> bool:
    """Whether a text is in a language that the reader reads, or too short to tell."""
    return language_of(text) in (None, *READ_IN)


@dataclass(frozen=True)
class FromExcerpts:
    """Writes from excerpts, weighed against what the span reader points at."""

    engine: LanguageEngine
    tokens: int  # most of an answer
    of_pictures: Write  # for what rests on a picture in the question

    def write(self, task: Task, cancel: threading.Event) -> Steps:
        if task.shown:
            return (yield from self.of_pictures(task, cancel))
        excerpts = around(task.evidence)
        draft = Draft("evidence", task.passages, (*excerpts, *task.evidence))
        quotes, names = zip(*((excerpt.quote, excerpt.passage.name) for excerpt in excerpts), strict=True)
        reader = task.versions.reading if all(map(is_readable, (task.search, " ".join(quotes)))) else None
        prompted = Prompted("extract" if reader else "excerpts", task.search, quotes, names=names)
        written = Written(prompted, one_sentence(task.question, self.tokens), reader or task.versions.adapter)
        for _ in generate(self.engine, written, draft, cancel, watch=prompt.NOT_STATED):
            pass
        if draft.finish == "cancelled":
            draft.text, draft.citations = draft.raw, []
            return draft
        # what completes a question need not stand there: only a trained reader doubts for no want of its words
        doubt = draft.watched if reader or task.search == task.text else None
        reply = citing.parse(draft.raw)
        decision = decide(task.search, reply, task.evidence, excerpts, doubt, trained=reader is not None)
        settle(draft, decision, task.searched)
        yield from say(draft.text, task.clock)
        return draft
