"""The converted image tower on onnxruntime: pictures in any size to logits and features, without torch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from core.types import FloatArray
from core.vision.encoder import Pixels
from core.vision.framing import check, on_grey

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

SIZE = 260  # pixels a side that EfficientNet-Lite2 takes
MEAN = 0.498  # 127 / 255: of its pixels in [0, 1]
STD = 0.502  # 128 / 255
BATCH = 8  # views at once
WIDE = 1.15  # from this ratio of the sides on, the whole picture is looked at besides its centre
GRID = 9  # places a side of the feature map
CHANNELS = 1280  # of the feature map
STAGES = 1632  # mean and maximum of each channel of the last five stages before it


class OnnxTower:
    """The tower of `core.weights.locate.converted("efficientnet-lite2-onnx")`. Safe between threads.

    Outputs for n views: `logits` (n, 1000), `features` (n, 1280), `map` (n, 81, 1280), whose mean are the features, and
    `stages` (n, 1632): pooled features of earlier stages, which still hold colour, texture and outline.
    """

    def __init__(self, path: Path, *, threads: int) -> None:
        self._session = open_session(path, threads)
        self.digest: str = self._session.get_modelmeta().custom_metadata_map["source_sha256"]

    def look(self, pictures: Sequence[Pixels], *outputs: str) -> tuple[list[FloatArray], npt.NDArray[np.int_]]:
        """The outputs for all views of all pictures in a row, and at which row each picture's views begin."""
        groups = [list(views(picture)) for picture in pictures]
        starts = np.cumsum([0, *(len(group) for group in groups[:-1])])
        return self.run([view for group in groups for view in group], *outputs), starts

    def run(self, flat: Sequence[Pixels], *outputs: str) -> list[FloatArray]:
        """The outputs for views (260, 260, 3) of uint8, at least one."""
        batches = [
            self._session.run(list(outputs), {"pixels": np.stack(flat[at : at + BATCH])})
            for at in range(0, len(flat), BATCH)
        ]
        return [np.concatenate(parts) for parts in zip(*batches, strict=True)]


def open_session(tower: Path, threads: int) -> InferenceSession:
    """A model on onnxruntime that returns its memory after each call, and whose idle threads do not spin."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.enable_cpu_mem_arena = False  # the arena would keep the largest batch's memory for ever
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # idle threads sleep
    return onnxruntime.InferenceSession(str(tower), options, providers=["CPUExecutionProvider"])


def views(picture: Pixels) -> Iterator[Pixels]:
    """The centre square, and of a long picture also the whole on grey: uint8 (260, 260, 3) each."""
    from PIL import Image

    check(picture)
    image = Image.fromarray(picture)
    short, long = sorted(image.size)
    left, top = (image.width - short) // 2, (image.height - short) // 2
    square = (left, top, left + short, top + short)
    yield np.asarray(image.resize((SIZE, SIZE), Image.Resampling.BICUBIC, box=square))
    if long >= WIDE * short:
        width, height = (max(1, round(side * SIZE / long)) for side in image.size)
        yield on_grey(image, (width, height), SIZE)


def means(rows: FloatArray, starts: npt.NDArray[np.int_]) -> FloatArray:
    """The mean of each picture's views, which begin at `starts`."""
    counts = np.diff([*starts, len(rows)])
    return np.asarray(np.add.reduceat(rows, starts) / counts[:, None], dtype=np.float32)
