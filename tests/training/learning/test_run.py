"""What ends a learning run before it has learned is one clear sentence."""

from __future__ import annotations

import errno
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import psutil
import pytest
from safetensors.numpy import save_file

from core.errors import Missing, OutOfSpace
from core.language.adapters import BaseModel
from training.learning import memory, run


def test_a_full_disk_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    given = SimpleNamespace(file=tmp_path / "model", recipe=SimpleNamespace(method="sft"))
    monkeypatch.setattr(run.job, "read", lambda _: given)
    monkeypatch.setattr(run.Run, "replay", lambda _: {"rows": []})
    monkeypatch.setattr(run, "atomic_write", full)
    with pytest.raises(OutOfSpace, match="no room for what the run found"):
        run.main(tmp_path)


def test_too_little_memory_is_said_before_anything_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    base = BaseModel("llama", 1, 1, 1, {"one": (1000, 1_000_000)})
    monkeypatch.setattr(memory, "read_base", lambda _: base)
    monkeypatch.setattr(psutil, "virtual_memory", lambda: SimpleNamespace(available=7 << 30))
    memory.check_memory(Path("small.gguf"), "dpo")
    with pytest.raises(Missing, match=r"Learning over small by grpo takes 10.4 GB of memory, and 7.0 GB are free"):
        memory.check_memory(Path("small.gguf"), "grpo")
    with pytest.raises(Missing, match=r"takes 8.4 GB of memory, and 7.0 GB are free"):
        memory.check_memory(Path("small.gguf"), "dpo", "float32")
    with pytest.raises(Missing, match=r"takes 5.5 GB of memory, and 5.0 GB are free"):
        memory.check_memory(Path("small.gguf"), "dpo", most=5 << 30)


def test_a_model_that_is_a_folder_is_looked_at_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_file({"one": np.zeros((1000, 1000), np.float32), "two": np.zeros(9, np.float32)}, tmp_path / "a.safetensors")
    monkeypatch.setattr(psutil, "virtual_memory", lambda: SimpleNamespace(available=1 << 20))
    with pytest.raises(Missing, match=r"takes 0.7 GB of memory, and 0.0 GB are free"):
        memory.check_memory(tmp_path, "sft")
    assert memory.parameters(tmp_path) == 1_000_009


def test_a_step_that_was_done_is_not_done_again(tmp_path: Path) -> None:
    made = run.Run(SimpleNamespace(), tmp_path)  # type: ignore[arg-type]
    assert made.step("train", "train.json", lambda: {"loss": 1}) == {"loss": 1}
    (tmp_path / "train.json").write_text(json.dumps({"loss": 2}))
    assert made.step("train", "train.json", lambda: {"loss": 3}) == {"loss": 2}
