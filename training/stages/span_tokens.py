"""Questions and contexts as tokens, the places of answers among them, and answers from what a model makes of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import torch

from training.data.questions import Example

if TYPE_CHECKING:
    from transformers import PreTrainedTokenizerBase

NOT_HERE = 0  # the position that stands for no answer


def pointed(
    logits: torch.Tensor,
    tokenizer: PreTrainedTokenizerBase,
    examples: Sequence[Example],
    max_tokens: int,
    longest: int = 30,
) -> list[tuple[str, float]]:
    """For each example the best span's text, and by how much it scores above "not here"."""
    offsets = encode(tokenizer, examples, max_tokens)["offset_mapping"]
    answers = []
    for row, example in enumerate(examples):
        first, last = logits[row, :, 0], logits[row, :, 1]
        table = first[:, None] + last[None, :]  # (tokens, tokens)
        table = table.masked_fill(~torch.ones_like(table).triu().tril(longest).bool(), -1e9)
        nothing = float(table[NOT_HERE, NOT_HERE])
        table[NOT_HERE, :] = -1e9
        place = int(table.argmax())
        start, end = divmod(place, table.shape[1])
        text = example.context[int(offsets[row][start][0]) : int(offsets[row][end][1])]
        answers.append((text, float(table[start, end]) - nothing))
    return answers


def encode(tokenizer: PreTrainedTokenizerBase, examples: Sequence[Example], max_tokens: int) -> dict[str, torch.Tensor]:
    """Tokens of question and context, where each stands in the context, and whether an answer may begin there."""
    batch = tokenizer(
        [example.question for example in examples], [example.context for example in examples], padding=True,
        truncation="only_second", max_length=max_tokens, return_offsets_mapping=True, return_tensors="pt",
    )  # fmt: skip
    second = torch.tensor([[part == 1 for part in batch.sequence_ids(row)] for row in range(len(examples))])
    in_context = second & (batch["offset_mapping"][..., 1] > 0)
    in_context[:, NOT_HERE] = True
    return {**batch, "allowed": in_context}


def tokens_of(example: Example, offsets: torch.Tensor, allowed: torch.Tensor) -> tuple[int, int]:
    """The first and the last token of the answer; `NOT_HERE` twice where it is not in the tokens."""
    if example.start is None or example.end is None:
        return NOT_HERE, NOT_HERE
    inside = allowed & (offsets[:, 1] > example.start) & (offsets[:, 0] < example.end)
    inside[NOT_HERE] = False
    found = inside.nonzero()[:, 0].tolist()
    complete = found and int(offsets[found[-1]][1]) >= example.end
    return (found[0], found[-1]) if complete else (NOT_HERE, NOT_HERE)
