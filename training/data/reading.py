"""What the grounded reader learns from: evidence, a question, and the few words that answer it, or that no words do.

The evidence looks as it does in service: the sentence with the answer among others that share words with the question,
in any order. A question whose answer was taken out of the evidence is one to refuse.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from core.grounding import prompt
from core.sentences import sentences
from core.types import Message
from core.words import stems
from training.data.questions import Example

SENTENCE = 0.07  # share of questions to be answered in a sentence: copying one is soon learned
LINES = (1, 2, 3, 3, 3, 4, 4)  # of evidence, drawn from these
LONGEST_LINE = 50  # words: longer sentences are cut around the answer
MOST_WORDS = 12  # of an answer: a few words are wanted


@dataclass(frozen=True, slots=True)
class Dialogue:
    """Messages, and what is to be answered; and other dialogues whose messages differ from these in the question only,
    which is their last paragraph."""

    messages: tuple[Message, ...]
    answer: str
    beside: tuple[Dialogue, ...] = ()


def dialogues(rows: Sequence[Example], absent: float, seed: int, rounds: int = 1) -> list[Dialogue]:
    """Each question `rounds` times, and in a share `absent` of the cases without its answer in the evidence."""
    rng = random.Random(seed)
    by_story: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row.context not in by_story[row.story]:
            by_story[row.story].append(row.context)
    stories = list(by_story)
    made = []
    for _ in range(rounds):
        for row in rows:
            if row.start is None or rng.random() < absent:
                near = by_story[row.story] if rng.random() < 0.7 else by_story[rng.choice(stories)]
                made.append(_without(row, rng.choice(near), rng))
            elif len((row.span or "").split()) <= MOST_WORDS:
                made.append(_with(row, rng))
    return made


def _with(row: Example, rng: random.Random) -> Dialogue:
    """The sentences that hold the answer, and the likeliest others."""
    places = sentences(row.context)
    begin, end = row.start or 0, row.end or 0
    held = [row.context[a:b] for a, b in places if a < end and b > begin]
    others = [row.context[a:b] for a, b in places if not (a < end and b > begin)]
    gold = _cut(" ".join(held), row.span or "")
    lines = [gold, *_likely(row.question, others, rng.choice(LINES) - 1, rng)]
    rng.shuffle(lines)
    mark = lines.index(gold) + 1
    if rng.random() < SENTENCE:
        messages = prompt.reading(row.question, lines, "sentence")
        return Dialogue(tuple(messages), f"{prompt.one_line(gold)} [{mark}]")
    return Dialogue(tuple(prompt.reading(row.question, lines)), f"{prompt.one_line(row.span or '')} [{mark}]")


def _without(row: Example, context: str, rng: random.Random) -> Dialogue:
    """Sentences of `context` that share words with the question, and not the answer."""
    answer = " ".join(stems(row.span or "")) or "\0"
    others = [context[a:b] for a, b in sentences(context)]
    others = [line for line in others if answer not in " ".join(stems(line))]
    lines = _likely(row.question, others, rng.choice(LINES), rng) or ["Nothing was said of it."]
    rng.shuffle(lines)
    return Dialogue(tuple(prompt.reading(row.question, lines)), prompt.NOT_THERE)


def _likely(question: str, lines: Sequence[str], count: int, rng: random.Random) -> list[str]:
    """`count` lines, by the words that they share with the question, and a little by chance."""
    wanted = set(stems(question))
    ranked = sorted(lines, key=lambda line: -len(wanted & set(stems(line))) - 1.5 * rng.random())
    return [_cut(line, "") for line in ranked[:count]]


def _cut(line: str, answer: str) -> str:
    """At most `LONGEST_LINE` words, around the answer."""
    words = line.split()
    if len(words) <= LONGEST_LINE:
        return line
    before = len(line[: max(0, line.find(answer))].split())
    first = max(0, min(before - LONGEST_LINE // 2, len(words) - LONGEST_LINE))
    return " ".join(words[first : first + max(LONGEST_LINE, len(answer.split()) + LONGEST_LINE // 2)])
