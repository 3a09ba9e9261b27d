"""EfficientNet-Lite2 as a grid of places: what each ninth of the sides shows, at three depths, and in which colours.

The last features say what a thing is, and have forgotten what a classifier does not need; numbers and places are in the
earlier ones. On 400 rendered scenes of a few shapes, a small network on the last features alone told 0.65 of the
counts; on the two earlier depths beside them, 0.82. Colours are in none of them as plainly as in the pixels: of shapes
in combinations with colours that no training picture showed, a linear map told 0.54 of the colours without a histogram
of them, and 0.99 with it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import torch
from torch import Tensor
from torch.nn.functional import avg_pool2d, relu

from core.errors import EngineFailure
from core.vision.onnx_tower import MEAN, STD
from core.weights.locate import locate

if TYPE_CHECKING:
    from timm.models.efficientnet import EfficientNet

SIDE = 9  # places a side
LEVELS = 4  # of each of red, green and blue
FIRST_STAGE = 2  # of the seven: earlier ones see edges only
WIDTH = 1280 + 120 + 48 + LEVELS**3
DEPTHS = {2: 4, 4: 2}
"""Of the earlier stages, by number: how many of their places a side come to one of ours (33 and 17 places to 9)."""


def lite_network(checkpoint: Path | None = None) -> EfficientNet:
    """The published network through timm, by default the verified file of the package."""
    import timm

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
        """Square roots of the shares of each colour in each place."""
        channels = images[:, :, ::2, ::2].unsqueeze(2)  # (n, 3, 1, 130, 130)
        near = relu(1 - (channels - self.levels).abs() * (LEVELS - 1))  # (n, 3, 4, 130, 130)
        red, green, blue = near.unbind(1)
        mixed = red[:, :, None, None] * green[:, None, :, None] * blue[:, None, None, :]
        return avg_pool2d(mixed.flatten(1, 3), 18, 14).sqrt()


class Grid(torch.nn.Module):
    """Normalised images (n, 3, 260, 260) to tokens (n, 81, 1512)."""

    def __init__(self, network: EfficientNet) -> None:
        super().__init__()
        self.network = network
        self.colours = Colours()

    def forward(self, images: Tensor) -> Tensor:
        """Features of three depths and the colours, side by side, row by row from the top left."""
        states = self.network.bn1(self.network.conv_stem(images))
        earlier = []
        for number, block in enumerate(self.network.blocks):
            states = block(states)
            if number in DEPTHS:
                step = DEPTHS[number]
                earlier.append(avg_pool2d(states, step + 1, step, step // 2, count_include_pad=False))
        last = self.network.bn2(self.network.conv_head(states))  # (n, 1280, 9, 9)
        colours = self.colours(images * STD + MEAN)
        return torch.cat([last, *earlier[::-1], colours], dim=1).flatten(2).transpose(1, 2)


class TowerOutputs(torch.nn.Module):
    """Normalised images (n, 3, 260, 260) to the outputs that `core.vision.onnx_tower.OnnxTower` describes."""

    def __init__(self, network: EfficientNet) -> None:
        super().__init__()
        self.network = network

    def forward(self, images: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Logits (n, 1000), features (n, 1280), map (n, 81, 1280) and stages (n, 1632)."""
        states = self.network.bn1(self.network.conv_stem(images))
        stages = []
        for number, block in enumerate(self.network.blocks):
            states = block(states)
            if number >= FIRST_STAGE:
                stages.append(states)
        places = self.network.bn2(self.network.conv_head(states))  # (n, 1280, 9, 9)
        features = places.mean((2, 3))
        pooled = [stage.mean((2, 3)) for stage in stages] + [stage.amax((2, 3)) for stage in stages]
        logits = self.network.get_classifier()(features)
        return logits, features, places.flatten(2).transpose(1, 2), torch.cat(pooled, dim=1)


class FromPixels(torch.nn.Module):
    """A network of normalised images that takes pixels instead: uint8 (n, 260, 260, 3)."""

    def __init__(self, network: torch.nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, pixels: Tensor) -> Tensor | tuple[Tensor, ...]:
        """What the network gives for the pixels, normalised as the published checkpoint wants them."""
        output: Tensor | tuple[Tensor, ...] = self.network(normalised(pixels))
        return output


def normalised(pixels: Tensor) -> Tensor:
    """Pixels uint8 (n, 260, 260, 3) as the published checkpoint takes them: (n, 3, 260, 260)."""
    return (pixels.permute(0, 3, 1, 2).float() / 255 - MEAN) / STD
