"""LoRA (Hu et al. 2021, arXiv:2106.09685): its section of a recipe, its place over a model, and its files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from pydantic.dataclasses import dataclass

from core.errors import BadInput
from core.language.adapters import GGUF_NAME, read_base, write_gguf
from core.language.causal import with_lora
from core.weights.locate import locate
from core.weights.manifest import SOURCES
from training.fitting.recipe import CHECKED, Positive, Share, as_mapping

if TYPE_CHECKING:
    from peft import PeftModel
    from transformers import PreTrainedModel


@dataclass(frozen=True, kw_only=True, config=CHECKED)
class Lora:
    """What of the language model is trained: the `lora` section of a recipe."""

    rank: Positive = 8
    alpha: Positive = 16
    dropout: Share = 0.0
    targets: tuple[str, ...] = ()
    """Names of linear layers; without any, all of them."""
    first_layer: int = 0
    """Layers below it stay as they are, which saves their part of the backward pass."""


def lay_lora(language: PreTrainedModel, lora: Lora) -> PeftModel:
    """The model with a fresh LoRA; all else in it is frozen. Raises `BadInput` for layers that it does not have."""
    targets = _targets(language, lora)
    return with_lora(language, rank=lora.rank, alpha=lora.alpha, dropout=lora.dropout, targets=targets)


def trained_parameters(model: torch.nn.Module) -> list[torch.nn.Parameter]:
    """The parameters that are not frozen."""
    return [parameter for parameter in model.parameters() if parameter.requires_grad]


def save_adapter(language: PeftModel, base: str, recipe: object, folder: Path) -> None:
    """Write PEFT's two files in half precision, the recipe, and the same LoRA for llama.cpp where the base is a GGUF
    file.

    `base` is the name of the model under the LoRA: one of the manifest, a folder or a name on the hub.
    """
    for parameter in trained_parameters(language):
        parameter.data = parameter.data.half()
    language.peft_config["default"].base_model_name_or_path = base
    language.save_pretrained(str(folder), save_embedding_layers=False)  # else it asks the hub whether they changed
    (folder / "README.md").unlink(missing_ok=True)
    (folder / "recipe.json").write_text(json.dumps(as_mapping(recipe), indent=1), encoding="utf-8")
    if base in SOURCES:
        write_gguf(folder, folder / GGUF_NAME, read_base(locate(base)))


def _targets(language: PreTrainedModel, lora: Lora) -> list[str]:
    """The linear layers that learn; by their whole names, where some are left out for being too low."""
    from transformers.pytorch_utils import Conv1D

    kinds = (torch.nn.Linear, Conv1D)
    head = language.get_output_embeddings()
    linear = [name for name, each in language.named_modules() if isinstance(each, kinds) and each is not head]
    wanted = [f".{target}" for target in lora.targets]
    unknown = [end[1:] for end in wanted if not any(f".{name}".endswith(end) for name in linear)]
    chosen = [name for name in linear if _layer(name) >= lora.first_layer or not lora.first_layer]
    if wanted:
        chosen = [name for name in chosen if any(f".{name}".endswith(end) for end in wanted)]
    if unknown or not chosen:
        complaint = f"has no linear layer {', '.join(unknown)}" if unknown else f"ends below layer {lora.first_layer}"
        there = ", ".join(sorted({name.rpartition(".")[2] for name in linear}))
        raise BadInput(f"The language model {complaint}.", f"Its linear layers are {there}; targets=[] takes them all.")
    return chosen if lora.first_layer else list(lora.targets)


def _layer(name: str) -> int:
    """The number in a module's name; -1 for a module that is in no layer."""
    return next((int(part) for part in name.split(".") if part.isdigit()), -1)
