"""The span reader: windows, places of answers in tokens, and a run on the real encoder that serving reads with."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from training.data import facts
from training.data.questions import Reading
from training.fitting.recipe import Fit, read_recipe
from training.stages import spans
from training.stages.spans import NOT_HERE, Recipe, cut

ROWS = facts.entries(200, 6)


def small(folder: Path) -> Path:
    lines = [
        {"story": f"s{i % 30}", "context": row.context, "question": row.question, "answers": list(row.answers)}
        for i, row in enumerate(row for row in ROWS if row.answers)
    ]
    (folder / "small.jsonl").write_text("\n".join(json.dumps(line) for line in lines))
    file = folder / "spans.yaml"
    file.write_text(
        f"data: {folder}\ntrain: [small]\nvalidation: [small]\nrounds: 1\nabsent: 0.3\nrank: 4\n"
        "fit: {steps: 8, batch: 4, learning_rates: {lora: 0.003, scores: 0.01}, precision: float32}\n"
    )
    return file


@given(st.integers(0, 199), st.integers(1, 60), st.integers(0, 5))
def test_a_window_keeps_the_answer_where_it_was(number: int, words: int, seed: int) -> None:
    row = ROWS[number]
    window = cut(row, words, random.Random(seed))
    assert window.span == row.span
    assert window.context in row.context


def test_windows_without_the_answer_are_as_many_as_wanted() -> None:
    recipe = Recipe(
        data=Path(), train=[], validation=[], absent=0.4,
        fit=Fit(steps=1, batch=1, learning_rates={"lora": 1.0, "scores": 1.0}),
    )  # fmt: skip
    made = spans.windows([row for row in ROWS if row.answers], recipe, 5)
    absent = sum(row.span is None for row in made) / len(made)
    assert absent == pytest.approx(0.4, abs=0.05)


def test_windows_without_the_answer_do_not_hold_it() -> None:
    text = "The mill was built in 1823. It burned down twice. In 1823 the bridge was built, too."
    again = "The bridge was built in 1823."
    rows = [
        Reading("When was the mill built?", text, ("1823",), "mill", 22, 26),
        Reading("When was the bridge built?", again, ("1823",), "mill", 24, 28),
    ]
    recipe = Recipe(
        data=Path(), train=[], validation=[], absent=1.0,
        fit=Fit(steps=1, batch=1, learning_rates={"lora": 1.0, "scores": 1.0}),
    )  # fmt: skip
    made = spans.windows(rows, recipe, 20)
    assert all("1823" not in row.context for row in made if row.span is None)


@pytest.mark.models
def test_an_answer_that_the_tokens_cut_off_is_left_out_and_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    stage = spans.setup(read_recipe(small(tmp_path), Recipe, ["max_tokens=30"]))
    batch = stage.collate([row for row in stage.examples if row.span])
    assert NOT_HERE not in batch["places"].flatten().tolist()
    assert "too long for their answer" in caplog.text


@pytest.mark.models
def test_answers_are_learned_at_their_tokens(tmp_path: Path) -> None:
    stage = spans.setup(read_recipe(small(tmp_path), Recipe))
    answered = [row for row in stage.examples if row.span][:40]
    batch = stage.collate(answered)
    for row, (first, last) in enumerate(batch["places"].tolist()):
        said = stage.tokenizer.decode(batch["input_ids"][row, first : last + 1])
        assert said.replace(" ", "") == (answered[row].span or "").lower().replace(" ", "")
    absent = stage.collate([row for row in stage.examples if row.span is None][:3])
    assert set(absent["places"].flatten().tolist()) == {NOT_HERE}


@pytest.mark.models
def test_what_was_trained_is_what_serving_reads_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The LoRA merged and converted gives the scores that the stage gives."""
    from core.grounding.span_reader import SpanReader
    from core.weights import convert as conversion
    from core.weights import locate as weights

    spans.main(small(tmp_path), tmp_path / "run")
    monkeypatch.setattr(conversion, "trained", lambda name: tmp_path / "run" / "product" / name)
    (tmp_path / "converted").mkdir()
    conversion.convert_spans(weights.locate("minilm"), tmp_path / "converted")
    reader = SpanReader(tmp_path / "converted", threads=1, precision="float32")

    stage = spans.setup(read_recipe(small(tmp_path), Recipe))
    spans.fit(
        stage, stage.recipe.fit, tmp_path / "run", json.loads((tmp_path / "run/best/state.json").read_text())["about"]
    )
    row = next(row for row in stage.examples if row.span)
    stage.model.eval()
    with torch.no_grad():
        logits = stage.model.logits(stage.collate([row]))
    ((text, margin),) = spans.pointed(logits, stage.tokenizer, [row], stage.recipe.max_tokens)
    best = reader.read(row.question, [row.context])[0]
    assert row.context[slice(*best.answer)] == text
    assert best.score == pytest.approx(margin, abs=0.05)
