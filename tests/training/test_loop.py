"""The loop: what a step is, that a run goes on exactly, and how it ends."""

from __future__ import annotations

import json
import math
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import torch
from tiny_stage import TinyStage, run, settings

from core.errors import BadInput, OutOfSpace, TrainingFailure
from training import checkpoints
from training.optimizing import rate_share

SCRIPT = Path(__file__).with_name("tiny_stage.py")
ROOT = Path(__file__).parents[2]


def weights(folder: Path) -> dict[str, torch.Tensor]:
    read = json.loads((folder / "product" / "weights.json").read_text())
    return {name: torch.tensor(value) for name, value in read.items()}


def losses(folder: Path) -> list[float]:
    lines = [json.loads(line) for line in (folder / "log.jsonl").read_text().splitlines()]
    return [line["loss"] for line in lines if "loss" in line]


def same(one: dict[str, torch.Tensor], other: dict[str, torch.Tensor], tolerance: float = 0.0) -> bool:
    return all(torch.allclose(one[name], other[name], rtol=0, atol=tolerance) for name in one)


def script(folder: Path, *changes: str, launcher: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *launcher, str(SCRIPT), str(folder), *changes]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "CUDA_VISIBLE_DEVICES": "", "OMP_NUM_THREADS": "1"}
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=240, check=False)


def test_the_loss_falls_and_the_run_leaves_what_it_says(tmp_path: Path) -> None:
    report = run(TinyStage(), tmp_path, steps=60)
    assert losses(tmp_path)[-1] < 0.5 * losses(tmp_path)[0]
    assert report.best["loss"] == min(line["validation"]["loss"] for line in report.log if "validation" in line)
    assert (tmp_path / "loss.png").read_bytes().startswith(b"\x89PNG")
    assert same(weights(tmp_path), weights(tmp_path))


@pytest.mark.parametrize("micro_batch", [1, 2, 4])
def test_micro_batches_give_the_gradient_of_the_whole_batch(tmp_path: Path, micro_batch: int) -> None:
    """Though they differ in items: a mean of means would be another loss."""
    run(TinyStage(), tmp_path / "whole")
    run(TinyStage(), tmp_path / "parts", micro_batch=micro_batch)
    assert same(weights(tmp_path / "whole"), weights(tmp_path / "parts"), 1e-5)
    assert losses(tmp_path / "whole") == pytest.approx(losses(tmp_path / "parts"), abs=1e-6)


def test_two_processes_give_the_gradient_of_one(tmp_path: Path) -> None:
    run(TinyStage(), tmp_path / "one")
    launcher = ("-m", "accelerate.commands.launch", "--cpu", "--num_processes", "2", "--num_machines", "1",
                "--mixed_precision", "no", "--dynamo_backend", "no", "--main_process_port", "0")  # fmt: skip
    done = script(tmp_path / "two", launcher=launcher)
    assert done.returncode == 0, done.stderr
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


def test_an_interrupted_run_keeps_its_last_step(tmp_path: Path) -> None:
    class Interrupted(TinyStage):
        def collate(self, examples: Any) -> Any:
            if self.collated == 4:
                os.kill(os.getpid(), signal.SIGINT)
            return super().collate(examples)

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
    assert 5 in [example["index"] for example in kept["examples"]]


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
    (tmp_path / "checkpoint").rename(tmp_path / "checkpoint.old")
    state = checkpoints.load(tmp_path / "checkpoint")
    assert state is not None
    assert state.values["step"] == 12


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
    shares = [rate_share(step, made) for step in range(100)]
    assert shares[0] == pytest.approx(0.1)
    assert max(shares) == pytest.approx(1.0)
    assert shares.index(max(shares)) in (9, 10)
    assert shares[10:] == sorted(shares[10:], reverse=True)
    assert shares[-1] == pytest.approx(0.2, abs=1e-3)
    assert shares[55] == pytest.approx(0.2 + 0.8 * 0.5 * (1 + math.cos(math.pi / 2)), abs=0.02)


def test_figures_reach_tensorboard(tmp_path: Path) -> None:
    run(TinyStage(), tmp_path, tracker="tensorboard")
    assert list(tmp_path.rglob("events.out.tfevents*"))
