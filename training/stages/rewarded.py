"""RLHF: a reward model of pairs (Ouyang et al. 2022, arXiv:2203.02155), then GRPO with it (Shao et al. 2024,
arXiv:2402.03300), by the trainers of TRL.

The reward model is the policy's own body with a LoRA and one score at the end of the answer. Of each question a few
answers are drawn, and what scores above their mean is made likelier.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch

from training.data.preferences import Pair
from training.fitting.recipe import Preference
from training.fitting.trainers import Tell, Watch, arguments, fitted
from training.stages.policy import Policy

_TOKENS = 48  # of a drawn answer: a sentence
_AT_ONCE = 8
Rewards = Callable[..., list[float]]


def reward_model(policy: Policy, pairs: Sequence[Pair], how: Preference, folder: Path, tell: Tell) -> Any:
    """A model that scores the chosen answer of a pair above the other, after `how.reward_steps` steps."""
    from datasets import Dataset
    from peft import LoraConfig
    from transformers import AutoModelForSequenceClassification
    from trl import RewardConfig, RewardTrainer

    rows = [
        {"chosen_ids": policy.ids(p.messages, p.chosen), "rejected_ids": policy.ids(p.messages, p.rejected)}
        for p in pairs
        if policy.fits(p.messages, p.chosen, p.rejected)
    ]
    config = policy.language.config
    config.num_labels, config.pad_token_id = 1, policy.tokenizer.pad_token_id
    scoring = AutoModelForSequenceClassification.from_config(config).to(policy.language.dtype)
    scoring.base_model.load_state_dict(policy.language.base_model.state_dict())
    settings = replace(policy.over.fit, steps=how.reward_steps)
    chosen = arguments(RewardConfig, settings, folder, max_length=None, center_rewards_coefficient=0.01)
    lora = policy.lora()
    over = LoraConfig(
        r=lora.r, lora_alpha=lora.lora_alpha, bias="none", task_type="SEQ_CLS", target_modules=lora.target_modules,
        modules_to_save=["score"],
    )  # fmt: skip
    trainer = RewardTrainer(
        model=scoring, args=chosen, train_dataset=Dataset.from_list(rows), processing_class=policy.tokenizer,
        peft_config=over,
    )  # fmt: skip
    fitted(trainer, folder, Watch(tell))
    return trainer.model.eval()


def scores(scoring: Any, rows: Sequence[Sequence[int]], padding: int) -> list[float]:
    """The score of each row of tokens."""
    from training.data.turns import padded

    told: list[float] = []
    for at in range(0, len(rows), _AT_ONCE):
        part = rows[at : at + _AT_ONCE]
        mask = padded([[1] * len(row) for row in part], 0)
        with torch.no_grad():
            told += scoring(input_ids=padded(part, padding), attention_mask=mask).logits[:, 0].float().tolist()
    return told


def grpo(policy: Policy, asked: Sequence[Pair], rewards: Rewards, how: Preference, folder: Path, tell: Tell) -> Any:
    """Fit the policy's LoRA on answers that it draws to the questions of the pairs; the trainer."""
    from datasets import Dataset
    from trl import GRPOConfig, GRPOTrainer

    prompts = [{"prompt": policy.asked(pair.messages)} for pair in asked if policy.fits(pair.messages, pair.chosen)]
    chosen = arguments(
        GRPOConfig, policy.over.fit, folder, beta=how.kept, num_generations=how.answers,
        max_completion_length=_TOKENS, temperature=1.0,
    )  # fmt: skip
    trainer = GRPOTrainer(
        model=policy.language, args=chosen, train_dataset=Dataset.from_list(prompts), reward_funcs=rewards,
        processing_class=policy.tokenizer, peft_config=policy.lora(),
    )  # fmt: skip
    fitted(trainer, folder, Watch(tell))
    return trainer


def rewarding(policy: Policy, scoring: Any) -> Rewards:
    """What GRPO asks of drawn answers."""

    def rewards(prompts: Sequence[str], completion_ids: Sequence[Sequence[int]], **_: Any) -> list[float]:
        before = policy.tokenizer(list(prompts))["input_ids"]
        rows = [[*asked, *said] for asked, said in zip(before, completion_ids, strict=True)]
        return scores(scoring, rows, policy.tokenizer.pad_token_id or 0)

    return rewards
