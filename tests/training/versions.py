"""A registry, and small adapters to put into it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file

from core.language.adapters import CONFIG_NAME, WEIGHTS_NAME, BaseModel
from core.types import JsonObject
from memory.database import Database, sqlite_url
from training.foundation import Foundation, foundation
from training.registry import Registry

HERE = foundation(("tiny", "1" * 64), ("grounded_reader", "2" * 64), "chatml")
BASE = BaseModel("llama", 1, 2, 2, {"blk.0.attn_q.weight": (8, 8)})
_LAYER = "model.layers.0.self_attn.q_proj"
_MODULE = f"base_model.model.{_LAYER}"


def registry(empty: Path, folder: Path) -> Registry:
    """One over a copy of an empty database."""
    for file in empty.iterdir():
        shutil.copy(file, folder)
    return Registry(Database(sqlite_url(folder)), folder / "versions")


def base_folder(folder: Path) -> Path:
    """The same base as transformers keeps it."""
    folder.mkdir()
    save_file({f"{_LAYER}.weight": np.zeros((8, 8), np.float32)}, folder / "model.safetensors")
    return folder


def adapter(folder: Path, value: float = 0.5, width: int = 8, height: int = 8) -> Path:
    """A LoRA of rank 2 over one layer of `BASE`."""
    folder.mkdir(parents=True, exist_ok=True)
    config = {
        "peft_type": "LORA",
        "r": 2,
        "lora_alpha": 4,
        "bias": "none",
        "target_modules": ["q_proj"],
    }
    (folder / CONFIG_NAME).write_text(json.dumps(config))
    a, b = np.full((2, width), value, np.float32), np.full((height, 2), 0.25, np.float32)
    save_file({f"{_MODULE}.lora_A.weight": a, f"{_MODULE}.lora_B.weight": b}, folder / WEIGHTS_NAME)
    return folder


def card(over: Foundation = HERE) -> JsonObject:
    return {"foundation": over.to_json()}
