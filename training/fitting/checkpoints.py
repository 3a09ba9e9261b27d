"""Checkpoints: all that a run needs to go on exactly as if it had never stopped. Safetensors and JSON, no pickle."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from core.errors import BadInput
from core.files import atomic_folder, translate_disk_full

TENSORS = "state.safetensors"
ABOUT = "state.json"


@dataclass(frozen=True)
class State:
    """Tensors by name, and everything else as JSON values."""

    tensors: dict[str, torch.Tensor]
    values: dict[str, Any]


def save(folder: Path, state: State) -> None:
    """Write `folder` whole or not at all; see `core.files.atomic_folder`."""
    from safetensors.torch import save_file

    with translate_disk_full("the checkpoint"), atomic_folder(folder) as new:
        save_file(
            {name: tensor.detach().cpu().contiguous().clone() for name, tensor in state.tensors.items()}, new / TENSORS
        )
        (new / ABOUT).write_text(json.dumps(state.values), encoding="utf-8")


def load(folder: Path) -> State | None:
    """What was saved last; None where nothing was. Raises `BadInput` for a damaged checkpoint."""
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    if not (folder / ABOUT).exists():
        return None
    try:
        values = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
        return State(load_file(folder / TENSORS), values)
    except (SafetensorError, ValueError, OSError) as error:
        raise BadInput(
            f"The checkpoint in {folder.parent.name} is damaged.", "Delete it, and start the run again."
        ) from error


def restore(tensors: Mapping[str, torch.Tensor], into: Mapping[str, torch.Tensor]) -> None:
    """Copy saved tensors into those of the same names. Raises `BadInput` where names or shapes differ."""
    saved = {name: tuple(tensor.shape) for name, tensor in tensors.items()}
    wanted = {name: tuple(tensor.shape) for name, tensor in into.items()}
    if saved != wanted:
        name = next(iter(sorted(set(saved.items()) ^ set(wanted.items()))))[0]
        raise BadInput(
            f"The checkpoint is of another architecture: {name} is {saved.get(name)} in it, not {wanted.get(name)}.",
            "Train into another folder, or with the recipe that the checkpoint was made with.",
        )
    with torch.no_grad():
        for name, tensor in tensors.items():
            into[name].copy_(tensor)
