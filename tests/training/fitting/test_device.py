"""Which precision a run computes in by itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import torch

from training.fitting import device


@pytest.fixture(autouse=True)
def anew() -> Iterator[None]:
    device.best_precision.cache_clear()
    yield
    device.best_precision.cache_clear()


@pytest.mark.parametrize(("has", "seconds", "chosen"), [
    (True, {torch.bfloat16: 1.0, torch.float32: 2.0}, "bfloat16"),
    (True, {torch.bfloat16: 2.0, torch.float32: 1.0}, "float32"),
    (False, {}, "float32"),
])  # fmt: skip
def test_bfloat16_is_taken_where_it_is_no_slower(
    monkeypatch: pytest.MonkeyPatch, has: bool, seconds: dict[torch.dtype, float], chosen: str
) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.cpu, "_is_avx512_bf16_supported", lambda: has)
    monkeypatch.setattr(device, "_seconds", seconds.__getitem__)
    assert device.best_precision() == chosen
