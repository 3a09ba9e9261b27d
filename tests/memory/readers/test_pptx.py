from __future__ import annotations

import io

import pytest

from core.errors import UnreadableFile
from memory.readers.pptx import read_pptx


def slides() -> bytes:
    from pptx import Presentation
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Inches

    deck = Presentation()
    first = deck.slides.add_slide(deck.slide_layouts[1])
    first.shapes.title.text = "Roadmap"
    first.placeholders[1].text_frame.text = "Launch in May\nPilot in Basel"
    first.notes_slide.notes_text_frame.text = "The budget is 40,000."
    second = deck.slides.add_slide(deck.slide_layouts[5])
    second.shapes.title.text = "Costs"
    box = (Inches(1), Inches(2), Inches(6), Inches(2))
    table = second.shapes.add_table(3, 3, *box).table
    for row, cells in enumerate([["Item", "2025", "2026"], ["Hosting", "100", "120"], ["Support", "", "80"]]):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    data = CategoryChartData()
    data.categories = ["East", "West"]
    data.add_series("Visitors", (19.2, 21.4))
    second.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Inches(1), Inches(5), Inches(4), Inches(2), data)
    group = second.shapes.add_group_shape()
    group.shapes.add_textbox(0, Inches(9), Inches(2), Inches(1)).text_frame.text = "Owner: Lea"
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def test_slides_with_notes_tables_charts_and_groups() -> None:
    first, second = read_pptx(io.BytesIO(slides()))
    assert first.text == "Roadmap\n• Launch in May\n• Pilot in Basel\n\nNotes: The budget is 40,000."
    assert second.number == 2
    assert [line for line in second.text.split("\n") if line and line != "Costs"] == [
        "Item: Hosting; 2025: 100; 2026: 120", "Item: Support; 2026: 80", "East; Visitors: 19.2",
        "West; Visitors: 21.4", "Owner: Lea",
    ]  # fmt: skip
    assert {table.title for table in second.tables} == {"Costs"}


def test_a_damaged_file() -> None:
    with pytest.raises(UnreadableFile, match="damaged"):
        read_pptx(io.BytesIO(slides()[:5000]))
