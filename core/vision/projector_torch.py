"""The projector: a picture's places to soft tokens of a language model, trained in torch.

`linear` is that of LLaVA and of the reference system (640 to 2,560), `mlp` that of LLaVA-1.5.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import cast

import torch
from torch import Tensor
from torch.nn.functional import adaptive_avg_pool2d, gelu

from core.errors import BadInput
from core.vision import projector_numpy
from core.vision.projector_numpy import Projection, ProjectorConfig


class Projector(torch.nn.Module):
    """Tokens (n, grid² or side², width) to soft tokens (n, side², hidden).

    `centre` and `scale` bring each feature to mean 0 and deviation 1 over the training pictures (`calibrate`); they are
    not trained, and start at 0 and 1.
    """

    centre: Tensor
    scale: Tensor
    places: torch.nn.Parameter

    def __init__(self, config: ProjectorConfig) -> None:
        super().__init__()
        self.config = config
        shapes = config.shapes()
        self.register_buffer("centre", torch.zeros(shapes["centre"]))
        self.register_buffer("scale", torch.ones(shapes["scale"]))
        weights = [shape for name, shape in shapes.items() if name.endswith("weight")]
        if config.placed:
            self.places = torch.nn.Parameter(torch.zeros(shapes["places"]))
        self.layers = torch.nn.ModuleList(torch.nn.Linear(shape[1], shape[0]) for shape in weights)

    def forward(self, places: Tensor) -> Tensor:
        """Soft tokens (n, side², hidden). Raises `BadInput` for features of another width."""
        if places.ndim != 3 or places.shape[2] != self.config.width:
            raise BadInput(
                f"The projector takes features of width {self.config.width}, and got {tuple(places.shape)}.",
                "Use the tower that it was trained with.",
            )
        states = (self.pool(places).to(self.centre) - self.centre) / self.scale  # (n, side², width)
        states = cast(Tensor, self.layers[0](states))
        if self.config.kind == "mlp":
            states = cast(Tensor, self.layers[1](gelu(states, approximate="tanh")))
        return states + self.places if self.config.placed else states

    def pool(self, places: Tensor) -> Tensor:
        """Average the grid down to side x side; what has been pooled before stays as it is."""
        side, grid = self.config.side, round(places.shape[1] ** 0.5)
        if grid == side:
            return places
        square = places.transpose(1, 2).reshape(len(places), -1, grid, grid)  # (n, width, grid, grid)
        return adaptive_avg_pool2d(square, side).flatten(2).transpose(1, 2)

    @torch.no_grad()
    def calibrate(self, places: Tensor) -> None:
        """Take centre and scale from the features of training pictures (n, places, width)."""
        flat = places.float().flatten(0, 1)
        self.centre.copy_(flat.mean(dim=0))
        self.scale.copy_(flat.std(dim=0).clamp_min(1e-3))


def save(projector: Projector, target: Path, *, tower: str, language: str, about: Mapping[str, object]) -> None:
    """Write it with what it fits: the tower by its digest, the language model by its name."""
    tensors = {name: tensor.detach().float().cpu().numpy() for name, tensor in projector.state_dict().items()}
    projector_numpy.write(target, Projection(projector.config, tensors, tower, language, about))


def load(source: Path, *, sha256: str = "", tower: str = "", language: str = "") -> Projector:
    """The projector in a file. Raises as `projection.read`."""
    found = projector_numpy.read(source, sha256=sha256, tower=tower, language=language)
    projector = Projector(found.config)
    projector.load_state_dict({name: torch.from_numpy(tensor) for name, tensor in found.tensors.items()})
    return projector
