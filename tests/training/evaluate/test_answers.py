"""Captions and answers to questions on pictures, scored and asked for, and lists that are broken."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from core.errors import BadInput, NotFound
from core.types import FloatArray
from training.data.captions import Captioned
from training.data.instructions import BRIEFLY
from training.evaluate import answers
from training.evaluate.answers import DESCRIBE, PictureQuestion, Vectors
from training.evaluate.results import plain

ROWS = [
    Captioned(Path("a.png"), ("a red star on the left",), "one"),
    Captioned(Path("b.png"), ("two blue rings", "a pair of rings"), "count"),
    Captioned(Path("c.png"), ("the word lamp in green",), "word"),
]
SAID = ["a red star on the left", "two blue rings", "a dog"]


def asked(picture: str, question: str, answer: str, kind: str) -> PictureQuestion:
    return PictureQuestion(Path(picture), question, (answer,), kind)


QUESTIONS = [
    asked("a.png", "What colour is it?", "red", "colour"),
    asked("a.png", "How many?", "two", "count"),
    asked("b.png", "What colour is it?", "blue", "colour"),
]


def lines(file: Path, rows: Sequence[dict[str, Any]]) -> Path:
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return file


def test_captions_are_scored_over_all_and_by_group() -> None:
    result = answers.captions(ROWS, SAID)
    figures = plain(result.figures)
    assert figures["rouge1"] == pytest.approx(2 / 3, abs=1e-4)
    assert list(result.groups) == ["count", "one", "word"]
    assert result.groups["word"].value == 0
    assert result.groups["one"].value == pytest.approx(10)
    assert [example.picture for example in result.examples] == [Path("a.png"), Path("b.png"), Path("c.png")]
    assert "clip_score" not in figures


def test_clip_score_compares_each_caption_with_its_own_picture_and_references() -> None:
    def pictures(files: Sequence[Path]) -> FloatArray:
        return np.eye(3, dtype=np.float32)[["abc".index(file.stem) for file in files]]

    def texts(written: Sequence[str]) -> FloatArray:
        place = {"a red star on the left": 0, "two blue rings": 1, "a pair of rings": 0, "the word lamp in green": 2}
        return np.eye(3, dtype=np.float32)[[place.get(text, 0) for text in written]]

    figures = answers.captions(ROWS, SAID, Vectors(pictures, texts)).figures
    assert figures["clip_score"].parts[:, 0] == pytest.approx([2.5, 2.5, 0])  # type: ignore[union-attr]
    # the second has two references, the better of which is the same text
    assert figures["reference_clip_score"].parts[:, 0] == pytest.approx([5 / 3.5, 5 / 3.5, 0])  # type: ignore[union-attr]


def test_answers_are_scored_over_all_and_by_kind() -> None:
    result = answers.questions(QUESTIONS, ["Red.", "2", "green"])
    assert plain(result.figures) == {
        "vqa_accuracy": pytest.approx(2 / 3, abs=1e-4),
        "exact_match": 0.3333,
        "f1": 0.3333,
    }
    assert result.groups["count"].value == 1
    assert result.groups["colour"].value == 0.5


def test_what_was_asked_can_be_given_again(tmp_path: Path) -> None:
    result = answers.questions(QUESTIONS, ["Red.", "2", "green"])
    file = lines(tmp_path / "said.jsonl", [dict(line) for line in result.predictions])
    assert answers.read_answers_said(file, QUESTIONS) == ["Red.", "2", "green"]
    file = lines(tmp_path / "said.jsonl", [dict(line) for line in answers.captions(ROWS, SAID).predictions])
    assert answers.read_captions_said(file, ROWS) == SAID


def test_the_model_is_asked_once_an_item(tmp_path: Path) -> None:
    heard: list[tuple[str, str]] = []
    told: list[tuple[int, int]] = []

    def say(picture: Path, text: str) -> str:
        heard.append((picture.name, text))
        return f"{len(heard)}"

    assert answers.describe(ROWS, say, lambda done, total: told.append((done, total))) == ["1", "2", "3"]
    assert heard == [(f"{name}.png", DESCRIBE) for name in "abc"]
    assert told[-1] == (3, 3)
    answers.answer(QUESTIONS[:1], say)
    assert heard[-1] == ("a.png", f"What colour is it?\n{BRIEFLY}")


def test_swapped_each_question_is_asked_of_another_picture() -> None:
    shown = answers.answer(QUESTIONS, lambda picture, _: picture.name, swapped=True)
    assert shown == ["b.png", "b.png", "a.png"]
    with pytest.raises(BadInput, match="only one picture"):
        answers.answer(QUESTIONS[:2], lambda picture, _: picture.name, swapped=True)


def test_questions_are_read_beside_their_pictures(tmp_path: Path) -> None:
    Image.new("RGB", (8, 8)).save(tmp_path / "a.png")
    row = {"file": "a.png", "question": "What?", "answers": ["x", "y"], "kind": "what"}
    file = lines(tmp_path / "questions.jsonl", [row, {"file": "a.png", "question": "Who?", "answer": "z"}])
    assert answers.read_questions(file) == [
        PictureQuestion(tmp_path / "a.png", "What?", ("x", "y"), "what"),
        PictureQuestion(tmp_path / "a.png", "Who?", ("z",), "all"),
    ]
    assert len(answers.read_questions(file, 1)) == 1


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"file": "a.png", "question": "What?"}, "no text as its `answer`"),
        ({"file": "a.png", "question": "What?", "answers": []}, "no list of texts"),
        ({"file": "a.png", "question": "What?", "answers": "x"}, "no list of texts"),
        ({"file": "a.png", "question": " ", "answers": ["x"]}, "no text as its `question`"),
        ({"file": "none.png", "question": "What?", "answers": ["x"]}, "not there"),
    ],
)
def test_a_line_at_fault_is_named(tmp_path: Path, row: dict[str, Any], said: str) -> None:
    Image.new("RGB", (8, 8)).save(tmp_path / "a.png")
    good = {"file": "a.png", "question": "What?", "answers": ["x"]}
    with pytest.raises(BadInput, match=f"Line 2 of q.jsonl.*{said}"):
        answers.read_questions(lines(tmp_path / "q.jsonl", [good, row]))


def test_missing_predictions_are_counted_and_the_first_is_named(tmp_path: Path) -> None:
    file = lines(tmp_path / "said.jsonl", [{"file": "a.png", "caption": "x"}])
    with pytest.raises(BadInput, match=r"no prediction for 2 of 3 items, the first of them b\.png"):
        answers.read_captions_said(file, ROWS)
    lines(file, [{"file": "c.png", "question": "What?", "answer": "x"}])
    with pytest.raises(BadInput, match=r"a\.png, What colour is it\?"):
        answers.read_answers_said(file, QUESTIONS)


@pytest.mark.parametrize("text", ["", "no json", "[1]\n", "\xff"])
def test_predictions_that_are_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "said.jsonl").write_bytes(text.encode("latin-1"))
    with pytest.raises(BadInput):
        answers.read_captions_said(tmp_path / "said.jsonl", ROWS)
    with pytest.raises(NotFound):
        answers.read_captions_said(tmp_path / "none.jsonl", ROWS)
