from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BadInput, NotFound
from training.data import questions
from training.data.questions import locate
from training.evaluate.grounded import token_f1

TEXT = "The mill was built in 1823 by Anna Holt, a widow. It burned down twice, and each time the village rebuilt it."


@pytest.mark.parametrize(
    ("answer", "span"),
    [
        ("1823", "1823"),
        ("anna holt", "Anna Holt"),
        ("It burned twice.", "It burned down twice"),
        ("the villagers of a town", None),
        ("...", None),
        ("dow", None),
    ],
)
def test_an_answer_is_found_where_it_stands_or_nearly(answer: str, span: str | None) -> None:
    place = locate(TEXT, [answer])
    assert (TEXT[slice(*place)] if place else None) == span


@given(
    st.lists(st.sampled_from("a cat sat on mats in Rome and 7 hats, softly.".split()), min_size=1, max_size=40),
    st.data(),
)
def test_every_run_of_words_finds_itself(words: list[str], data: st.DataObject) -> None:
    """Or, where its words stand twice, its like."""
    first = data.draw(st.integers(0, len(words) - 1))
    wanted = " ".join(words[first : first + data.draw(st.integers(1, 8))])
    place = locate(" ".join(words), [wanted])
    if token_f1(wanted, wanted) and wanted.strip(" ,."):
        assert place is not None
        assert token_f1(" ".join(words)[slice(*place)], wanted) == 1.0


def write(folder: Path, name: str, stories: int) -> None:
    lines = [
        {"story": f"{name} {i}", "context": TEXT, "question": "Who built it?", "answers": ["Anna Holt"]}
        for i in range(stories)
    ]
    (folder / f"{name}.jsonl").write_text("\n".join(json.dumps(line) for line in lines))


def test_no_story_trains_and_validates(tmp_path: Path) -> None:
    write(tmp_path, "both", 60)
    write(tmp_path, "only", 20)
    train, validation = questions.apart(tmp_path, ["both", "only"], ["both"])
    assert {row.story for row in train}.isdisjoint(row.story for row in validation)
    assert sum(row.story.startswith("only") for row in train) == 20
    assert validation


def test_a_line_break_of_unicode_stays_in_its_text_and_no_answer_is_one_too(tmp_path: Path) -> None:
    line = {"story": "s", "context": "One.\u2028Two.", "question": "Three?", "answers": []}
    (tmp_path / "odd.jsonl").write_text(json.dumps(line, ensure_ascii=False) + "\n\n", encoding="utf-8")
    [row] = questions.read(tmp_path, ["odd"])
    assert (row.context, row.answers, row.start) == ("One.\u2028Two.", (), None)


def test_what_is_no_question_is_named_by_its_line(tmp_path: Path) -> None:
    write(tmp_path, "good", 2)
    with (tmp_path / "good.jsonl").open("a") as file:
        file.write('\n{"story": "x"}')
    with pytest.raises(BadInput, match=r"Line 3 of good\.jsonl"):
        questions.read(tmp_path, ["good"])
    with pytest.raises(NotFound, match=r"bad\.jsonl"):
        questions.read(tmp_path, ["bad"])
