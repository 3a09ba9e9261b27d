"""An answer put into a form that a program asked for, by the language model, from its words and what it rests on."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace

from core.errors import EngineFailure
from core.events import Done, Event, Token
from core.grounding import prompt
from core.language.engine import LanguageEngine
from core.types import CITATION_MARK, Answer, JsonObject, Outcome, Question, Usage

SAID = frozenset((Outcome.ANSWERED, Outcome.GUESSED))
"""The outcomes of an answer that says something: others are told as they are."""


@dataclass(frozen=True)
class Forming:
    """Has the model fill in a form."""

    engine: LanguageEngine

    def write(self, question: Question, answer: Answer, schema: JsonObject, cancel: threading.Event) -> Iterator[Event]:
        """The filled form as the words of the answer, whose citations stay."""
        said = CITATION_MARK.sub("", answer.answer)
        quotes = [citation.quote for citation in answer.citations]
        messages = prompt.in_form(question.text, said, quotes, json.dumps(schema, ensure_ascii=False))
        sampling = replace(question.sampling, temperature=0.0)
        written, usage, finish = "", answer.usage, answer.finish
        for piece in self.engine.generate(messages, sampling, cancel=cancel, schema=schema):
            written += piece.text
            if piece.finish:
                finish, used = piece.finish, piece.usage or Usage()
                usage = Usage(
                    usage.prompt_tokens + used.prompt_tokens, usage.completion_tokens + used.completion_tokens
                )
        if finish == "stop" and not _is_json(written):
            raise EngineFailure("The language model did not keep to the form.", "Ask again, or for less.")
        yield Token(written)
        yield Done(replace(answer, answer=written, usage=usage, finish=finish))


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True
