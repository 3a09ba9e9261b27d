"""Image towers by name, frozen: pictures in, a grid of feature vectors out.

    lite                    EfficientNet-Lite2 of the package, through timm; its features of three depths side by side
    ViT-B-32, …             any name that open_clip knows, with `weights` (a file) or its published ones by tag
    folder/config.json      a configuration of open_clip's own format
    hf-hub:owner/name       a repository on the hub in open_clip's own format
    wkcn/TinyCLIP-…         a CLIP model of transformers: a name on the hub, or a folder

What comes from the hub by its name is verified before it is parsed (`core.weights.hub`); open_clip's published weights
by tag are fetched by open_clip itself, which verifies only those that come with a hash.

A projector belongs to one tower, so each tower has a `digest` of its weights that is kept with the projector.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor

from core.errors import Missing
from core.vision.encoder import Pixels
from core.vision.framing import framed, stretched
from core.vision.lite import Grid, lite_network
from core.vision.onnx_tower import MEAN, SIZE, STD
from core.weights.hub import model_folder, snapshot
from core.weights.manifest import GRID_FEATURES

if TYPE_CHECKING:
    from open_clip.transformer import VisionTransformer
    from transformers import CLIPVisionModel

Frame = Callable[[Pixels, int], Pixels]
_CLIP_MEAN = (0.48145466, 0.4578275, 0.40821073)  # of all CLIP models from OpenAI's on
_CLIP_STD = (0.26862954, 0.26130258, 0.27577711)
HUB = "hf-hub:"
"""Before the name of a repository on the hub in open_clip's own format."""

_REMEDY = "Give a name that open_clip knows, a configuration of it, or a CLIP model of transformers."


class ImageTower(torch.nn.Module):
    """A frozen tower: `network(images)` gives tokens (n, grid², width). It stays in eval mode, whatever is asked.

    BatchNorm would otherwise follow the batches that it sees, and the features move under the projector.
    """

    mean: Tensor
    std: Tensor

    def __init__(
        self,
        name: str,
        network: torch.nn.Module,
        size: int,
        mean: Sequence[float],
        std: Sequence[float],
        version: int = 0,
        frame: Frame = framed,
    ) -> None:
        """`version` is that of the features, where more than the weights makes them; `frame` makes pictures square."""
        super().__init__()
        self._frame = frame
        self.name, self.size, self.version = name, size, version
        self.network = network.eval().requires_grad_(False)
        self.register_buffer("mean", torch.tensor(mean).view(1, 3, 1, 1), persistent=False)
        self.register_buffer("std", torch.tensor(std).view(1, 3, 1, 1), persistent=False)
        with torch.inference_mode():
            probe = self.network(torch.zeros(1, 3, size, size))  # (1, grid², width)
        self.width = int(probe.shape[2])
        self.grid = round(probe.shape[1] ** 0.5)

    def train(self, mode: bool = True) -> ImageTower:  # noqa: ARG002 - frozen
        """Stays in eval mode, whatever is asked."""
        return super().train(False)

    @torch.no_grad()
    def tokens(self, images: Tensor) -> Tensor:
        """Images of `prepare` (n, 3, size, size) to tokens (n, grid², width), row by row from the top left."""
        result: Tensor = self.network(images.to(self.mean))
        return result

    def prepare(self, pictures: Sequence[Pixels]) -> Tensor:
        """Pictures of any size, whole and normalised: (n, 3, size, size)."""
        stacked = np.stack([self._frame(picture, self.size) for picture in pictures])
        images = torch.from_numpy(stacked).permute(0, 3, 1, 2).to(self.mean) / 255
        normalised: Tensor = (images - self.mean) / self.std
        return normalised

    @property
    def digest(self) -> str:
        """SHA-256 over the weights, by name, and the version."""
        digest = hashlib.sha256(f"version {self.version}".encode() if self.version else b"")
        for name, tensor in sorted(self.network.state_dict().items()):
            digest.update(name.encode())
            digest.update(tensor.detach().cpu().contiguous().view(-1).view(torch.uint8).numpy().tobytes())
        return digest.hexdigest()


def image_tower(name: str, weights: str = "") -> ImageTower:
    """The tower of a name. `weights` is a file or a tag of open_clip; without it, open_clip's are random.

    Raises `Missing` where there is none of that name, or its weights cannot be had.
    """
    if name == "lite":
        mean, std = [MEAN] * 3, [STD] * 3
        return ImageTower(name, Grid(lite_network()), SIZE, mean, std, GRID_FEATURES, stretched)
    folder = Path(name)
    if folder.suffix == ".json" or (folder / "open_clip_config.json").is_file() or "/" not in name:
        return _from_open_clip(name, weights)
    if name.startswith(HUB):
        return _from_open_clip(f"local-dir:{snapshot(name.removeprefix(HUB))}", weights)
    return _from_transformers(name)


# --- open_clip ----------------------------------------------------------------------------------------------------


class _Intermediates(torch.nn.Module):
    """The last layer's patches of an open_clip image tower, before pooling."""

    def __init__(self, visual: VisionTransformer) -> None:
        super().__init__()
        self.visual = visual

    def forward(self, images: Tensor) -> Tensor:
        output = self.visual.forward_intermediates(images, indices=1, intermediates_only=True, output_fmt="NLC")
        last: Tensor = output["image_intermediates"][-1]
        return last


def _from_open_clip(name: str, weights: str) -> ImageTower:
    import open_clip

    try:
        if name.endswith(".json"):
            open_clip.add_model_config(Path(name))
        known = Path(name).stem if name.endswith(".json") else name
        model = open_clip.create_model(known, pretrained=weights or None)
    except (RuntimeError, OSError, ValueError, KeyError, TypeError) as error:
        raise Missing(
            f"open_clip has no image tower {Path(name).stem}, or not these weights of it.", _REMEDY
        ) from error
    about = open_clip.get_model_preprocess_cfg(model)
    size = about["size"][0] if isinstance(about["size"], (tuple, list)) else about["size"]
    return ImageTower(Path(name).stem, _Intermediates(model.visual), size, about["mean"], about["std"])


# --- transformers -------------------------------------------------------------------------------------------------


class _Patches(torch.nn.Module):
    """The last layer's patches of a CLIP vision model of transformers, without the class token."""

    def __init__(self, vision: CLIPVisionModel) -> None:
        super().__init__()
        self.vision = vision

    def forward(self, images: Tensor) -> Tensor:
        states: Tensor = self.vision(pixel_values=images).last_hidden_state  # (n, 1 + grid², width)
        return states[:, 1:]


def _from_transformers(name: str) -> ImageTower:
    from transformers import CLIPModel
    from transformers.utils import logging

    logging.disable_progress_bar()
    folder = model_folder(name)
    try:
        model = CLIPModel.from_pretrained(folder, use_safetensors=True, dtype=torch.float32, local_files_only=True)
    except (OSError, ValueError) as error:
        raise Missing(f"There is no CLIP model {Path(name).name} here, or none in safetensors.", _REMEDY) from error
    listed = folder / "preprocessor_config.json"
    about = json.loads(listed.read_text(encoding="utf-8")) if listed.is_file() else {}
    mean, std = about.get("image_mean", _CLIP_MEAN), about.get("image_std", _CLIP_STD)
    return ImageTower(Path(name).name, _Patches(model.vision_model), model.config.vision_config.image_size, mean, std)
