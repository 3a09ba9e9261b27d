"""A stage small enough to be fitted in milliseconds, with dropout and items of different number; and a run of it.

python tests/training/fitting/tiny_stage.py FOLDER [key=value ...]
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from accelerate import PartialState

from training.fitting import checkpoints
from training.fitting.loop import Report, fit
from training.fitting.recipe import Fit
from training.fitting.stage import Loss


class Tiny(torch.nn.Module):
    def __init__(self, width: int, dropout: float) -> None:
        super().__init__()
        self.first = torch.nn.Linear(4, width)
        self.second = torch.nn.Linear(width, 1)
        self.dropout = torch.nn.Dropout(dropout)

    def forward(self, batch: dict[str, torch.Tensor]) -> Loss:
        guesses = self.second(self.dropout(torch.tanh(self.first(batch["x"]))))[..., 0]
        errors = (guesses - batch["y"]) ** 2 * batch["mask"]
        return Loss(errors.sum(), batch["mask"].sum())


class TinyStage:
    """Points of a plane; example i has 1 + i % 3 of them, so that micro-batches differ in items."""

    product = "tiny"

    def __init__(self, examples: int = 48, width: int = 8, dropout: float = 0.0, poison: int | None = None) -> None:
        random = torch.Generator().manual_seed(0)
        self.model = Tiny(width, dropout)
        with torch.no_grad():
            for parameter in self.model.parameters():
                parameter.copy_(0.3 * torch.randn(parameter.shape, generator=random))
        self.examples = [torch.randn(1 + i % 3, 4, generator=random) for i in range(examples)]
        if poison is not None:
            self.examples[poison][:] = float("nan")
        self.kill_at: int | None = None
        self.collated = 0

    def lengths(self) -> Sequence[int]:
        return [len(example) for example in self.examples]

    def collate(self, examples: Sequence[torch.Tensor]) -> dict[str, torch.Tensor]:
        self.collated += 1
        if self.collated == self.kill_at:
            os.kill(os.getpid(), signal.SIGKILL)
        x = torch.nn.utils.rnn.pad_sequence(list(examples), batch_first=True)
        mask = torch.nn.utils.rnn.pad_sequence([torch.ones(len(e)) for e in examples], batch_first=True)
        return {"x": x, "y": x.sum(-1), "mask": mask}

    def components(self) -> dict[str, list[torch.nn.Parameter]]:
        return {"first": list(self.model.first.parameters()), "second": list(self.model.second.parameters())}

    def validate(self, model: Any) -> dict[str, float]:
        loss = model(self.collate(self.examples))
        return {"loss": float(loss.total / loss.items)}

    def export(self, folder: Path) -> None:
        weights = {name: value.tolist() for name, value in self.model.state_dict().items()}
        (folder / "weights.json").write_text(json.dumps(weights))


def settings(**changes: Any) -> Fit:
    usual: dict[str, Any] = {
        "steps": 12, "batch": 8, "learning_rates": {"first": 0.01, "second": 0.02}, "validate_every": 4,
        "checkpoint_every": 3, "precision": "float32",
    }  # fmt: skip
    return Fit(**{**usual, **changes})


def slow_disk(seconds: float) -> None:
    """As bad as it can be: moving the best step to its place takes a while, and who reads it, reads it just then."""
    rename, load = Path.rename, checkpoints.load

    def slowly_renamed(self: Path, target: Any) -> Path:
        if self.name == ".best.new":
            time.sleep(seconds)
        return rename(self, target)

    def badly_timed(folder: Path) -> checkpoints.State | None:
        until = time.monotonic() + 6 * seconds
        while folder.exists() and time.monotonic() < until:
            time.sleep(0.01)
        return load(folder)

    Path.rename, checkpoints.load = slowly_renamed, badly_timed  # type: ignore[method-assign]


def run(stage: TinyStage, folder: Path, **changes: Any) -> Report:
    made = settings(**changes)
    return fit(stage, made, folder, {"recipe": asdict(made), "data": "tiny"})


if __name__ == "__main__":
    values = {key: json.loads(value) for key, _, value in (pair.partition("=") for pair in sys.argv[2:])}
    tiny = TinyStage(dropout=values.pop("dropout", 0.0))
    tiny.kill_at = values.pop("kill_at", None)
    if "slow_disk" in values:
        slow_disk(values.pop("slow_disk"))
    run(tiny, Path(sys.argv[1]), **values)
    print(f"one of {PartialState().num_processes} processes")
