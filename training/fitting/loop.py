"""The one loop that all stages are fitted by: steps, rates, validations, checkpoints, and what a person sees of them.

A stage says what its model, its examples and its product are; everything here is the same for all. A step's gradient is
that of the mean over all its items (tokens, questions), however they are divided into micro-batches and over processes,
provided that the loss of an item does not depend on the other items. In `contrast` it does, so that stage refuses both.
"""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic

import torch

from core.errors import BadInput, Missing, TrainingFailure
from core.files import atomic_folder, atomic_write, recover_folder, translate_disk_full
from core.weights.products import write_manifest
from training.fitting import checkpoints, plots
from training.fitting.device import accelerator, interruptible, syncing, to_device
from training.fitting.optimizer import Memory, lr_multiplier, memory, named, optimizer, remember
from training.fitting.order import Order
from training.fitting.progress import ProgressBar
from training.fitting.recipe import Fit
from training.fitting.stage import Describing, E, M, Stage

Tell = Callable[[int, float], None]


@dataclass
class Report:
    """How a run ended: the last step, the best one, and what was measured there."""

    steps: int
    best_step: int
    best: dict[str, float]
    seconds: float
    log: list[dict[str, Any]] = field(repr=False, default_factory=list)


def fit(
    stage: Stage[E, M], settings: Fit, folder: Path, about: Mapping[str, object], tell: Tell | None = None
) -> Report:
    """Fit the stage, or go on where a run in `folder` stopped; the product of the best step lands in `folder/product`.

    `about` is what the run rests on (recipe, hashes of data and base): a run goes on only where all of it is the same.
    `tell` hears of each step that is done, and of its loss.
    Raises `BadInput` where it is not, `TrainingFailure` where the loss stops being a number, `KeyboardInterrupt` after
    a checkpoint where someone stops it.
    """
    run = _Run(stage, settings, folder, about)
    run.resume()
    with run.progress, interruptible() as interrupted:
        while run.step < settings.steps and not run.out_of_patience():
            run.advance()
            if tell is not None:
                tell(run.step, run.log[-1]["loss"])
            if run.step % settings.validate_every == 0 or run.step == settings.steps:
                run.validate()
            if run.step % settings.checkpoint_every == 0 or run.step == settings.steps or interrupted():
                run.save()
            if interrupted():
                raise KeyboardInterrupt
    return run.finish()


