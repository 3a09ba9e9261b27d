"""Each method from a folder of rows to a version that the engine serves, on a small random model."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from core.grounding import prompt
from core.grounding.prompt import NOT_THERE
from core.types import JsonObject
from tests.tiny_models import tiny_reader
from training.data.reading import Dialogue
from training.fitting.recipe import Fit, Lora, Preference
from training.learning import job, teaching
from training.learning.job import CORRECTIONS, HELD_OUT, PREFERRED, PREFERRED_HELD_OUT, REGRESSIONS, TRAIN, Job
from training.learning.proof import Proof
from training.learning.recipe import Recipe
from training.learning.run import Run
from training.learning.slices import PLAIN_TEXT, parts
from training.stages import rewarded

RECIPE = Recipe(
    questions=2, limit=0.9, epochs=50, max_tokens=1000, lora=Lora(rank=4, alpha=16),
    preference=Preference(reward_steps=30, answers=2),
    fit=Fit(steps=8, batch=4, learning_rates={"lora": 0.02}, validate_every=4, precision="float32"),
)  # fmt: skip


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_reader(tmp_path_factory.mktemp("tiny"))


def rows(numbers: range, kind: str) -> list[JsonObject]:
    made = []
    for n in numbers:
        one = Dialogue(tuple(prompt.reading(f"When {n}?", [f"It burned down in 18{n:02}."])), "Yes [1]")
        [row] = job.rows_of([one])
        wanted = row.pop("completion")
        worse = [{"role": "assistant", "content": "No!"}]
        said: dict[str, Any] = {
            "sft": {"completion": wanted}, "dpo": {"chosen": wanted, "rejected": worse},
            "kto": {"completion": worse, "label": False},
        }[kind]  # fmt: skip
        made.append({**row, **said})
    return made


def prepared(method: Any, kind: str, tiny: Path, folder: Path) -> Job:
    """The folder of a run, as it is before it learns."""
    given = Job(
        recipe=replace(RECIPE, method=method), engine="transformers", model=str(tiny / "model"), file=tiny / "model",
        reader="grounded_reader", reader_folder=tiny / "reader", incumbent=None, template="phi2", context=2048,
        threads=1, cache=folder / "cache", data="",
    )  # fmt: skip
    for name, numbers, shape in (
        (TRAIN, range(8), "sft"), (HELD_OUT, range(8, 12), "sft"), (CORRECTIONS, range(8), "sft"),
        (PREFERRED, range(8), kind), (PREFERRED_HELD_OUT, range(8, 12), kind),
    ):  # fmt: skip
        told = [{**row, "vote": f"vote {number}"} for number, row in zip(numbers, rows(numbers, shape), strict=True)]
        (folder / name).write_text(job.lines(told))
    (folder / REGRESSIONS).write_text("")
    answered = [Dialogue(tuple(prompt.reading(f"Who {n}?", ["Nobody knows."])), NOT_THERE) for n in range(4)]
    (folder / "replay.json").write_text(json.dumps({"rows": job.rows_of(answered)}))
    job.write(given, folder)
    return given


@pytest.mark.parametrize(("method", "kind"), [("sft", "sft"), ("dpo", "dpo"), ("kto", "kto"), ("grpo", "dpo")])
def test_what_is_replayed_is_learned(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: Any, kind: str
) -> None:
    given: list[Any] = []

    class GivenError(Exception):
        pass

    def fitted(*arguments: Any) -> None:
        given.extend(row for part in arguments if isinstance(part, list) for row in part)
        raise GivenError

    monkeypatch.setattr(teaching, "LearnedTuning", fitted)
    monkeypatch.setattr(teaching, f"_{method}", fitted, raising=False)
    with pytest.raises(GivenError):
        teaching.teach(prepared(method, kind, tiny, tmp_path), tmp_path, lambda *_: None)
    replayed = [one for one in given if "Who" in one.messages[-1].text]
    assert {one.messages[-1].text[-6:] for one in replayed} == {f"Who {n}?" for n in range(4)}
    wanted = {getattr(one, "chosen", None) or one.answer for one in replayed if getattr(one, "good", True)}
    assert wanted == {NOT_THERE}
    assert len(given) > len(replayed)  # the feedback is, too


@pytest.mark.slow
@pytest.mark.parametrize(("method", "kind"), [("dpo", "dpo"), ("kto", "kto"), ("grpo", "dpo")])
def test_a_method_learns_what_serves(tiny: Path, tmp_path: Path, method: Any, kind: str) -> None:
    given = prepared(method, kind, tiny, tmp_path)
    run = Run(given, tmp_path)
    trained = run.step("train", "train.json", run.train)
    proof = run.step("prove", "proof.json", lambda: run.prove(trained))
    said = {part.name: [NOT_THERE] * len(part.asked) for part in parts(given, tmp_path)} | {PLAIN_TEXT: [-2.0]}
    report = run.gate(trained, proof, dict.fromkeys(("before", "after"), said))
    assert trained["rows"] == (16 if method == "kto" else 8)
    assert report["proof"]["agrees"] is True  # type: ignore[index, call-overload]
    if method == "grpo":  # its few steps move too little here
        assert trained["reward_right"] == 1.0
    else:
        assert report["proof"]["learned"] is True  # type: ignore[index, call-overload]
        assert trained["margin"] > 0


@pytest.mark.slow
def test_constant_rewards_teach_nothing(tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rewarded, "reward_model", lambda *_: None)
    monkeypatch.setattr(rewarded, "rewarding", lambda *_: lambda prompts, **__: [1.0] * len(prompts))
    run = Run(prepared("grpo", "dpo", tiny, tmp_path), tmp_path)
    trained = run.train()
    assert trained["reward_spread"] == 0.0
    assert Proof(**run.prove(trained)).alike
