"""Pictures as soft tokens without torch: the tower's grid on onnxruntime, and a trained projector in numpy."""

from __future__ import annotations

from pathlib import Path

from core.types import SoftTokens
from core.vision.encoder import Pixels
from core.vision.framing import framed
from core.vision.onnx_tower import SIZE, open_session
from core.vision.projection import Projection


class SoftEyes:
    """`grid` is `core.weights.converted("efficientnet-lite2-grid-onnx")`. Safe between threads."""

    def __init__(self, grid: Path, projection: Projection, *, threads: int) -> None:
        self._session = open_session(grid, threads)
        self._projection = projection

    def look(self, picture: Pixels) -> SoftTokens:
        """The picture's soft tokens (side², hidden). Raises `BadInput` for anything but RGB bytes."""
        places = self._session.run(["places"], {"pixels": framed(picture, SIZE)[None]})[0][0]  # (81, 1512)
        return self._projection.soft_tokens(places)
