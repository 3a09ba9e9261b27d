"""The loop: what a step is, that a run goes on exactly, and how it ends."""

from __future__ import annotations

import json
import math
import os
import signal
import subprocess
import sys
import types
from pathlib import Path
from typing import Any

import pytest
import torch
from accelerate.utils import LoggerType
from tiny_stage import TinyStage, run, settings

from core.errors import BadInput, Missing, OutOfSpace, TrainingFailure
from training.fitting import checkpoints
from training.fitting.device import accelerator
from training.fitting.optimizer import lr_multiplier
from training.fitting.recipe import Fit

SCRIPT = Path(__file__).with_name("tiny_stage.py")
ROOT = Path(__file__).parents[3]


def weights(folder: Path) -> dict[str, torch.Tensor]:
    read = json.loads((folder / "product" / "weights.json").read_text())
    return {name: torch.tensor(value) for name, value in read.items()}


def losses(folder: Path) -> list[float]:
    lines = [json.loads(line) for line in (folder / "log.jsonl").read_text().splitlines()]
    return [line["loss"] for line in lines if "loss" in line]


def same(one: dict[str, torch.Tensor], other: dict[str, torch.Tensor], tolerance: float = 0.0) -> bool:
    return one.keys() == other.keys() and all(
        torch.allclose(one[name], other[name], rtol=0, atol=tolerance) for name in one
    )


def script(folder: Path, *changes: str, launcher: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *launcher, str(SCRIPT), str(folder), *changes]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "CUDA_VISIBLE_DEVICES": "", "OMP_NUM_THREADS": "1"}
    environment["ACCELERATE_USE_CPU"] = "true"
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=240, check=False)


def test_the_loss_falls_and_the_run_leaves_what_it_says(tmp_path: Path) -> None:
    stage = TinyStage()
    before = {name: tensor.clone() for name, tensor in stage.model.state_dict().items()}
    report = run(stage, tmp_path, steps=60)
    assert losses(tmp_path)[-1] < 0.5 * losses(tmp_path)[0]
    assert report.best["loss"] == min(line["validation"]["loss"] for line in report.log if "validation" in line)
    assert (tmp_path / "loss.png").read_bytes().startswith(b"\x89PNG")
    assert same(weights(tmp_path), stage.model.state_dict())
    assert not same(weights(tmp_path), before, 0.01)


@pytest.mark.parametrize("micro_batch", [1, 2, 4])
def test_micro_batches_give_the_gradient_of_the_whole_batch(tmp_path: Path, micro_batch: int) -> None:
    """Though they differ in items: a mean of means would be another loss."""
    run(TinyStage(), tmp_path / "whole")
    run(TinyStage(), tmp_path / "parts", micro_batch=micro_batch)
    assert same(weights(tmp_path / "whole"), weights(tmp_path / "parts"), 1e-5)
    assert losses(tmp_path / "whole") == pytest.approx(losses(tmp_path / "parts"), abs=1e-6)


def test_two_processes_give_the_gradient_of_one(tmp_path: Path) -> None:
    run(TinyStage(), tmp_path / "one")
    # `accelerate launch` starts several processes on several GPUs only.
    launcher = ("-m", "torch.distributed.run", "--standalone", "--nproc_per_node", "2")
    # On a slow disk, so that one process would see the folders of the other while they are being moved.
    done = script(tmp_path / "two", "slow_disk=0.5", launcher=launcher)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("one of 2 processes") == 2
    assert same(weights(tmp_path / "one"), weights(tmp_path / "two"), 1e-5)
    assert losses(tmp_path / "one") == pytest.approx(losses(tmp_path / "two"), abs=1e-6)


