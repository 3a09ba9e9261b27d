"""Causal language models of transformers, as training and the vision-language model use them: loaded, named, adapted.

Serving has `core.language.transformers`; here a model is a module with frozen weights, to be trained or scored.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import torch
from torch import Tensor

from core.errors import Missing
from core.types import MessagePart, SoftTokens
from core.weights.hub import model_folder

if TYPE_CHECKING:
    from peft import PeftModel
    from transformers import PreTrainedModel, PreTrainedTokenizerBase

PLACEHOLDER = -1
"""Stands among the token ids for one soft token."""

UNLABELLED = -100
"""The label of a token that is not learned: all tokens but those of answers."""

Weights = Literal["float32", "bfloat16", "4bit"]


def language_model(
    name: str | Path, weights: Weights = "float32", device: str = "cpu"
) -> tuple[PreTrainedTokenizerBase, PreTrainedModel]:
    """Tokeniser and frozen model of a folder or a name on the hub; `4bit` is QLoRA's (needs bitsandbytes and a GPU).

    Raises `Missing` where it is not there, `WeightsMismatch` where a file is not what the hub published.
    """
    from transformers import AutoModelForCausalLM, AutoTokenizer, BitsAndBytesConfig
    from transformers.utils import logging

    logging.disable_progress_bar()
    options: dict[str, Any] = {"dtype": torch.float32 if weights == "float32" else torch.bfloat16}
    if weights == "4bit":
        options["quantization_config"] = BitsAndBytesConfig(
            load_in_4bit=True, bnb_4bit_quant_type="nf4", bnb_4bit_use_double_quant=True,
            bnb_4bit_compute_dtype=torch.bfloat16,
        )  # fmt: skip
        options["device_map"] = {"": device}
    folder = str(model_folder(name))
    try:
        tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        model = AutoModelForCausalLM.from_pretrained(folder, use_safetensors=True, local_files_only=True, **options)
    except (OSError, ValueError, ImportError) as error:
        raise Missing(
            f"The language model {Path(name).name} is not here, or cannot be loaded in {weights}.",
            "Give a folder of a causal language model in safetensors, or its name on the hub.",
        ) from error
    return tokenizer, model.requires_grad_(False)


def language_key(name: str, model: PreTrainedModel) -> str:
    """What names a language model's weights: its name and a hash of its embeddings.

    They are hashed as bfloat16 has them, so that a model is the same one in whatever precision it is held.
    """
    table = model.get_input_embeddings().weight.detach().bfloat16().float().cpu().contiguous()
    digest = hashlib.sha256(table.view(torch.uint8).numpy().tobytes()).hexdigest()
    return f"{Path(name).name}@{digest[:8]}"


def with_lora(
    language: PreTrainedModel, *, rank: int, alpha: int, dropout: float, targets: Sequence[str] = ()
) -> PeftModel:
    """The model with a fresh LoRA (Hu et al. 2021, arXiv:2106.09685) over `targets`, by default all linear layers."""
    from peft import LoraConfig, get_peft_model

    config = LoraConfig(
        r=rank, lora_alpha=alpha, lora_dropout=dropout, bias="none", task_type="CAUSAL_LM",
        target_modules=list(targets) or "all-linear",
    )  # fmt: skip
    return get_peft_model(language, config)


def merged(language: PeftModel) -> PreTrainedModel:
    """The plain model with its LoRA added into its weights."""
    return language.merge_and_unload()


def token_ids(parts: Iterable[MessagePart], tokenizer: PreTrainedTokenizerBase, *, first: bool = True) -> list[int]:
    """The ids of a rendered prompt, a placeholder for each soft token; text is cut up as the serving engine does it."""
    ids: list[int] = []
    for part in parts:
        if isinstance(part, SoftTokens):
            ids += [PLACEHOLDER] * len(part.vectors)
        else:
            ids += tokenizer(part, add_special_tokens=first and not ids)["input_ids"]
    return ids


def language_body(language: PreTrainedModel | PeftModel) -> PreTrainedModel:
    """The causal model without its head."""
    plain = language.get_base_model() if hasattr(language, "get_base_model") else language
    return plain.base_model


def labelled_logits(language: PreTrainedModel | PeftModel, states: Tensor, labels: Tensor) -> tuple[Tensor, Tensor]:
    """Logits (labelled, vocabulary) of the labelled tokens of all rows in turn, and those tokens; no others are scored.

    `states` are last hidden states (rows, tokens, hidden), `labels` the tokens themselves or `UNLABELLED` (rows,
    tokens). Each token is predicted from the state before it.
    """
    wanted = labels[:, 1:]
    learned = wanted != UNLABELLED
    return language.get_output_embeddings()(states[:, :-1][learned]), wanted[learned]
