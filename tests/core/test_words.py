"""Words, and their stems."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.words import FUNCTION_WORDS, content_words, stem, stems, words


@given(st.text())
def test_words_are_letters_and_digits_only_and_stay_what_they_are(text: str) -> None:
    for word in words(text):
        assert word.isalnum() or not word.isascii()
        assert '"' not in word
        assert "'" not in word
        assert words(word) == [word]


def test_case_accents_and_punctuation_do_not_count() -> None:
    assert words("Crème-Brûlée, the BEST_one: 3.5!") == ["creme", "brulee", "the", "best", "one", "3", "5"]
    assert words("한국어") == ["한국어"]
    assert words("Straße STRASSE exam\u00adple ﬁne İl 𝐀") == ["strasse", "strasse", "example", "fine", "il", "a"]


def test_empty_words_are_left_out_unless_nothing_else_is_there() -> None:
    assert content_words("Who is the king of France?") == ["king", "france"]
    assert content_words("Who is it?") == ["who", "is", "it"]
    assert stems("") == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("founded", "founder"), ("cities", "city"), ("baking", "bake"), ("boxes", "box"), ("kings", "king")],
)  # fmt: skip
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_short_words_and_numbers_stay_whole() -> None:
    assert [stem(word) for word in ("gas", "1999s", "2024", "glass")] == ["gas", "1999", "2024", "glass"]


def test_function_words_are_written_as_words_come() -> None:
    assert set(words("für können où también")) <= FUNCTION_WORDS


def test_scripts_without_spaces_are_told_by_pairs_of_letters() -> None:
    assert words("11月12日の午前") == ["11", "月", "12", "日の", "の午", "午前"]
    assert words("R514号室") == ["r514", "号室"]
    assert content_words("部屋はどこですか") == ["部屋", "屋は"]
