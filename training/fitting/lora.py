"""LoRA (Hu et al. 2021, arXiv:2106.09685): its place over a model, and its files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import torch

from core.errors import BadInput
from core.language.adapters import GGUF_NAME, WEIGHTS_NAME, read_base, write_gguf
from core.language.causal import with_lora
from core.weights.locate import locate
from core.weights.manifest import SOURCES
from training.fitting.recipe import Lora, as_mapping

if TYPE_CHECKING:
    from peft import LoraConfig, PeftModel
    from transformers import PreTrainedModel


FRESH, UNDER = "default", "under"
"""What peft calls the LoRA that is trained, and one below it that is not."""


def lay_lora(language: PreTrainedModel, lora: Lora) -> PeftModel:
    """The model with a fresh LoRA; all else in it is frozen. Raises `BadInput` for layers that it does not have."""
    targets = _targets(language, lora)
    return with_lora(language, rank=lora.rank, alpha=lora.alpha, dropout=lora.dropout, targets=targets)


def begin_with(language: PeftModel, product: Path) -> None:
    """Give a fresh LoRA the weights of the adapter in `product`. Raises `BadInput` where they are of another shape."""
    from peft import set_peft_model_state_dict
    from safetensors.torch import load_file

    try:
        found = set_peft_model_state_dict(language, load_file(product / WEIGHTS_NAME))
    except (OSError, RuntimeError) as error:
        raise BadInput(
            f"{product} is no adapter for this model and recipe.", "Name the product to go on from."
        ) from error
    if found.unexpected_keys or any(f".{FRESH}." in key for key in found.missing_keys):
        raise BadInput(f"{product} has other layers than this recipe.", "Use the `lora` section of its own recipe.")


def lay_over(language: PreTrainedModel, under: Path, lora: Lora) -> PeftModel:
    """The model with the adapter in `under`, which stays as it is, and over it a fresh LoRA, which alone is trained."""
    from peft import PeftModel

    config = lora_config(language, lora)  # before it: peft takes its own layers for linear ones, too
    laid = PeftModel.from_pretrained(language, str(under), adapter_name=UNDER)
    laid.add_adapter(FRESH, config)
    laid.base_model.set_adapter([UNDER, FRESH])
    for name, parameter in laid.named_parameters():
        parameter.requires_grad_(f".{FRESH}." in name)
    return laid


def lora_config(language: PreTrainedModel, lora: Lora) -> LoraConfig:
    """A fresh LoRA over a plain model, as peft takes it. Raises `BadInput` for layers that it does not have."""
    from peft import LoraConfig

    return LoraConfig(
        r=lora.rank, lora_alpha=lora.alpha, lora_dropout=lora.dropout, bias="none", task_type="CAUSAL_LM",
        target_modules=_targets(language, lora, by_name=True),
    )  # fmt: skip


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
    language.peft_config[FRESH].base_model_name_or_path = base
    # Without the last, it asks the hub whether the embeddings changed
    language.save_pretrained(str(folder), selected_adapters=[FRESH], save_embedding_layers=False)
    (folder / "README.md").unlink(missing_ok=True)
    (folder / "recipe.json").write_text(json.dumps(as_mapping(recipe), indent=1), encoding="utf-8")
    if base in SOURCES:
        write_gguf(folder, folder / GGUF_NAME, read_base(locate(base)))


def _targets(language: PreTrainedModel, lora: Lora, *, by_name: bool = False) -> list[str]:
    """The linear layers that learn; by their whole names, where that is wanted or some are left out as too low."""
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
    return chosen if by_name or lora.first_layer else list(lora.targets)


def _layer(name: str) -> int:
    """The number in a module's name; -1 for a module that is in no layer."""
    return next((int(part) for part in name.split(".") if part.isdigit()), -1)
