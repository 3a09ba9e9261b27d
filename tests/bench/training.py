"""Our training loop beside the plain Hugging Face Trainer."""

from __future__ import annotations

import itertools
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from tests.bench.aside import Aside
from tests.bench.figures import Figures, Raw, median_ratio

PROMPT, ANSWER = 200, 24  # tokens of an example
RANK = 16


def measure(quick: bool) -> tuple[Figures, Raw]:
    """A LoRA of rank 16 over all linear layers of SmolLM2-135M, trained on examples of 200 tokens of prompt and 24 of
    answer, of which the answer is learnt, in batches of 4: alternately some steps by our loop with the stage of
    `vermeil train sft`, and as many by `transformers.Trainer`, with the same model, LoRA, batches, arithmetic,
    optimizer and clipping. A step is timed from batch to batch, the first two of each run left out; tokens are all of
    the batch. Median of the ratios of neighbours. Ours scores the vocabulary at the answers alone; the Trainer, as the
    model of transformers does, everywhere."""
    with Aside() as process:
        return process.call(compare, 2 if quick else 4, 1 if quick else 3, 4 if quick else 5)


def compare(batch: int, pairs: int, steps: int) -> tuple[Figures, Raw]:
    ours, theirs = [], []
    for _ in range(pairs):
        ours.append(statistics.median(run(own, batch, steps)))
        theirs.append(statistics.median(run(plain, batch, steps)))
    tokens = batch * (PROMPT + ANSWER)
    return {"train_tokens": median_ratio(theirs, ours)}, {
        "tokens_per_s": tokens / statistics.median(ours), "trainer_tokens_per_s": tokens / statistics.median(theirs),
        "batch": batch, "steps": steps, "ratios": [b / a for a, b in zip(ours, theirs, strict=True)],
    }  # fmt: skip


def run(train: Callable[[Material, Path], None], batch: int, steps: int) -> list[float]:
    """Seconds of each step but the first two: the Trainer fetches a batch ahead."""
    material = Material(batch, steps)
    with tempfile.TemporaryDirectory(prefix="vermeil-bench-") as folder:
        train(material, Path(folder))
    stamps = material.stamps
    return [b - a for a, b in itertools.pairwise(stamps)][2:]


class Material:
    """A fresh model, the examples, and a clock: what lies between two batches being asked for is a step."""

    def __init__(self, batch: int, steps: int) -> None:
        from core.language.causal import UNLABELLED
        from training.fitting.recipe import Fit, Lora
        from training.stages.sft import Data, Recipe, Tokens, load

        fit = Fit(steps=steps, batch=batch, learning_rates={"lora": 1e-4}, warmup=0, checkpoint_every=10**6)
        data = Data(folder=Path(), train=[], validation=[])
        self.recipe = Recipe(data=data, lora=Lora(rank=RANK, alpha=2 * RANK), fit=fit)
        self.language, _ = load(self.recipe)
        rng = random.Random(3)
        ids = [tuple(rng.randrange(1000, 40_000) for _ in range(PROMPT + ANSWER)) for _ in range(batch * steps)]
        unlabelled = (UNLABELLED,) * PROMPT
        self.examples = [Tokens(row, (*unlabelled, *row[PROMPT:]), (0,) * len(row)) for row in ids]
        self.stamps: list[float] = []

    def collate(self, examples: Sequence[Any]) -> dict[str, Any]:
        from training.stages.sft import collate

        self.stamps.append(time.perf_counter())
        return collate(examples, 0)


def own(material: Material, folder: Path) -> None:
    from training.fitting.loop import fit

    fit(_Stage(material), material.recipe.fit, folder, {})


class _Stage:
    """The stage of `training.stages.sft` on examples that are there, without validation and product."""

    product = "bench"

    def __init__(self, material: Material) -> None:
        from training.stages.sft import Reader

        self.model = Reader(material.language)
        self.examples, self.collate = material.examples, material.collate

    def lengths(self) -> None:
        return None

    def components(self) -> Mapping[str, Sequence[Any]]:
        return {"lora": [p for p in self.model.parameters() if p.requires_grad]}

    def validate(self, model: Any) -> dict[str, float]:
        return {"loss": 0.0}

    def export(self, folder: Path) -> None:
        """Nothing is wanted of it."""


def plain(material: Material, folder: Path) -> None:
    import torch
    from transformers import Trainer, TrainingArguments

    from training.fitting.device import best_precision

    settings = material.recipe.fit
    arguments = TrainingArguments(
        output_dir=str(folder), max_steps=settings.steps, per_device_train_batch_size=settings.batch,
        learning_rate=settings.learning_rates["lora"], max_grad_norm=settings.clip, lr_scheduler_type="cosine",
        optim="adamw_torch", bf16=best_precision() == "bfloat16", use_cpu=not torch.cuda.is_available(),
        report_to="none", save_strategy="no",
        logging_strategy="no", disable_tqdm=True, remove_unused_columns=False,
    )  # fmt: skip

    def collate(examples: Sequence[Any]) -> dict[str, Any]:
        batch = material.collate(examples)
        return {"input_ids": batch["ids"], "attention_mask": batch["segments"] >= 0, "labels": batch["labels"]}

    Trainer(
        model=material.language, args=arguments, train_dataset=cast("Any", material.examples), data_collator=collate
    ).train()
