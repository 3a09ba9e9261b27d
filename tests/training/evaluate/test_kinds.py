"""What makes an answer to a question of some kind right, worked out by hand."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from core.errors import BadInput
from training.data.jsonlines import write_lines
from training.evaluate.kinds import KindQuestion, evaluate, plain_text, read_kinds
from training.evaluate.results import plain


@dataclass(frozen=True)
class Said:
    answer: str
    abstained: bool = False
    citations: tuple[()] = ()


def question(*answers: str, **other: object) -> KindQuestion:
    return KindQuestion("office", "form", "?", (answers,) if answers else (), **other)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "said", "refused", "verdict"),
    [
        (question("18:30"), "At 18:30 [1].", False, "right"),
        (question("18:30", "6.30 pm"), "6.30 PM", False, "right"),
        (question("18:30"), "16:00 [1]", False, "wrong"),
        (question("18:30"), "I found nothing.", True, "refused"),
        (question("1,204.50"), "The total is 1,204.50 EUR.", False, "right"),
        (question("no"), "I know nothing of it", False, "wrong"),
        (question("3"), "In 2023", False, "wrong"),
        (question("potato"), "the potatoes", False, "right"),
        (question("サワラ"), "入らないときはサワラに替える [1]", False, "right"),
        (question("800"), "一日800円です [1]", False, "right"),
        (question("80"), "一日800円です [1]", False, "wrong"),
        (question("two keys"), "“Two  keys”, says the lease", False, "right"),
        (question("no", forbidden=("cat",)), "No, but one cat", False, "wrong"),
        (question(absent=True), "I found nothing.", True, "right"),
        (question(absent=True), "Ada Lind", False, "wrong"),
        (question("none", absent=True), "There are none.", False, "right"),
        (KindQuestion("o", "k", "?", (("may",), ("ada", "lind"))), "Lind, in May", False, "right"),
        (KindQuestion("o", "k", "?", (("may",), ("ada", "lind"))), "Lind", False, "wrong"),
    ],
)
def test_verdicts(asked: KindQuestion, said: str, refused: bool, verdict: str) -> None:
    assert asked.judge(said, refused) == verdict


def test_texts_are_compared_without_marks_case_and_punctuation() -> None:
    assert plain_text("“The  KEY”, [12] (said: it)…") == plain_text("the key said it...")
    assert plain_text("1,204.50 at 18:30.") == "1,204.50 at 18:30"


def test_shares_are_over_all_and_over_those_that_can_be_answered() -> None:
    asked = [question("a"), question("b"), question("c"), question(absent=True)]
    said = iter([Said("a"), Said("x"), Said("", True), Said("", True)])
    result = evaluate(asked, lambda _: next(said))
    assert plain(result.figures) == {
        "right": 0.5, "wrong": 0.25, "wrongly_refused": pytest.approx(1 / 3, abs=1e-4), "absent_refused": 1.0,
        "questions": 4,
    }  # fmt: skip
    assert {kind: share.items for kind, share in result.groups.items()} == {"form": 4}


def test_questions_are_read_by_split(tmp_path: Path) -> None:
    write_lines(
        tmp_path / "questions.jsonl",
        [
            {"library": "o", "kind": "form", "question": "a?", "answers": ["x"], "split": "tuned"},
            {"library": "o", "kind": "near", "question": "b?", "absent": True, "after": ["a?"]},
            {"library": "o", "kind": "multi", "question": "c?", "all": [["x"], ["y", "z"]], "not": ["w"]},
        ],
    )
    assert [q.question for q in read_kinds(tmp_path)] == ["a?", "b?", "c?"]
    (tuned,) = read_kinds(tmp_path, "tuned")
    assert tuned.groups == (("x",),)
    near, multi = read_kinds(tmp_path, "held-out")
    assert near.absent
    assert (near.groups, near.after) == ((), ("a?",))
    assert (multi.groups, multi.forbidden) == ((("x",), ("y", "z")), ("w",))


def test_a_question_without_what_is_right_is_refused(tmp_path: Path) -> None:
    write_lines(tmp_path / "questions.jsonl", [{"library": "o", "kind": "form", "question": "a?"}])
    with pytest.raises(BadInput, match="Line 1"):
        read_kinds(tmp_path)
