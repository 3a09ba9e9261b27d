"""Reading the text in pictures with RapidOCR (PP-OCRv6, whose models are in its wheel), and putting lines together.

The recogniser returns single lines with four corners each. Lines that stand close and alike form a block, which
becomes a chunk with one box around it.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from memory.chunking import Page
from memory.readers.text import clean

if TYPE_CHECKING:
    from PIL import Image
    from rapidocr import RapidOCR

_LEAST_SCORE = 0.6  # of a line; below it, texture is taken for letters
_LONGEST_SIDE = 2000  # pixels; RapidOCR shrinks to it as well, but a shrunk picture is cheaper to hand over
_LOWEST_SIDE = 8  # pixels: no letter is lower, and the recogniser enlarges what is until the memory is full


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and its upright box in pixels: x0, y0, x1, y1."""

    text: str
    box: tuple[float, float, float, float]

    @property
    def height(self) -> float:
        """Pixels from its top to its bottom."""
        return self.box[3] - self.box[1]


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together, in reading order; rows are joined by newlines."""

    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """The lines in reading order, a row on each line."""
        return join_rows(self.lines)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """The smallest box that holds its lines."""
        return around(self.lines)


def page_of(picture: Image.Image, number: int, threads: int) -> Page:
    """The text of a scanned page, blocks apart as paragraphs."""
    return Page("\n\n".join(block.text for block in read_blocks(picture, threads)), number=number)


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
    for text, corners in zip(found.txts, found.boxes, strict=True):
        text = " ".join(clean(text).split())
        if text:
            (x0, y0), (x1, y1) = corners.min(axis=0) / scale, corners.max(axis=0) / scale
            lines.append(Line(text, (float(x0), float(y0), float(x1), float(y1))))
    return group(lines)


def group(lines: Sequence[Line]) -> list[Block]:
    """Put lines into blocks: two belong together where they touch, in height or side by side, and are alike in size."""
    blocks: list[list[Line]] = []
    for line in lines:
        touching = [block for block in blocks if any(_belong(line, other) for other in block)]
        merged = [line, *(other for block in touching for other in block)]
        blocks = [block for block in blocks if block not in touching] + [merged]
    ordered = [Block(tuple(line for row in _rows(block) for line in row)) for block in blocks]
    return sorted(ordered, key=lambda block: (block.box[1], block.box[0]))


def join_rows(lines: Sequence[Line]) -> str:
    """The text of lines: those beside each other on one line, rows under each other."""
    return "\n".join(" ".join(line.text for line in row) for row in _rows(lines))


def around(lines: Sequence[Line]) -> tuple[float, float, float, float]:
    """The smallest box that holds the boxes of all lines."""
    boxes = np.array([line.box for line in lines])
    x0, y0 = boxes[:, :2].min(axis=0)
    x1, y1 = boxes[:, 2:].max(axis=0)
    return float(x0), float(y0), float(x1), float(y1)


def _belong(a: Line, b: Line) -> bool:
    small, large = sorted((a.height, b.height))
    if large > 1.7 * small:  # a title and its small print
        return False
    across = min(a.box[2], b.box[2]) - max(a.box[0], b.box[0])  # shared width; negative: the gap between them
    down = min(a.box[3], b.box[3]) - max(a.box[1], b.box[1])
    below = across > 0 and down > -0.8 * small
    beside = down > 0.5 * small and across > -1.5 * small
    return below or beside


def _rows(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines that stand beside each other make a row: rows from top to bottom, each from left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (line.box[1] + line.box[3]) / 2):
        middle = (line.box[1] + line.box[3]) / 2
        if rows and rows[-1][0].box[1] < middle < rows[-1][0].box[3]:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.box[0]) for row in rows]


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
