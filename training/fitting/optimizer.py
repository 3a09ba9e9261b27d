"""The optimizer of a stage: its parameters by name, each component with its own rate, and how the rates move."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import torch

from core.errors import BadInput, Missing
from training.fitting.recipe import Fit

Components = Mapping[str, Sequence[torch.nn.Parameter]]


def lr_multiplier(step: int, settings: Fit) -> float:
    """What of the learning rate applies at `step` (from 0): a linear rise, then a cosine down to `final`."""
    rise = max(1, round(settings.warmup * settings.steps))
    if step < rise:
        return (step + 1) / rise
    done = (step - rise) / max(1, settings.steps - rise)
    return settings.final + (1 - settings.final) * 0.5 * (1 + math.cos(math.pi * done))


def named(components: Components, settings: Fit) -> dict[str, torch.nn.Parameter]:
    """The trained parameters as `component.number`. Raises `BadInput` where the recipe has other rates."""
    if set(components) != set(settings.learning_rates):
        raise BadInput(
            f"learning_rates names {', '.join(sorted(settings.learning_rates)) or 'nothing'}.",
            f"This stage trains {', '.join(sorted(components))}.",
        )
    return {f"{name}.{number}": p for name, group in components.items() for number, p in enumerate(group)}


def optimizer(components: Components, settings: Fit) -> torch.optim.Optimizer:
    """AdamW (Loshchilov and Hutter 2019), a group a component; the loop sets the rates. Raises `Missing`."""
    groups = [{"name": name, "params": list(parameters)} for name, parameters in components.items()]
    if settings.optimizer == "adamw":
        return torch.optim.AdamW(groups, lr=0.0, weight_decay=settings.weight_decay)
    try:
        from bitsandbytes.optim import AdamW8bit
    except ImportError as error:
        raise Missing(
            "bitsandbytes is not installed.", "Install `vermeil[gpu]`, or set fit.optimizer=adamw."
        ) from error
    made: torch.optim.Optimizer = AdamW8bit(groups, lr=0.0, weight_decay=settings.weight_decay)
    return made


class Memory(NamedTuple):
    """What an optimizer remembers of its parameters, by `number of the parameter.name of the value`."""

    tensors: dict[str, torch.Tensor]
    numbers: dict[str, float]


def memory(optimizer: torch.optim.Optimizer) -> Memory:
    """Read from the live state: what `state_dict` gives may be nested, as that of bitsandbytes is."""
    found = Memory({}, {})
    for number, parameter in enumerate(_parameters(optimizer)):
        for name, value in optimizer.state.get(parameter, {}).items():
            if isinstance(value, torch.Tensor):
                found.tensors[f"{number}.{name}"] = value
            else:
                found.numbers[f"{number}.{name}"] = value
    return found


def remember(optimizer: torch.optim.Optimizer, saved: Memory) -> None:
    """Put back what `memory` gave, each value in its type and beside its parameter."""
    parameters = _parameters(optimizer)
    optimizer.state.clear()
    for key, value in {**saved.tensors, **saved.numbers}.items():
        number, _, name = key.partition(".")
        parameter = parameters[int(number)]
        if isinstance(value, torch.Tensor) and value.ndim:  # AdamW counts its steps in one number on the CPU
            value = value.to(parameter.device)
        optimizer.state[parameter][name] = value


def _parameters(optimizer: torch.optim.Optimizer) -> list[torch.nn.Parameter]:
    return [parameter for group in optimizer.param_groups for parameter in group["params"]]
