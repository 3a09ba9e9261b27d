from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from memory.readers.delimited import looks_like_table, read_delimited

Put = Callable[[str, bytes | str], Path]


def rows(path: Path) -> list[str]:
    (page,) = read_delimited(io.BytesIO(path.read_bytes()))
    assert page.tables
    return page.text.split("\n")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_each_row_carries_the_names_of_its_columns(put: Put, delimiter: str) -> None:
    text = "name,born\nAda,1815\nAlan,\n".replace(",", delimiter)
    assert rows(put("x.csv", text)) == [f"name: Ada{'; '}born: 1815", "name: Alan"]


def test_quoted_cells_hold_delimiters_and_newlines(put: Put) -> None:
    assert rows(put("x.csv", 'a,b\n"x, y","line\nbreak"\n1,"say ""hi"""\n')) == [
        "a: x, y; b: line break",
        'a: 1; b: say "hi"',
    ]


def test_a_table_without_a_header(put: Put) -> None:
    assert rows(put("x.csv", "1,2\n3,4\n")) == ["1; 2", "3; 4"]


def test_titles_above_the_header_and_their_empty_row(put: Put) -> None:
    assert rows(put("x.csv", "Sales 2024\n\nCity;Units\nBern;1'200\nGenf;\n")) == [
        "Sales 2024", "City: Bern; Units: 1'200", "City: Genf",
    ]  # fmt: skip


def test_rows_that_are_too_long_or_too_short(put: Put) -> None:
    assert rows(put("x.csv", "a,b\n" + "1,2\n" * 8 + "3\n4,5,6\n"))[-2:] == ["a: 3", "a: 4; b: 5; 6"]


@pytest.mark.parametrize(
    ("text", "named", "expected"),
    [
        ("a,b,c\n1,2,3\n4,5,6\n", False, True),
        ("a,b\n1,2\n", True, True),
        ("a,b\n1,2\n", False, False),
        ("Dear Ann, hello.\nWell, well.\n", False, False),
        ("no delimiter here\nnor here\n", True, False),
        ("", True, False),
    ],
)
def test_prose_does_not_pass_for_a_table(text: str, named: bool, expected: bool) -> None:
    assert looks_like_table(text, named) is expected
