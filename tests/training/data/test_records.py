from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from core.grounding.span_reader import LONGEST
from core.sentences import sentences
from training.data import records
from training.data.questions import Example
from training.stages.spans import pointing

MADE = records.documents(3000, 1)
NEW = records.documents(900, 1, held_out=True)


@pytest.mark.parametrize("made", [MADE, NEW], ids=["trained", "held out"])
def test_answers_stand_where_they_are_said_to(made: list[Example]) -> None:
    for row in made:
        assert not re.search(r"\{|\}|\0", row.question + row.context)
        if row.span is None:
            assert row.answers == ()
        else:
            assert row.answers == (row.span,)
            assert row.span == row.span.strip()
            assert row.span


def test_nearly_all_answers_stand_in_one_sentence_as_the_reader_sees_them() -> None:
    answered = [row for row in MADE if row.span]
    assert len(pointing(answered)) > 0.97 * len(answered)
    assert max(len((row.span or "").split()) for row in answered) < LONGEST


def test_about_three_in_ten_have_no_answer() -> None:
    assert sum(row.span is None for row in MADE) / len(MADE) == pytest.approx(0.3, abs=0.05)


def test_equal_seeds_give_equal_questions_and_others_give_others() -> None:
    assert records.documents(200, 4) == records.documents(200, 4)
    assert {row.context for row in records.documents(200, 4)}.isdisjoint(row.context for row in MADE)


def test_held_out_kinds_never_train() -> None:
    kinds = {row.story.split()[1] for row in MADE}
    new = {row.story.split()[1] for row in NEW}
    assert new == {"flight", "pet", "field", "half"}
    assert kinds & new == {"half"}
    assert not any("heating" in row.context for row in MADE)


def test_every_kind_and_layout_is_drawn() -> None:
    assert len({row.story.split()[1] for row in MADE}) == 20
    pages = {row.context for row in MADE}
    for mark in (
        r"^- [A-Z][^:]*: ",
        r"^[^|\n]+(\| [^|\n]+)+$",
        r"^[^;\n]+: [^;\n]+(; [^;\n]+: [^;\n]+)+$",
        r"\.\.\.\. ",
    ):
        assert sum(bool(re.search(mark, page, re.MULTILINE)) for page in pages) > 20, mark


def test_a_twin_that_is_asked_for_is_not_in_the_document() -> None:
    """No word of six letters or digits and more of the question's name stands there, or the attribute does not."""
    codes = [row for row in MADE if re.search(r"\b(?:INV|RE\d{4}/)-?\d+", row.question)]
    assert len(codes) > 20
    for row in codes:
        code = re.search(r"\b(?:INV-\d+|RE\d{4}/\d+)", row.question)
        if code and row.span is not None:
            assert code.group() in row.context


def test_documents_fit_into_a_window() -> None:
    assert max(len(row.context.split()) for row in MADE) <= records.MOST_WORDS + 40  # sentences with halves are few


def test_each_half_of_a_sentence_is_asked_for() -> None:
    halves = [row for row in MADE if row.story.startswith("record: half") and "closes at" in row.context]
    by_text: dict[str, set[str]] = {}
    for row in halves:
        if row.span:
            line = next(row.context[a:b] for a, b in sentences(row.context) if a <= (row.start or 0) < b)
            by_text.setdefault(line, set()).add(row.span)
    assert any(len(spans) == 2 for spans in by_text.values())


def test_equal_seeds_give_equal_questions_in_every_process() -> None:
    code = "from training.data import records; print([row.context for row in records.documents(60, 4)])"
    run = [sys.executable, "-c", code]
    said = {
        subprocess.run(run, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout
        for seed in "123"
    }
    assert len(said) == 1
