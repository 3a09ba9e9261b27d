"""The span reader's own figures: what each sort of case is, and what counts as right."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from core.grounding.span_reader import Answering
from training.data.questions import split
from training.evaluate import spans
from training.evaluate.spans import Case, Outcome


def files(folder: Path) -> None:
    """Three articles of two paragraphs that are held out, as each of the files."""
    stories = [story for story in (f"wikipedia-{n}" for n in range(99)) if split(story) == "held_out"][:3]
    lines = [
        {"story": story, "context": f"The mill of {story} part {part} was built by {who}.", "answers": [who],
         "question": f"Who built the mill of {story} part {part}?"}
        for story in stories for part, who in enumerate((f"Ann{story[-2:]}", f"Bob{story[-2:]}", f"Cy{story[-2:]}"))
    ]  # fmt: skip
    for name in (*spans.FILES, *spans.TALES.values()):
        (folder / f"{name}.jsonl").write_text("\n".join(map(json.dumps, lines)))


def test_cases_without_an_answer_do_not_hold_it(tmp_path: Path) -> None:
    files(tmp_path)
    made = spans.cases(tmp_path, "held_out", 9)
    assert made == spans.cases(tmp_path, "held_out", 9)
    by_question = {case.question: case for case in made if case.kind == "wikipedia"}
    assert len(by_question) == 9
    for case in made:
        if case.answers:
            assert any(case.answers[0] in text for text in case.texts)
        elif not case.kind.startswith(("records", "new")):
            answer = by_question[case.question].answers[0]
            assert case.texts
            assert not any(answer in text for text in case.texts)
            story = case.question.split()[-3]
            assert any(story in text for text in case.texts) == case.kind.endswith("near")


def test_both_sorts_of_records_are_asked_with_and_without_an_answer(tmp_path: Path) -> None:
    files(tmp_path)
    kinds = {case.kind for case in spans.cases(tmp_path, "held_out", 9)}
    new = "new kinds of records"
    assert {"records", "records, near misses", new, f"{new}, near misses"} <= kinds


class Sure:
    """Points at the first word of the first text."""

    def read(self, question: str, texts: Sequence[str]) -> list[Answering]:
        return [Answering(0, 0, len(texts[0]), (0, 3), 2.0)] if texts[0] else []


def test_what_is_said_and_how_surely_is_kept() -> None:
    asked = [Case("a", "Who?", ("Ann",), ("Ann did.",)), Case("a", "Who?", ("Ann",), ("",))]
    said, nothing = spans.outcomes(Sure(), asked)  # type: ignore[arg-type]
    assert said == Outcome("a", ("Ann",), "Ann", pytest.approx(0.8808, abs=1e-3))
    assert (nothing.said, nothing.probability) == ("", 0.0)


def test_a_refusal_counts_as_no_answer() -> None:
    found = [
        Outcome("a", ("Ann",), "Ann", 0.9),
        Outcome("a", ("Ann",), "Ann", 0.4),
        Outcome("a, far", (), "Bob", 0.4),
        Outcome("a, far", (), "Bob", 0.8),
    ]
    figures = spans.figures(found, 0.5)
    assert figures["a"] == {"questions": 2, "refused": 0.5, "f1": 0.5, "exact": 0.5, "inside": 0.5}
    assert figures["a, far"] == {"questions": 2, "refused": 0.5}


def test_what_it_is_sure_of_is_right_or_wrong() -> None:
    found = [Outcome("a", ("Ann",), "Ann", 0.99), Outcome("b", (), "Bob", 0.99), Outcome("a", ("Ann",), "Ann", 0.4)]
    assert spans.certain(found, 0.98) == (0.5, 2 / 3)
