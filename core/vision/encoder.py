"""The protocol of picture encoders: a picture and a text about it land near each other in one space."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from core.types import FloatArray

Pixels = npt.NDArray[np.uint8]


class PictureEncoder(Protocol):
    """`space` names the shared space: tower and heads, by hash."""

    @property
    def space(self) -> str:
        """Tower and heads, by hash: vectors of different spaces are never compared."""
        ...

    @property
    def dimension(self) -> int:
        """Numbers of a vector."""
        ...

    @property
    def threshold(self) -> float:
        """The cosine of a text and a picture in this space below which the one does not speak of the other."""
        ...

    @property
    def sure(self) -> float:
        """The cosine from which a picture answers by itself, whatever its caption says."""
        ...

    @property
    def same(self) -> float:
        """The cosine of two pictures from which they are held to show the very same thing."""
        ...

    def encode_pictures(self, pictures: Sequence[Pixels]) -> FloatArray:
        """RGB arrays (height, width, 3) to unit vectors (pictures, dimension)."""
        ...

    def encode_texts(self, texts: Sequence[str]) -> FloatArray:
        """What people write when they look for a picture, to unit vectors (texts, dimension) of the same space."""
        ...

    def guesses(self, picture: Pixels, count: int = 3) -> list[tuple[str, float]]:
        """The likeliest names of the thing in the picture, best first, with probabilities."""
        ...

    def photo(self, picture: Pixels) -> float:
        """How likely it is a photo, and no drawing: 0 to 1."""
        ...
