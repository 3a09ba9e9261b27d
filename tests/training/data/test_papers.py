"""Papers: every answer stands in the text that it names, and what is read at once holds what is asked of it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from core.errors import BadInput
from core.grounding import prompt
from training.data import papers
from training.data.papers import Asked, Bundle, Paper, Span

LONG = Bundle(
    "en",
    (
        Paper("rules 2023.pdf", "Dogs are admitted on a lead. " + "More of the rules follows here. " * 30),
        Paper("rules 2024.pdf", "Dogs are no longer admitted; guide dogs are. " + "More of the rules follows. " * 30),
        Paper("note.txt", "Ring Ada Lind."),
    ),
    (
        Asked("Could I bring a dog in 2023?", (Span(0, "Dogs are admitted on a lead"),), "yes"),
        Asked("And under the new rules, and whom do I ring?", (Span(1, "guide dogs are"), Span(2, "Ada Lind"))),
        Asked("Are cats admitted?", ()),
    ),
)
OTHER = Bundle("en", (Paper("x.txt", "Tea is at four."),), (Asked("When is tea?", (Span(0, "at four"),)),))


def test_what_ships_is_whole_and_of_many_languages() -> None:
    bundles = [bundle for file in papers.FOLDER.glob("*.jsonl") for bundle in papers.read(file.stem)]
    assert len({bundle.lang for bundle in bundles}) >= 10
    assert {bundle.split for bundle in bundles} == {"train", "validation"}
    asked = [one for bundle in bundles for one in bundle.questions]
    assert 0.1 < sum(not one.spans for one in asked) / len(asked) < 0.35


def test_texts_that_are_too_long_together_are_read_apart() -> None:
    made = papers.dialogues([LONG, OTHER], 1)
    assert len(made) == 3
    for one in (part for row in made for part in (row, *row.beside)):
        text = one.messages[-1].text
        assert len(text.split()) < papers.MOST_WORDS + 200
        for said in re.sub(r"^(?:Yes|No), | (?:\[\d\])+$", "", one.answer).split(", "):
            assert said == prompt.NOT_STATED or said in text


def test_a_question_is_asked_of_the_texts_that_answer_it_and_of_some_others_under_the_name_of_the_file() -> None:
    made = papers.examples([LONG, OTHER], 1)
    both = [row for row in made if row.question == "And under the new rules, and whom do I ring?"]
    assert {row.span for row in both} >= {"guide dogs are", "Ada Lind"}
    assert len([row for row in made if row.question == "Are cats admitted?" and row.start is None]) == 3
    assert all(row.context.startswith(("rules 2023\n", "rules 2024\n", "note\n", "x\n")) for row in made)
    assert {row.story for row in made} == {"office-0", "office-1"}


def test_an_answer_has_its_verdict_and_the_marks_of_its_texts() -> None:
    said = {one.messages[-1].text.rpartition("\n\n")[2]: one for row in papers.dialogues([LONG], 1)
            for one in (row, *row.beside)}  # fmt: skip
    assert re.fullmatch(r"Yes, Dogs are admitted on a lead \[\d\]", said["Could I bring a dog in 2023?"].answer)
    both = said["And under the new rules, and whom do I ring?"]
    marks = re.fullmatch(r"guide dogs are, Ada Lind \[(\d)\]\[(\d)\]", both.answer)
    assert marks
    assert f"[{marks[1]}] rules 2024.pdf" in both.messages[-1].text
    assert f"[{marks[2]}] note.txt" in both.messages[-1].text
    assert said["Are cats admitted?"].answer == prompt.NOT_STATED


def test_what_is_to_be_calculated_is_written_down() -> None:
    asked = Asked("What do both cost?", (Span(0, "£3"), Span(0, "£4")), calculation="£3 + £4")
    (row,) = papers.dialogues([Bundle("en", (Paper("bill.txt", "Tea £3, scones £4."),), (asked,))], 1)
    assert row.answer == "£3 + £4 [1]"


def test_of_another_bundle_nothing_is_stated() -> None:
    (_, _, last) = papers.dialogues([LONG, OTHER], 1)
    answers = {one.messages[-1].text.rpartition("\n\n")[2]: one.answer for one in (last, *last.beside)}
    assert answers.pop("When is tea?") == "at four [1]"
    assert set(answers.values()) == {prompt.NOT_STATED}


@pytest.mark.parametrize(
    "line",
    [
        {"lang": "en"},
        {"lang": "en", "docs": [["a.txt", "Tea."]], "questions": [{"q": "?", "spans": [[0, "x"]]}]},
        {
            "lang": "en",
            "docs": [["a.txt", "2"]],
            "questions": [{"q": "?", "spans": [[0, "2"]], "calculation": "2 and 2"}],
        },
    ],
)
def test_a_line_that_is_no_bundle_is_named(tmp_path: Path, line: dict[str, object]) -> None:
    (tmp_path / "some.jsonl").write_text(json.dumps(line))
    with pytest.raises(BadInput, match=r"Line 1 of some\.jsonl"):
        papers.read("some", tmp_path)


def test_a_set_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(BadInput, match="no papers called poems") as caught:
        papers.read("poems")
    assert "cases, clubs, everyday" in caught.value.remedy
