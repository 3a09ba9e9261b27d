"""Segments: who sees whom, and where each goes on."""

from __future__ import annotations

import torch

from core.language.segments import attention_mask, positions

SEGMENTS = torch.tensor([[0, 0, 1, 1, 2, -1]])


def test_segments_see_what_is_shared_and_themselves() -> None:
    seen = attention_mask(SEGMENTS, torch.float32)[0, 0] == 0
    assert seen[3].tolist() == [True, True, True, True, False, False]
    assert seen[4].tolist() == [True, True, False, False, True, False]
    assert not seen.triu(1).any()
    assert seen.any(dim=1).all()  # padding too, or its softmax were over nothing


def test_each_segment_goes_on_where_what_is_shared_ends() -> None:
    assert positions(SEGMENTS)[0, :5].tolist() == [0, 1, 2, 3, 2]
