"""Perplexity against a model whose probabilities are known, and against transformers' own loss."""

from __future__ import annotations

import math
from types import SimpleNamespace
from typing import Any

import pytest
import torch
from transformers import GPT2Config, GPT2LMHeadModel

from core.errors import BadInput
from training.evaluate.perplexity import perplexity


def tokenizer(text: str, **_: Any) -> dict[str, list[int]]:
    """A letter a token."""
    return {"input_ids": [ord(letter) - 97 for letter in text]}


class Halves:
    """Says that the next letter is the same with 1/2, and any of the other 25 with 1/50 each."""

    device = torch.device("cpu")

    def __call__(self, input_ids: torch.Tensor) -> Any:
        probabilities = torch.full((*input_ids.shape, 26), 1 / 50).scatter(2, input_ids[..., None], 1 / 2)
        return SimpleNamespace(logits=probabilities.log())


@pytest.fixture(scope="module")
def gpt2() -> GPT2LMHeadModel:
    torch.manual_seed(0)
    return GPT2LMHeadModel(GPT2Config(vocab_size=26, n_positions=16, n_embd=16, n_layer=2, n_head=2)).eval()


def test_known_probabilities() -> None:
    assert perplexity(Halves(), tokenizer, ["aaaa"], context=8).value == pytest.approx(2)
    assert perplexity(Halves(), tokenizer, ["abcd"], context=8).value == pytest.approx(50)
    assert perplexity(Halves(), tokenizer, ["aaa", "ab"], context=8).value == pytest.approx((2 * 2 * 50) ** (1 / 3))


def test_it_is_the_exponential_of_the_loss_of_transformers(gpt2: GPT2LMHeadModel) -> None:
    tokens = torch.tensor([tokenizer("thequickbrown")["input_ids"]])
    with torch.inference_mode():
        loss = gpt2(input_ids=tokens, labels=tokens).loss
    assert perplexity(gpt2, tokenizer, ["thequickbrown"], context=16).value == pytest.approx(math.exp(loss), rel=1e-5)


@pytest.mark.parametrize(("context", "stride"), [(4, 1), (4, 3), (5, 2), (16, 8)])
def test_every_token_of_a_long_text_counts_once(context: int, stride: int) -> None:
    text = "abbcccddddeeeee" * 3
    found = perplexity(Halves(), tokenizer, [text], context=context, stride=stride)
    assert found.parts[0, 1] == len(text) - 1
    assert found.value == pytest.approx(perplexity(Halves(), tokenizer, [text], context=100).value)


def test_windows_see_at_least_what_the_stride_leaves(gpt2: GPT2LMHeadModel) -> None:
    text = "thequickbrownfoxjumpsoverthelazydog"
    found = perplexity(gpt2, tokenizer, [text], context=8, stride=7)
    tokens = torch.tensor(tokenizer(text)["input_ids"])
    surprise, counted = 0.0, 1
    for start in range(0, len(tokens), 7):
        window = tokens[start : start + 8]
        with torch.inference_mode():
            scores = torch.log_softmax(gpt2(input_ids=window[None]).logits[0], dim=-1)
        for place in range(counted - start, len(window)):
            surprise -= float(scores[place - 1, window[place]])
        counted = start + len(window)
        if counted == len(tokens):
            break
    assert found.value == pytest.approx(math.exp(surprise / (len(tokens) - 1)), rel=1e-5)


def test_empty_texts_count_nothing_and_alone_are_refused() -> None:
    assert perplexity(Halves(), tokenizer, ["", "a", "aa"], context=8).items == 1
    with pytest.raises(BadInput, match="two tokens"):
        perplexity(Halves(), tokenizer, ["", "a"], context=8)
    with pytest.raises(BadInput, match="stride"):
        perplexity(Halves(), tokenizer, ["aaa"], context=8, stride=8)
