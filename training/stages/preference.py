"""Preferences: KTO (Ethayarajh et al. 2024, arXiv:2402.01306) on thumbs, DPO (Rafailov et al. 2023, arXiv:2305.18290)
on corrections and choices, by the trainers of TRL.

Pairs that differ in few tokens, as corrections do, make DPO lower the probability of both answers (Pal et al. 2024,
arXiv:2402.13228). So the likelihood of what is wanted is a term of its loss, and both methods end where that falls
below the model's before.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from core.errors import TrainingFailure
from training.data.preferences import Pair, Rated
from training.fitting.recipe import Preference
from training.fitting.trainers import Tell, Watch, arguments, choosing, fitted
from training.stages.policy import Policy

Trainer = Any


def dpo(
    policy: Policy, train: Sequence[Pair], validation: Sequence[Pair], how: Preference, folder: Path, tell: Tell
) -> Trainer:
    """Fit the policy's LoRA on pairs; the trainer, with its best step. Raises `TrainingFailure` where there is none."""
    from trl import DPOConfig, DPOTrainer

    def rows(pairs: Sequence[Pair]) -> Any:
        return _data_set([
            {"prompt": policy.asked(p.messages), "chosen": policy.said(p.chosen), "rejected": policy.said(p.rejected)}
            for p in pairs
            if policy.fits(p.messages, p.chosen, p.rejected)
        ])  # fmt: skip

    losses = [("sigmoid", 1.0), ("sft", how.likelihood)]
    given = [(name, weight) for name, weight in losses if weight]
    chosen = arguments(
        DPOConfig, policy.over.fit, folder, beta=how.beta, max_length=None, loss_type=[name for name, _ in given],
        loss_weights=[weight for _, weight in given], **choosing(policy.over.fit),
    )  # fmt: skip
    return _fitted(DPOTrainer, policy, chosen, rows(train), rows(validation), folder, tell)


def kto(
    policy: Policy, train: Sequence[Rated], validation: Sequence[Rated], how: Preference, folder: Path, tell: Tell
) -> Trainer:
    """The same on answers that are good or bad; the fewer ones weigh more, so that both weigh alike (equation 8)."""
    from trl import KTOConfig, KTOTrainer

    def rows(rated: Sequence[Rated]) -> Any:
        return _data_set([
            {"prompt": policy.asked(one.messages), "completion": policy.said(one.answer), "label": one.good}
            for one in rated
            if policy.fits(one.messages, one.answer)
        ])  # fmt: skip

    mixed = random.Random(policy.over.fit.seed).sample(list(train), len(train))  # the trainer takes them in this order
    good = sum(one.good for one in mixed)
    bad = len(mixed) - good
    chosen = arguments(
        KTOConfig, policy.over.fit, folder, beta=how.beta, max_length=None,
        desirable_weight=max(1.0, bad / max(1, good)), undesirable_weight=max(1.0, good / max(1, bad)),
        **choosing(policy.over.fit),
    )  # fmt: skip
    return _fitted(KTOTrainer, policy, chosen, rows(mixed), rows(validation), folder, tell)


def _data_set(rows: list[dict[str, Any]]) -> Any:
    from datasets import Dataset, disable_progress_bars

    disable_progress_bars()
    return Dataset.from_list(rows)


def _fitted(kind: Any, policy: Policy, chosen: Any, train: Any, validation: Any, folder: Path, tell: Tell) -> Trainer:
    trainer = kind(
        model=policy.language, args=chosen, train_dataset=train, eval_dataset=validation,
        processing_class=policy.tokenizer, peft_config=policy.lora(),
    )  # fmt: skip
    watch = Watch(tell)
    fitted(trainer, folder, watch)
    if watch.fell and trainer.state.best_model_checkpoint is None:
        raise TrainingFailure(
            "What was preferred only became less likely than it was before.",
            "Lower the learning rate, or raise `preference.likelihood`.",
        )
    return trainer
