"""Nouns are found as a reader finds them: in any number, by their visible sense, the longest first."""

import pytest

from tests.training.data import tiny_wordnet
from training.data.naming import everyday_names, wordings
from training.data.wordnet import Nouns, ancestors


@pytest.fixture(scope="module")
def nouns(tmp_path_factory: pytest.TempPathFactory) -> Nouns:
    return Nouns(tiny_wordnet.make(tmp_path_factory.mktemp("wordnet")))


@pytest.mark.parametrize(
    ("word", "meaning"),
    [
        ("dog", 1100),
        ("Dogs", 1100),
        ("knives", None),  # "kniv" and "knif" are no words
        ("bikes", 1500),
        ("crane", 1400),  # not the poet, who comes first
        ("run", None),  # cannot be seen
        ("entity", None),
        ("wine bottle", 1800),
        ("wine-bottles", 1800),
        ("xyzzy", None),
    ],
)
def test_a_word_has_its_most_frequent_visible_sense(nouns: Nouns, word: str, meaning: int | None) -> None:
    assert nouns.meaning(word) == meaning


def test_the_head_is_the_longest_noun_at_the_end(nouns: Nouns) -> None:
    assert nouns.head("an old wine bottle") == ("wine bottle", 1800)
    assert nouns.head("a green bottle") == ("bottle", 1900)
    assert nouns.head("a dog that runs fast") is None


def test_counts_are_of_nouns_and_by_meaning(nouns: Nouns) -> None:
    assert nouns.counts == {1100: 42, 1500: 5, 1600: 1, 2000: 9, 2100: 3, 2200: 2}
    assert ancestors(nouns.synsets, 1200) == [1100, 1000]


def test_wordings_begin_with_the_caption_and_hold_the_gloss(nouns: Nouns) -> None:
    said = wordings("red bike", "bicycle", nouns)
    assert said[:2] == ["red bike", "a red bike"]
    assert "cycle" in said
    assert "bicycle: a vehicle with two wheels" in said
    assert wordings("thing", "xyzzy", nouns) == ["thing", "a thing", "a picture of a thing"]


def test_names_are_of_pictures_and_of_what_texts_speak_of(nouns: Nouns) -> None:
    names = {name.name: name for name in everyday_names({"bicycle": 7, "poodle": 1}, nouns, least=5)}
    assert set(names) == {"bicycle", "poodle", "dog", "cat"}  # the knife is too rare
    assert names["bicycle"].pictures == 7
    assert names["poodle"].kind == "dog"
    assert names["dog"].pictures == 0
    assert set(everyday_names({"bicycle": 7}, nouns, least=0)) == {names["bicycle"]}
