"""Pictures as soft tokens of a language model: the features of an image tower, projected."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from core.types import SoftTokens
from core.vision.encoder import Pixels
from core.vision.framing import stretched
from core.vision.onnx_tower import SIZE, open_session
from core.vision.projector_numpy import Projection

if TYPE_CHECKING:
    from core.vision.tower import ImageTower


class PictureTokenizer(Protocol):
    """Turns a picture into what a language model takes in the place of token embeddings."""

    def encode(self, picture: Pixels) -> SoftTokens:
        """The picture's soft tokens (side², hidden). Raises `BadInput` for anything but RGB bytes."""


class TowerPictureTokens:
    """A `PictureTokenizer` on any image tower, in torch."""

    def __init__(self, tower: ImageTower, projection: Projection) -> None:
        self._tower, self._projection = tower, projection

    def encode(self, picture: Pixels) -> SoftTokens:
        """The picture's soft tokens (side², hidden). Raises `BadInput` for anything but RGB bytes."""
        places = self._tower.tokens(self._tower.prepare([picture]))[0]  # (grid², width)
        return self._projection.soft_tokens(places.float().cpu().numpy())


class GridPictureTokens:
    """A `PictureTokenizer` on the tower of `lite`, without torch. Safe to share between threads.

    `grid` is `core.weights.locate.converted("efficientnet-lite2-grid-onnx")`.
    """

    def __init__(self, grid: Path, projection: Projection, *, threads: int) -> None:
        self._session = open_session(grid, threads)
        self._projection = projection

    def encode(self, picture: Pixels) -> SoftTokens:
        """The picture's soft tokens (side², hidden). Raises `BadInput` for anything but RGB bytes."""
        places = self._session.run(["places"], {"pixels": stretched(picture, SIZE)[None]})[0][0]  # (81, 1512)
        return self._projection.soft_tokens(places)
