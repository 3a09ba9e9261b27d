"""Spreadsheets of Excel: a page a sheet, cells as they are shown, merged ones repeated."""

from __future__ import annotations

import datetime
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import IO, Protocol

from core.errors import UnreadableFile
from memory.chunking import Page
from memory.readers import package
from memory.readers.layout import Layout
from memory.readers.number_format import is_date, shown

Grid = list[list[str]]

_DAMAGED = "The spreadsheet is damaged and cannot be opened."
_BARE_NAME = re.compile(
    r"(?:sheet|tabelle|feuil|foglio|hoja|blad|ark|planilha|лист|munka|工作表|シート)\s*\d*", re.IGNORECASE
)
_MOST_AT_ONCE = 32 * 2**20  # bytes of XML; above, rows are read as a stream, which does not tell what is merged
_MOST_COLUMNS = 1000
_MOST_MERGED = 100_000  # cells that one merge may cover


class _Comment(Protocol):
    text: str


class _Cell(Protocol):
    value: object
    number_format: str
    coordinate: str
    comment: _Comment | None


class _Area(Protocol):
    bounds: tuple[int, int, int, int]


class _Merged(Protocol):
    ranges: Iterable[_Area]


class _Sheet(Protocol):
    """A sheet of openpyxl."""

    max_column: int | None
    merged_cells: _Merged

    def iter_rows(self, *, max_col: int | None = None) -> Iterable[Sequence[_Cell]]: ...


class _Format(Protocol):
    format_str: str


class _Style(Protocol):
    format_key: int


class _XlsBook(Protocol):
    """A file of xlrd."""

    format_map: Mapping[int, _Format]
    xf_list: Sequence[_Style]
    datemode: int


class _XlsSheet(Protocol):
    """A sheet of xlrd."""

    nrows: int
    merged_cells: Sequence[tuple[int, int, int, int]]

    def row_len(self, row: int) -> int: ...
    def cell_type(self, row: int, column: int) -> int: ...
    def cell_value(self, row: int, column: int) -> str | float: ...
    def cell_xf_index(self, row: int, column: int) -> int: ...


def read_xlsx(file: IO[bytes]) -> list[Page]:
    """The sheets that hold anything; page numbers are those of the sheets."""
    from openpyxl import load_workbook

    with package.opened(file) as archive:
        size = sum(entry.file_size for entry in archive.infolist() if entry.filename.startswith("xl/"))
    file.seek(0)
    stream = size > _MOST_AT_ONCE
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about parts that it does not know, and would not save
            book = load_workbook(file, data_only=True, read_only=stream, keep_links=False)
            sheets = [sheet for sheet in book.worksheets if sheet is not None]
            return list(_pages((sheet.title, _xlsx_rows(sheet, stream), _comments(sheet, stream)) for sheet in sheets))
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, zipfile.BadZipFile, SyntaxError) as error:
        raise UnreadableFile(_DAMAGED) from error


def read_xls(file: IO[bytes]) -> list[Page]:
    """Files of Excel 97 to 2003."""
    import xlrd

    try:
        book = xlrd.open_workbook(file_contents=file.read(), formatting_info=True, logfile=_Silent())
        return list(_pages((sheet.name, _xls_rows(book, sheet), ()) for sheet in book.sheets()))
    except xlrd.XLRDError as error:
        if "encrypted" in str(error).lower():
            raise UnreadableFile("The file is protected by a password.", "Save it without one first.") from error
        raise UnreadableFile(_DAMAGED, "Save it as .xlsx and hand that over.") from error
    except (KeyError, ValueError, TypeError, IndexError, AssertionError, AttributeError) as error:
        raise UnreadableFile(_DAMAGED, "Save it as .xlsx and hand that over.") from error


def pages_of(sheets: Iterable[tuple[str, Grid]]) -> Iterator[Page]:
    """Pages of named grids of cells."""
    return _pages((name, grid, ()) for name, grid in sheets)


def _pages(sheets: Iterable[tuple[str, Grid, Iterable[str]]]) -> Iterator[Page]:
    for number, (name, grid, comments) in enumerate(sheets, 1):
        layout = Layout(number)
        if any(any(row) for row in grid) and not _BARE_NAME.fullmatch(name.strip()):
            layout.heading(name)
        layout.table(grid)
        for comment in comments:
            layout.paragraph(comment)
        if not layout.is_empty:
            yield layout.page()


def _xlsx_rows(sheet: _Sheet, stream: bool) -> Grid:
    grid = []
    for row in sheet.iter_rows(max_col=min(sheet.max_column or _MOST_COLUMNS, _MOST_COLUMNS)):
        grid.append([shown(cell.value, cell.number_format) if cell.value is not None else "" for cell in row])
    if not stream:
        merged = (area.bounds for area in sheet.merged_cells.ranges)
        _fill(grid, ((top - 1, bottom, left - 1, right) for left, top, right, bottom in merged))
    return grid


def _comments(sheet: _Sheet, stream: bool) -> Iterator[str]:
    for row in () if stream else sheet.iter_rows():
        for cell in row:
            comment: _Comment | None = getattr(cell, "comment", None)  # merged cells have none
            if comment is not None:
                yield f"Comment on {cell.coordinate}: {comment.text}"


def _xls_rows(book: _XlsBook, sheet: _XlsSheet) -> Grid:
    grid = [
        [_xls_cell(book, sheet, row, column) for column in range(min(sheet.row_len(row), _MOST_COLUMNS))]
        for row in range(sheet.nrows)
    ]
    _fill(grid, ((top, bottom, left, right) for top, bottom, left, right in sheet.merged_cells))
    return grid


def _xls_cell(book: _XlsBook, sheet: _XlsSheet, row: int, column: int) -> str:
    import xlrd

    kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
    if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK, xlrd.XL_CELL_ERROR):
        return ""
    if kind == xlrd.XL_CELL_BOOLEAN:
        return shown(bool(value), None)
    if kind == xlrd.XL_CELL_TEXT:
        return str(value)
    number = float(value)
    form = book.format_map[book.xf_list[sheet.cell_xf_index(row, column)].format_key].format_str
    if kind == xlrd.XL_CELL_DATE or is_date(form):
        return shown(_moment(number, book.datemode), form)
    return shown(number, form)


def _moment(value: float, datemode: int) -> float | datetime.time | datetime.datetime:
    import xlrd

    try:
        moment: datetime.datetime = xlrd.xldate_as_datetime(value, datemode)
    except (xlrd.xldate.XLDateError, OverflowError, ValueError):
        return value
    return moment.time() if value < 1 else moment


def _fill(grid: Grid, areas: Iterable[tuple[int, int, int, int]]) -> None:
    """Repeat the first cell of merged areas (top, bottom, left, right; ends exclusive) in all their cells."""
    for top, bottom, left, right in areas:
        if top >= len(grid) or left >= len(grid[top]) or (bottom - top) * (right - left) > _MOST_MERGED:
            continue
        for row in grid[top:bottom]:
            end = min(right, len(row))
            row[left:end] = [grid[top][left]] * (end - left)


class _Silent:
    """xlrd writes its doubts to a file; nobody reads them."""

    def write(self, text: str) -> int:
        return len(text)
