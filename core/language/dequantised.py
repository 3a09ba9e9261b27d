"""A GGUF model as transformers can train and save it: dequantised once, kept as hashed safetensors.

transformers counts a model that it loads from GGUF as quantised, takes 20 to 40 seconds for it every time, and guesses
its tokeniser. The cached folder loads in under a second, and its tokeniser gives the very tokens that llama.cpp gives.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.errors import BadInput
from core.weights.cache import cached
from core.weights.hashes import sha256

if TYPE_CHECKING:
    from gguf import GGUFReader
    from tokenizers.pre_tokenizers import PreTokenizer
    from transformers import PreTrainedTokenizerFast

_FORMAT = 1
"""Raised when what is written changes, so that folders of an older format are replaced."""

_LARGE = 1_000_000_000
"""Parameters from which weights are kept in bfloat16: what four bits left of them is coarser than what that rounds."""

_QWEN2 = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
"""How Qwen2's tokeniser parts a text before its merges (transformers' own tokeniser of that name has the same)."""

_SPECIAL = {
    "bos_token": "bos_token_id",
    "eos_token": "eos_token_id",
    "pad_token": "padding_token_id",
    "unk_token": "unknown_token_id",
}
"""What transformers calls a special token, and its key in the file."""


def dequantised(model: Path, cache: Path) -> Path:
    """The folder of the dequantised model in `cache`, made now if it is not there or not as it was written."""
    return cached(model.stem, f"{sha256(model)[:16]}-{_FORMAT}", lambda target: _convert(model, target), cache=cache)


def _convert(model: Path, target: Path) -> None:
    import torch
    from gguf import GGUFReader
    from transformers import AutoModelForCausalLM, LlamaForCausalLM, Qwen2ForCausalLM

    quantised = AutoModelForCausalLM.from_pretrained(
        str(model.parent), gguf_file=model.name, dtype=torch.float32, local_files_only=True
    )
    kind = type(quantised)
    if kind not in (LlamaForCausalLM, Qwen2ForCausalLM):
        raise BadInput("Only GGUF files of the llama and qwen2 architectures can be dequantised.")
    settings = quantised.config.to_dict()
    settings.pop("quantization_config", None)
    plain = kind(kind.config_class.from_dict(settings))
    plain.load_state_dict(quantised.state_dict())
    if plain.num_parameters() > _LARGE:
        plain = plain.bfloat16()
    reader = GGUFReader(str(model))
    tokenizer = _tokenizer(reader)
    plain.config.eos_token_id = plain.generation_config.eos_token_id = tokenizer.eos_token_id
    plain.config.bos_token_id = plain.generation_config.bos_token_id = tokenizer.bos_token_id
    plain.config.pad_token_id = plain.generation_config.pad_token_id = tokenizer.pad_token_id
    plain.save_pretrained(target)
    tokenizer.save_pretrained(target)


def _tokenizer(reader: GGUFReader) -> PreTrainedTokenizerFast:
    """The tokeniser written in the file: byte-level BPE, with the pre-tokeniser that its name stands for."""
    from tokenizers import AddedToken, Tokenizer, decoders, models
    from transformers import PreTrainedTokenizerFast

    def field(name: str) -> Any:
        return reader.get_field(f"tokenizer.ggml.{name}").contents()

    if field("model") != "gpt2" or field("pre") not in ("smollm", "qwen2"):
        raise BadInput("Only GGUF files with the tokeniser of SmolLM or of Qwen2 can be dequantised.")
    tokens: list[str] = field("tokens")
    merges = [tuple(merge.split(" ")) for merge in field("merges")]
    tokenizer = Tokenizer(models.BPE({token: number for number, token in enumerate(tokens)}, merges))
    tokenizer.pre_tokenizer = _before_merges(field("pre"))
    tokenizer.decoder = decoders.ByteLevel()
    control = [token for token, kind in zip(tokens, field("token_type"), strict=True) if kind == 3]
    tokenizer.add_special_tokens([AddedToken(token, special=True, normalized=False) for token in control])
    named = {role: tokens[field(key)] for role, key in _SPECIAL.items() if reader.get_field(f"tokenizer.ggml.{key}")}
    return PreTrainedTokenizerFast(tokenizer_object=tokenizer, clean_up_tokenization_spaces=False, **named)


def _before_merges(name: str) -> PreTokenizer:
    from tokenizers import Regex, pre_tokenizers

    if name == "smollm":
        cut: PreTokenizer = pre_tokenizers.Digits(individual_digits=True)
        return pre_tokenizers.Sequence([cut, pre_tokenizers.ByteLevel(add_prefix_space=False)])
    cut = pre_tokenizers.Split(Regex(_QWEN2), behavior="isolated")
    return pre_tokenizers.Sequence([cut, pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])
