"""A GGUF model as transformers can train and save it: dequantised once, kept as hashed safetensors.

transformers counts a model that it loads from GGUF as quantised, takes 20 to 40 seconds for it every time, and guesses
its tokeniser. The cached folder loads in under a second, and its tokeniser gives the very tokens that llama.cpp gives.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

from core.errors import BadInput

_HASHES = "hashes.json"
_FORMAT = 1
"""Raised when what is written changes, so that older folders are made anew."""


def dequantised(model: Path, cache: Path) -> Path:
    """The folder of the dequantised model in `cache`, made now if it is not there or not as it was written."""
    from filelock import FileLock

    folder = cache / f"{model.stem}-{_sha256(model)[:16]}-{_FORMAT}"
    cache.mkdir(parents=True, exist_ok=True)
    with FileLock(folder.with_name(folder.name + ".lock")):
        if folder.exists() and not _intact(folder):
            shutil.rmtree(folder)
        if not folder.exists():
            _make(model, folder)
    return folder


def _make(model: Path, folder: Path) -> None:
    """Write beside the folder and rename, so that what stands there is whole."""
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".dequantise-") as scratch:
        target = Path(scratch) / "model"
        _convert(model, target)
        hashes = {path.name: _sha256(path) for path in sorted(target.iterdir())}
        (target / _HASHES).write_text(json.dumps(hashes, indent=1), encoding="utf-8")
        target.rename(folder)


def _intact(folder: Path) -> bool:
    listing = folder / _HASHES
    if not listing.is_file():
        return False
    hashes: dict[str, str] = json.loads(listing.read_text(encoding="utf-8"))
    return all((folder / name).is_file() and _sha256(folder / name) == digest for name, digest in hashes.items())


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _convert(model: Path, target: Path) -> None:
    import torch
    from gguf import GGUFReader
    from transformers import AutoModelForCausalLM, LlamaConfig, LlamaForCausalLM

    quantised = AutoModelForCausalLM.from_pretrained(
        str(model.parent), gguf_file=model.name, dtype=torch.float32, local_files_only=True
    )
    if not isinstance(quantised, LlamaForCausalLM):
        raise BadInput("Only GGUF files of the llama architecture can be dequantised.")
    settings = quantised.config.to_dict()
    settings.pop("quantization_config", None)
    plain = LlamaForCausalLM(LlamaConfig.from_dict(settings))
    plain.load_state_dict(quantised.state_dict())
    reader = GGUFReader(str(model))
    tokenizer = _tokenizer(reader)
    plain.config.eos_token_id = plain.generation_config.eos_token_id = tokenizer.eos_token_id
    plain.config.bos_token_id = plain.generation_config.bos_token_id = tokenizer.bos_token_id
    plain.config.pad_token_id = plain.generation_config.pad_token_id = tokenizer.pad_token_id
    plain.save_pretrained(target)
    tokenizer.save_pretrained(target)


def _tokenizer(reader: Any) -> Any:
    """The tokeniser written in the file: byte-level BPE, with the pre-tokeniser that its name stands for."""
    from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers
    from transformers import PreTrainedTokenizerFast

    def field(name: str) -> Any:
        return reader.get_field(f"tokenizer.ggml.{name}").contents()

    if (field("model"), field("pre")) != ("gpt2", "smollm"):
        raise BadInput("Only GGUF files with SmolLM's tokeniser can be dequantised.")
    tokens: list[str] = field("tokens")
    merges = [tuple(merge.split(" ")) for merge in field("merges")]
    tokenizer = Tokenizer(models.BPE({token: number for number, token in enumerate(tokens)}, merges))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)]
    )
    tokenizer.decoder = decoders.ByteLevel()
    control = [token for token, kind in zip(tokens, field("token_type"), strict=True) if kind == 3]
    tokenizer.add_special_tokens([AddedToken(token, special=True, normalized=False) for token in control])
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        bos_token=tokens[field("bos_token_id")],
        eos_token=tokens[field("eos_token_id")],
        pad_token=tokens[field("padding_token_id")],
        unk_token=tokens[field("unknown_token_id")],
        clean_up_tokenization_spaces=False,
    )
