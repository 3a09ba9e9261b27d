"""Pictures as soft tokens: a tower's grid and a trained projector; for `lite` without torch."""

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


class Eyes(Protocol):
    """What turns a picture into soft tokens."""

    def look(self, picture: Pixels) -> SoftTokens:
        """The picture's soft tokens (side², hidden). Raises `BadInput` for anything but RGB bytes."""


class TowerEyes:
    """Any image tower, in torch."""

    def __init__(self, tower: ImageTower, projection: Projection) -> None:
        self._tower, self._projection = tower, projection

    def look(self, picture: Pixels) -> SoftTokens:
        places = self._tower.tokens(self._tower.prepare([picture]))[0]  # (grid², width)
        return self._projection.soft_tokens(places.float().cpu().numpy())


class SoftEyes:
    """The `lite` tower. `grid` is `core.weights.converted("efficientnet-lite2-grid-onnx")`. Safe between threads."""

    def __init__(self, grid: Path, projection: Projection, *, threads: int) -> None:
        self._session = open_session(grid, threads)
        self._projection = projection

    def look(self, picture: Pixels) -> SoftTokens:
        places = self._session.run(["places"], {"pixels": stretched(picture, SIZE)[None]})[0][0]  # (81, 1512)
        return self._projection.soft_tokens(places)
