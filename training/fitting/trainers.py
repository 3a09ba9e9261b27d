"""What the trainers of TRL share: their arguments from a recipe, whom they tell, and how they go on after a stop.

Their checkpoints are those of transformers, so that all chance and the optimizer go on where they were.
"""

from __future__ import annotations

import json
import math
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from transformers import PrinterCallback, TrainerCallback

from core.errors import TrainingFailure
from core.files import translate_disk_full
from training.fitting.device import best_precision
from training.fitting.recipe import Fit

Tell = Callable[[int, float], None]
LORA = "lora"
_CHOSEN, _LOSS = "eval_rewards/chosen", "eval_loss"


def arguments(kind: type[Any], settings: Fit, folder: Path, **more: Any) -> Any:
    """The arguments of a trainer, by its own class of them: steps, batch, rates and precision are the recipe's."""
    precision = best_precision() if settings.precision == "auto" else settings.precision
    size = settings.micro_batch or settings.batch
    common: dict[str, Any] = {
        "output_dir": str(folder), "max_steps": settings.steps, "per_device_train_batch_size": size,
        "per_device_eval_batch_size": size, "gradient_accumulation_steps": settings.batch // size,
        "learning_rate": settings.learning_rates[LORA], "warmup_steps": round(settings.warmup * settings.steps),
        "lr_scheduler_type": "cosine_with_min_lr", "lr_scheduler_kwargs": {"min_lr_rate": settings.final},
        "weight_decay": settings.weight_decay, "max_grad_norm": settings.clip, "seed": settings.seed,
        "bf16": precision == "bfloat16", "fp16": precision == "float16", "gradient_checkpointing": False,
        "logging_steps": 1, "logging_nan_inf_filter": False, "report_to": "none", "disable_tqdm": True,
        "dataloader_pin_memory": False, "use_cpu": not torch.cuda.is_available(),
        "save_strategy": "steps", "save_steps": settings.validate_every, "save_total_limit": 1,
    }  # fmt: skip
    return kind(**(common | more))


def choosing(settings: Fit) -> dict[str, Any]:
    """More arguments: validate as often as the recipe says, and keep the best step."""
    return {
        "eval_strategy": "steps", "eval_steps": settings.validate_every, "load_best_model_at_end": True,
        "metric_for_best_model": _LOSS, "greater_is_better": False,
    }  # fmt: skip


class Watch(TrainerCallback):  # type: ignore[misc]
    """Says how far the trainer is, and ends it where it goes wrong."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self.fell = False
        """Whether wanted answers became less likely than they were before."""

    def on_log(self, _: Any, state: Any, __: Any, logs: Any = None, **___: Any) -> None:
        """Raises `TrainingFailure` where the loss stops being a number."""
        loss = (logs or {}).get("loss")
        if loss is None:
            return
        if not math.isfinite(loss):
            raise TrainingFailure(
                f"The loss stopped being a number at step {state.global_step}.", "Lower the learning rates."
            )
        self._tell(state.global_step, float(loss))

    def on_evaluate(self, _: Any, __: Any, control: Any, metrics: Any = None, **___: Any) -> None:
        """Stop where wanted answers fell below the reference: what such a step lost is no best step, whatever its loss.

        The trainer looks for the best step in these very metrics, afterwards.
        """
        if metrics is not None and metrics.get(_CHOSEN, 0.0) < 0:
            metrics[_LOSS] = math.inf
            self.fell = control.should_training_stop = True


def fitted(trainer: Any, folder: Path, watch: Watch) -> None:
    """Train to the end, or on from the newest checkpoint in `folder` that is whole. Raises `OutOfSpace`."""
    trainer.remove_callback(PrinterCallback)
    trainer.add_callback(watch)
    with translate_disk_full("the checkpoint"):
        trainer.train(resume_from_checkpoint=_newest(folder))


def _newest(folder: Path) -> str | None:
    """The newest checkpoint; those whose writing was broken off are deleted. What is written last is their state."""
    whole = []
    for checkpoint in folder.glob("checkpoint-*"):
        try:
            json.loads((checkpoint / "trainer_state.json").read_text(encoding="utf-8"))
            whole.append(checkpoint)
        except (OSError, ValueError):
            shutil.rmtree(checkpoint)
    return str(max(whole, key=lambda one: int(one.name.rpartition("-")[2]))) if whole else None
