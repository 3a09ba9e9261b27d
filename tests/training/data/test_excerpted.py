"""Dialogues on excerpts: what is said stands in the excerpt that is marked, and what is not stated stands in none."""

from __future__ import annotations

import re

from core.grounding import prompt
from training.data import excerpted, facts, records
from training.data.reading import Dialogue

ROWS = facts.entries(300, 5) + records.documents(300, 5)
MADE = excerpted.dialogues(ROWS, 0.3, 5)


def test_an_answer_stands_in_the_excerpt_that_it_names() -> None:
    answered = [one for one in every() if one.answer != prompt.NOT_STATED and ", and " not in asked(one)]
    for one in answered:
        found = re.fullmatch(r"(?:(Yes|No), )?(.+) \[(\d)\]", one.answer)
        assert found is not None
        text = excerpts(one)[int(found[3]) - 1]
        assert plain(found[2]) in plain(text)
        assert not found[1] or (plain(found[2]) in plain(asked(one))) is (found[1] == "Yes")
    assert {one.answer.partition(",")[0] for one in answered} > {"Yes", "No"}


def test_a_share_is_not_stated() -> None:
    absent = [one for one in every() if one.answer == prompt.NOT_STATED]
    assert 0.25 < len(absent) / len(every()) < 0.55


def test_every_question_has_its_turn_and_several_share_their_excerpts() -> None:
    assert len(MADE) == len([row for row in ROWS if len((row.span or "").split()) <= excerpted.MOST_WORDS])
    assert sum(len(one.beside) for one in MADE) > len(MADE)
    for one in MADE:
        assert {tuple(excerpts(other)) for other in one.beside} <= {tuple(excerpts(one))}
        questions = [asked(other) for other in (one, *one.beside)]
        assert len(set(questions)) == len(questions)


def test_equal_seeds_make_equal_dialogues() -> None:
    assert excerpted.dialogues(ROWS, 0.3, 5) == MADE
    assert excerpted.dialogues(ROWS, 0.3, 6) != MADE


def test_each_excerpt_stands_behind_the_name_of_its_file() -> None:
    assert all(re.match(r"[^:|]+\.[a-z]{2,4}: \S", text) for one in MADE for text in excerpts(one))


def every() -> list[Dialogue]:
    return [one for made in MADE for one in (made, *made.beside)]


def asked(one: Dialogue) -> str:
    return one.messages[-1].text.rpartition("\n\n")[2]


def excerpts(one: Dialogue) -> list[str]:
    return re.split(r"(?:^|\n)\[\d\] ", one.messages[-1].text.rpartition("\n\n")[0])[1:]


def plain(text: str) -> str:
    return " ".join(text.replace("|", " ").lower().split())