class _Run(Generic[E, M]):
    """A run under way. All chance in it comes from the seed and the number of the step, so it resumes exactly."""

    def __init__(self, stage: Stage[E, M], settings: Fit, folder: Path, about: Mapping[str, object]) -> None:
        self.stage, self.settings, self.folder = stage, settings, folder
        self.about = json.loads(json.dumps(about))
        self.accelerator = accelerator(settings, folder)
        if settings.tracker != "none" and not self.accelerator.trackers:  # accelerate leaves it out without a word
            raise Missing(f"{settings.tracker} is not installed.", f"Install it with `pip install {settings.tracker}`.")
        self.world, self.rank = self.accelerator.num_processes, self.accelerator.process_index
        if settings.batch % self.world:
            raise BadInput(
                f"A batch of {settings.batch} cannot be shared by {self.world} processes.", "Change fit.batch."
            )
        self.order = Order(len(stage.examples), settings.batch, settings.seed, stage.lengths())
        self.parameters = named(stage.components(), settings)
        self.optimizer = optimizer(stage.components(), settings)
        self.model, self.prepared = self.accelerator.prepare(stage.model, self.optimizer)
        self.step, self.seconds, self.stale = 0, 0.0, 0
        self.best_step, self.best = 0, {"loss": math.inf}
        self.log: list[dict[str, Any]] = []
        self.progress = ProgressBar(settings.steps, shown=self.accelerator.is_main_process)

    # --- a step ---------------------------------------------------------------------------------------------------

    def advance(self) -> None:
        began = time.perf_counter()
        torch.manual_seed(self.settings.seed * 1_000_003 + self.step * 1_009 + self.rank)
        rates = self._set_rates()
        batch = self.order.batch(self.step)
        self.model.train()
        total, items = self._gradients(batch)
        self._scale_gradients(self.settings.batch * self.world / max(1.0, items))
        length = float(self.accelerator.clip_grad_norm_(self._flat(), self.settings.clip))
        if not math.isfinite(total) or (not math.isfinite(length) and self.settings.precision != "float16"):
            self._give_up(batch)
        self.prepared.step()
        self.prepared.zero_grad()
        self.step += 1
        self.seconds += time.perf_counter() - began
        mean = total / max(1.0, items)
        self._note({"step": self.step, "loss": mean, "items": int(items), "gradient": length, **rates})
        self.progress.show(self.step, mean, items / (time.perf_counter() - began))

    def _gradients(self, batch: Sequence[int]) -> tuple[float, float]:
        """Add up the gradients of the batch's sum over a fixed number; its loss and items over all processes."""
        mine = list(batch)[self.rank :: self.world]
        size = self.settings.micro_batch or len(mine)
        parts = [mine[at : at + size] for at in range(0, len(mine), size)]
        sums = torch.zeros(2, device=self.accelerator.device, dtype=torch.float64)
        for number, part in enumerate(parts, 1):
            inputs = to_device(self.stage.collate([self.stage.examples[i] for i in part]), self.accelerator.device)
            with syncing(self.accelerator, self.model, number == len(parts)):
                loss = self.model(inputs)
                self.accelerator.backward(loss.total / self.settings.batch)
            sums += torch.stack([loss.total.detach().double(), torch.as_tensor(loss.items).to(sums)])
        total, items = self.accelerator.reduce(sums, "sum").tolist()
        return float(total), float(items)

    def _scale_gradients(self, factor: float) -> None:
        for parameter in self._flat():
            if parameter.grad is not None:
                parameter.grad.mul_(factor)

    def _flat(self) -> list[torch.nn.Parameter]:
        return list(self.parameters.values())

    def _set_rates(self) -> dict[str, float]:
        share = lr_multiplier(self.step, self.settings)
        rates = {}
        for group in self.optimizer.param_groups:
            group["lr"] = self.settings.learning_rates[group["name"]] * share
            rates[f"rate_{group['name']}"] = group["lr"]
        return rates

    def _give_up(self, batch: Sequence[int]) -> None:
        """Keep the batch that broke the run, for whoever looks into it."""
        self._main(lambda: self._keep(batch))
        raise TrainingFailure(
            f"The loss stopped being a number at step {self.step + 1}; its batch is kept in bad-batch.json.",
            "Look for broken examples in it, or lower the learning rates.",
        )

    def _keep(self, batch: Sequence[int]) -> None:
        describe = self.stage.describe if isinstance(self.stage, Describing) else repr
        examples = [{"index": i, "example": describe(self.stage.examples[i])[:10_000]} for i in batch]
        text = json.dumps({"step": self.step, "examples": examples}, indent=1, ensure_ascii=False)
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "bad-batch.json").write_text(text, encoding="utf-8")

    # --- looking at it --------------------------------------------------------------------------------------------

    def validate(self) -> None:
        """On every process alike, so that all of them take the same turn afterwards."""
        self.model.eval()
        with torch.no_grad():
            figures = self.stage.validate(self.accelerator.unwrap_model(self.model))
        self._note({"step": self.step, "validation": figures})
        self.progress.tell(self.step, figures)
        if figures["loss"] < self.best["loss"]:
            self.best_step, self.best, self.stale = self.step, figures, 0
            self._main(lambda: checkpoints.save(self.folder / "best", self._state(optimizer=False)))
        else:
            self.stale += 1

    def out_of_patience(self) -> bool:
        return self.settings.patience is not None and self.stale >= self.settings.patience

    def _note(self, line: dict[str, Any]) -> None:
        self.log.append(line)
        flat = line.get("validation") or {key: value for key, value in line.items() if key != "step"}
        prefix = "validation" if "validation" in line else "train"
        if self.settings.tracker != "none":
            self.accelerator.log({f"{prefix}/{key}": value for key, value in flat.items()}, step=self.step)

    # --- stopping and going on --------------------------------------------------------------------------------------

    def save(self) -> None:
        self._main(lambda: checkpoints.save(self.folder / "checkpoint", self._state(optimizer=True)))
        self._main(self._write_log)

    def resume(self) -> None:
        self._main(self._recover)
        self.accelerator.wait_for_everyone()
        found = checkpoints.load(self.folder / "checkpoint")
        if found is None:
            return
        values = found.values
        _same(values["about"], self.about)
        checkpoints.restore(_only(found.tensors, "model"), into=self.parameters)
        remember(self.optimizer, Memory(_only(found.tensors, "optimizer"), values.get("numbers", {})))
        self.step, self.seconds, self.stale = values["step"], values["seconds"], values["stale"]
        self.best_step, self.best, self.log = values["best_step"], values["best"], values["log"]
        if self.accelerator.scaler is not None and values.get("scaler"):
            self.accelerator.scaler.load_state_dict(values["scaler"])

    def _recover(self) -> None:
        for name in ("checkpoint", "best"):
            recover_folder(self.folder / name)

    def finish(self) -> Report:
        """Take the best step's parameters back, export them, and draw the losses."""
        best = self._load_best()
        if best is None:  # a run that ended before its first validation
            self.validate()
            best = self._load_best()
        if best is not None:
            checkpoints.restore(_only(best.tensors, "model"), into=self.parameters)
        self.model.eval()
        self._main(self._export)
        self._main(self._write_log)
        if self.settings.tracker != "none":
            self.accelerator.end_training()
        return Report(self.step, self.best_step, self.best, self.seconds, self.log)

    def _load_best(self) -> checkpoints.State | None:
        self.accelerator.wait_for_everyone()  # one process may still be writing it
        best = checkpoints.load(self.folder / "best")
        self.accelerator.wait_for_everyone()  # or it may be written before others have looked whether it is there
        return best

    def _state(self, *, optimizer: bool) -> checkpoints.State:
        tensors = {f"model.{name}": parameter.data for name, parameter in self.parameters.items()}
        values = {
            "about": self.about, "step": self.step, "seconds": self.seconds, "stale": self.stale,
            "best_step": self.best_step, "best": self.best,
        }  # fmt: skip
        if optimizer:
            values["log"] = self.log
            values["scaler"] = self.accelerator.scaler.state_dict() if self.accelerator.scaler is not None else None
            held = memory(self.optimizer)
            values["numbers"] = held.numbers
            tensors |= {f"optimizer.{name}": tensor for name, tensor in held.tensors.items()}
        return checkpoints.State(tensors, values)

    def _write_log(self) -> None:
        lines = "".join(json.dumps(line) + "\n" for line in self.log)
        with translate_disk_full("the log"):
            atomic_write(self.folder / "log.jsonl", lines)
            plots.losses(self.log, self.folder / "loss.png")

    def _export(self) -> None:
        with translate_disk_full("the product"), atomic_folder(self.folder / "product") as folder:
            self.stage.export(folder)
            write_manifest(folder, self.stage.product, self.about)

    def _main(self, act: Callable[[], None]) -> None:
        """What one process does for all."""
        if self.accelerator.is_main_process:
            act()


def _only(tensors: Mapping[str, torch.Tensor], kind: str) -> dict[str, torch.Tensor]:
    return {name.partition(".")[2]: t for name, t in tensors.items() if name.startswith(f"{kind}.")}


def _same(saved: Mapping[str, object], now: Mapping[str, object]) -> None:
    """Raises `BadInput` where something differs. What an older checkpoint did not note yet cannot."""
    changed = sorted(key for key in saved if saved[key] != now.get(key))
    if changed:
        raise BadInput(
            f"The run in this folder was begun with another {' and '.join(changed)}.",
            "Put it back to go on, or train into another folder.",
        )
