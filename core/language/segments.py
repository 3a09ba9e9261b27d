"""Several questions about the same beginning, learnt in one pass as if each were the first.

Each token has a segment: 0 is what all share (a text, a picture), the others are a question with its answer, and -1 is
padding. A segment sees what is shown to all and itself, never the others, and goes on where what is shared ends.
"""

from __future__ import annotations

import torch
from torch import Tensor


def attention_mask(segments: Tensor, dtype: torch.dtype) -> Tensor:
    """What is added to attention scores (batch, 1, tokens, tokens) for segments (batch, tokens): 0, or the least."""
    length = segments.shape[1]
    before = torch.ones(length, length, dtype=torch.bool, device=segments.device).tril()
    looked_at, looking = segments[:, None, :], segments[:, :, None]
    seen = before & ((looked_at == 0) | (looked_at == looking))
    seen |= torch.eye(length, dtype=torch.bool, device=segments.device)  # padding: or its softmax were over nothing
    mask = torch.zeros((), dtype=dtype, device=segments.device)
    return mask.masked_fill(~seen[:, None], torch.finfo(dtype).min)


def positions(segments: Tensor) -> Tensor:
    """Each token's position (batch, tokens): every segment goes on where segment 0 ends."""
    shared = (segments == 0).sum(dim=1, keepdim=True)
    result = torch.zeros_like(segments)
    for number in range(int(segments.max()) + 1):
        mine = segments == number
        start = shared if number else torch.zeros_like(shared)
        result = torch.where(mine, mine.cumsum(dim=1) - 1 + start, result)
    return result
