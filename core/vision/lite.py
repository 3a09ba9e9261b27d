"""EfficientNet-Lite2 as a grid of places: what each ninth of the sides shows, at three depths, and in which colours.

The last features say what a thing is, and have forgotten what a classifier does not need; numbers and places are in the
earlier ones. On 400 rendered scenes of a few shapes, a small network on the last features alone told 0.65 of the
counts; on the two earlier depths beside them, 0.82. Colours are in none of them as plainly as in the pixels: of shapes
in combinations with colours that no training picture showed, a linear map told 0.54 of the colours without a histogram
of them, and 0.99 with it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import avg_pool2d, relu

from core.errors import EngineFailure
from core.weights.convert import PICTURE_MEAN, PICTURE_SIZE, PICTURE_STD

SIDE = 9  # places a side
LEVELS = 4  # of each of red, green and blue
WIDTH = 1280 + 120 + 48 + LEVELS**3
DEPTHS = {2: 4, 4: 2}
"""Of the earlier stages, by number: how many of their places a side come to one of ours (33 and 17 places to 9)."""


def lite_network(checkpoint: Path | None = None) -> Any:
    """The published network through timm, by default the verified file of the package."""
    import timm

    from core.weights.locate import locate

    tensors = torch.load(checkpoint or locate("efficientnet-lite2"), map_location="cpu", weights_only=True)
    network = timm.create_model("tf_efficientnet_lite2", pretrained=False)
    names = network.state_dict()
    if len(names) != len(tensors):
        raise EngineFailure("The checkpoint of the image tower has another number of tensors.", "vermeil doctor")
    network.load_state_dict(dict(zip(names, tensors.values(), strict=True)))
    return network.eval()


class Colours(torch.nn.Module):
    """How much of each place has which colour: images (n, 3, 260, 260) from 0 to 1, to (n, 64, 9, 9).

    A histogram over mixtures of red, green and blue (Swain & Ballard 1991, "Color Indexing"), each pixel shared between
    the nearest ones; square roots of it, so that distances are Hellinger's (Arandjelović & Zisserman 2012).
    """

    levels: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("levels", torch.arange(LEVELS).view(1, LEVELS, 1, 1) / (LEVELS - 1))

    def forward(self, images: Tensor) -> Tensor:
        channels = images[:, :, ::2, ::2].unsqueeze(2)  # (n, 3, 1, 130, 130)
        near = relu(1 - (channels - self.levels).abs() * (LEVELS - 1))  # (n, 3, 4, 130, 130)
        red, green, blue = near.unbind(1)
        mixed = red[:, :, None, None] * green[:, None, :, None] * blue[:, None, None, :]
        return avg_pool2d(mixed.flatten(1, 3), 18, 14).sqrt()


class Grid(torch.nn.Module):
    """Normalised images (n, 3, 260, 260) to tokens (n, 81, 1512)."""

    def __init__(self, network: Any) -> None:
        super().__init__()
        self.network = network
        self.colours = Colours()

    def forward(self, images: Tensor) -> Tensor:
        states = self.network.bn1(self.network.conv_stem(images))
        earlier = []
        for number, block in enumerate(self.network.blocks):
            states = block(states)
            if number in DEPTHS:
                step = DEPTHS[number]
                earlier.append(avg_pool2d(states, step + 1, step, step // 2, count_include_pad=False))
        last = self.network.bn2(self.network.conv_head(states))  # (n, 1280, 9, 9)
        colours = self.colours(images * PICTURE_STD + PICTURE_MEAN)
        return torch.cat([last, *earlier[::-1], colours], dim=1).flatten(2).transpose(1, 2)


def convert_grid(source: Path, target: Path) -> None:
    """The same to ONNX, for answering without torch: `pixels` uint8 (n, 260, 260, 3) to `places` (n, 81, 1512)."""
    import numpy as np
    import onnxruntime

    grid = _FromPixels(Grid(lite_network(source))).eval()
    pixels = torch.randint(0, 256, (2, PICTURE_SIZE, PICTURE_SIZE, 3), dtype=torch.uint8)
    path = target / "model.onnx"
    torch.onnx.export(
        grid, (pixels,), str(path), input_names=["pixels"], output_names=["places"],
        dynamic_axes={"pixels": {0: "n"}, "places": {0: "n"}}, opset_version=17, dynamo=False,
    )  # fmt: skip
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    with torch.inference_mode():
        wanted = grid(pixels).numpy()
    if not np.allclose(wanted, session.run(["places"], {"pixels": pixels.numpy()})[0], atol=1e-3):
        raise ValueError("the converted grid differs from the original")


class _FromPixels(torch.nn.Module):
    """With the normalisation of the published checkpoint before it."""

    def __init__(self, grid: Grid) -> None:
        super().__init__()
        self.grid = grid

    def forward(self, pixels: Tensor) -> Tensor:
        images = pixels.permute(0, 3, 1, 2).float() / 255
        places: Tensor = self.grid((images - PICTURE_MEAN) / PICTURE_STD)
        return places
