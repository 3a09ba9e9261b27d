"""Reading the text in pictures with RapidOCR (PP-OCRv6, whose models are in its wheel).

The recogniser returns single lines with four corners each; `picture_layout.py` puts them together.
"""

from __future__ import annotations

import math
import os
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from core.types import FloatArray
from memory.chunking import Page
from memory.readers.layout import Layout
from memory.readers.picture_layout import Block, Box, Line, group
from memory.readers.text import clean

if TYPE_CHECKING:
    from PIL import Image
    from rapidocr import RapidOCR

_LEAST_SCORE, _LEAST_OF_ONE = 0.6, 0.85
"""Of a line, and of one with a single letter or digit in it; below it, texture is taken for letters. Of 84 photos
five showed a single one, at 0.70 to 0.87; ten of our own, printed, had 0.87 to 1."""
_LONGEST_SIDE = 2000  # pixels; RapidOCR shrinks to it as well, but a shrunk picture is cheaper to hand over
_LONG = 3.0  # times its height: a line from which the tilt of the picture is told
_LEAST_TILT, _MOST_TILT = math.radians(0.5), math.radians(30)
_LOWEST_SIDE = 8  # pixels: no letter is lower, and the recogniser enlarges what is until the memory is full


def page_of(picture: Image.Image, number: int, threads: int) -> Page:
    """The text of a scanned page, blocks apart as paragraphs, and its tables."""
    layout = Layout(number)
    for block in read_blocks(picture, threads):
        if block.cells:
            layout.table(block.cells)
        else:
            layout.paragraph(block.text)
    return layout.page()


def read_blocks(picture: Image.Image, threads: int) -> list[Block]:
    """The blocks of text of an RGB picture from top to bottom, with boxes in its pixels; empty where there is none."""
    scale = min(1.0, _LONGEST_SIDE / max(picture.size))
    if scale < 1.0:
        picture = picture.resize((max(1, round(picture.width * scale)), max(1, round(picture.height * scale))))
    if min(picture.size) < _LOWEST_SIDE:
        return []
    found = _engine(threads)(np.asarray(picture)[:, :, ::-1])  # RGB to the BGR that OpenCV's users expect
    if not found.txts or found.boxes is None:
        return []
    lines = []
    for text, score, corners, level in zip(found.txts, found.scores, found.boxes, _level(found.boxes), strict=True):
        text = " ".join(clean(text).split())
        if text and (score >= _LEAST_OF_ONE or sum(map(str.isalnum, text)) > 1):
            (x0, y0), (x1, y1) = corners.min(axis=0) / scale, corners.max(axis=0) / scale
            lines.append(Line(text, (float(x0), float(y0), float(x1), float(y1)), level))
    return group(lines)


def _level(corners: Sequence[FloatArray]) -> list[Box]:
    """The box of each line when the picture is turned by the tilt of its lines. `corners`: (4, 2) each, clockwise."""
    tilt = _tilt(corners)
    turn = np.array([[math.cos(tilt), math.sin(tilt)], [-math.sin(tilt), math.cos(tilt)]])  # (2, 2)
    turned = [line @ turn.T for line in corners]
    return [(*map(float, line.min(axis=0)), *map(float, line.max(axis=0))) for line in turned]  # type: ignore[misc]


def _tilt(corners: Sequence[FloatArray]) -> float:
    """The angle of most lines, in radians; 0 where they are level, or stand so steep that the picture is turned."""
    along = [line[1] - line[0] for line in corners]
    long = [(x, y) for (x, y), line in zip(along, corners, strict=True) if x > _LONG * abs(line[3] - line[0]).max()]
    tilt = float(np.median([math.atan2(y, x) for x, y in long])) if long else 0.0
    return tilt if _LEAST_TILT < abs(tilt) < _MOST_TILT else 0.0


@cache
def _engine(threads: int) -> RapidOCR:
    """The default engine and models are the ones in the wheel, so nothing is downloaded (nor could be, see sandbox)."""
    from rapidocr import RapidOCR

    # ONNX Runtime's threads spin while they wait for each other: a second one costs as much as it brings (0.53 s of
    # processor time for a picture with one, 0.95 with two), and somebody may be waiting for an answer on that core.
    threads = threads or max(1, (os.cpu_count() or 1) // 2)
    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.text_score": _LEAST_SCORE,
            "EngineConfig.onnxruntime.intra_op_num_threads": threads,
        }
    )
