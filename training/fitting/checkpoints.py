"""Checkpoints: all that a run needs to go on exactly as if it had never stopped. Safetensors and JSON, no pickle."""

from __future__ import annotations

import errno
import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from core.errors import BadInput, OutOfSpace
from core.files import sync

TENSORS = "state.safetensors"
ABOUT = "state.json"


@dataclass(frozen=True)
class State:
    """Tensors by name, and everything else as JSON values."""

    tensors: dict[str, torch.Tensor]
    values: dict[str, Any]


def save(folder: Path, state: State) -> None:
    """Write `folder` whole or not at all; see `whole`."""
    from safetensors.torch import save_file

    with whole(folder, "the checkpoint") as new:
        save_file(
            {name: tensor.detach().cpu().contiguous().clone() for name, tensor in state.tensors.items()}, new / TENSORS
        )
        (new / ABOUT).write_text(json.dumps(state.values), encoding="utf-8")


@contextmanager
def whole(folder: Path, what: str) -> Iterator[Path]:
    """An empty folder beside `folder`, which takes its place when the block ends well. What was there stays until then.

    Raises `OutOfSpace` where there is no room for `what`; then what was there before is untouched.
    """
    new, old = folder.with_name(folder.name + ".new"), folder.with_name(folder.name + ".old")
    shutil.rmtree(new, ignore_errors=True)
    try:
        with room(what):
            new.mkdir(parents=True)
            yield new
            for file in (*(path for path in new.rglob("*") if path.is_file()), new):
                sync(file)
    except Exception:
        shutil.rmtree(new, ignore_errors=True)
        raise
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    new.rename(folder)
    sync(folder.parent)  # or else a power cut could leave neither: what is removed next is the last good one
    shutil.rmtree(old, ignore_errors=True)


@contextmanager
def room(what: str) -> Iterator[None]:
    """Raises `OutOfSpace` where the disk is full."""
    try:
        yield
    except Exception as error:
        if _is_full(error):
            raise OutOfSpace(
                f"There is no room for {what}; what was written before is kept.",
                "Free some disk, and run the same command again.",
            ) from error
        raise


def recover(folder: Path) -> None:
    """Take back what was there before, where a run was stopped between the two renames. Only for one process, and only
    where no other writes: between them a folder that is being saved looks the same."""
    old = folder.with_name(folder.name + ".old")
    if not folder.exists() and old.exists():
        old.rename(folder)


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


def _is_full(error: BaseException) -> bool:
    """Safetensors reports the system's error in its text only."""
    number = getattr(error, "errno", None)
    return number in (errno.ENOSPC, errno.EDQUOT) or "No space left" in str(error) or "os error 28" in str(error)
