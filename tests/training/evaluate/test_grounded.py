"""The measures of grounded answers, against examples worked out by hand."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from core.errors import BadInput, NotFound
from training.evaluate.grounded import (
    GroundedQuestion,
    evaluate,
    read_questions,
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


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "not JSON"),
        ("[1]", "not a JSON object"),
        ('{"question": "q", "answers": ["a"]}', "no text as its `context`"),
        ('{"context": "c", "question": "q", "answers": "a"}', "no list of texts"),
        ('{"context": "c", "question": "q", "answers": []}', "no list of texts"),
        ('{"context": "c", "question": " ", "answers": ["a"]}', "no text as its `question`"),
        ('{"context": "c", "question": "q", "answers": [3]}', "no list of texts"),
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
