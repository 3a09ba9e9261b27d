"""Conversations about pictures, as LLaVA-Instruct-150K has them (Liu et al. 2023, arXiv:2304.08485).

    [{"id": …, "image": "000001.jpg", "conversations": [{"from": "human", "value": "<image>\\nWhat is it?"},
                                                        {"from": "gpt", "value": "A boat."}, …]}, …]

Also made here from questions with answers, and from captions: what a thing is called, and whether it is there.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.errors import BadInput
from core.grounding.prompt import with_article
from training.data.captions import Captioned, usable
from training.data.jsonlines import read_lines

IMAGE = "<image>"
BRIEFLY = "Answer the question using a single word or phrase."
"""As LLaVA-1.5 asks for short answers (Liu et al. 2023, arXiv:2310.03744)."""
_ROLES = ("human", "gpt")
_WHAT = ("What is this?", "What is in the picture?", "What do you see?", "What does the picture show?")


@dataclass(frozen=True, slots=True)
class Turn:
    """`question` is what may be spoken, `instruction` what is typed after it (may be empty), `answer` is learned."""

    question: str
    instruction: str
    answer: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """A picture and what is asked and answered about it, in order."""

    picture: Path
    turns: tuple[Turn, ...]


def read_instructions(file: Path, pictures: Path) -> list[Conversation]:
    """All conversations of a file about pictures in the folder `pictures`, in the file's order.

    Raises `BadInput` for a role that is neither human nor gpt, for turns out of order, for a marker of a picture that
    is not there, for an empty answer, and where over 1 % of the pictures are missing, broken or outside the folder
    (fewer are left out and listed).
    """
    rows = _rows(file)
    return usable([_conversation(row, number, pictures) for number, row in enumerate(rows, 1)], pictures)


def _rows(file: Path) -> list[Any]:
    try:
        rows = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise BadInput(f"{file.name} is not there.", "Give a file as LLaVA-Instruct-150K has it.") from error
    except ValueError as error:
        raise BadInput(f"{file.name} is not JSON.", "Fetch it again.") from error
    if not isinstance(rows, list) or not rows:
        raise BadInput(f"{file.name} holds no conversations.", "Give a file as LLaVA-Instruct-150K has it.")
    return rows


def _conversation(row: Any, number: int, pictures: Path) -> Conversation:
    where = f"Conversation {number}"
    try:
        said = [(str(turn["from"]), str(turn["value"])) for turn in row["conversations"]]
        picture = pictures / str(row["image"])
    except (KeyError, TypeError) as error:
        raise BadInput(f"{where} has no image or no conversations.", "Leave out what is about no picture.") from error
    for role, _ in said:
        if role not in _ROLES:
            raise BadInput(f"{where} has an unknown role: {role!r}.", "The roles are human and gpt, in turn.")
    if not said or len(said) % 2 or any(role != _ROLES[at % 2] for at, (role, _) in enumerate(said)):
        raise BadInput(f"{where} is not by turns of human and gpt.", "Begin with human, and end with gpt.")
    if sum(value.count(IMAGE) for _, value in said) != 1 or IMAGE not in said[0][1]:
        raise BadInput(f"{where} does not have its picture once, in the first turn.", f"Write {IMAGE} there.")
    pairs = zip(said[::2], said[1::2], strict=True)
    return Conversation(picture, tuple(_turn(asked, answer, where) for (_, asked), (_, answer) in pairs))


def _turn(asked: str, answer: str, where: str) -> Turn:
    """The first line is the question; what follows it ("Answer in a word.") is an instruction."""
    question, _, instruction = asked.replace(IMAGE, "").strip().partition("\n")
    if not answer.strip() or not question:
        raise BadInput(f"{where} has an empty question or answer.", "Leave it out.")
    return Turn(question.strip(), instruction.strip(), answer.strip())


def about_captions(rows: Sequence[Captioned], seed: int, asked: int = 3) -> Iterator[Conversation]:
    """For each captioned picture: what it is, and in turn whether its thing or a stranger's is there.

    The stranger is the caption of a picture of another group.
    """
    for row in rows:
        rng = random.Random(f"{seed}/{row.picture.name}")
        caption = rng.choice(row.captions)
        turns = [Turn(rng.choice(_WHAT), "", f"It is {with_article(caption)}.")]
        while len(turns) < asked:
            stranger = rows[rng.randrange(len(rows))]
            other = stranger.captions[0]
            if rng.random() < 0.5:
                turns.append(Turn(f"Is there {with_article(caption)}?", "", f"Yes, there is {with_article(caption)}."))
            elif stranger.group != row.group and other not in row.captions:
                turns.append(Turn(f"Is there {with_article(other)}?", "", f"No, there is no {other}."))
        yield Conversation(row.picture, tuple(turns))


def about_questions(file: Path, kinds: Sequence[str] = ()) -> list[Conversation]:
    """A conversation a picture of the questions on it: lines of `file` (beside the list), `kind`, `question`, `answers`
    and, where one is known, a `sentence` that says the same; with `kinds`, of these alone.

    What is learned is the sentence; of every second question, which then asks for a brief answer, the first answer.

    Raises `BadInput` for a line that has not all of these, and where over 1 % of the pictures cannot be used.
    """
    turns: dict[str, list[Turn]] = {}
    for line in read_lines(file, "Make it with `vermeil train scenes`, or name another in the recipe."):
        picture, kind = line.text("file"), line.text("kind")
        question, answer = line.text("question"), line.texts("answers")[0]
        if not kinds or kind in kinds:
            asked = turns.setdefault(picture, [])
            brief = (len(turns) + len(asked)) % 2 == 0  # not the same kinds of question for every picture
            sentence = line.text("sentence", "") or answer
            asked.append(Turn(question, BRIEFLY, answer) if brief else Turn(question, "", sentence))
    return usable([Conversation(file.parent / name, tuple(asked)) for name, asked in turns.items()], file.parent)
