"""Tables, forms and columns of a PDF's page, which the file holds as letters at places and nothing else.

PDFium puts letters into lines. A line with wide gaps has cells; cells of lines below each other that stand in the same
columns make a table. Where two cells of each line are prose, the page has columns, and is read one after the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage

    from memory.readers.pdf_ruled import Box, Ruled

_GAP = 0.9  # of a line's height: wider than a space, also in a justified line or one of typewriter letters
_MARK = re.compile(r"[-–•◦▪●\uf0a7\uf0b7*☐☒]|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)]")  # before an item of a list
_SAME_ROW = 0.5  # of the lower height that two pieces of a row share
_NEXT_ROW = 2.6  # heights between the tops of rows of one table
_SAME_EDGE = 3.0  # points
_MOST_ALONE = 2  # rows of one cell between rows of several
_PROSE = 28  # characters of a cell, on average, where columns are prose
_FEWEST_LINES = 5  # of columns of prose
_PIECES = 1.1  # of a line, on average over the page


@dataclass(slots=True)
class Cell:
    """A piece of a line: its text and its box in points, y from the bottom up."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float


Row = list[Cell]


@dataclass(slots=True)
class PagePart:
    """A part of a page: lines of text, or the rows of a table."""

    lines: list[str] = field(default_factory=list)
    table: list[list[str]] = field(default_factory=list)
    ruled: Ruled | None = None  # where the table's cells are drawn


def may_have_cells(page: PdfTextPage) -> bool:
    """Whether looking at the place of each letter is worth its time: lines of a novel are one piece each."""
    lines = page.get_text_range().count("\n") + 1
    return bool(page.count_rects() > _PIECES * lines)


def parts(page: PdfTextPage, turned: int = 0, ruled: Sequence[Ruled] = ()) -> list[PagePart]:
    """The parts of a page in the order of reading. `turned` is the page's rotation in degrees, clockwise; `ruled` are
    the tables on it whose cells are drawn, which stand where the first of their letters does."""
    found: list[PagePart] = []
    pieces: list[Cell] = []
    for one in _cells(page, turned, ruled):
        if isinstance(one, Cell):
            pieces.append(one)
            continue
        _put_unruled(found, pieces)
        pieces = []
        found.append(PagePart(ruled=one))
    _put_unruled(found, pieces)
    for part in found:
        if part.ruled is not None:
            part.table = part.ruled.grid()
    return found


def _put_unruled(found: list[PagePart], pieces: Sequence[Cell]) -> None:
    """Lines, and tables by the gaps in them."""
    rows = _rows(pieces)
    at = 0
    while at < len(rows):
        end = _table_end(rows, at)
        block = rows[at:end]
        if end - at < 2:
            _lines_of(found).append(" ".join(cell.text for cell in rows[at]))
            at += 1
            continue
        columns = _columns(block)
        if _is_prose(block):
            _lines_of(found).extend(
                cell.text for column in (0, 1) for row in block for cell in row[column : column + 1]
            )
        else:
            found.append(PagePart(table=_grid(block, columns)))
        at = end


def _lines_of(found: list[PagePart]) -> list[str]:
    if not found or found[-1].table or found[-1].ruled is not None:
        found.append(PagePart())
    return found[-1].lines


def _cells(page: PdfTextPage, turned: int, ruled: Sequence[Ruled]) -> Iterator[Cell | Ruled]:
    """The pieces of the lines, cut where a gap is wider than between words; a drawn table in place of its letters."""
    text = page.get_text_range()
    count = page.count_chars()
    if len(text) != count:  # letters outside the basic plane: places and letters cannot be told to belong together
        text = "".join(page.get_text_range(index, 1)[:1] or " " for index in range(count))
    letters: list[tuple[str, Cell]] = []
    seen: list[Ruled] = []
    drawn: tuple[Ruled, Box] | None = None  # the table and the cell that the last letter stands in
    for index, letter in enumerate(text):
        if letter.isspace() and drawn is not None:
            drawn[0].put(drawn[1], letter)
        elif letter in "\r\n":
            yield from _cut(letters)
            letters = []
        elif letter.isspace():
            letters.append((" ", Cell("", 0, 0, 0, 0)))
        else:
            box = _box(page.get_charbox(index, loose=True), turned)
            before, drawn = drawn, _drawn(ruled, box)
            if drawn is None:
                letters.append((letter, box))
                continue
            if before is None or before[1] != drawn[1]:
                yield from _cut(letters)
                letters = []
                drawn[0].put(drawn[1], " ")
            if drawn[0] not in seen:
                seen.append(drawn[0])
                yield drawn[0]
            drawn[0].put(drawn[1], letter)
    yield from _cut(letters)


def _drawn(ruled: Sequence[Ruled], letter: Cell) -> tuple[Ruled, Box] | None:
    """The drawn table and the cell of it that a letter stands in."""
    x, y = (letter.x0 + letter.x1) / 2, (letter.y0 + letter.y1) / 2
    for table in ruled:
        cell = table.cell_at(x, y) if table.holds(x, y) else None
        if cell is not None:
            return table, cell
    return None


def _box(box: tuple[float, float, float, float], turned: int) -> Cell:
    left, bottom, right, top = box
    match turned:
        case 90:
            return Cell("", bottom, -right, top, -left)
        case 180:
            return Cell("", -right, -top, -left, -bottom)
        case 270:
            return Cell("", -top, left, -bottom, right)
    return Cell("", left, bottom, right, top)


