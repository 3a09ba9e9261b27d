"""Putting lines of text from a picture together: into rows, tables and blocks.

A recogniser returns single lines. Those that stand close and alike form a block, which becomes a chunk with one box
around it. Beside each other over a wide gap they belong together where they look like cells: a label and its value, an
item and its price. Columns of prose stay apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from memory.readers.rows import tables

Box = tuple[float, float, float, float]

_GAP = 1.5  # heights between words of a row; more is between cells
_APART = 2.5  # heights between rows of a table
_WORDS = 4.5  # of a cell, on average; a line of prose has more
_FIGURE = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and its upright box in pixels: x0, y0, x1, y1.

    `level` is its box once the picture is turned so that its lines are level, where it was taken at a tilt.
    """

    text: str
    box: Box
    level: Box | None = None

    @property
    def place(self) -> Box:
        """Where it stands on the level picture."""
        return self.level or self.box

    @property
    def height(self) -> float:
        """Pixels from its top to its bottom."""
        return self.place[3] - self.place[1]

    @property
    def middle(self) -> float:
        """Of its height, from the top of the picture."""
        return (self.place[1] + self.place[3]) / 2


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together, in reading order. A table has its cells, too: rows of equal length."""

    lines: tuple[Line, ...]
    cells: tuple[tuple[str, ...], ...] = ()

    @property
    def text(self) -> str:
        """A row on each line; the cells of a table with the names of their columns."""
        if not self.cells:
            return join_rows(self.lines)
        return "\n".join(line for found in tables(self.cells) for line in (*found.titles, *found.lines))

    @property
    def box(self) -> Box:
        """The smallest box that holds its lines."""
        return around(self.lines)


def group(lines: Sequence[Line]) -> list[Block]:
    """Put lines into blocks: tables by their rows, and the rest by what touches and is alike in size."""
    found = list(_tables(lines))
    inside = {id(line) for table in found for line in table.lines}
    blocks: list[list[Line]] = []
    for line in lines:
        if id(line) in inside:
            continue
        touching = [block for block in blocks if any(_belong(line, other) for other in block)]
        merged = [line, *(other for block in touching for other in block)]
        blocks = [block for block in blocks if block not in touching] + [merged]
    ordered = [Block(tuple(line for row in rows(block) for line in row)) for block in blocks]
    return sorted([*ordered, *found], key=lambda block: (block.box[1], block.box[0]))


def join_rows(lines: Sequence[Line]) -> str:
    """The text of lines: those beside each other on one line, rows under each other."""
    return "\n".join(" ".join(line.text for line in row) for row in rows(lines))


def around(lines: Sequence[Line]) -> Box:
    """The smallest box that holds the boxes of all lines."""
    boxes = np.array([line.box for line in lines])
    x0, y0 = boxes[:, :2].min(axis=0)
    x1, y1 = boxes[:, 2:].max(axis=0)
    return float(x0), float(y0), float(x1), float(y1)


def rows(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines that stand beside each other make a row: rows from top to bottom, each from left to right."""
    found: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.middle):
        if found and found[-1][0].place[1] < line.middle < found[-1][0].place[3]:
            found[-1].append(line)
        else:
            found.append([line])
    return [sorted(row, key=lambda line: line.place[0]) for row in found]


def _belong(a: Line, b: Line) -> bool:
    small, large = sorted((a.height, b.height))
    if large > 1.7 * small:  # a title and its small print
        return False
    across = min(a.place[2], b.place[2]) - max(a.place[0], b.place[0])  # shared width; negative: the gap between them
    down = min(a.place[3], b.place[3]) - max(a.place[1], b.place[1])
    below = across > 0 and down > -0.8 * small
    beside = down > 0.5 * small and across > -_GAP * small
    return below or beside


# --- tables -------------------------------------------------------------------------------------------------------


Cell = list[Line]


def _tables(lines: Sequence[Line]) -> Iterator[Block]:
    """Tables: rows of cells under each other, which look like cells and not like prose."""
    run: list[list[Cell]] = []
    for row in (*rows(lines), []):
        parts = _cells(row)
        if run and (len(parts) < 2 or not _follows(run[-1], parts)):
            if _is_table(run):
                yield Block(tuple(line for one in run for cell in one for line in cell), _grid(run))
            run = []
        if len(parts) > 1:
            run.append(parts)


def _cells(row: Sequence[Line]) -> list[Cell]:
    """The lines of a row, those with a wide gap between them apart."""
    found: list[Cell] = []
    for line in row:
        if found and line.place[0] - found[-1][-1].place[2] <= _GAP * min(line.height, found[-1][-1].height):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _follows(above: Sequence[Cell], below: Sequence[Cell]) -> bool:
    """Whether a row stands close under another one, and a cell of each beyond the first under one of the other's."""
    height = max(line.height for cell in (*above, *below) for line in cell)
    close = min(line.place[1] for cell in below for line in cell) - max(
        line.place[3] for cell in above for line in cell
    )
    return close <= _APART * height and any(_shared(upper, lower) > 0 for upper in above[1:] for lower in below[1:])


def _shared(upper: Cell, lower: Cell) -> float:
    """The width that two cells share; negative: the gap between them."""
    return min(upper[-1].place[2], lower[-1].place[2]) - max(upper[0].place[0], lower[0].place[0])


def _grid(run: Sequence[Sequence[Cell]]) -> tuple[tuple[str, ...], ...]:
    """The texts of the cells in columns, which are those of the longest row."""
    columns = max(run, key=len)
    grid = []
    for row in run:
        texts = [""] * len(columns)
        for cell in row:
            shared = [_shared(column, cell) for column in columns]
            column = shared.index(max(shared))
            texts[column] = f"{texts[column]} {_text(cell)}".strip()
        grid.append(tuple(texts))
    return tuple(grid)


def _text(cell: Cell) -> str:
    return " ".join(line.text for line in cell)


def _is_table(run: Sequence[Sequence[Cell]]) -> bool:
    """Whether rows of cells look like labels with values: short, with figures in most rows or colons after labels."""
    texts = [[_text(cell) for cell in row] for row in run]
    lengths = [len(text.split()) for row in texts for text in row]
    told = [row[0].rstrip().endswith(":") or any(_FIGURE.search(text) for text in row[1:]) for row in texts]
    wide = len(run) > 2 and all(len(row) > 2 for row in run)
    return sum(lengths) / len(lengths) <= _WORDS and (wide or 2 * sum(told) >= len(told))
