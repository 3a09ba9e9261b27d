"""Language models with random weights and a tokeniser of bytes: real architectures, milliseconds a step."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def tiny_phi(folder: Path, positions: int = 2048) -> Path:
    """Phi-2's architecture with two layers of 32."""
    import torch
    from transformers import PhiConfig, PhiForCausalLM

    torch.manual_seed(0)
    tokenizer = _byte_tokenizer()
    sizes: dict[str, Any] = {"hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 2}
    ends = {"bos_token_id": tokenizer.eos_token_id, "eos_token_id": tokenizer.eos_token_id, "pad_token_id": 0}
    config = PhiConfig(
        vocab_size=len(tokenizer), num_attention_heads=4, max_position_embeddings=positions, **sizes, **ends
    )
    PhiForCausalLM(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def tiny_reader(folder: Path) -> Path:
    """The same in `model`, and in `reader` an adapter that lies over it."""
    from core.language.causal import language_model
    from core.weights.products import write_manifest
    from training.fitting.lora import lay_lora, save_adapter
    from training.fitting.recipe import Lora

    tiny_phi(folder / "model")
    _, model = language_model(folder / "model")
    lora = Lora(rank=2, alpha=4, targets=("q_proj",))
    save_adapter(lay_lora(model, lora), str(folder / "model"), lora, folder / "reader")
    write_manifest(folder / "reader", "grounded_reader", {})
    return folder


def _byte_tokenizer() -> Any:
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers
    from transformers import PreTrainedTokenizerFast

    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    tokenizer = Tokenizer(models.BPE({symbol: number for number, symbol in enumerate(alphabet)}, []))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    return PreTrainedTokenizerFast(tokenizer_object=tokenizer, eos_token="<|endoftext|>", pad_token="<|pad|>")
