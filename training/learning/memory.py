"""Whether there is the memory to learn over a model."""

from __future__ import annotations

import math
from pathlib import Path

from core.errors import Missing
from core.language.adapters import read_base
from training.fitting.device import best_precision

_BYTES = {"bfloat16": 5.2, "float32": 8.3}
"""That training takes for each parameter of the model, as measured on one of 1.5 billion."""
_BESIDE = 700 << 20


def check_memory(file: Path) -> None:
    """Raises `Missing` where less is free than training over this GGUF file takes; of others it is not known."""
    if file.suffix != ".gguf":
        return
    import psutil

    parameters = sum(math.prod(shape) for shape in read_base(file).shapes.values())
    needed = parameters * _BYTES.get(best_precision(), _BYTES["float32"]) + _BESIDE
    free = psutil.virtual_memory().available
    if free < needed:
        raise Missing(
            f"Learning over {file.stem} takes {needed / 2**30:.1f} GB of memory, and {free / 2**30:.1f} GB are free.",
            "End other programs, or use a smaller profile.",
        )
