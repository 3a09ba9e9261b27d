"""Streamed text is the whole text, cut at a stop string; tokens are drawn as asked."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from core.language.decoding import TextStream, draw
from core.types import Sampling


def decode(tokens: Sequence[int]) -> str:
    """A tokeniser of single bytes: every character beyond ASCII is cut."""
    return bytes(tokens).decode(errors="replace")


@given(st.text(), st.lists(st.text(min_size=1, max_size=4), max_size=3))
def test_the_pieces_are_the_text_up_to_the_first_stop(text: str, stops: list[str]) -> None:
    stream = TextStream(decode, stops)
    pieces = []
    for byte in text.encode():
        pieces.append(stream.add(byte))
        if stream.stopped:
            break
    pieces.append(stream.end())
    shown = "".join(pieces)
    assert not any(stop in shown for stop in stops)
    assert text.startswith(shown)
    assert stream.stopped == any(stop in text for stop in stops)
    assert stream.stopped or shown == text


def test_a_cut_character_is_held_back() -> None:
    stream = TextStream(decode, [])
    assert [stream.add(byte) for byte in "é".encode()] == ["", "é"]


def test_bytes_that_are_no_character_come_out_in_the_end() -> None:
    stream = TextStream(decode, [])
    assert stream.add(0xC3) + stream.end() == "\ufffd"


def draws(sampling: Sampling, count: int = 200) -> list[int]:
    generator = torch.Generator().manual_seed(sampling.seed or 0)
    logits = torch.log(torch.tensor([0.5, 0.3, 0.15, 0.05]))
    return [draw(logits, sampling, generator) for _ in range(count)]


def test_temperature_zero_is_greedy() -> None:
    assert set(draws(Sampling(temperature=0.0))) == {0}


@pytest.mark.parametrize(("top_p", "allowed"), [(0.4, {0}), (0.7, {0, 1}), (0.9, {0, 1, 2}), (1.0, {0, 1, 2, 3})])
def test_top_p_keeps_the_nucleus(top_p: float, allowed: set[int]) -> None:
    assert set(draws(Sampling(temperature=1.0, top_p=top_p))) == allowed


def test_a_seed_repeats_the_draws() -> None:
    assert draws(Sampling(temperature=1.0, seed=5)) == draws(Sampling(temperature=1.0, seed=5))
    assert draws(Sampling(temperature=1.0, seed=5)) != draws(Sampling(temperature=1.0, seed=6))


def test_temperature_sharpens() -> None:
    assert draws(Sampling(temperature=0.3)).count(0) > draws(Sampling(temperature=1.0)).count(0)
