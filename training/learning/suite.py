"""Questions that every version is asked beside the feedback: made up, so that no answer is known by heart.

Some have their answer in the text, some have not. The model's own answers to others like them are replayed while it
learns, so that it goes on as it was where nobody wanted it otherwise.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from core.grounding.citations import parse, strip_marks
from core.grounding.prompt import READING_SYSTEM, plain
from core.profiles import Reader
from core.types import message
from training.data import excerpted, facts
from training.data import records as made_up
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


def records(reader: Reader, count: int) -> list[Dialogue]:
    """Questions on one of several records that look alike (invoices, flights …), of kinds that never train."""
    rows = made_up.documents(3 * count, _ASKED_SEED, held_out=True)
    return _asked(reader, [row for row in rows if row.start is not None], 0.0)[:count]


def near_absent(reader: Reader, count: int) -> list[Dialogue]:
    """Questions on a record that is not there beside those that look like it, or on what is left out of it."""
    rows = made_up.documents(6 * count, _ASKED_SEED, held_out=True)
    return _asked(reader, [row for row in rows if row.start is None], 0.0)[:count]


def plain_texts() -> list[Dialogue]:
    """Everyday sentences as they may be said: how likely they are tells whether the language itself has suffered."""
    texts = json.loads((Path(made_up.__file__).parent / "plain_texts.json").read_text(encoding="utf-8"))
    return [Dialogue(tuple(plain("Write a few sentences.")), text) for text in texts]


def refused(said: str) -> bool:
    """Whether an answer says that there is none."""
    return parse(said).refused


def text_of(said: str) -> str:
    """An answer without its marks, as whoever asked reads it."""
    return strip_marks(said).strip()


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
