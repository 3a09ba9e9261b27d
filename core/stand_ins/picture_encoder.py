"""A picture encoder without weights: pictures are as much of each colour as they show, and texts name colours."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from core.types import FloatArray
from core.vision.encoder import Pixels
from core.words import words

COLOURS = {
    "black": (0, 0, 0),
    "white": (255, 255, 255),
    "grey": (128, 128, 128),
    "red": (220, 40, 40),
    "orange": (250, 150, 30),
    "yellow": (250, 230, 60),
    "green": (40, 160, 60),
    "blue": (40, 80, 210),
    "purple": (130, 50, 160),
    "pink": (250, 160, 190),
    "brown": (120, 75, 40),
}
_PLACES = np.array(list(COLOURS.values()), np.float32)  # (colours, 3)
_LONGEST_SIDE = 64  # pixels that are looked at


class ColourHistogram:
    """A `PictureEncoder`. The last number of a vector is for texts that name no colour: they are near no picture."""

    space = "colour-histogram"
    dimension = len(COLOURS) + 1
    threshold, sure, same = 0.4, 0.8, 0.95

    def encode_pictures(self, pictures: Sequence[Pixels]) -> FloatArray:
        """Unit vectors (pictures, colours + 1) of their shares of each colour."""
        rows = [np.append(_shares(picture), 0) for picture in pictures]
        return np.stack([_unit(row) for row in rows]) if rows else np.empty((0, self.dimension), np.float32)

    def encode_texts(self, texts: Sequence[str]) -> FloatArray:
        """Unit vectors (texts, colours + 1) of the colours that a text names."""
        rows = []
        for text in texts:
            said = set(words(text))
            named = [float(colour in said) for colour in COLOURS]
            rows.append(_unit(np.array([*named, float(not any(named))])))
        return np.stack(rows) if rows else np.empty((0, self.dimension), np.float32)

    def guesses(self, picture: Pixels, count: int = 3) -> list[tuple[str, float]]:
        """The colours that it shows most of, with their shares."""
        shares = _shares(picture)
        return [(list(COLOURS)[row], float(shares[row])) for row in np.argsort(-shares, kind="stable")[:count]]

    def photo(self, picture: Pixels) -> float:
        """Nothing is: a stand-in sees drawings."""
        return 0.0


def _shares(picture: Pixels) -> FloatArray:
    """The share of the pixels that each colour is the nearest of: (colours,)."""
    step = max(1, max(picture.shape[:2]) // _LONGEST_SIDE)
    seen = picture[::step, ::step].reshape(-1, 3).astype(np.float32)  # (pixels, 3)
    nearest = ((seen[:, None] - _PLACES[None]) ** 2).sum(axis=2).argmin(axis=1)
    counts = np.bincount(nearest, minlength=len(_PLACES))
    return np.asarray(counts / len(seen), dtype=np.float32)


def _unit(row: FloatArray) -> FloatArray:
    return np.asarray(row / np.linalg.norm(row), dtype=np.float32)
