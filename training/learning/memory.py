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
_MODELS = {"grpo": 2}
"""That a method has in memory at once; all others have one."""


def check_memory(file: Path, method: str) -> None:
    """Raises `Missing` where less is free than training over this GGUF file takes; of others it is not known."""
    if file.suffix != ".gguf":
        return
    import psutil

    parameters = sum(math.prod(shape) for shape in read_base(file).shapes.values())
    each = _BYTES.get(best_precision(), _BYTES["float32"])
    needed = parameters * each * _MODELS.get(method, 1) + _BESIDE
    free = psutil.virtual_memory().available
    if free < needed:
        raise Missing(
            f"Learning over {file.stem} by {method} takes {needed / 2**30:.1f} GB of memory, and {free / 2**30:.1f} GB "
            "are free.",
            "End other programs, or use a smaller profile.",
        )
