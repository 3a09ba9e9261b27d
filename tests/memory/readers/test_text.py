from __future__ import annotations

import codecs
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memory.readers.text import clean, decode

Put = Callable[[str, bytes | str], Path]
TEXT = "Café Zürich, naïve façade; the heron’s nest.\n" * 5


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        TEXT.encode("cp1252"),
    ],
)
def test_encodings(data: bytes) -> None:
    assert decode(data, whole=True) == TEXT


@given(st.text())
def test_clean_text_can_be_stored_and_sent_anywhere(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode("utf-8")  # no lone surrogates
    assert not set(cleaned) & set("\0\r\v\f\x85\u2028\ufeff")
    assert "\n\n\n" not in cleaned
    assert clean(cleaned) == cleaned


def test_nul_and_lone_surrogates_are_taken_out() -> None:
    assert clean("a\0b\ud800c\r\nd\re\ufeff") == "abc\nd\ne"


@given(st.binary(max_size=300))
def test_no_bytes_make_it_fall_over(data: bytes) -> None:
    text = decode(data, whole=True)
    assert text is None or isinstance(clean(text), str)


def test_the_first_part_of_a_file_may_end_inside_a_character() -> None:
    assert decode("é".encode()[:1] and "aé".encode()[:2], whole=False) == "a"
