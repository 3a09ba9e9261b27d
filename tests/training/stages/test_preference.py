"""What the trainers of TRL are given, and how they end. That they learn is seen in `tests/training/learning`."""

from __future__ import annotations

import json
import math
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from core.errors import TrainingFailure
from core.grounding import prompt
from core.grounding.prompt import NOT_THERE
from tests.tiny_models import tiny_reader
from training.data.preferences import Pair, anchors, apart
from training.data.reading import Dialogue
from training.fitting.recipe import Fit, Lora, Preference, find, read_recipe
from training.fitting.trainers import Watch, _newest
from training.learning.recipe import Recipe
from training.stages import preference
from training.stages.learned import LearnedTuning, Over
from training.stages.policy import Policy

ASKED = tuple(prompt.reading("When?", ["It burned down in 1843."]))


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_reader(tmp_path_factory.mktemp("tiny"))


def over(tiny: Path) -> Over:
    fit: dict[str, Any] = {
        "steps": 8, "batch": 4, "learning_rates": {"lora": 0.02}, "validate_every": 4, "precision": "float32",
    }  # fmt: skip
    return Over(
        model=str(tiny / "model"), reader=tiny / "reader", template="phi2", lora=Lora(rank=4, alpha=16),
        max_tokens=1000, fit=Fit(**fit),
    )  # fmt: skip


def told(step: int, loss: float) -> None:
    assert step > 0
    assert math.isfinite(loss)


def test_the_reference_is_the_model_that_ships_and_the_texts_are_those_of_serving(tiny: Path, tmp_path: Path) -> None:
    policy, dialogue = Policy(over(tiny)), Dialogue(ASKED, "In 1843 [1]")
    shipped = LearnedTuning(over(tiny), [dialogue], [dialogue])
    assert policy.log_probabilities(policy.language, [dialogue]) == pytest.approx(
        shipped.log_probabilities([dialogue]), abs=1e-4
    )
    tokens = policy.tokenizer(policy.asked(ASKED) + policy.said("In 1843 [1]") + policy.tokenizer.eos_token)
    assert tokens["input_ids"] == policy.ids(ASKED, "In 1843 [1]")


@pytest.mark.parametrize(("likelihood", "losses"), [(0.5, {"sigmoid": 1.0, "sft": 0.5}), (0.0, {"sigmoid": 1.0})])
def test_the_likelihood_of_what_is_wanted_is_a_term_of_dpo(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, likelihood: float, losses: dict[str, float]
) -> None:
    given: list[Any] = []
    monkeypatch.setattr(preference, "_fitted", lambda *arguments: given.extend(arguments))
    rows = [Pair(ASKED, "In 1843 [1]", "In 1842 [1]")]
    preference.dpo(Policy(over(tiny)), rows, rows, Preference(likelihood=likelihood), tmp_path, told)
    chosen = given[2]
    assert dict(zip(chosen.loss_type, chosen.loss_weights, strict=True)) == losses


def test_the_recipe_for_dpo_has_that_term() -> None:
    assert read_recipe(find("dpo"), Recipe).preference.likelihood > 0


def test_what_falls_below_the_reference_is_no_best_step() -> None:
    watch, control = Watch(told), SimpleNamespace(should_training_stop=False)
    metrics = {"eval_loss": 0.1, "eval_rewards/chosen": 0.2}
    watch.on_evaluate(None, None, control, metrics)
    assert (watch.fell, control.should_training_stop, metrics["eval_loss"]) == (False, False, 0.1)
    metrics["eval_rewards/chosen"] = -0.2
    watch.on_evaluate(None, None, control, metrics)
    assert (watch.fell, control.should_training_stop, metrics["eval_loss"]) == (True, True, math.inf)


def test_a_loss_that_is_no_number_ends_it() -> None:
    with pytest.raises(TrainingFailure, match="stopped being a number at step 3"):
        Watch(told).on_log(None, SimpleNamespace(global_step=3), None, {"loss": math.nan})


def test_a_checkpoint_that_was_broken_off_is_not_gone_on_from(tmp_path: Path) -> None:
    assert _newest(tmp_path) is None
    for step, state in ((10, "{}"), (20, "{}"), (100, "{")):
        (tmp_path / f"checkpoint-{step}").mkdir()
        (tmp_path / f"checkpoint-{step}" / "trainer_state.json").write_text(state)
    assert _newest(tmp_path) == str(tmp_path / "checkpoint-20")
    assert not (tmp_path / "checkpoint-100").exists()


def test_what_the_model_says_already_stands_against_what_it_would_forget() -> None:
    lines = ["The mill burned down.", "It was built again."]
    messages = tuple(prompt.reading("Who?", lines))
    answered, refused = anchors([Dialogue(messages, "Ada Lind [2]"), Dialogue(messages, NOT_THERE)], NOT_THERE)
    assert (answered.chosen, answered.rejected) == ("Ada Lind [2]", NOT_THERE)
    assert (refused.chosen, refused.rejected) == (NOT_THERE, "The mill burned down. [1]")
    assert [one.good for one in apart([answered])] == [True, False]


def test_the_recipes_that_ship_are_read() -> None:
    methods = {name: read_recipe(find(name), Recipe).method for name in ("learn", "kto", "dpo", "grpo")}
    assert json.dumps(methods) == '{"learn": "sft", "kto": "kto", "dpo": "dpo", "grpo": "grpo"}'
