"""The span reader: windows, places of answers in tokens, and a run on the real encoder that serving reads with."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from peft import get_peft_model_state_dict
from safetensors import safe_open
from safetensors.torch import load_file

from core.errors import BadInput, NotFound
from training.data import facts, papers
from training.data.questions import Example
from training.fitting.recipe import read_recipe
from training.stages import spans
from training.stages.span_tokens import NOT_HERE, pointed
from training.stages.spans import Recipe

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


def test_what_the_reader_cannot_point_at_is_left_out() -> None:
    text = "He sold the inn in May. He left for Ely."
    long = " ".join(["word"] * 30)
    rows = [
        Example("When?", text, ("in May",), "inn", 16, 22),
        Example("What happened?", text, (text,), "inn", 0, len(text)),
        Example("What?", long, (long,), "inn", 0, len(long)),
        Example("Why?", text, (), "inn"),
    ]
    assert spans.pointing(rows) == rows[:1]
    assert spans.pointable(rows) == [rows[0], rows[3]]


def test_of_many_questions_some_are_taken_evenly() -> None:
    assert spans.thinned(ROWS[:10], 3) == [ROWS[0], ROWS[3], ROWS[6]]
    assert spans.thinned(ROWS[:2], 3) == ROWS[:2]


@pytest.mark.models
def test_a_file_that_is_large_is_thinned_and_records_are_added(tmp_path: Path) -> None:
    stage = spans.setup(read_recipe(small(tmp_path), Recipe, ["at_most={small: 20}", "records=30", "validated=10"]))
    assert len(stage.examples) == 50
    assert {row.story.split()[0] for row in stage.validation} <= {"record:", *(f"s{i}" for i in range(30))}
    assert len(stage.validation) == 15


@pytest.mark.models
def test_papers_in_english_are_learned_from_and_validate(tmp_path: Path) -> None:
    stage = spans.setup(read_recipe(small(tmp_path), Recipe, ["papers=[everyday]", "at_most={small: 5}"]))
    learnt = {row.question for row in stage.examples if row.story.startswith(papers.KIND)}
    asked = {bundle.lang: {one.q for one in bundle.questions} for bundle in papers.read("everyday")}
    assert learnt & asked["en"]
    assert not learnt & asked["de"]


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


def test_changes_are_kept_in_bytes_to_a_hundredth() -> None:
    torch.manual_seed(1)
    for change in (torch.randn(5, 64) * torch.logspace(-4, 0, 5)[:, None], torch.randn(64), torch.zeros(3)):
        steps, step = spans.in_bytes(change)
        assert steps.dtype == torch.int8
        assert steps.shape == change.shape
        error = (steps * step - change).abs()
        assert bool((error <= 0.01 * change.abs().amax(dim=-1, keepdim=True)).all())


WHOLE = ["rank=0", "fit.learning_rates={layers: 0.003, scores: 0.01}"]


@pytest.mark.models
@pytest.mark.parametrize("changes", [[], WHOLE], ids=["LoRA", "whole layers"])
def test_what_was_trained_is_what_serving_reads_with(changes: list[str], tmp_path: Path) -> None:
    """The LoRA merged, or the layers put in, and converted give the scores that the stage gives."""
    from core.grounding.span_reader import SpanReader
    from core.weights.convert import convert_spans
    from core.weights.locate import locate

    spans.main(small(tmp_path), tmp_path / "run", changes)
    (tmp_path / "converted").mkdir()
    product = tmp_path / "run" / "product" / "span_reader.safetensors"
    convert_spans(locate("minilm"), tmp_path / "converted", product)
    reader = SpanReader(tmp_path / "converted", threads=1, precision="float32")

    stage = spans.setup(read_recipe(small(tmp_path), Recipe, changes))
    spans.fit(
        stage, stage.recipe.fit, tmp_path / "run", json.loads((tmp_path / "run/best/state.json").read_text())["about"]
    )
    row = next(row for row in stage.examples if row.span)
    stage.model.eval()
    with torch.no_grad():
        logits = stage.model.logits(stage.collate([row]))
    ((text, margin),) = pointed(logits, stage.tokenizer, [row], stage.recipe.max_tokens)
    best = reader.read(row.question, [row.context])[0]
    assert row.context[slice(*best.answer)] == text
    assert best.score == pytest.approx(margin, abs=0.05)


@pytest.mark.models
def test_a_run_goes_on_from_a_lora(tmp_path: Path) -> None:
    spans.main(small(tmp_path), tmp_path / "run", ["rank=4", "first_layer=4", "slope=2", "offset=1"])
    trained = load_file(tmp_path / "run" / "product" / spans.PRODUCT)
    with safe_open(tmp_path / "run" / "product" / spans.PRODUCT, framework="pt") as file:
        about = json.loads(file.metadata()["about"])
    assert (about["slope"], about["offset"]) == (2.0, 1.0)
    assert {int(name.split("layer.")[1].split(".")[0]) for name in trained if name.startswith("lora.")} == {4, 5}
    on = ["rank=4", "first_layer=4", f"begin={tmp_path / 'run' / 'product'}"]
    stage = spans.setup(read_recipe(small(tmp_path), Recipe, on))
    with pytest.raises(BadInput, match="as it was trained"):
        spans.setup(read_recipe(small(tmp_path), Recipe, ["rank=2", *on[1:]]))
    with pytest.raises(BadInput, match="as it was trained"):
        spans.setup(read_recipe(small(tmp_path), Recipe, ["rank=4", "first_layer=5", on[2]]))
    state = get_peft_model_state_dict(stage.model.encoder)
    assert all(torch.equal(state[name].half(), trained[f"lora.{name}"]) for name in state)


@pytest.mark.models
def test_a_run_goes_on_from_the_layers_and_scores_of_another(tmp_path: Path) -> None:
    spans.main(small(tmp_path), tmp_path / "run", WHOLE)
    on = [*WHOLE, f"begin={tmp_path / 'run' / 'product'}"]
    stage, fresh = (spans.setup(read_recipe(small(tmp_path), Recipe, changes)) for changes in (on, WHOLE))
    trained = load_file(tmp_path / "run" / "product" / spans.PRODUCT)
    assert torch.allclose(stage.model.scores.weight, trained["scores.weight"].float())
    name = next(name.removeprefix("change.") for name in trained if name.startswith("change."))
    moved = stage.model.encoder.state_dict()[name] - fresh.model.encoder.state_dict()[name]
    assert torch.allclose(moved, trained[f"change.{name}"] * trained[f"step.{name}"], atol=1e-6)
    with torch.no_grad():
        stage.model.scores.weight += 2.0
    stage.recipe = replace(stage.recipe, kept=0.5)
    (half_way := tmp_path / "half").mkdir()
    stage.export(half_way)
    half = load_file(half_way / spans.PRODUCT)
    assert torch.allclose(half["scores.weight"].float(), trained["scores.weight"].float() + 1.0, atol=1e-2)
    assert torch.equal(half[f"change.{name}"], trained[f"change.{name}"])
    with pytest.raises(BadInput, match="as it was trained"):
        spans.setup(read_recipe(small(tmp_path), Recipe, on[2:]))
    with pytest.raises(NotFound, match="no span reader"):
        spans.setup(read_recipe(small(tmp_path), Recipe, [*WHOLE, f"begin={tmp_path}"]))
