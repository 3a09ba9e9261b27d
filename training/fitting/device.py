"""What a run computes on: device, precision, processes, and the signals that ask it to stop."""

from __future__ import annotations

import signal
import timeit
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import torch
from accelerate import Accelerator
from accelerate.state import AcceleratorState

from core.errors import Missing
from training.fitting.recipe import Fit

_TIMED = 8
"""How often a product is timed in each precision."""


def accelerator(settings: Fit, folder: Path) -> Accelerator:
    """Device, precision, processes and tracker as set. Raises `Missing` for a tracker that is not installed."""
    kinds = {"float32": "no", "bfloat16": "bf16", "float16": "fp16"}
    precision = kinds[settings.precision if settings.precision != "auto" else best_precision()]
    # A process may fit several stages, each in its precision; accelerate remembers the first one's.
    AcceleratorState._reset_state()
    log_with = None if settings.tracker == "none" else settings.tracker
    made = Accelerator(mixed_precision=precision, log_with=log_with, project_dir=str(folder))
    if log_with:
        try:
            made.init_trackers("vermeil")
        except (ImportError, ValueError, KeyError) as error:
            raise Missing(f"{log_with} is not installed.", f"Install it with `pip install {log_with}`.") from error
    return made


@cache
def best_precision() -> str:
    """bfloat16 where the device multiplies in it, and a processor no slower so than in float32."""
    if torch.cuda.is_available():
        return "bfloat16" if torch.cuda.is_bf16_supported() else "float16"
    if not torch.cpu._is_avx512_bf16_supported():
        return "float32"
    # Of two processors with the instructions one was twice as quick in it, the other twice as slow: it is measured, by
    # turns, for another program may be at work.
    timed = [(_seconds(torch.bfloat16), _seconds(torch.float32)) for _ in range(_TIMED)]
    half, whole = map(min, zip(*timed, strict=True))
    return "bfloat16" if half <= whole else "float32"


def _seconds(kind: torch.dtype) -> float:
    """What a product of the size of a layer of a small model takes, the quicker of two."""
    left, right = torch.ones(512, 1536, dtype=kind), torch.ones(1536, 1536, dtype=kind)
    return min(timeit.repeat(lambda: left @ right, number=1, repeat=2))


def to_device(batch: object, device: torch.device) -> object:
    """The batch with its tensors on the device."""
    from accelerate.utils import send_to_device

    return send_to_device(batch, device)


@contextmanager
def syncing(accelerator: Accelerator, model: torch.nn.Module, last: bool) -> Iterator[None]:
    """Gradients are exchanged between processes once a step, after its last part."""
    if last:
        yield
    else:
        with accelerator.no_sync(model):
            yield


@contextmanager
def interruptible() -> Iterator[Callable[[], bool]]:
    """Ctrl-C and SIGTERM wait for the end of the step: what is yielded says whether one came."""
    came: list[int] = []
    try:
        before = {
            kind: signal.signal(kind, lambda number, _: came.append(number)) for kind in (signal.SIGINT, signal.SIGTERM)
        }
    except ValueError:  # not in the main thread: nobody can interrupt us
        before = {}
    try:
        yield lambda: bool(came)
    finally:
        for kind, handler in before.items():
            signal.signal(kind, handler)
