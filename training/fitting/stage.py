"""What the loop asks of a stage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol, TypeVar, runtime_checkable

import torch

E = TypeVar("E")
D = TypeVar("D", contravariant=True)
M = TypeVar("M", contravariant=True)


class Loss(NamedTuple):
    """A loss summed over `items`; what is minimised is its mean."""

    total: torch.Tensor
    items: torch.Tensor | int


class Stage(Protocol[E, M]):
    """What is fitted. `model(batch)` gives a `Loss`; what is frozen in it has `requires_grad` off."""

    @property
    def model(self) -> torch.nn.Module:
        """What is fitted; it is called with a batch."""
        ...

    @property
    def examples(self) -> Sequence[E]:
        """What it is fitted on."""
        ...

    @property
    def product(self) -> str:
        """The name of what is made, by which serving knows it: `grounded_reader`, `picture_heads`, …"""
        ...

    def lengths(self) -> Sequence[int] | None:
        """Of the examples, so that alike ones are batched together; None where it does not matter."""
        ...

    def collate(self, examples: Sequence[E]) -> object:
        """A batch: tensors in tuples, lists and mappings."""
        ...

    def components(self) -> Mapping[str, Sequence[torch.nn.Parameter]]:
        """The trained parameters by component; each has its learning rate in the recipe."""
        ...

    def validate(self, model: M) -> dict[str, float]:
        """Figures on held-out examples, `loss` among them. Called in eval mode, without gradients."""
        ...

    def export(self, folder: Path) -> None:
        """Write what the run was for, with the parameters as they are now."""
        ...


@runtime_checkable
class Describing(Protocol[D]):
    """A stage that can describe its examples. Of others, the `repr` is kept where a batch broke a run."""

    def describe(self, example: D) -> str:
        """How a person would find the example: by its text, or by the file of its picture."""
        ...
