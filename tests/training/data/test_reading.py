from __future__ import annotations

import re

from core.grounding import prompt
from training.data import facts
from training.data.reading import SENTENCE, dialogues

ROWS = facts.entries(400, 2)


def test_the_mark_names_the_line_that_holds_the_answer() -> None:
    for dialogue in dialogues(ROWS, 0.0, 1):
        if dialogue.answer == prompt.NOT_THERE:
            continue
        answer, mark = re.fullmatch(r"(.*) \[(\d)\]", dialogue.answer).groups()  # type: ignore[union-attr]
        lines = dialogue.messages[1].text.splitlines()
        assert lines[int(mark) - 1].startswith(f"[{mark}] ")
        assert answer in lines[int(mark) - 1]


def test_refusals_lack_the_answer() -> None:
    answerable = [row for row in ROWS if row.span is not None]
    made = dialogues(answerable, 1.0, 1)
    assert all(dialogue.answer == prompt.NOT_THERE for dialogue in made)
    for row, dialogue in zip(answerable, made, strict=True):
        evidence = dialogue.messages[1].text.rpartition("\n\n")[0]
        assert f" {row.span} " not in evidence


def test_the_prompt_is_the_one_of_serving() -> None:
    dialogue = dialogues(ROWS, 0.0, 1)[0]
    lines = dialogue.messages[1].text.rpartition("\n\n")[0].splitlines()
    quotes = [line.partition("] ")[2] for line in lines]
    question = dialogue.messages[1].text.rpartition("\n\n")[2]
    form: prompt.Form = "sentence" if dialogue.messages[0].text == prompt.READING_SYSTEM["sentence"] else "words"
    assert tuple(prompt.reading(question, quotes, form)) == dialogue.messages


def test_some_are_to_be_answered_in_a_sentence() -> None:
    made = dialogues([row for row in ROWS if row.span], 0.0, 1, rounds=3)
    share = sum(d.messages[0].text == prompt.READING_SYSTEM["sentence"] for d in made) / len(made)
    assert abs(share - SENTENCE) < 0.03
