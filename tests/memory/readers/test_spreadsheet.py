from __future__ import annotations

import datetime
import io
from collections.abc import Callable

import pytest

from core.errors import UnreadableFile
from memory.chunking import Page
from memory.readers import spreadsheet
from memory.readers.spreadsheet import read_xls, read_xlsx

EXPECTED = [
    "Budget",
    "Budget – Sailing club",
    "Item: Paint; Amount: 1,234.50 €; Share: 17.5%; Due: 2025-03-09; Paid: TRUE",
    "Item: Ropes; Share: 50.0%",
]


def rows(page: Page) -> list[str]:
    return [line for line in page.text.split("\n") if line]


def xlsx() -> bytes:
    from openpyxl import Workbook
    from openpyxl.comments import Comment

    book = Workbook()
    sheet = book.active
    sheet.title = "Budget"
    sheet["A1"] = "Sailing club"
    sheet.merge_cells("A1:E1")
    for row in [
        [],
        ["Item", "Amount", "Share", "Due", "Paid"],
        ["Paint", 1234.5, 0.175, datetime.date(2025, 3, 9), True],
        ["Ropes", None, 0.5],
    ]:
        sheet.append(row)
    for row in (4, 5):
        sheet.cell(row, 2).number_format = '#,##0.00 "€"'
        sheet.cell(row, 3).number_format = "0.0%"
    book.create_sheet("Empty")
    merged = book.create_sheet("Sheet3")
    for row in [["Region", "Quarter", "Sales"], ["North", "Q1", 10], [None, "Q2", 20]]:
        merged.append(row)
    merged.merge_cells("A2:A3")
    merged["C3"].comment = Comment("Ask Mona", "Ben")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xls() -> bytes:
    import xlwt

    book = xlwt.Workbook()
    sheet = book.add_sheet("Budget")
    sheet.write_merge(0, 0, 0, 4, "Sailing club")
    for column, name in enumerate(["Item", "Amount", "Share", "Due", "Paid"]):
        sheet.write(2, column, name)
    for row, (item, amount, share) in enumerate([("Paint", 1234.5, 0.175), ("Ropes", None, 0.5)], 3):
        sheet.write(row, 0, item)
        sheet.write(row, 1, amount, xlwt.easyxf(num_format_str='#,##0.00 "€"'))
        sheet.write(row, 2, share, xlwt.easyxf(num_format_str="0.0%"))
    sheet.write(3, 3, datetime.date(2025, 3, 9), xlwt.easyxf(num_format_str="yyyy-mm-dd"))
    sheet.write(3, 4, True)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_cells_stand_as_they_are_shown_under_their_title() -> None:
    first, third = read_xlsx(io.BytesIO(xlsx()))
    assert rows(first) == EXPECTED
    assert (first.number, third.number) == (1, 3)
    assert rows(third) == [  # a name that says nothing is no title
        "Region: North; Quarter: Q1; Sales: 10", "Region: North; Quarter: Q2; Sales: 20", "Comment on C3: Ask Mona",
    ]  # fmt: skip


def test_the_old_kind_of_file() -> None:
    (page,) = read_xls(io.BytesIO(xls()))
    assert rows(page) == EXPECTED


def test_a_very_large_sheet_is_read_as_a_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "_MOST_AT_ONCE", 0)
    assert rows(read_xlsx(io.BytesIO(xlsx()))[0]) == EXPECTED


@pytest.mark.parametrize(("read", "content"), [(read_xlsx, xlsx), (read_xls, xls)])
def test_a_damaged_file(read: Callable[[io.BytesIO], list[Page]], content: Callable[[], bytes]) -> None:
    with pytest.raises(UnreadableFile, match="damaged"):
        read(io.BytesIO(content()[:3000]))
