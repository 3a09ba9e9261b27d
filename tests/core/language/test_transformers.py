"""What only the transformers engine does: any causal model, soft tokens, dequantised weights."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core.errors import BadInput, Missing
from core.language.transformers import TransformersEngine
from core.types import Message, Sampling, SoftTokens, message

from .conftest import ask

WORDS = [
    "<|endoftext|>",
    "<|im_start|>",
    "<|im_end|>",
    "user",
    "assistant",
    "hello",
    "world",
    "Instruct",
    "Output",
    ":",
]


def save_tiny(folder: Path, kind: str) -> Path:
    """A model of the kind with random weights and a tokeniser of ten words."""
    import torch
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import (
        AutoModelForCausalLM,
        GPT2Config,
        LlamaConfig,
        PhiConfig,
        PreTrainedTokenizerFast,
    )

    torch.manual_seed(0)
    common: dict[str, Any] = {"vocab_size": len(WORDS), "bos_token_id": 0, "eos_token_id": 0, "pad_token_id": 0}
    sizes = {"hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 2, "num_attention_heads": 4}
    config = {
        "phi": lambda: PhiConfig(**common, **sizes, max_position_embeddings=128),
        "llama": lambda: LlamaConfig(**common, **sizes, max_position_embeddings=128),
        "gpt2": lambda: GPT2Config(**common, n_embd=32, n_layer=2, n_head=4, n_positions=128),
    }[kind]()
    AutoModelForCausalLM.from_config(config).save_pretrained(folder)
    tokenizer = Tokenizer(models.WordLevel({word: n for n, word in enumerate(WORDS)}, unk_token=WORDS[0]))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    wrapped = PreTrainedTokenizerFast(tokenizer_object=tokenizer, eos_token=WORDS[0], unk_token=WORDS[0])
    wrapped.add_special_tokens({"additional_special_tokens": WORDS[1:3]})
    wrapped.save_pretrained(folder)
    return folder


@pytest.fixture(params=["phi", "llama", "gpt2"])
def tiny(request: pytest.FixtureRequest, tmp_path: Path) -> TransformersEngine:
    folder = save_tiny(tmp_path / "model", request.param)
    template = "phi2" if request.param == "phi" else "chatml"
    return TransformersEngine(
        folder, name="tiny", context=100, device="cpu", threads=1, template=template, cache=tmp_path
    )


def test_any_causal_model_answers(tiny: TransformersEngine) -> None:
    pieces = list(tiny.generate(ask("hello world"), Sampling(max_tokens=5)))
    assert pieces[-1].finish in ("stop", "length")
    assert len(tiny.log_probabilities(ask("hello"), "world hello")) == 2


def test_steps_with_a_cache_give_what_one_pass_gives(tiny: TransformersEngine) -> None:
    """The likeliest token of every step, forced in one pass, is the likeliest there too."""
    import torch

    prompt = tiny._embed(["hello world"])
    sampled = [p.text for p in tiny._stream(prompt, Sampling(max_tokens=4), None, _never()) if p.text]
    tokens = tiny._tokenizer(" ".join("".join(sampled).split()), add_special_tokens=False)["input_ids"]
    with torch.inference_mode():
        whole = torch.cat([prompt, tiny._embedded(tokens)], dim=1) if tokens else prompt
        logits = tiny._model(inputs_embeds=whole).logits[0, prompt.shape[1] - 1 :]
    assert logits.argmax(dim=-1)[: len(tokens)].tolist() == tokens


def _never() -> Any:
    from threading import Event

    return Event()


def test_the_embeddings_of_a_text_are_as_good_as_the_text(transformers: TransformersEngine) -> None:
    question = "What is the capital of France?"
    vectors = transformers._embedded(transformers._tokenizer(question)["input_ids"])[0].numpy()
    plain = list(transformers.generate(ask(question), Sampling(max_tokens=12)))
    soft = list(transformers.generate([Message("user", (SoftTokens(vectors),))], Sampling(max_tokens=12)))
    assert "".join(p.text for p in soft) == "".join(p.text for p in plain) == "The capital of France is Paris."
    assert soft[-1].usage == plain[-1].usage


@pytest.mark.parametrize("vectors", [np.zeros((3, 7)), np.zeros(576), np.full((1, 576), np.nan)])
def test_soft_tokens_that_do_not_fit_are_refused(
    transformers: TransformersEngine, vectors: np.ndarray[Any, Any]
) -> None:
    with pytest.raises(BadInput, match="576"):
        transformers.generate([Message("user", (SoftTokens(vectors.astype(np.float32)),))], Sampling())


def test_soft_tokens_count_against_the_context(transformers: TransformersEngine) -> None:
    picture = SoftTokens(np.zeros((transformers.context, 576), np.float32))
    with pytest.raises(BadInput, match="tokens"):
        transformers.generate([Message("user", (picture,)), message("user", "What is it?")], Sampling())


def test_a_model_that_is_not_there_is_missing(tmp_path: Path) -> None:
    with pytest.raises(Missing) as raised:
        TransformersEngine(tmp_path, name="x", context=64, device="cpu", threads=1, cache=tmp_path)
    assert str(tmp_path) not in raised.value.message


def test_pickled_weights_are_not_opened(tmp_path: Path) -> None:
    import torch

    folder = save_tiny(tmp_path / "model", "llama")
    (folder / "model.safetensors").unlink()
    torch.save({}, folder / "pytorch_model.bin")
    with pytest.raises(Missing):
        TransformersEngine(folder, name="x", context=64, device="cpu", threads=1, cache=tmp_path)