def test_a_killed_run_goes_on_exactly(tmp_path: Path) -> None:
    """Dropout, order, rates and the optimizer's memory are those of the run that nobody killed."""
    run(TinyStage(dropout=0.2), tmp_path / "whole")
    killed = script(tmp_path / "killed", "kill_at=11", "dropout=0.2")
    assert killed.returncode == -signal.SIGKILL
    assert not (tmp_path / "killed" / "product").exists()
    run(TinyStage(dropout=0.2), tmp_path / "killed")
    assert losses(tmp_path / "killed") == losses(tmp_path / "whole")
    assert same(weights(tmp_path / "killed"), weights(tmp_path / "whole"))


class Interrupted(TinyStage):
    """Someone presses Ctrl-C in the fifth step."""

    def collate(self, examples: Any) -> Any:
        if self.collated == 4:
            os.kill(os.getpid(), signal.SIGINT)
        return super().collate(examples)


class Nested(torch.optim.Optimizer):
    """Momentum that keeps its state as bitsandbytes does: steps as a plain number, tensors out of sight in
    `state_dict`, one of them of bytes."""

    def __init__(self, params: Any, lr: float, weight_decay: float) -> None:
        super().__init__(params, {"lr": lr, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self, closure: Any = None) -> None:
        for group in self.param_groups:
            for parameter in group["params"]:
                state = self.state[parameter]
                state["step"] = state.get("step", 0) + 1
                before = state.get("state1", torch.full_like(parameter, 128, dtype=torch.uint8))
                mean = 0.9 * (before.float() - 128) / 127 + 0.1 * parameter.grad.clamp(-1, 1)
                state["state1"] = (mean * 127 + 128).round().to(torch.uint8)
                parameter -= group["lr"] * mean / (1 - 0.9 ** state["step"])

    def state_dict(self) -> dict[str, Any]:
        given = super().state_dict()
        nested = {
            number: {"step": entry["step"], "hidden": {"state1": entry["state1"]}}
            for number, entry in given["state"].items()
        }
        return {**given, "state": nested}


@pytest.fixture(params=["stand-in", "bitsandbytes"])
def eight_bits(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "bitsandbytes":
        pytest.importorskip("bitsandbytes")
        return
    package, module = types.ModuleType("bitsandbytes"), types.ModuleType("bitsandbytes.optim")
    module.AdamW8bit = Nested  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "bitsandbytes", package)
    monkeypatch.setitem(sys.modules, "bitsandbytes.optim", module)


@pytest.mark.usefixtures("eight_bits")
def test_an_optimizer_in_8_bits_goes_on_exactly(tmp_path: Path) -> None:
    """Its state is whole numbers, bytes and tables beside the moments; only large parameters are held in 8 bits."""

    def fitted(kind: type[TinyStage], folder: Path) -> None:
        run(kind(width=1100), folder, optimizer="adamw_8bit")

    fitted(TinyStage, tmp_path / "whole")
    with pytest.raises(KeyboardInterrupt):
        fitted(Interrupted, tmp_path / "parts")
    saved = checkpoints.load(tmp_path / "parts" / "checkpoint")
    assert saved is not None
    assert torch.uint8 in {tensor.dtype for tensor in saved.tensors.values()}
    fitted(TinyStage, tmp_path / "parts")
    assert losses(tmp_path / "parts") == losses(tmp_path / "whole")
    assert same(weights(tmp_path / "parts"), weights(tmp_path / "whole"))


def test_a_checkpoint_from_before_goes_on_exactly(tmp_path: Path) -> None:
    """Of AdamW, whose values are all tensors, by someone who did not note the base yet."""
    run(TinyStage(), tmp_path / "whole")
    with pytest.raises(KeyboardInterrupt):
        run(Interrupted(), tmp_path / "parts")
    saved = checkpoints.load(tmp_path / "parts" / "checkpoint")
    assert saved is not None
    names = {f"optimizer.{number}.{name}" for number in range(4) for name in ("step", "exp_avg", "exp_avg_sq")}
    assert {name for name in saved.tensors if name.startswith("optimizer.")} == names
    del saved.values["numbers"], saved.values["about"]["data"]
    checkpoints.save(tmp_path / "parts" / "checkpoint", saved)
    run(TinyStage(), tmp_path / "parts")
    assert losses(tmp_path / "parts") == losses(tmp_path / "whole")


def test_half_precision_skips_a_step_that_overflows_and_goes_on_exactly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The scale of the gradients is kept, too. On a CPU accelerate would leave half precision out."""

    def in_halves(made: Fit, folder: Path) -> Any:
        chosen = accelerator(made, folder)
        assert chosen.mixed_precision == "fp16"
        chosen.native_amp, chosen.scaler = True, torch.amp.GradScaler("cpu", init_scale=2.0**20)
        return chosen

    monkeypatch.setattr("training.fitting.loop.accelerator", in_halves)
    report = run(TinyStage(), tmp_path / "whole", precision="float16")
    assert not math.isfinite(report.log[0]["gradient"])
    assert losses(tmp_path / "whole")[-1] < losses(tmp_path / "whole")[0]
    with pytest.raises(KeyboardInterrupt):
        run(Interrupted(), tmp_path / "parts", precision="float16")
    run(TinyStage(), tmp_path / "parts", precision="float16")
    assert losses(tmp_path / "parts") == losses(tmp_path / "whole")


def test_an_interrupted_run_keeps_its_last_step(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        run(Interrupted(), tmp_path, checkpoint_every=100, validate_every=100)
    state = checkpoints.load(tmp_path / "checkpoint")
    assert state is not None
    assert state.values["step"] == 5
    assert run(TinyStage(), tmp_path, checkpoint_every=100, validate_every=100).steps == 12


def test_a_finished_run_is_not_run_again(tmp_path: Path) -> None:
    run(TinyStage(), tmp_path)
    stage = TinyStage()
    assert run(stage, tmp_path).steps == 12
    assert stage.collated == 0


def test_the_best_step_is_exported_and_patience_ends_the_run(tmp_path: Path) -> None:
    """Far too high a rate makes the model worse with each step after the first."""
    report = run(
        TinyStage(), tmp_path, steps=100, patience=2, validate_every=1, learning_rates={"first": 3.0, "second": 3.0}
    )
    assert report.steps < 100
    assert report.steps == report.best_step + 2
    stage = TinyStage()
    stage.model.load_state_dict(weights(tmp_path))
    assert stage.validate(stage.model)["loss"] == pytest.approx(report.best["loss"])


def test_a_loss_that_is_no_number_stops_the_run_and_keeps_the_batch(tmp_path: Path) -> None:
    with pytest.raises(TrainingFailure, match="stopped being a number"):
        run(TinyStage(poison=5), tmp_path)
    kept = json.loads((tmp_path / "bad-batch.json").read_text())
    (example,) = [example for example in kept["examples"] if example["index"] == 5]
    assert "nan" in example["example"]


def test_a_stage_says_what_the_examples_are(tmp_path: Path) -> None:
    class Described(TinyStage):
        def describe(self, example: torch.Tensor) -> str:
            return f"{len(example)} points of the plane"

    with pytest.raises(TrainingFailure):
        run(Described(poison=5), tmp_path)
    kept = json.loads((tmp_path / "bad-batch.json").read_text())
    (example,) = [example for example in kept["examples"] if example["index"] == 5]
    assert example["example"] == "3 points of the plane"


def test_a_changed_recipe_is_refused(tmp_path: Path) -> None:
    run(TinyStage(), tmp_path)
    with pytest.raises(BadInput, match="another recipe"):
        run(TinyStage(), tmp_path, weight_decay=0.1)


def test_a_checkpoint_of_another_architecture_is_refused(tmp_path: Path) -> None:
    run(TinyStage(width=8), tmp_path)
    with pytest.raises(BadInput, match="another architecture"):
        run(TinyStage(width=9), tmp_path)


def test_a_full_disk_leaves_the_checkpoint_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(TinyStage(), tmp_path, steps=12, patience=None)
    before = checkpoints.load(tmp_path / "checkpoint")
    monkeypatch.setattr("safetensors.torch.save_file", _full)
    assert before is not None
    with pytest.raises(OutOfSpace, match="no room"):
        checkpoints.save(tmp_path / "checkpoint", before)
    after = checkpoints.load(tmp_path / "checkpoint")
    assert after is not None
    assert after.values == before.values
    assert not list(tmp_path.glob("*.new"))


def _full(*_: Any) -> None:
    raise OSError(28, "No space left on device")


def test_a_stop_between_the_two_renames_loses_nothing(tmp_path: Path) -> None:
    run(TinyStage(), tmp_path)
    product = weights(tmp_path)
    for name in ("checkpoint", "best"):
        (tmp_path / name).rename(tmp_path / f".{name}.old")
    assert checkpoints.load(tmp_path / "checkpoint") is None  # reading moves nothing: another may be writing
    stage = TinyStage()
    assert run(stage, tmp_path).steps == 12
    assert stage.collated == 0
    assert same(weights(tmp_path), product)


def test_a_damaged_checkpoint_is_one_sentence(tmp_path: Path) -> None:
    run(TinyStage(), tmp_path)
    (tmp_path / "checkpoint" / checkpoints.TENSORS).write_bytes(b"nonsense")
    with pytest.raises(BadInput, match="damaged"):
        run(TinyStage(), tmp_path)


def test_rates_for_other_components_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="learning_rates"):
        run(TinyStage(), tmp_path, learning_rates={"first": 0.1})


def test_each_component_has_its_rate(tmp_path: Path) -> None:
    stage = TinyStage()
    before = stage.model.first.weight.detach().clone()
    run(stage, tmp_path, learning_rates={"first": 0.0, "second": 0.1})
    assert torch.equal(stage.model.first.weight, before)


def test_rates_rise_and_fall_along_a_cosine() -> None:
    made = settings(steps=100, warmup=0.1, final=0.2)
    shares = [lr_multiplier(step, made) for step in range(100)]
    assert shares[0] == pytest.approx(0.1)
    assert max(shares) == pytest.approx(1.0)
    assert shares.index(max(shares)) in (9, 10)
    assert shares[10:] == sorted(shares[10:], reverse=True)
    assert shares[-1] == pytest.approx(0.2, abs=1e-3)
    assert shares[55] == pytest.approx(0.2 + 0.8 * 0.5 * (1 + math.cos(math.pi / 2)), abs=0.02)


def test_figures_reach_tensorboard(tmp_path: Path) -> None:
    run(TinyStage(), tmp_path, tracker="tensorboard")
    assert list(tmp_path.rglob("events.out.tfevents*"))


class Wandb(types.ModuleType):
    """What accelerate calls of wandb."""

    def __init__(self) -> None:
        super().__init__("wandb")
        self.projects: list[str] = []
        self.logged: list[dict[str, Any]] = []
        self.finished = 0

    def init(self, project: str, **_: Any) -> Wandb:
        self.projects.append(project)
        return self

    def log(self, values: dict[str, Any], step: int | None = None, **_: Any) -> None:
        self.logged.append({"step": step, **values})

    def finish(self) -> None:
        self.finished += 1


def test_figures_reach_wandb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wandb = Wandb()
    monkeypatch.setitem(sys.modules, "wandb", wandb)
    monkeypatch.setattr("accelerate.tracking._available_trackers", [LoggerType.WANDB])
    report = run(TinyStage(), tmp_path, tracker="wandb")
    assert (wandb.projects, wandb.finished) == (["vermeil"], 1)
    assert [line["train/loss"] for line in wandb.logged if "train/loss" in line] == losses(tmp_path)
    assert {"step": report.best_step, "validation/loss": report.best["loss"]} in wandb.logged


def test_a_tracker_that_is_not_installed_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("accelerate.tracking._available_trackers", [])
    with pytest.raises(Missing, match="wandb is not installed"), pytest.warns(UserWarning, match="no supported"):
        run(TinyStage(), tmp_path, tracker="wandb")
