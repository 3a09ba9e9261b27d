"""The heads themselves, the principal components that they take, and the file that they are served from."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn.functional import normalize

from core.types import FloatArray
from training.data.naming import EverydayName
from training.stages.frozen_towers import Towers

_INT8 = 127.0
_RIDGE = 0.1


class PictureHeads(nn.Module):
    """Maps pictures and texts, as the frozen towers see them, into one space of unit vectors."""

    def __init__(
        self, components: int, width: int, *, inner: int, dimension: int, dropout: float, text_dropout: float
    ) -> None:
        super().__init__()
        self.picture_dropout, self.text_dropout = nn.Dropout(dropout), nn.Dropout(text_dropout)
        self.inner = nn.Linear(components, inner)
        self.outer = nn.Linear(inner, dimension)
        self.skip = nn.Linear(components, dimension, bias=False)
        self.text = nn.Linear(width, dimension)

    def pictures(self, states: Tensor) -> Tensor:
        """Components (n, basis) to unit vectors (n, dimension)."""
        kept = self.picture_dropout(states)
        hidden = self.picture_dropout(torch.relu(self.inner(kept)))
        return normalize(self.outer(hidden) + self.skip(kept), dim=1)

    def texts(self, encoded: Tensor) -> Tensor:
        """Vectors of the text tower (n, width), whatever their lengths, to unit vectors (n, dimension)."""
        return normalize(self.text(self.text_dropout(encoded * encoded.shape[1] ** 0.5)), dim=1)


@dataclass(frozen=True)
class Basis:
    """`states(x) = x @ matrix + bias`: (n, width) to (n, components), each of a variance near 1."""

    matrix: FloatArray
    bias: FloatArray

    @classmethod
    def of(cls, looks: FloatArray, components: int, blocks: Sequence[int]) -> Basis:
        """Components of pictures (n, width). Each block counts the same, however many numbers it has.

        Half-way to white: a component is divided by the square root of its deviation, so that rare traits are heard
        and noise is not.
        """
        mean = looks.mean(axis=0)
        scale = np.empty(looks.shape[1], dtype=np.float32)
        at = 0
        for width in blocks:
            part = slice(at, at + width)
            scale[part] = 1 / (np.sqrt(np.mean((looks[:, part] - mean[part]) ** 2)) * np.sqrt(width) + 1e-9)
            at += width
        components = min(components, *looks.shape)
        scaled = torch.from_numpy((looks - mean) * scale)
        torch.manual_seed(0)
        _, spread, directions = torch.svd_lowrank(scaled, q=components, niter=1)
        deviation = np.maximum((spread / len(looks) ** 0.5).numpy(), 1e-6)
        matrix = scale[:, None] * directions.numpy() / np.sqrt(deviation)  # (width, components)
        matrix /= np.sqrt(deviation.mean())
        return cls(np.asarray(matrix, np.float32), np.asarray(-mean @ matrix, np.float32))

    def states(self, looks: FloatArray) -> FloatArray:
        """The components (n, components) of what the tower gives (n, width)."""
        return np.asarray(looks @ self.matrix + self.bias, dtype=np.float32)


def photo_likeness(states: FloatArray, photos: npt.NDArray[np.bool_]) -> FloatArray:
    """Weights and bias (components + 1,) of a linear score that is 1 of photos and 0 of drawings (ridge regression).

    Both count the same, however many there are. Where there are only photos or only drawings it is constant.
    """
    if photos.all() or not photos.any():
        return np.append(np.zeros(states.shape[1]), float(photos.all())).astype(np.float32)
    inputs = np.append(states, np.ones((len(states), 1)), axis=1).astype(np.float64)
    weights = np.where(photos, 0.5 / photos.sum(), 0.5 / (~photos).sum())[:, None]
    squares = inputs.T @ (weights * inputs)
    shrunk = squares + _RIDGE * np.trace(squares) / len(squares) * np.eye(len(squares))
    return np.asarray(np.linalg.solve(shrunk, inputs.T @ (weights[:, 0] * photos)), dtype=np.float32)


def export_heads(
    file: Path,
    heads: PictureHeads,
    basis: Basis,
    frozen: Towers,
    names: Sequence[EverydayName],
    photo: FloatArray,
    about: Mapping[str, str],
) -> None:
    """Write what `core.vision.heads` reads: the basis as int8, all else as float16.

    `photo` (components + 1,) tells photos from drawings, see `photo_likeness`.
    """
    from safetensors.numpy import save_file

    scale = np.abs(basis.matrix).max(axis=0) / _INT8 + 1e-12  # (components,)
    state = {name: tensor.detach().float().cpu().numpy() for name, tensor in heads.state_dict().items()}
    width = state["text.weight"].shape[1]
    halves = {
        "basis_scale": scale,
        "basis_bias": basis.bias,
        "inner": state["inner.weight"].T,
        "inner_bias": state["inner.bias"],
        "outer": state["outer.weight"].T,
        "outer_bias": state["outer.bias"],
        "skip": state["skip.weight"].T,
        "text": state["text.weight"].T * width**0.5,
        "text_bias": state["text.bias"],
        "photo": photo[:-1],
        "photo_bias": photo[-1:],
        "vocabulary": _vocabulary(heads, frozen, names),
    }
    tensors = {name: np.ascontiguousarray(array, dtype=np.float16) for name, array in halves.items()}
    tensors["basis_scale"] = scale.astype(np.float32)
    tensors["basis"] = np.round(basis.matrix / scale).astype(np.int8)
    listed = json.dumps([[name.name, name.kind, name.pictures] for name in names], ensure_ascii=False)
    save_file(tensors, file, metadata={**about, "names": listed})


def _vocabulary(heads: PictureHeads, frozen: Towers, names: Sequence[EverydayName]) -> FloatArray:
    """The unit vector (names, dimension) of each name, over all its wordings."""
    encoded = torch.from_numpy(frozen.texts([text for name in names for text in name.wordings]))
    with torch.no_grad():
        said = heads.eval().texts(encoded.to(next(heads.parameters()).device)).cpu().numpy()
    owners = np.repeat(np.arange(len(names)), [len(name.wordings) for name in names])
    vocabulary = np.zeros((len(names), said.shape[1]), dtype=np.float32)
    np.add.at(vocabulary, owners, said)
    return np.asarray(vocabulary / np.linalg.norm(vocabulary, axis=1, keepdims=True), np.float32)
