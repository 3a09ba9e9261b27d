"""Check boxes in words, whichever side of its box a label stands on."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import IO

import pytest

from memory.chunking import Page
from memory.readers.boxes import in_words
from memory.readers.layout import Layout
from memory.readers.markdown import read_markdown
from memory.readers.text import read_text


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("☒ Vegetarian", "Vegetarian: checked"),
        ("☐ Vegan", "Vegan: not checked"),
        ("[x] Vegetarian", "Vegetarian: checked"),
        ("• [ ] Vegan", "• Vegan: not checked"),
        ("☑ Vegetarian ☐ Vegan ☐ No wish", "Vegetarian: checked; Vegan: not checked; No wish: not checked"),
        ("[X] Yes [ ] No", "Yes: checked; No: not checked"),
        ("Married? ☐ Yes ☒ No", "Married? Yes: not checked; No: checked"),
        ("Agreed: ☒", "Agreed: checked"),
        ("Yes ☐ No ☒", "Yes: not checked; No: checked"),
        ("☒ I accept the terms.", "I accept the terms: checked"),
        ("☒", "checked"),
        ("☐", "not checked"),
        ("- [x] Passport", "- Passport: checked"),
        ("  * [ ] Towel", "* Towel: not checked"),
    ],
)
def test_a_box_is_said_with_its_label(line: str, words: str) -> None:
    assert in_words(line) == words


@pytest.mark.parametrize(
    "line", ["", "a[x] = b", "See note [x] below.", "An array [ ] of boxes", "✓ done", "[1] Smith 2003"]
)
def test_what_is_no_box_stays_as_it_is(line: str) -> None:
    assert in_words(line) == line


@pytest.mark.parametrize(("read", "text", "words"), [
    (read_text, "To pack\n  - [x] Passport\n- [ ] Towel", "To pack\n- Passport: checked\n- Towel: not checked"),
    (read_markdown, "# To pack\n\n- [x] Passport\n\n## Later", "# To pack\n\n- Passport: checked\n\n## Later"),
    (read_markdown, "|Item|Packed|\n|---|---|\n|Towel|☐|\n|Soap|☒|", "Item: Soap; Packed: checked"),
])  # fmt: skip
def test_text_and_markdown_say_them(read: Callable[[IO[bytes]], list[Page]], text: str, words: str) -> None:
    [page] = read(io.BytesIO(text.encode()))
    assert words in page.text
    assert [page.text[place:].split("\n")[0] for place in page.headings] == [
        line for line in page.text.split("\n") if line.startswith("#")
    ]


def test_a_layout_says_them_in_lines_paragraphs_and_cells() -> None:
    layout = Layout()
    layout.paragraph("Meals\n☒ Vegetarian")
    layout.line("☐ Vegan")
    layout.table([["Guest", "Comes"], ["Ada", "☒"]], header=True)
    assert layout.page().text.split("\n")[1:3] == ["Vegetarian: checked", "Vegan: not checked"]
    assert "Comes: checked" in layout.page().text
