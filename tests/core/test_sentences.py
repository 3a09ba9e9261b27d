"""Where sentences end."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.sentences import LONGEST, sentences

PIECES = st.sampled_from(
    ["Dr.", "Smith", "3.5", "5.", "the", "He", "U.S.", "!", "?\"", "“Go!”", "\n", "\n\n", "- ", " ", ".", "…", "你好。",
     "e.g.", "J.", "\t", "\r\n", "a" * 700, "\u00a0", "[1]", "\x00", "\ud800"]
)  # fmt: skip


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@given(st.one_of(st.text(), st.lists(PIECES).map(" ".join), st.lists(PIECES).map("".join)))
def test_ranges_are_ordered_apart_trimmed_and_cover_all_that_is_not_space(text: str) -> None:
    found = sentences(text)
    for start, end in found:
        assert 0 <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        assert end - start <= LONGEST
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(found))
    assert "".join("".join(text[a:b].split()) for a, b in found) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Dr. Smith paid 3.5 dollars. He left.", ["Dr. Smith paid 3.5 dollars.", "He left."]),
        ('"Go!" said he. "Who are you?" The man ran.', ['"Go!" said he.', '"Who are you?"', "The man ran."]),
        ("It was J. K. Rowling. She wrote.", ["It was J. K. Rowling.", "She wrote."]),
        ("See Fig. 3 by Lee et al. (2009). It shows it.", ["See Fig. 3 by Lee et al. (2009).", "It shows it."]),
        ("The U.S. Army came. It won.", ["The U.S. Army came.", "It won."]),
        ("They live in the U.S. They like it.", ["They live in the U.S.", "They like it."]),
        ("He bought pens, etc. The shop closed.", ["He bought pens, etc.", "The shop closed."]),
        ("What?! No... Yes.", ["What?!", "No...", "Yes."]),
        ("and so on... but then it ended.", ["and so on... but then it ended."]),
        ("A title\n\nThen text. More", ["A title", "Then text.", "More"]),
        ("To do:\n- buy milk\n- sell eggs\n1. Rest", ["To do:", "- buy milk", "- sell eggs", "1. Rest"]),
        ("Name: Ann\nAge: 40\nTown: Ulm, on the Danube", ["Name: Ann", "Age: 40", "Town: Ulm, on the Danube"]),
        ("你好。再见！好", ["你好。", "再见！", "好"]),
        ("", []),
        (" \n ", []),
    ],
)  # fmt: skip
def test_knows_what_ends_a_sentence(text: str, wanted: list[str]) -> None:
    assert split(text) == wanted


def test_a_line_that_was_full_is_no_end() -> None:
    text = (
        "In far bygone days, in the North, there lived a farmer, who\n"
        "had seven sons. And the youngest of these sons was called\n"
        "Assipattle, which means He Who Grovels Among The Ashes Of\n"
        "The Fire. He was lazy."
    )
    assert [" ".join(s.split()[:2]) for s in split(text)] == ["In far", "And the", "He was"]


def test_long_texts_take_time_in_proportion() -> None:
    began = time.perf_counter()
    sentences("He said no. " * 50_000)
    sentences("word " * 100_000)
    sentences("Line of text\n" * 30_000)
    assert time.perf_counter() - began < 10


@pytest.mark.parametrize(
    "lines",
    [
        ["Invoice 2041", "Customer: Ada Lind", "Total: 318.40 EUR", "Due: 3 May"],
        ["Harbour House", "12 Quay Street", "Oslo"],
        ["The warranty of the machine that you have bought lasts for two years", "Price: 12 EUR", "Colour: red"],
    ],
)
def test_each_line_of_a_form_or_an_address_stands_alone(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert [text[start:end] for start, end in sentences(text)] == lines


def test_a_wrapped_sentence_stays_whole() -> None:
    text = "The shop that Ada Lind opened in the spring of 1931\nMaria Olsen took over, as records show."
    assert len(sentences(text)) == 1
