"""A canary for llama.cpp's caches: made-up words in some requests, which must never come back in others."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Protocol

from core.language.llamacpp import LlamaCppEngine
from core.types import Message, Piece, Sampling, message

QUESTIONS = (
    "Tell me about the sea.", "What are the notes about?", "Write a poem about rain.", "What is in the room?",
)  # fmt: skip
"""Two that no other request has to do with, and two that would be answered from the secrets if they were there."""

GREEDY = Sampling(max_tokens=16)
_SYLLABLES = ("zor", "bla", "qui", "vex", "mun", "tra", "pli", "gro")
_STEM = 6  # letters: two syllables


class Generates(Protocol):
    def generate(self, messages: Sequence[Message], sampling: Sampling) -> Iterator[Piece]: ...


@dataclass(frozen=True)
class Secret:
    """A conversation about something with a made-up name; `aborted` ones are dropped after their first piece."""

    word: str
    turns: tuple[Message, ...]
    aborted: bool

    @property
    def later(self) -> tuple[Message, ...]:
        return (*self.turns, message("assistant", "In the cellar."), message("user", "Where is it now?"))


@dataclass(frozen=True)
class Asked:
    """A request, and the made-up word that its answer may hold, if any."""

    turns: tuple[Message, ...]
    own: str = ""
    aborted: bool = False


@dataclass
class Findings:
    answers: int = 0
    leaks: list[tuple[str, str]] = field(default_factory=list)
    changed: Counter[tuple[str, str]] = field(default_factory=Counter)
    """How often a question got an answer that it does not get on a fresh server."""

    def note(self, asked: Asked, answer: str, words: Sequence[str], fresh: Mapping[str, str]) -> None:
        self.answers += 1
        forbidden = [word if asked.own else word[:_STEM] for word in words if word != asked.own]
        self.leaks += [(word, answer) for word in forbidden if word in answer.lower()]
        if not asked.own and answer != fresh[asked.turns[0].text]:
            self.changed[asked.turns[0].text, answer] += 1


def secrets(rounds: int, seed: int, notes: tuple[int, int]) -> Iterator[Secret]:
    """Each with a word of its own, and as many notes about it as the bounds allow (about 15 tokens a note)."""
    rng = random.Random(seed)
    seen: set[str] = set()
    for number in range(rounds):
        word = "".join(rng.choices(_SYLLABLES, k=4))
        while word[:_STEM] + word[-3:] in seen:
            word = "".join(rng.choices(_SYLLABLES, k=4))
        seen.add(word[:_STEM] + word[-3:])
        lines = [f"Note {n}: {word} is in room {rng.randint(1, 999)}." for n in range(rng.randint(*notes))]
        yield Secret(word, (message("user", f"{' '.join(lines)} Where is {word}?"),), number % 5 == 4)


def watch(engine: Generates, fresh: Mapping[str, str], told: Iterable[Secret], clients: int) -> Findings:
    """In each round a secret is told, the one before it is taken up again, and two unrelated questions are asked.

    With more than one client all of that runs at once. `fresh` has the answers of a server that knows nothing.
    """
    findings = Findings()
    words: list[str] = []
    before: list[Asked] = []
    with ThreadPoolExecutor(clients) as pool:
        for number, secret in enumerate(told):
            words.append(secret.word)
            one, two = (Asked((message("user", QUESTIONS[(2 * number + n) % len(QUESTIONS)]),)) for n in range(2))
            asked = [Asked(secret.turns, secret.word, secret.aborted), one, *before, two]
            for each, answer in zip(asked, pool.map(lambda each: _text(engine, each), asked), strict=True):
                findings.note(each, answer, words, fresh)
            before = [Asked(secret.later, secret.word)]
    return findings


def answers(engine: Generates, question: str) -> str:
    return _text(engine, Asked((message("user", question),)))


def _text(engine: Generates, asked: Asked) -> str:
    text = ""
    for piece in engine.generate(asked.turns, GREEDY):
        text += piece.text
        if asked.aborted:
            break
    return text


def preference(engine: LlamaCppEngine, question: str, own: str, other: str) -> float:
    """By how many nats the engine prefers the token of its own answer where another answer departs from it."""
    with engine._leased(None) as server:
        pair = [server.tokenize(text, special=False) for text in (own, other)]
    if pair[0] == pair[1]:
        return 0.0
    at = next((n for n, (a, b) in enumerate(zip(*pair, strict=False)) if a != b), None)
    if at is None:
        return math.inf  # one ends where the other goes on
    mine, theirs = (engine.log_probabilities((message("user", question),), text) for text in (own, other))
    return mine[at] - theirs[at]
