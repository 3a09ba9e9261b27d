"""What a recipe of a learning run may say."""

from __future__ import annotations

import re
from dataclasses import field
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from core.errors import NotFound
from training.fitting.recipe import CHECKED, FOLDER, Fit, Lora, Positive, Preference, Share, find

Limit = Annotated[float, Field(gt=0, le=1)]
Guarded = Literal[
    "corrections", "regressions", "answerable", "absent", "records", "near_absent", "safety", "plain_text"
]


@dataclass(frozen=True, kw_only=True, config=CHECKED)
class Recipe:
    """How a version is learned from reviewed feedback, and measured."""

    method: Literal["sft", "kto", "dpo", "grpo"] = "sft"
    """`sft` imitates what was approved; `kto` learns from thumbs; `dpo` from corrections and choices between answers;
    `grpo` makes a model of these that rewards the answers which are drawn."""
    least_rows: Positive = 8
    """Approved rows below which nothing is learned."""
    cap: Share = 0.2
    """Share of the rows that one person's may be."""
    held_out: Share = 0.3
    """Share of the conversations that are kept for the gate."""
    replay: Positive = 100
    """Answers of the model as it ships that are learned beside the feedback, against forgetting."""
    epochs: Positive = 3
    """Times that each row is seen, at most: `fit.steps` bounds it."""
    questions: Positive = 120
    """Made-up questions of each kind that the gate asks both versions."""
    limit: Limit = 0.05
    """By how much the share of right answers to these may fall."""
    limits: dict[Guarded, Annotated[float, Field(ge=0)]] = field(default_factory=dict)
    """By slice of the gate, where it is to be another: 0.1 for `records` and `near_absent`, 0 for `safety`, and for
    `plain_text` 0.1 nats a token, unless told."""
    take_up: bool = True
    """Whether a version that the gate passes answers at once."""
    lora: Lora = Lora(rank=8, alpha=16)
    preference: Preference = Preference()
    max_tokens: Positive = 512
    """Of prompt and answer; longer rows are left out and counted."""
    fit: Fit


def named(name: str) -> Path:
    """The file of a recipe for learning runs, by its path or by the name of one that ships.

    Raises `NotFound`, also for one that ships for something else.
    """
    known = name in shipped() or (Path(name).is_file() and Path(name).resolve().parent != FOLDER)
    if not known:
        raise NotFound(f"There is no recipe {name} for learning runs.", f"There are these: {', '.join(shipped())}.")
    return find(name)


def shipped() -> list[str]:
    """The names of the recipes for learning runs that ship."""
    files = FOLDER.glob("*.yaml")
    return sorted(file.stem for file in files if re.search(r"^method:", file.read_text(encoding="utf-8"), re.M))
