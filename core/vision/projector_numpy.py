"""Projectors without torch: the file they are kept in, the checks it must pass, and the arithmetic.

A file of safetensors whose metadata say what the projector fits: the shape, the tower (by the hash of its weights) and
the language model. `core.vision.projector_torch` trains the same thing in torch.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np

from core.errors import BadInput, Missing, WeightsMismatch
from core.files import atomic_file
from core.types import FloatArray, SoftTokens
from core.weights import hashes

Shape = Literal["linear", "mlp"]
_ENTRY = "vermeil projector 1"


@dataclass(frozen=True, slots=True)
class ProjectorConfig:
    """`linear` is one layer, `mlp` two with GELU (Liu et al. 2023, arXiv:2310.03744).

    `grid` places a side come in, and are averaged to `side` a side; `side` squared soft tokens go out.
    """

    kind: Shape
    width: int
    hidden: int
    grid: int
    side: int
    inner: int = 0
    """Width between the two layers of `mlp`; 0 means `hidden`."""
    placed: bool = False
    """Whether each soft token gets a vector for its place added."""

    @property
    def tokens(self) -> int:
        """Soft tokens of a picture."""
        return self.side**2

    def shapes(self) -> dict[str, tuple[int, ...]]:
        """Every tensor's shape by name."""
        inner = self.inner or self.hidden
        layers = {"linear": [(self.hidden, self.width)], "mlp": [(inner, self.width), (self.hidden, inner)]}[self.kind]
        shapes: dict[str, tuple[int, ...]] = {"centre": (self.width,), "scale": (self.width,)}
        for number, shape in enumerate(layers):
            shapes |= {f"layers.{number}.weight": shape, f"layers.{number}.bias": shape[:1]}
        return shapes | ({"places": (self.tokens, self.hidden)} if self.placed else {})


@dataclass(frozen=True, slots=True)
class Projection:
    """A projector as it was saved: `tower` and `language` name what it was trained between, `about` how."""

    config: ProjectorConfig
    tensors: Mapping[str, FloatArray]
    tower: str
    language: str
    about: Mapping[str, Any]

    def soft_tokens(self, places: FloatArray) -> SoftTokens:
        """The tower's tokens of one picture (grid², width) to soft tokens (side², hidden).

        Raises `WeightsMismatch` for tokens of another width: they are another tower's, or of another version of it.
        """
        if places.ndim != 2 or places.shape[1] != self.config.width:
            raise WeightsMismatch(
                f"The projector takes features of width {self.config.width}, and the image tower gives {places.shape}.",
                "Train one for this tower with `vermeil train align`, or take the files of core/assets again.",
            )
        pooled = pool(places[None], self.config.side)[0]
        states = (pooled - self.tensors["centre"]) / self.tensors["scale"]
        states = states @ self.tensors["layers.0.weight"].T + self.tensors["layers.0.bias"]
        if self.config.kind == "mlp":
            states = _gelu(states) @ self.tensors["layers.1.weight"].T + self.tensors["layers.1.bias"]
        if self.config.placed:
            states = states + self.tensors["places"]
        return SoftTokens(np.asarray(states, dtype=np.float32))


def pool(places: FloatArray, side: int) -> FloatArray:
    """Adaptive average pooling of the grid: (n, grid², width) to (n, side², width); each cell is a rectangle's mean."""
    grid = round(places.shape[1] ** 0.5)
    square = places.reshape(len(places), grid, grid, -1)
    starts = [at * grid // side for at in range(side)]
    ends = [-(-(at + 1) * grid // side) for at in range(side)]
    edges = list(zip(starts, ends, strict=True))
    cells = [square[:, top:bottom, left:right].mean(axis=(1, 2)) for top, bottom in edges for left, right in edges]
    return np.stack(cells, axis=1).astype(np.float32)


def write(target: Path, projection: Projection) -> None:
    """Write the file, in half precision, whole or not at all."""
    from safetensors.numpy import save

    # One entry: safetensors writes several in any order, and equal projectors should be equal files.
    fields = asdict(projection.config), projection.tower, projection.language, dict(projection.about)
    metadata = {_ENTRY: json.dumps(dict(zip(("config", "tower", "language", "about"), fields, strict=True)))}
    halves = {name: np.ascontiguousarray(tensor, dtype=np.float16) for name, tensor in projection.tensors.items()}
    with atomic_file(target) as file:
        file.write(save(halves, metadata=metadata))


def read(source: Path, *, sha256: str = "", tower: str = "", language: str = "") -> Projection:
    """The projector in a file; with `sha256`, only where it is that very file: not a byte of another is parsed.

    Raises `Missing` where there is none, `WeightsMismatch` for another hash, `BadInput` for a file that is no projector
    or is one for another `tower` or `language` model.
    """
    from safetensors import SafetensorError, safe_open

    if not source.is_file():
        raise Missing("The projector is not there.", "Train one with `vermeil train align`.")
    if sha256 and hashes.sha256(source) != sha256:
        raise WeightsMismatch(f"{source.name} is not the published file.", "Reinstall Vermeil, or run `make weights`.")
    try:
        with safe_open(source, framework="numpy") as file:
            entry = (file.metadata() or {}).get(_ENTRY)
            tensors = {name: np.asarray(file.get_tensor(name), dtype=np.float32) for name in file.keys()}  # noqa: SIM118
        if entry is None:
            raise BadInput(f"{source.name} is not a projector file.", "Give one that `vermeil train align` made.")
        fields = json.loads(entry)
        config = ProjectorConfig(**fields.pop("config"))
        found = Projection(config, tensors, **fields)
    except (SafetensorError, ValueError, KeyError, TypeError) as error:
        raise BadInput(f"{source.name} is damaged.", "Copy or train it again.") from error
    _check(config, tensors, source.name)
    _check_fit(found, tower, language, source.name)
    return found


def _check(config: ProjectorConfig, tensors: Mapping[str, FloatArray], name: str) -> None:
    shapes = {key: tensor.shape for key, tensor in tensors.items()}
    if shapes != config.shapes():
        raise BadInput(f"The tensors in {name} do not have the shapes that it states.", "Copy or train it again.")


def _check_fit(found: Projection, tower: str, language: str, name: str) -> None:
    for kind, wanted, trained in (("tower", tower, found.tower), ("language model", language, found.language)):
        if wanted and wanted != trained:
            raise BadInput(
                f"{name} was trained for another {kind}.", "Train one for this pair with `vermeil train align`."
            )


def _gelu(x: FloatArray) -> FloatArray:
    """The approximation with tanh (Hendrycks and Gimpel 2016), as in torch's `gelu(approximate="tanh")`."""
    return np.asarray(0.5 * x * (1 + np.tanh(np.float32(0.7978845608) * (x + np.float32(0.044715) * x**3))))
