"""Supervised tuning on what people approved: a LoRA over the reader that ships, which stays as it is.

It is begun by `training.learning`, which has the rows, and not by a command of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from core.errors import BadInput
from core.language.template import Template
from training.data.reading import Dialogue
from training.data.turns import Builder
from training.fitting.lora import lay_over, save_adapter, trained_parameters
from training.fitting.recipe import Fit, Lora
from training.stages.sft import Reader, SupervisedTuning, Tokens, collate, load_frozen, tokens_of

PRODUCT = "learned_adapter"


@dataclass(frozen=True, kw_only=True)
class Over:
    """What is trained over: a model by its name in the manifest or its folder, and the adapter that lies over it."""

    model: str
    reader: Path
    template: Template
    lora: Lora
    max_tokens: int
    fit: Fit


class LearnedTuning(SupervisedTuning):
    """The stage: dialogues in, an adapter out that is served over the reader. `left_out` were too long."""

    def __init__(self, over: Over, train: Sequence[Dialogue], validation: Sequence[Dialogue]) -> None:
        self.over, self.product = over, PRODUCT
        torch.manual_seed(over.fit.seed)
        self.tokenizer, language = load_frozen(over.model, over.fit)
        self.model = Reader(lay_over(language, over.reader, over.lora))
        self._builder = Builder(self.tokenizer, over.template, 0, over.max_tokens, "separate")
        self.examples, left_out = self._fitting(train)
        self.validation, more = self._fitting(validation)
        self.left_out = left_out + more
        if not self.examples or not self.validation:
            raise BadInput(
                f"Nothing is left to learn from: {self.left_out} rows are longer than {over.max_tokens} tokens.",
                "Raise `max_tokens` in the recipe.",
            )

    def export(self, folder: Path) -> None:
        """Write the adapter for both engines; afterwards it is in float32 again, with the values that were written."""
        save_adapter(self.model.language, self.over.model, self.over.lora, folder)
        for parameter in trained_parameters(self.model):
            parameter.data = parameter.data.float()

    def log_probabilities(self, dialogues: Sequence[Dialogue]) -> list[float]:
        """The mean natural-log probability of the tokens of each answer, without the one that ends it."""
        return log_probabilities(self.model, [self._tokens(dialogue) for dialogue in dialogues])

    def _fitting(self, dialogues: Sequence[Dialogue]) -> tuple[list[Tokens], int]:
        made = [self._tokens(dialogue) for dialogue in dialogues]
        kept = [tokens for tokens in made if len(tokens.ids) <= self.over.max_tokens]
        return kept, len(made) - len(kept)

    def _tokens(self, dialogue: Dialogue) -> Tokens:
        return tokens_of(dialogue, self.tokenizer, self._builder, self.over.template)


def log_probabilities(model: Reader, examples: Sequence[Tokens]) -> list[float]:
    """The mean natural-log probability of the tokens of each example's answer, without the one that ends it."""
    model.eval()
    scores = []
    for example in examples:
        with torch.no_grad():
            logits, wanted = model.scored(collate([example], 0))
        told = logits.float().log_softmax(-1).gather(1, wanted[:, None])[:-1]
        scores.append(float(told.mean()))
    return scores
