"""Conversations that outgrow a model's context: the oldest turns are left out first."""

from __future__ import annotations

from collections.abc import Sequence

from core.language.engine import LanguageEngine
from core.types import Message

_TURN = 8
"""Tokens of a turn's markers, on the high side."""

_ANSWER = 256
"""Tokens that are kept for an answer, or fewer where fewer are asked for: more is not worth older turns."""


def fitting(engine: LanguageEngine, messages: Sequence[Message], answer: int) -> list[Message]:
    """The messages without the oldest turns that do not fit the engine's context beside an `answer` of so many tokens.

    What the system says at the beginning and the last message stay in any case: a message that is too long by itself
    the engine refuses. A turn is left out whole, so that no answer stands without its question.
    """
    room = engine.context - min(answer, _ANSWER)
    if sum(len(message.text.encode("utf-8", "replace")) + _TURN for message in messages) <= room:
        return list(messages)  # no token is less than a byte
    start = 1 if len(messages) > 1 and messages[0].role == "system" else 0
    head, past, last = messages[:start], messages[start:-1], messages[-1]
    room -= sum(_tokens(engine, message) for message in (*head, last))
    first = len(past)
    while first and (needed := _tokens(engine, past[first - 1])) <= room:
        room -= needed
        first -= 1
    while 0 < first < len(past) and past[first].role != "user":
        first += 1
    return [*head, *past[first:], last]


def _tokens(engine: LanguageEngine, message: Message) -> int:
    return engine.count_tokens(message.text) + _TURN
