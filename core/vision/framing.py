"""Pictures as towers take them: whole, on a grey square, so that nothing at the edges is lost to a crop."""

from __future__ import annotations

import numpy as np

from core.errors import BadInput
from core.vision.encoder import Pixels

GREY = 127


def framed(picture: Pixels, size: int) -> Pixels:
    """The whole picture, centred on grey: uint8 (size, size, 3). Raises `BadInput` for anything but RGB bytes."""
    from PIL import Image

    if picture.ndim != 3 or picture.shape[2] != 3 or picture.dtype != np.uint8 or not picture.size:
        raise BadInput("A picture must be an RGB array of bytes.", "Hand over (height, width, 3) of uint8.")
    height, width = picture.shape[:2]
    scale = size / max(height, width)
    inner = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = Image.fromarray(picture).resize(inner, Image.Resampling.BICUBIC)
    left, top = (size - inner[0]) // 2, (size - inner[1]) // 2
    square = np.full((size, size, 3), GREY, dtype=np.uint8)
    square[top : top + inner[1], left : left + inner[0]] = np.asarray(small)
    return square
