"""Tables whose cells are drawn are read by their lines: cells that wrap, merge, stay empty or go on overleaf."""

from __future__ import annotations

import io
import itertools
import time
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

from memory.readers import pdf_ruled
from memory.readers.pdf import read_pdf

COLUMNS = (60, 200, 300, 400)
ROWS = (700, 660, 620, 580)
Placed = list[tuple[int, int, str]]


def lines(columns: Sequence[int] = COLUMNS, rows: Sequence[int] = ROWS) -> str:
    """A grid of lines, each drawn for itself."""
    upright = "".join(f"{x} {rows[0]} m {x} {rows[-1]} l S " for x in columns)
    return upright + "".join(f"{columns[0]} {y} m {columns[-1]} {y} l S " for y in rows)


def boxes(columns: Sequence[int] = COLUMNS, rows: Sequence[int] = ROWS) -> str:
    """The same as a box a cell."""
    return "".join(
        f"{left} {lower} {right - left} {upper - lower} re S "
        for left, right in itertools.pairwise(columns)
        for upper, lower in itertools.pairwise(rows)
    )


def written(rows: Sequence[Sequence[str]], top: int = ROWS[0]) -> Placed:
    """What stands in each cell, a line of it below the other."""
    return [
        (x + 4, top - 14 - 40 * n - 14 * at, line)
        for n, row in enumerate(rows)
        for x, cell in zip(COLUMNS, row, strict=False)
        for at, line in enumerate(cell.split("\n"))
        if line
    ]


PRICES = [["Treatment", "Dog", "Cat"], ["Neutering of\nfemale animals", "398.00", "179.00"], ["Chip", "", "51.00"]]
SAID = ["Treatment: Neutering of female animals; Dog: 398.00; Cat: 179.00", "Treatment: Chip; Dog: ; Cat: 51.00"]


def read(make: SimpleNamespace, pages: Sequence[Placed], drawn: str) -> list[list[str]]:
    """The lines of each table of each page."""
    data = make.placed_pdf(pages, drawn=drawn)
    return [[line for _, line in table.records] for page in read_pdf(io.BytesIO(data))[0] for table in page.tables]


def test_a_cell_that_wraps_is_one_whether_lines_or_boxes_are_drawn(make: SimpleNamespace) -> None:
    for drawn in (lines(), boxes()):
        (table,) = read(make, [written(PRICES)], drawn)
        assert table[0] == SAID[0]
        assert "51.00" in table[1]
        assert "Dog: 51.00" not in table[1]


def test_text_around_it_stays_in_order(make: SimpleNamespace) -> None:
    page = [(60, 740, "Prices of 2026"), *written(PRICES), (60, 550, "All prices in euro.")]
    text = read_pdf(io.BytesIO(make.placed_pdf([page], drawn=lines())))[0][0].text
    assert text.index("Prices of 2026") < text.index("Neutering") < text.index("All prices in euro.")


def test_a_merged_cell_says_the_same_wherever_it_covers(make: SimpleNamespace) -> None:
    drawn = lines((60, 200, 400)) + "300 700 m 300 660 l S 300 620 m 300 580 l S "  # no line in the middle row
    (table,) = read(make, [written([PRICES[0], ["Emergency", "139.00", ""], PRICES[2]])], drawn)
    assert table[0] == "Treatment: Emergency; Dog: 139.00; Cat: 139.00"


def test_a_table_that_goes_on_overleaf_keeps_its_header(make: SimpleNamespace) -> None:
    more = written([["Echo", "152.00", "128.00"], ["Teeth", "305.00", "288.00"], ["Nails", "12.00", "12.00"]])
    first, second = read(make, [written(PRICES), more], lines())
    assert first[0] == SAID[0]
    assert second[0] == "Treatment: Echo; Dog: 152.00; Cat: 128.00"
    assert len(second) == 3


def test_another_table_overleaf_keeps_its_own(make: SimpleNamespace) -> None:
    other = written([["Boat", "Crew", "Coach"], ["Wigeon", "2", "Tess"], ["Dunlin", "4", "Owen"]])
    _, second = read(make, [written(PRICES), other], lines())
    assert second == ["Boat: Wigeon; Crew: 2; Coach: Tess", "Boat: Dunlin; Crew: 4; Coach: Owen"]


def test_a_date_above_a_table_is_no_title_of_it(make: SimpleNamespace) -> None:
    data = make.placed_pdf([[(60, 740, "23 January 2026"), *written(PRICES)]], drawn=lines())
    assert read_pdf(io.BytesIO(data))[0][0].tables[0].title == ""


def test_a_frame_around_a_text_is_no_table(make: SimpleNamespace) -> None:
    assert read(make, [[(70, 690, "Mind the step."), (70, 640, "It is high.")]], "60 580 340 120 re S ") == []


def test_where_the_second_parser_fails_the_first_goes_on(make: SimpleNamespace, monkeypatch: Any) -> None:
    def fail(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr(pdf_ruled.Rules, "_find", fail)
    text = read_pdf(io.BytesIO(make.placed_pdf([written(PRICES)], drawn=lines())))[0][0].text
    assert "398.00" in text


def test_a_map_is_not_searched_for_tables(make: SimpleNamespace, monkeypatch: Any) -> None:
    asked: list[int] = []

    def find(_: object, number: int) -> list[pdf_ruled.Ruled]:
        asked.append(number)
        return []

    monkeypatch.setattr(pdf_ruled.Rules, "_find", find)
    for drawn, expected in (("", []), ("60 700 m 400 700 l S ", []), (lines() * 200, []), (lines(), [1])):
        asked.clear()
        read(make, [written(PRICES)], drawn)
        assert asked == expected


def test_a_page_of_crossing_lines_takes_no_time(make: SimpleNamespace) -> None:
    path = "".join(f"{10 + 4 * n} 10 m {10 + 4 * n} 780 l 10 {10 + 4 * n} m 600 {10 + 4 * n} l " for n in range(140))
    began = time.thread_time()
    assert read(make, [[(20, 400, "a")]], path + "S ") == []
    assert time.thread_time() - began < 2.0  # and 15 without a limit
