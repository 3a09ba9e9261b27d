"""Causal models: the tokens of a prompt with soft tokens, the names of weights, and a model that is not there."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import Missing
from core.language.causal import (
    PLACEHOLDER,
    UNLABELLED,
    labelled_logits,
    language_body,
    language_key,
    language_model,
    token_ids,
)
from core.types import SoftTokens


class Letters:
    """A tokeniser of letters that begins a text with 0, as some models' do."""

    def __call__(self, text: str, add_special_tokens: bool = True) -> dict[str, list[int]]:
        ids = [ord(letter) - ord("a") + 1 for letter in text]
        return {"input_ids": [0, *ids] if add_special_tokens else ids}


@settings(max_examples=40, deadline=None)
@given(st.lists(st.one_of(st.text("abc", min_size=1, max_size=4), st.integers(1, 5)), max_size=6))
def test_a_prompt_has_a_placeholder_for_each_soft_token(parts: list[str | int]) -> None:
    prompt = [SoftTokens(np.zeros((p, 2), np.float32)) if isinstance(p, int) else p for p in parts]
    ids = token_ids(prompt, Letters())
    assert ids.count(PLACEHOLDER) == sum(p for p in parts if isinstance(p, int))
    letters = sum(len(p) for p in parts if isinstance(p, str))
    assert len(ids) - ids.count(PLACEHOLDER) - letters == (1 if parts and isinstance(parts[0], str) else 0)


def small_language(kind: str) -> torch.nn.Module:
    from transformers import AutoModelForCausalLM, GPT2Config, PhiConfig

    torch.manual_seed(0)
    common = {"vocab_size": 40, "bos_token_id": 0, "eos_token_id": 0, "pad_token_id": 0}
    sizes = {"hidden_size": 16, "intermediate_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2}
    config = PhiConfig(**common, **sizes) if kind == "phi" else GPT2Config(**common, n_embd=16, n_layer=2, n_head=2)
    model: torch.nn.Module = AutoModelForCausalLM.from_config(config)
    return model.eval()


@pytest.mark.parametrize("kind", ["phi", "gpt2"])
def test_only_labelled_tokens_are_scored_each_from_the_state_before_it(kind: str) -> None:
    language = small_language(kind)
    ids = torch.tensor([[5, 6, 7, 8], [9, 10, 11, 12]])
    labels = torch.tensor([[UNLABELLED, UNLABELLED, 7, 8], [UNLABELLED, 10, UNLABELLED, 12]])
    with torch.no_grad():
        states = language_body(language)(ids).last_hidden_state
        logits, wanted = labelled_logits(language, states, labels)
        whole = language(ids).logits
    assert wanted.tolist() == [7, 8, 10, 12]
    assert torch.allclose(logits, torch.stack([whole[0, 1], whole[0, 2], whole[1, 0], whole[1, 2]]), atol=1e-5)


def test_language_models_are_told_apart_by_their_weights() -> None:
    one, other = small_language("phi"), small_language("gpt2")
    assert language_key("x/phi-2", one) == language_key("elsewhere/phi-2", one)
    assert language_key("x/phi-2", one) != language_key("x/phi-2", other)


def test_a_language_model_is_the_same_one_in_every_precision() -> None:
    one = small_language("phi")
    key = language_key("phi-2", one.bfloat16())
    assert key == language_key("phi-2", one.float())
    exact = small_language("phi")  # with digits that bfloat16 has not
    assert language_key("phi-2", exact) == key


def test_a_language_model_that_is_not_there_is_missing(tmp_path: object) -> None:
    with pytest.raises(Missing, match="not here"):
        language_model(f"{tmp_path}/none")
