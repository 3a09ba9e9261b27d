"""What the trainers of TRL teach: the model with the reader that ships merged into it, and a LoRA over both.

Hence the model without its LoRA, which is what they compare with, is the one that ships; and the LoRA is served over
the reader as any other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import torch

from core.language.causal import merged
from core.language.template import render
from core.types import Message
from training.data.reading import Dialogue
from training.data.turns import Builder, answer_text
from training.fitting.device import best_precision
from training.fitting.lora import lora_config, save_adapter
from training.stages.learned import Over, log_probabilities
from training.stages.sft import Reader, Tokens, load_frozen, tokens_of

if TYPE_CHECKING:
    from peft import LoraConfig, PeftModel


class Policy:
    """Model, tokeniser and the texts that both get, of one run. `left_out` rows were too long."""

    def __init__(self, over: Over) -> None:
        from peft import PeftModel

        torch.manual_seed(over.fit.seed)
        self.over = over
        self.tokenizer, language = load_frozen(over.model, replace(over.fit, precision="float32"))
        self.language = merged(PeftModel.from_pretrained(language, str(over.reader)))
        precision = best_precision() if over.fit.precision == "auto" else over.fit.precision
        if precision == "bfloat16":
            self.language = self.language.bfloat16()
        self._builder = Builder(self.tokenizer, over.template, 0, over.max_tokens, "separate")
        self.tokenizer.eos_token = self.tokenizer.convert_ids_to_tokens(self._builder.end)
        self.left_out = 0

    def lora(self) -> LoraConfig:
        """The fresh LoRA."""
        return lora_config(self.language, self.over.lora)

    def asked(self, messages: Sequence[Message]) -> str:
        """The prompt, as serving renders it."""
        return str(render(messages, self.over.template)[0])

    def said(self, answer: str) -> str:
        """An answer; the trainers put its end behind it."""
        return answer_text(answer, self.over.template)

    def fits(self, messages: tuple[Message, ...], *answers: str) -> bool:
        """Whether a row is short enough; those that are not are counted."""
        longest = max(len(self._tokens(Dialogue(messages, answer)).ids) for answer in answers)
        self.left_out += longest > self.over.max_tokens
        return longest <= self.over.max_tokens

    def ids(self, messages: tuple[Message, ...], answer: str) -> list[int]:
        """Prompt and answer in tokens, its end included."""
        return list(self._tokens(Dialogue(messages, answer)).ids)

    def log_probabilities(self, language: PeftModel, dialogues: Sequence[Dialogue]) -> list[float]:
        """The mean natural-log probability of the tokens of each answer, without the one that ends it."""
        return log_probabilities(Reader(language), [self._tokens(one) for one in dialogues])

    def export(self, language: PeftModel, folder: Path) -> None:
        """Write the adapter for both engines."""
        save_adapter(language, self.over.model, self.over.lora, folder)

    def _tokens(self, dialogue: Dialogue) -> Tokens:
        return tokens_of(dialogue, self.tokenizer, self._builder, self.over.template)
