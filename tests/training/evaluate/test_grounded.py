"""The measures of grounded answers, against examples worked out by hand."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from core.errors import BadInput, NotFound
from training.evaluate.grounded import (
    GroundedQuestion,
    contexts,
    evaluate,
    exact_match,
    gold_inside,
    normalise,
    read_questions,
    token_f1,
)
from training.evaluate.results import plain


@dataclass(frozen=True)
class Place:
    document: str


@dataclass(frozen=True)
class Said:
    answer: str
    abstained: bool = False
    citations: tuple[Place, ...] = ()


def test_normalisation_is_that_of_squad() -> None:
    assert normalise("The  King's, “golden” crown!") == ["kings", "golden", "crown"]
    assert normalise("An apple a day—and a pear") == ["apple", "day", "and", "pear"]
    assert normalise("…") == []


def test_exact_match_and_f1() -> None:
    assert exact_match("The golden hair.", "golden hair") == 1.0
    assert exact_match("golden", "golden hair") == 0.0
    assert token_f1("golden hair", "the golden hair") == 1.0
    assert token_f1("She had golden hair", "golden hair") == pytest.approx(2 * 2 / (4 + 2))
    assert token_f1("red red", "red") == pytest.approx(2 * 1 / 3)
    assert token_f1("", "red") == 0.0
    assert token_f1("blue", "red") == 0.0


@pytest.mark.parametrize(
    ("answer", "golds", "wanted"),
    [
        ("The wife had golden hair, they say.", ["golden hair"], True),
        ("Her hair was golden.", ["golden hair"], True),
        ("a b c d", ["a b c d e"], False),  # "a" is an article: 3 of 4 tokens
        ("w x y z", ["w x y z q"], True),  # 4 of 5 tokens
        ("w x y", ["w x y q"], False),  # 3 of 4 tokens
        ("goldenrod hair", ["golden"], False),
        ("nothing", ["golden hair", "nothing"], True),
        ("red", ["red red red"], False),
        ("anything", ["the"], False),
        ("", ["x"], False),
    ],
)
def test_gold_inside(answer: str, golds: list[str], wanted: bool) -> None:
    assert gold_inside(answer, golds) is wanted


def test_the_report_of_four_questions() -> None:
    questions = [
        GroundedQuestion(f"q{n}", (gold,), f"c{n}") for n, gold in enumerate(["red", "the blue sky", "x", "y"])
    ]
    said = {
        "q0": Said("red [1]", citations=(Place("d0"),)),
        "q1": Said("It is a blue sky. [1]", citations=(Place("d1"), Place("d9"))),
        "q2": Said("I found nothing about x.", abstained=True),
        "q3": Said("z", citations=(Place("d9"),)),
    }
    found = {
        "q0": ["d0", "d9"],
        "q1": ["d9", "d1"],
        "q2": ["d9", "d9", "d9", "d9", "d2", "d2"],
        "q3": ["d9"] * 5 + ["d3"],
    }
    told: list[tuple[int, int]] = []
    report = evaluate(
        questions,
        ask=said.__getitem__,
        search=lambda question, limit: [Place(d) for d in found[question]],
        documents=lambda context: {context.replace("c", "d")},
        progress=lambda done, total: told.append((done, total)),
    )
    figures = plain(report.figures)
    seconds = figures.pop("seconds_per_question")
    assert figures == {
        "questions": 4,
        "hit_at_1": 0.25,
        "hit_at_3": 0.5,
        "hit_at_5": 0.75,
        "exact_match": 0.25,
        "f1": round((1 + 2 * 2 / (4 + 2)) / 4, 4),
        "gold_inside": 0.5,
        "refused": 0.25,
        "citation_precision": 0.5,
    }
    assert seconds is not None
    assert 0 <= seconds < 0.1
    assert told[-1] == (4, 4)
    assert [(example.said, example.score) for example in report.examples][2:] == [
        ("I found nothing about x.", 0.0),
        ("z", 0.0),
    ]
    assert report.figures["f1"].interval()[0] < figures["f1"] < report.figures["f1"].interval()[1]


def test_a_library_of_another_file_has_no_hits_and_no_right_citations() -> None:
    report = evaluate(
        [GroundedQuestion("q", ("x",), "c")],
        ask=lambda question: Said("nothing", abstained=True),
        search=lambda question, limit: [Place("d9")],
        documents=lambda context: (),
    )
    figures = plain(report.figures)
    assert (figures["hit_at_5"], figures["refused"], figures["citation_precision"]) == (0.0, 1.0, None)


def test_reading_a_file(tmp_path: Path) -> None:
    file = tmp_path / "qa.jsonl"
    line = {"context": "c", "question": "q", "answers": ["a"], "story": "s"}
    file.write_text(f"{json.dumps(line)}\n\n{json.dumps(line)}\n{json.dumps(line)}\n")
    questions = read_questions(file)
    assert questions == [GroundedQuestion("q", ("a",), "c")] * 3
    assert len(read_questions(file, limit=2)) == 2
    assert contexts(questions) == ["c"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "not JSON"),
        ("[1]", "no object"),
        ('{"question": "q", "answers": ["a"]}', "no context"),
        ('{"context": "c", "question": "q", "answers": "a"}', "another type"),
        ('{"context": "c", "question": "q", "answers": []}', "empty"),
        ('{"context": "c", "question": " ", "answers": ["a"]}', "empty"),
        ('{"context": "c", "question": "q", "answers": [3]}', "another type"),
    ],
)
def test_a_line_at_fault_is_named(tmp_path: Path, line: str, said: str) -> None:
    file = tmp_path / "qa.jsonl"
    file.write_text('{"context": "c", "question": "q", "answers": ["a"]}\n' + line)
    with pytest.raises(BadInput) as raised:
        read_questions(file)
    assert "Line 2 of qa.jsonl" in raised.value.message
    assert said in raised.value.message
    assert str(tmp_path) not in raised.value.message


def test_a_file_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        read_questions(tmp_path / "none.jsonl")
    (tmp_path / "empty").write_text("\n")
    with pytest.raises(BadInput):
        read_questions(tmp_path / "empty")
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadInput):
        read_questions(tmp_path / "binary")
