"""How fast the last answers were: what the settings page shows of the language model that answers."""

from __future__ import annotations

import statistics
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.types import Answer, JsonObject, Route, Usage

KEPT = 50
_NOT_ITS_OWN = ("guess",)  # a model of its own answers about drawings


@dataclass(frozen=True, slots=True)
class Figures:
    """What an answer cost, and none of its words."""

    model: str
    route: Route | None
    usage: Usage
    timings: Mapping[str, float]


class Recent:
    """The figures of the last answers. Safe between threads."""

    def __init__(self) -> None:
        self._answers: deque[Figures] = deque(maxlen=KEPT)

    def add(self, answer: Answer) -> None:
        """Take an answer up that was not broken off."""
        if answer.finish != "cancelled":
            self._answers.append(Figures(answer.model, answer.route, answer.usage, answer.timings))

    def of(self, model: str) -> JsonObject:
        """How many of them are this model's, their median seconds, and the tokens per second that it read and wrote.

        None for what cannot be told. Tokens that the engine had kept from earlier prompts count as read.
        """
        answers = [answer for answer in tuple(self._answers) if answer.model == model]
        asked = [answer for answer in answers if "reading" in answer.timings and answer.route not in _NOT_ITS_OWN]
        return {
            "answers": len(answers),
            "seconds": statistics.median(answer.timings["total"] for answer in answers) if answers else None,
            "read": _rate([(answer.usage.prompt_tokens, answer.timings["reading"]) for answer in asked]),
            "written": _rate([(answer.usage.completion_tokens - 1, answer.timings["writing"]) for answer in asked]),
        }


def _rate(measured: Sequence[tuple[int, float]]) -> float | None:
    """Tokens per second over all measurements."""
    tokens, seconds = (sum(column) for column in zip(*measured, strict=True)) if measured else (0, 0.0)
    return tokens / seconds if tokens > 0 and seconds > 0 else None
