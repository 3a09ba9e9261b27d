"""Questions that every version is asked beside the feedback: made up, so that no answer is known by heart.

Some have their answer in the text, some have not. The model's own answers to others like them are replayed while it
learns, so that it goes on as it was where nobody wanted it otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.grounding.citations import parse
from core.grounding.prompt import READING_SYSTEM
from core.profiles import Reader
from core.types import message
from training.data import excerpted, facts
from training.data.questions import Example
from training.data.reading import Dialogue, dialogues
from training.data.squad import gold_inside, token_f1

_REPLAY_SEED, _ASKED_SEED = 11, 12
_ABSENT = 0.3  # share of the replayed questions whose answer was taken out of the text


def to_replay(reader: Reader, count: int) -> list[Dialogue]:
    """Questions for the model as it ships; the answers in them are not those that it gives."""
    return _asked(reader, facts.entries(count, _REPLAY_SEED), _ABSENT)[:count]


def answerable(reader: Reader, count: int) -> list[Dialogue]:
    """Questions whose answer stands in the text."""
    return _asked(reader, _with_answer(count), 0.0)[:count]


def absent(reader: Reader, count: int) -> list[Dialogue]:
    """The same questions, over texts without their answer."""
    return _asked(reader, _with_answer(count), 1.0)[:count]


def right(said: str, wanted: str) -> float:
    """1.0 where an answer says what is wanted, or refuses where that is wanted, else 0.0."""
    reply, expected = parse(said), parse(wanted)
    if expected.refused or reply.refused:
        return float(expected.refused == reply.refused)
    return float(gold_inside(reply.words, [expected.words]))


def likeness(said: str, wanted: str) -> float:
    """How near an answer is to what is wanted, from 0 to 1: by the words that they share, and whether both refuse."""
    reply, expected = parse(said), parse(wanted)
    if expected.refused or reply.refused:
        return float(expected.refused == reply.refused)
    return token_f1(reply.words, expected.words)


def _with_answer(count: int) -> list[Example]:
    entries = facts.entries(2 * count, _ASKED_SEED, held_out=True)
    return [entry for entry in entries if entry.start is not None][: count + count // 4]


def _asked(reader: Reader, rows: Sequence[Example], share: float) -> list[Dialogue]:
    if reader == "excerpt_reader":
        return excerpted.dialogues(rows, share, _ASKED_SEED, asked=1)
    made = dialogues(rows, share, _ASKED_SEED)
    return [_for_a_sentence(one) if number % 2 else one for number, one in enumerate(made)]


def _for_a_sentence(one: Dialogue) -> Dialogue:
    """The same, asked for a sentence: of those alone the model that writes is asked where words are pointed at."""
    lines, _, question = one.messages[-1].text.rpartition("\n\n")
    asked = message("user", f"{lines}\n\nIn one sentence: {question}")
    return replace(one, messages=(message("system", READING_SYSTEM["sentence"]), asked))
