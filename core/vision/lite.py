"""EfficientNet-Lite2 as a grid of places: what each ninth of the sides shows, at three depths of the network.

The last features say what a thing is, and have forgotten what a classifier does not need; colours, numbers and places
are in the earlier ones. On 400 rendered scenes of a few shapes, a small network on the last features alone told 0.82 of
the colours and 0.65 of the counts; on the two earlier depths beside them, 0.95 and 0.82.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import avg_pool2d

from core.conversion import PICTURE_MEAN, PICTURE_SIZE, PICTURE_STD
from core.errors import EngineFailure

SIDE = 9  # places a side
WIDTH = 1280 + 120 + 48
DEPTHS = {2: 4, 4: 2}
"""Of the earlier stages, by number: how many of their places a side come to one of ours (33 and 17 places to 9)."""


def lite_network(checkpoint: Path | None = None) -> Any:
    """The published network through timm, by default the verified file of the package."""
    import timm

    from core.weights import locate

    tensors = torch.load(checkpoint or locate("efficientnet-lite2"), map_location="cpu", weights_only=True)
    network = timm.create_model("tf_efficientnet_lite2", pretrained=False)
    names = network.state_dict()
    if len(names) != len(tensors):
        raise EngineFailure("The checkpoint of the image tower has another number of tensors.", "vermeil doctor")
    network.load_state_dict(dict(zip(names, tensors.values(), strict=True)))
    return network.eval()


class Grid(torch.nn.Module):
    """Normalised images (n, 3, 260, 260) to tokens (n, 81, 1448)."""

    def __init__(self, network: Any) -> None:
        super().__init__()
        self.network = network

    def forward(self, images: Tensor) -> Tensor:
        states = self.network.bn1(self.network.conv_stem(images))
        earlier = []
        for number, block in enumerate(self.network.blocks):
            states = block(states)
            if number in DEPTHS:
                step = DEPTHS[number]
                earlier.append(avg_pool2d(states, step + 1, step, step // 2, count_include_pad=False))
        last = self.network.bn2(self.network.conv_head(states))  # (n, 1280, 9, 9)
        return torch.cat([last, *earlier[::-1]], dim=1).flatten(2).transpose(1, 2)


def convert_grid(source: Path, target: Path) -> None:
    """The same to ONNX, for answering without torch: `pixels` uint8 (n, 260, 260, 3) to `places` (n, 81, 1448)."""
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
