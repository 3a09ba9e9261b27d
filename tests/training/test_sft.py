"""Supervised tuning on a small random model: what is learned, what ships, and that serving takes it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch

from core.errors import BadInput
from core.language.engine import LanguageEngine
from core.types import Sampling
from training import sft
from training.data import facts
from training.data.reading import dialogues
from training.recipes import read_recipe


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Phi-2 with two layers, and a tokeniser of bytes."""
    from tests.tiny_models import tiny_phi

    return tiny_phi(tmp_path_factory.mktemp("base"))


@pytest.fixture
def recipe(base: Path, tmp_path: Path) -> Path:
    lines = [
        {"story": f"story {i % 40}", "context": row.context, "question": row.question, "answers": list(row.answers)}
        for i, row in enumerate(row for row in facts.entries(300, 1) if row.answers)
    ]
    (tmp_path / "small.jsonl").write_text("\n".join(json.dumps(line) for line in lines))
    file = tmp_path / "tiny.yaml"
    file.write_text(
        f"model: {base}\ntemplate: phi2\ndata:\n  folder: {tmp_path}\n  train: [small]\n  validation: [small]\n"
        "  validate_on: 10\n  made_up: 20\nrank: 4\nalpha: 8\ntargets: [q_proj, v_proj, dense]\nmax_tokens: 1500\n"
        "fit: {steps: 6, batch: 4, learning_rates: {lora: 0.01}, validate_every: 3, precision: float32}\n"
    )
    return file


def test_an_adapter_is_trained_and_served(recipe: Path, base: Path, tmp_path: Path) -> None:
    from core.language.transformers import TransformersEngine

    report = sft.main(recipe, tmp_path / "run")
    losses = [line["loss"] for line in report.log if "loss" in line]
    assert losses[-1] < losses[0]
    engine: LanguageEngine = TransformersEngine(
        str(base), name="tiny", context=1024, device="cpu", threads=1, template="phi2", cache=tmp_path
    )
    messages = dialogues(facts.entries(1, 9), 0.0, 1)[0].messages
    before = engine.log_probabilities(messages, "It is not there.")
    engine.attach("trained", tmp_path / "run" / "product")
    assert engine.log_probabilities(messages, "It is not there.", adapter="trained") != before
    assert engine.log_probabilities(messages, "It is not there.") == before
    assert (
        "".join(piece.text for piece in engine.generate(messages, Sampling(max_tokens=3), adapter="trained"))
        is not None
    )
    engine.close()


def test_the_loss_is_that_of_the_answer_alone(recipe: Path) -> None:
    """The same as transformers computes with every other token masked."""
    chosen = read_recipe(recipe, sft.Recipe)
    stage = sft.setup(chosen)
    batch = stage.collate(stage.examples[:3])
    with torch.no_grad():
        ours = stage.model(batch)
        theirs = stage.model.language(batch["ids"], attention_mask=batch["mask"], labels=batch["labels"]).loss
    assert float(ours.total) / int(ours.items) == pytest.approx(float(theirs), abs=1e-4)


def test_examples_that_do_not_fit_are_counted(recipe: Path) -> None:
    with pytest.raises(BadInput, match=r"\d+ of \d+ examples are longer than 40 tokens"):
        sft.setup(read_recipe(recipe, sft.Recipe, ["max_tokens=40"]))


def test_no_answer_is_cut(recipe: Path) -> None:
    stage = sft.setup(read_recipe(recipe, sft.Recipe))
    for example in stage.examples[:50]:
        text = stage.tokenizer.decode(list(example.ids[example.answer_from :]))
        assert text.endswith("\nInstruct:")