def _cut(letters: Sequence[tuple[str, Cell]]) -> Iterator[Cell]:
    """One line of PDFium's, in pieces."""
    height = max((box.y1 - box.y0 for letter, box in letters if letter != " "), default=0.0)
    piece: list[str] = []
    around: Cell | None = None
    first = True
    for letter, box in letters:
        if letter == " ":
            piece.append(" ")
            continue
        apart = around is not None and (box.x0 - around.x1 > _GAP * height or box.x1 < around.x0 - height)
        if around is not None and apart and not (first and _MARK.fullmatch("".join(piece).strip())):
            yield _joined(piece, around)
            piece, around, first = [], None, False
        piece.append(letter)
        if around is None:
            around = Cell("", box.x0, box.y0, box.x1, box.y1)
        else:
            around = Cell("", around.x0, min(around.y0, box.y0), max(around.x1, box.x1), max(around.y1, box.y1))
    if around is not None:
        yield _joined(piece, around)


def _joined(piece: Sequence[str], around: Cell) -> Cell:
    around.text = " ".join("".join(piece).split())
    return around


def _rows(cells: Sequence[Cell]) -> list[Row]:
    """Pieces that follow each other and stand at one height are a row, from left to right."""
    rows: list[Row] = []
    for cell in cells:
        last = rows[-1][-1] if rows else None
        if last is not None and _beside(last, cell) and cell.x0 >= last.x1:
            rows[-1].append(cell)
        else:
            rows.append([cell])
    return rows


def _beside(one: Cell, other: Cell) -> bool:
    shared = min(one.y1, other.y1) - max(one.y0, other.y0)
    return shared > _SAME_ROW * max(0.1, min(one.y1 - one.y0, other.y1 - other.y0))


def _table_end(rows: Sequence[Row], at: int) -> int:
    """Where the table that begins at a row ends; right after the row where none begins.

    It begins with a row of several cells and goes on below, in its columns. A row of one cell belongs to it where rows
    of the same columns follow.
    """
    if len(rows[at]) < 2:
        return at + 1
    end = at + 1  # after the last row with several cells
    for below in range(at + 1, len(rows)):
        if not _follows(rows[below - 1], rows[below]):
            break
        if len(rows[below]) > 1:
            if not _fits(rows[below], rows[at:end]):
                break
            end = below + 1
        elif below - end >= _MOST_ALONE or len(rows[below][0].text) > 2 * _PROSE:
            break
    return end


def _fits(row: Row, above: Sequence[Row]) -> bool:
    """Whether at least half of the cells of a row, but for its first, stand in columns of the rows above."""
    cells = [cell for other in above if len(other) > 1 for cell in other[1:]]
    return 2 * sum(any(_in_column(cell, other) for other in cells) for cell in row[1:]) >= len(row) - 1


def _in_column(one: Cell, other: Cell) -> bool:
    """Whether two cells begin, end or have their middle at one place, or most of one is over the other."""
    edges = (one.x0 - other.x0, one.x1 - other.x1, (one.x0 + one.x1 - other.x0 - other.x1) / 2)
    shared = min(one.x1, other.x1) - max(one.x0, other.x0)
    return min(map(abs, edges)) < _SAME_EDGE or shared > 0.5 * min(one.x1 - one.x0, other.x1 - other.x0)


def _follows(above: Row, below: Row) -> bool:
    height = max(cell.y1 - cell.y0 for cell in (*above, *below))
    return 0 < above[0].y1 - below[0].y1 < _NEXT_ROW * height


def _over(one: Cell, other: Cell) -> bool:
    return min(one.x1, other.x1) > max(one.x0, other.x0)


def _columns(rows: Sequence[Row]) -> list[tuple[float, float]]:
    """From and to where the columns reach: pieces above each other are in one, but for those that span several."""
    cells = [cell for row in rows if len(row) > 1 for cell in row]
    spanning = {id(cell) for cell in cells for row in rows if sum(_over(cell, other) for other in row) > 1}
    found: list[tuple[float, float]] = []
    for cell in sorted((cell for cell in cells if id(cell) not in spanning), key=lambda cell: cell.x0):
        if found and cell.x0 < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], cell.x1))
        else:
            found.append((cell.x0, cell.x1))
    return found


def _grid(rows: Sequence[Row], columns: Sequence[tuple[float, float]]) -> list[list[str]]:
    """The cells by columns; a piece that goes on the one above it is put to it."""
    grid: list[list[str]] = []
    for row in rows:
        cells = [""] * len(columns)
        for cell in row:
            column = _column(cell, columns)
            cells[column] = f"{cells[column]} {cell.text}".strip()
        only = cells.index(row[0].text) if len(row) == 1 and row[0].text in cells else 0
        if only and grid:
            grid[-1][only] = f"{grid[-1][only]} {cells[only]}".strip()
        else:
            grid.append(cells)
    return grid


def _column(cell: Cell, columns: Sequence[tuple[float, float]]) -> int:
    """The first column that a piece reaches into, or the nearest."""
    return min(range(len(columns)), key=lambda n: (max(columns[n][0] - cell.x1, cell.x0 - columns[n][1], 0.0), n))


def _is_prose(rows: Sequence[Row]) -> bool:
    """Whether a page has two columns of text, not a table of two."""
    texts = [cell.text for row in rows for cell in row]
    two = all(len(row) <= 2 for row in rows)
    return two and len(rows) >= _FEWEST_LINES and sum(map(len, texts)) >= _PROSE * len(texts)
