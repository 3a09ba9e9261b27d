"""Tables whose cells are drawn: the lines around a cell say what belongs together, also where it wraps.

pdfplumber finds the cells among the lines and boxes of a page; what is written in them is PDFium's. It reads a page a
hundred times slower than PDFium, so it is asked only about pages where lines stand upright or boxes are drawn.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, cast

from memory.readers.rows import names_columns

if TYPE_CHECKING:
    from io import BufferedReader

    from pdfplumber.page import Page
    from pdfplumber.pdf import PDF
    from pdfplumber.table import Table as Found
    from pypdfium2 import PdfPage

Box = tuple[float, float, float, float]
"""Left, lower, right and upper edge in points, from the lower left corner of the page."""

_PATH = 2  # FPDF_PAGEOBJ_PATH in fpdf_edit.h
_MOST_PATHS = 1500  # a map or a chart has more, and the tables on it are not worth the time
_MOST_CROSSINGS = 4000  # of 60 rows and 60 columns; they take a quarter of a second
_THIN = 3.0  # points: a line, not a box
_WHOLE_PAGE = 0.95  # of its area: what it is drawn on
_SHORT = 5.0  # points: a mark, not the side of a cell
_LEAST_ROWS, _LEAST_COLUMNS = 2, 2


@dataclass(slots=True)
class Ruled:
    """A table by its drawn cells, row by row; None where a merged cell of another place covers it."""

    box: Box
    cells: list[list[Box | None]]
    texts: dict[Box, list[str]] = field(default_factory=dict)  # pieces of what is written in each

    def holds(self, x: float, y: float) -> bool:
        """Whether a point is in it."""
        return _holds(self.box, x, y)

    def cell_at(self, x: float, y: float) -> Box | None:
        """The cell that holds a point."""
        return next((cell for cell in self.all_cells() if _holds(cell, x, y)), None)

    def all_cells(self) -> Iterator[Box]:
        return (cell for row in self.cells for cell in row if cell is not None)

    def put(self, cell: Box, piece: str) -> None:
        self.texts.setdefault(cell, []).append(piece)

    def grid(self) -> list[list[str]]:
        """What its cells say; a merged cell says the same in each place that it covers."""
        return [
            [self._said(cell or self._covering(row, column)) for column, cell in enumerate(row)] for row in self.cells
        ]

    def is_as_wide(self, edges: Sequence[float]) -> bool:
        """Whether its columns are as wide as those that begin at `edges`."""
        mine, its = self.edges(), edges
        apart = [mine_ - its_ for mine_, its_ in zip(mine, its, strict=False)]
        return len(mine) == len(its) and max(apart) - min(apart) < _THIN

    def edges(self) -> list[float]:
        """Where its columns begin."""
        columns = zip(*self.cells, strict=True)
        return [min((cell[0] for cell in column if cell is not None), default=0.0) for column in columns]

    def _said(self, cell: Box | None) -> str:
        return " ".join("".join(self.texts.get(cell, ())).split()) if cell is not None else ""

    def _covering(self, row: Sequence[Box | None], column: int) -> Box | None:
        beside = next((cell for cell in row if cell is not None), None)
        above = next((cells[column] for cells in self.cells if cells[column] is not None), None)
        if beside is None or above is None:
            return None
        return self.cell_at((above[0] + above[2]) / 2, (beside[1] + beside[3]) / 2)


@dataclass(frozen=True, slots=True)
class Header:
    """The row that names the columns of a table, and where they begin."""

    names: list[str]
    edges: list[float]


def headed(table: Ruled, last: Header | None) -> tuple[list[list[str]], Header | None]:
    """The rows of a table, and its header: that of the `last` one, where it goes on from it on the next page or in the
    next column of print."""
    rows = table.grid()
    if names_columns(rows):
        return rows, Header(rows[0], table.edges())
    if last is None or not table.is_as_wide(last.edges):
        return rows, None
    return [last.names, *rows], last


class Rules:
    """The drawn tables of a document, looked for page by page."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._opened: PDF | None = None

    def tables(self, page: PdfPage, number: int) -> list[Ruled]:
        """Those of page `number` (from 1); none where nothing is drawn, or where pdfplumber cannot read the file."""
        if page.get_rotation() or page.get_mediabox()[:2] != (0, 0) or not _may_have(page):
            return []
        try:
            return self._find(number)
        except Exception:  # noqa: BLE001 a second parser of hostile files: the first has read it, and goes on without
            return []

    def close(self) -> None:
        if self._opened is not None:
            self._opened.close()

    def _find(self, number: int) -> list[Ruled]:
        import pdfplumber

        if self._opened is None:
            self._opened = pdfplumber.open(cast("BufferedReader", self._file))
        page = self._opened.pages[number - 1]
        tables = page.find_tables() if _crossings(page) <= _MOST_CROSSINGS else []
        found = [ruled for table in tables if (ruled := _ruled(table, page.mediabox[3])) is not None]
        page.close()
        return found


@contextmanager
def rules(file: IO[bytes]) -> Iterator[Rules]:
    found = Rules(file)
    try:
        yield found
    finally:
        found.close()


def _may_have(page: PdfPage) -> bool:
    """Whether lines stand upright on a page, or boxes are drawn on it that are smaller than the page."""
    width, height = page.get_size()
    paths = list(itertools.islice(page.get_objects(filter=[_PATH], max_depth=2), _MOST_PATHS + 1))
    if len(paths) > _MOST_PATHS:
        return False
    for path in paths:
        left, lower, right, upper = path.get_bounds()
        if upper - lower > _SHORT and (right - left) * (upper - lower) < _WHOLE_PAGE * width * height:
            return True
    return False


def _crossings(page: Page) -> int:
    """How often the lines of a page may cross: what finding cells takes grows faster than that."""
    upright = {round(edge["x0"] / _THIN) for edge in page.edges if edge["orientation"] == "v"}
    level = {round(edge["top"] / _THIN) for edge in page.edges if edge["orientation"] == "h"}
    return len(upright) * len(level)


def _ruled(table: Found, top: float) -> Ruled | None:
    """A table of several rows and columns; a frame around a text is none."""
    rows = [[_turned(cell, top) if cell is not None else None for cell in row.cells] for row in table.rows]
    columns = max((len(row) for row in rows), default=0)
    if len(rows) < _LEAST_ROWS or columns < _LEAST_COLUMNS:
        return None
    box = _turned(table.bbox, top)
    return Ruled(box, [[*row, *[None] * (columns - len(row))] for row in rows])


def _turned(box: Box, top: float) -> Box:
    """pdfplumber measures from the upper edge down."""
    left, upper, right, lower = box
    return left, top - lower, right, top - upper


def _holds(box: Box, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
