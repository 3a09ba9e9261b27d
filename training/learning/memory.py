"""Whether there is the memory to learn over a model."""

from __future__ import annotations

import math
from pathlib import Path

from core.errors import Missing
from core.language.adapters import read_base

_BYTES = {"bfloat16": 5.2, "float32": 8.3}
"""That training takes for each parameter of the model, as measured on one of 1.5 billion."""
_BESIDE = 700 << 20
_MODELS = {"grpo": 2}
"""That a method has in memory at once; all others have one."""


def check_memory(model: Path, method: str, precision: str = "bfloat16", *, most: int | None = None) -> None:
    """Raises `Missing` where less is free than training over this model takes, or than `most`, in bytes.

    Which precision it will be is told by torch. Who has none asks for the one that takes least.
    """
    import psutil

    each = _BYTES.get(precision, _BYTES["float32"])
    needed = parameters(model) * each * _MODELS.get(method, 1) + _BESIDE
    free = min(psutil.virtual_memory().available, most if most is not None else math.inf)
    if free < needed:
        raise Missing(
            f"Learning over {model.stem} by {method} takes {needed / 2**30:.1f} GB of memory, and "
            f"{free / 2**30:.1f} GB are free or allowed.",
            "End other programs, set `learn_memory` higher, or use a smaller profile.",
        )


def parameters(model: Path) -> int:
    """How many a model has: a GGUF file, or a folder of safetensors."""
    if model.suffix == ".gguf":
        return sum(math.prod(shape) for shape in read_base(model).shapes.values())
    from safetensors import safe_open

    count = 0
    for file in model.glob("*.safetensors"):
        with safe_open(file, framework="numpy") as opened:
            count += sum(math.prod(opened.get_slice(name).get_shape()) for name in opened.keys())  # noqa: SIM118
    return count
