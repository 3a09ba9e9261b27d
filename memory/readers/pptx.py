"""PowerPoint presentations (PPTX): a page a slide, with its tables, charts and the speaker's notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, TYPE_CHECKING

from core.errors import UnreadableFile
from memory.chunking import Page
from memory.readers import package
from memory.readers.layout import Layout, one_line

if TYPE_CHECKING:
    from pptx.chart.chart import Chart
    from pptx.shapes.base import BaseShape
    from pptx.slide import Slide
    from pptx.table import Table

_DEEPEST = 8  # groups in groups


def read_pptx(file: IO[bytes]) -> list[Page]:
    """The slides that hold text, hidden ones too; page numbers are those of the slides."""
    package.opened(file).close()
    file.seek(0)
    from pptx import Presentation
    from pptx.exc import PythonPptxError

    try:
        slides = list(Presentation(file).slides)
        pages = [_slide(slide, number) for number, slide in enumerate(slides, 1)]
    except (PythonPptxError, KeyError, ValueError, AttributeError, SyntaxError) as error:
        raise UnreadableFile("The presentation is damaged and cannot be opened.") from error
    return [page for page in pages if page.text]


def _slide(slide: Slide, number: int) -> Page:
    layout = Layout(number)
    title = slide.shapes.title
    if title is not None:
        layout.heading(title.text_frame.text.replace("\v", " "))
    for shape in _flat(slide.shapes):
        if title is None or shape.shape_id != title.shape_id:
            _shape(shape, layout)
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        notes = one_line(slide.notes_slide.notes_text_frame.text)
        if notes:
            layout.paragraph(f"Notes: {notes}")
    return layout.page()


def _flat(shapes: Iterable[BaseShape], depth: int = 0) -> Iterator[BaseShape]:
    """The shapes from top to bottom and left to right, those in groups in the place of their group."""
    for shape in sorted(shapes, key=lambda shape: (shape.top or 0, shape.left or 0)):
        if hasattr(shape, "shapes") and depth < _DEEPEST:
            yield from _flat(shape.shapes, depth + 1)
        else:
            yield shape


def _shape(shape: BaseShape, layout: Layout) -> None:
    if getattr(shape, "has_table", False):
        layout.table(_grid(shape.table), header=True if shape.table.first_row else None)
    elif getattr(shape, "has_chart", False):
        _chart(shape.chart, layout)
    elif shape.has_text_frame:
        paragraphs = [paragraph.text.replace("\v", "\n") for paragraph in shape.text_frame.paragraphs]
        listed = len([text for text in paragraphs if text.strip()]) > 1
        for text in paragraphs:
            if listed and text.strip():
                layout.line(f"• {text}")
            else:
                layout.paragraph(text)


def _grid(table: Table) -> list[list[str]]:
    rows = [[one_line(cell.text) for cell in row.cells] for row in table.rows]
    for top, row in enumerate(table.rows):
        for left, cell in enumerate(row.cells):
            if cell.is_merge_origin:
                for covered in rows[top : top + cell.span_height]:
                    covered[left : left + cell.span_width] = [rows[top][left]] * cell.span_width
    return rows


def _chart(chart: Chart, layout: Layout) -> None:
    """The figures that a chart shows, as a table."""
    title = chart.chart_title.text_frame.text if chart.has_title and chart.chart_title.has_text_frame else ""
    for plot in chart.plots:
        series = list(plot.series)
        rows = [["", *(one.name for one in series)]]
        for at, category in enumerate(plot.categories):
            rows.append([str(category), *(_figure(one.values, at) for one in series)])
        layout.table(rows, title, header=True)


def _figure(values: Iterable[float | None], at: int) -> str:
    value = list(values)[at : at + 1]
    return f"{value[0]:g}" if value and value[0] is not None else ""
