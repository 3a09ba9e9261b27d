"""From the sentences that were chosen: written whole and checked before a word of it is said.

The evidence is on the screen meanwhile. The trained reader answers in a few words, where one is attached; of a picture
that came with the question, and without a reader, the model answers in a sentence.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.answering.task import Draft, Steps, Task, generate, say
from core.embedding.encoder import TextEncoder
from core.grounding import citations as citing
from core.grounding import evidence as choosing
from core.grounding import prompt
from core.grounding.prompt import Prompted
from core.language.engine import LanguageEngine
from core.types import AGAIN_TEMPERATURE, IN_THE_QUESTION, Evidence, Outcome, Question, Sampling
from memory.turns import Written


@dataclass(frozen=True)
class FromEvidence:
    """Writes from chosen sentences, with the trained reader where one is attached."""

    engine: LanguageEngine
    encoder: TextEncoder
    tokens: int  # most of an answer

    def write(self, task: Task, cancel: threading.Event) -> Steps:
        reads = task.versions.reading is not None and not task.shown
        draft = Draft(
            "evidence", task.passages, task.evidence,
            from_library=any(item.passage.document != IN_THE_QUESTION for item in task.evidence),
        )  # fmt: skip
        version = task.versions.reading if reads else task.versions.adapter
        written = Written(reading(task) if reads else grounded(task), one_sentence(task.question, self.tokens), version)
        for _ in generate(self.engine, written, draft, cancel):
            pass
        if draft.finish == "cancelled":
            draft.text, draft.citations = draft.raw, []
            return draft
        if reads:
            settle_reply(draft, task)
        else:
            draft.text, draft.citations = citing.settle(draft.raw, task.evidence, self.encoder)
        yield from say(draft.text, task.clock)
        return draft


def one_sentence(question: Question, tokens: int) -> Sampling:
    """How a sentence of at most so many tokens is drawn: what a source says is no matter of chance, the first time."""
    asked, temperature = question.sampling, AGAIN_TEMPERATURE if question.again else 0.0
    most, stop = min(asked.max_tokens, tokens), (*asked.stop, prompt.END_OF_SENTENCE)
    return replace(asked, max_tokens=most, temperature=temperature, stop=stop)


def reading(task: Task) -> Prompted:
    """What the trained reader is given: a question and the nearest sentences."""
    quotes = tuple(item.quote for item in task.evidence[: prompt.READING_LINES])
    return Prompted("reading", task.text, quotes, prompt.wanted_form(task.text))


def grounded(task: Task) -> Prompted:
    """What a model without training for it is given of a question and its sentences."""
    return Prompted("grounded", task.text, tuple(item.quote for item in task.evidence))


def settle_reply(draft: Draft, task: Task) -> None:
    """Leave of the reader's words what its evidence supports, or say that there is nothing."""
    reply = citing.parse(draft.raw)
    if reply.refused and not is_sure(task.evidence) and task.must_abstain:
        draft.text, draft.outcome = prompt.nothing_found(where=task.searched), Outcome.NOTHING_FOUND
        draft.from_library = False
        draft.citations = []
    else:
        draft.text, draft.citations = citing.settle_words(reply, task.evidence)


def is_sure(evidence: Sequence[Evidence]) -> bool:
    """Whether what chose the evidence believes in it more than in a reader that refuses."""
    return max(item.score for item in evidence) >= choosing.SURE
