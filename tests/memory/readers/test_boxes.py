"""Check boxes in words, whichever side of its box a label stands on."""

from __future__ import annotations

import pytest

from memory.readers.boxes import in_words


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
    ],
)
def test_a_box_is_said_with_its_label(line: str, words: str) -> None:
    assert in_words(line) == words


@pytest.mark.parametrize(
    "line", ["", "a[x] = b", "See note [x] below.", "An array [ ] of boxes", "✓ done", "[1] Smith 2003"]
)
def test_what_is_no_box_stays_as_it_is(line: str) -> None:
    assert in_words(line) == line
