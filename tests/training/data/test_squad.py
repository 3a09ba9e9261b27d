"""Answers compared as SQuAD compares them, against examples worked out by hand."""

from __future__ import annotations

import pytest

from training.data.squad import exact_match, gold_inside, normalise, token_f1


def test_normalisation_is_that_of_squad() -> None:
    assert normalise("The  King's, “golden” crown!") == ["kings", "golden", "crown"]
    assert normalise("An apple a day—and a pear") == ["apple", "day", "and", "pear"]
    assert normalise("…") == []


def test_exact_match_and_f1() -> None:
    assert exact_match("The golden hair.", "golden hair") == 1.0
    assert exact_match("golden", "golden hair") == 0.0
    assert token_f1("golden hair", "the golden hair") == 1.0
    assert token_f1("She had golden hair", "golden hair") == pytest.approx(2 * 2 / (4 + 2))
    assert token_f1("red red", "red") == pytest.approx(2 * 1 / 3)
    assert token_f1("", "red") == 0.0
    assert token_f1("blue", "red") == 0.0


@pytest.mark.parametrize(
    ("answer", "golds", "wanted"),
    [
        ("The wife had golden hair, they say.", ["golden hair"], True),
        ("Her hair was golden.", ["golden hair"], True),
        ("a b c d", ["a b c d e"], False),  # "a" is an article: 3 of 4 tokens
        ("w x y z", ["w x y z q"], True),  # 4 of 5 tokens
        ("w x y", ["w x y q"], False),  # 3 of 4 tokens
        ("goldenrod hair", ["golden"], False),
        ("nothing", ["golden hair", "nothing"], True),
        ("red", ["red red red"], False),
        ("anything", ["the"], False),
        ("", ["x"], False),
    ],
)
def test_gold_inside(answer: str, golds: list[str], wanted: bool) -> None:
    assert gold_inside(answer, golds) is wanted
