"""Answers that are preferred to others: as pairs, or each by itself as good or bad."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.grounding.citations import parse
from core.types import Message
from training.data.reading import Dialogue

_LINE = re.compile(r"^\[(\d+)\] (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Pair:
    """Messages, the answer that is wanted, and one that is not."""

    messages: tuple[Message, ...]
    chosen: str
    rejected: str


@dataclass(frozen=True, slots=True)
class Rated:
    """Messages, an answer, and whether it is a good one."""

    messages: tuple[Message, ...]
    answer: str
    good: bool


def anchors(answered: Sequence[Dialogue], refusal: str) -> list[Pair]:
    """What a model says already, each against what it would say if it forgot when to answer and when to refuse.

    What it answered stands against a refusal, what it refused against the first line that it was given.
    """
    pairs = []
    for one in answered:
        line = _LINE.search(one.messages[-1].text)
        if not parse(one.answer).refused:
            pairs.append(Pair(one.messages, one.answer, refusal))
        elif line is not None:
            pairs.append(Pair(one.messages, one.answer, f"{line[2]} [{line[1]}]"))
    return pairs


def apart(pairs: Sequence[Pair]) -> list[Rated]:
    """Each pair as a good answer and a bad one."""
    return [
        one
        for pair in pairs
        for one in (Rated(pair.messages, pair.chosen, True), Rated(pair.messages, pair.rejected, False))
    ]
