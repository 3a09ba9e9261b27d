"""Perplexity of a language model: the inverse geometric mean of the probabilities of all tokens but the first."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import torch

from core.errors import BadInput
from training.data.progress import Progress
from training.evaluate.intervals import Floats, Measured

if TYPE_CHECKING:
    from transformers import PreTrainedModel, PreTrainedTokenizerBase


def perplexity(
    model: PreTrainedModel,
    tokenizer: PreTrainedTokenizerBase,
    texts: Sequence[str],
    *,
    context: int,
    stride: int | None = None,
    progress: Progress | None = None,
) -> Measured:
    """Of a causal model of transformers. Each token is predicted from what precedes it in its own text.

    A text longer than `context` tokens goes through in windows that move on by `stride` (half of the context unless
    told), and every token is counted once, with at least `context - stride` tokens before it. Raises `BadInput` where
    no text has two tokens.
    """
    step = stride or context // 2
    if not 0 < step <= context - 1:
        raise BadInput(f"A stride of {step} does not go with a context of {context}.", "Take half of the context.")
    rows = []
    for number, text in enumerate(texts, 1):
        tokens = tokenizer(text, add_special_tokens=False, verbose=False)["input_ids"]
        rows.append(_text(model, tokens, context, step))
        if progress:
            progress(number, len(texts))
    parts = np.asarray(rows, dtype=np.float64).reshape(-1, 2)
    if not parts[:, 1].any():
        raise BadInput("There is no text of two tokens or more.", "Give texts of a sentence or more.")
    return Measured(parts[parts[:, 1] > 0], _finish)


def _finish(sums: Floats) -> float:
    return math.exp(sums[0] / sums[1])


def _text(model: PreTrainedModel, tokens: Sequence[int], context: int, step: int) -> tuple[float, int]:
    """Negative log-probability, and how many tokens were predicted."""
    surprise, counted = 0.0, 1  # the first token is predicted from nothing, and not counted
    start = 0
    while counted < len(tokens):
        end = min(start + context, len(tokens))
        window = torch.tensor([tokens[start:end]], device=model.device)
        with torch.inference_mode():
            logits = model(input_ids=window).logits[0, counted - start - 1 : -1]  # (new, vocabulary)
        chosen = torch.log_softmax(logits.float(), dim=-1).gather(1, window[0, counted - start :, None])
        surprise -= float(chosen.double().sum())
        counted = end
        start = min(start + step, max(0, len(tokens) - 1))
    return surprise, max(0, counted - 1)
