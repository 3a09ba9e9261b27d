"""A language model that sees: a projector's soft tokens spliced into the embeddings of any causal model.

The recipe is LLaVA's (Liu et al. 2023, arXiv:2304.08485): tower and language model stay frozen, a projector learns to
speak to the language model in its own embeddings, and then a LoRA learns to listen.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from core.errors import BadInput
from core.language.causal import PLACEHOLDER, labelled_logits, language_body
from core.language.segments import attention_mask, positions
from core.vision.projector_torch import Projector

if TYPE_CHECKING:
    from peft import PeftModel
    from transformers import PreTrainedModel


class Scored(NamedTuple):
    """A loss summed over `items` tokens."""

    total: Tensor
    items: Tensor


def splice(ids: Tensor, rows: Tensor, table: torch.nn.Module) -> Tensor:
    """Embeddings (batch, tokens, hidden) of `ids` (batch, tokens), with `rows` (soft tokens, hidden) at the
    placeholders, in order. Raises `BadInput` where there are not as many rows as placeholders."""
    places = ids == PLACEHOLDER
    if int(places.sum()) != len(rows):
        raise BadInput(
            f"There are {int(places.sum())} places for soft tokens, and {len(rows)} soft tokens.",
            "Give as many placeholders as the pictures have soft tokens.",
        )
    embedded: Tensor = table(ids.masked_fill(places, 0))
    return embedded.masked_scatter(places[..., None], rows.to(embedded))


class VisionLanguageModel(torch.nn.Module):
    """`language` is any causal model of transformers, plain or with peft's LoRA over it; its own dropout is put off."""

    def __init__(self, language: PreTrainedModel | PeftModel, projector: Projector) -> None:
        super().__init__()
        self.language = _still(language)
        self.projector = projector
        hidden = language.get_input_embeddings().weight.shape[1]
        if projector.config.hidden != hidden:
            raise BadInput(
                f"The projector makes vectors of {projector.config.hidden} numbers, and the language model takes "
                f"{hidden}.",
                "Use the language model that it was trained for.",
            )

    def states(self, batch: Mapping[str, Tensor]) -> Tensor:
        """Last hidden states (batch, tokens, hidden) for `ids`, `segments` (batch, tokens) and `places`, the pictures'
        features (pictures, places, width), in the order of their placeholders."""
        table = self.language.get_input_embeddings()
        rows = self.projector(batch["places"]).flatten(0, 1)  # (pictures * side², hidden)
        embedded = splice(batch["ids"], rows, table)
        mask, places = attention_mask(batch["segments"], embedded.dtype), positions(batch["segments"])
        output = language_body(self.language)(
            inputs_embeds=embedded, attention_mask=mask, position_ids=places, use_cache=False
        )
        states: Tensor = output.last_hidden_state
        return states

    def scored(self, batch: Mapping[str, Tensor]) -> tuple[Tensor, Tensor]:
        """Logits (labelled, vocabulary) of the labelled tokens of all rows in a row, and these tokens; no others'."""
        return labelled_logits(self.language, self.states(batch), batch["labels"])

    def forward(self, batch: Mapping[str, Tensor]) -> Scored:
        """The cross-entropy summed over the labelled tokens, and their number."""
        logits, wanted = self.scored(batch)
        return Scored(cross_entropy(logits.float(), wanted, reduction="sum"), torch.tensor(len(wanted)))


def _still(language: PreTrainedModel | PeftModel) -> PreTrainedModel | PeftModel:
    """The model with all dropout disabled except a LoRA's, so that its frozen layers add no noise.

    It cannot be left in eval mode for that: transformers recomputes activations only in layers that are in training.
    """
    for name, module in language.named_modules():
        if "lora_dropout" in name:
            continue
        if isinstance(module, torch.nn.Dropout):
            module.p = 0.0
        for key, value in list(vars(module).items()):
            if "drop" in key and isinstance(value, float):  # such as `attention_dropout`, for functions
                setattr(module, key, 0.0)
    return language
