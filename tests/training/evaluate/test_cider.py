"""CIDEr-D against the scorer of the COCO captions' evaluation, and CIDEr against its formula with numpy."""

from __future__ import annotations

import numpy as np
import pytest

from training.evaluate.cider import cider, words

ITEMS: list[tuple[str, list[str]]] = [
    ("a red star on the left", ["a red star on the left side", "there is a red star on the left", "one star in red"]),
    ("two dogs run on the grass", ["two dogs are running on green grass", "a pair of dogs run across a lawn"]),
    ("a man a man a man a man a man", ["a man rides a horse", "a man on a horse in a field", "a rider and his horse"]),
    (
        "the word lamp is written in blue at the top of the picture below a ring",
        ["the word lamp in blue"],
    ),
    ("boats", ["boats in a harbour at dusk", "many small boats on the water"]),
    ("a red star on the left", ["a blue star on the right", "a star"]),
]
SAID, WANTED = [said for said, _ in ITEMS], [wanted for _, wanted in ITEMS]
OF_COCO = [5.74621427, 1.69496985, 0.26185101, 0.4742788, 0.87659038, 0.98813277]
"""What `CiderScorer` of pycocoevalcap 1.2 gives for these, n = 4 and sigma = 6."""


def test_each_picture_scores_as_with_the_scorer_of_coco() -> None:
    found = cider(SAID, WANTED)
    assert found.parts[:, 0] == pytest.approx(OF_COCO, abs=1e-7)
    assert found.value == pytest.approx(1.6736728452054674)


def _by_formula(n: int) -> list[float]:
    """The n-th part of plain CIDEr: cosines of tf-idf vectors over all n-grams, as equation (1) and (2) have them."""

    def grams(text: str) -> list[str]:
        tokens = text.split()
        return [" ".join(tokens[i : i + n]) for i in range(len(tokens) - n + 1)]

    every = sorted({g for said, wanted in ITEMS for text in (said, *wanted) for g in grams(text)})
    documents = np.array([sum(any(g in grams(r) for r in wanted) for wanted in WANTED) for g in every])
    rarity = np.log(len(ITEMS) / np.maximum(1, documents))

    def vector(text: str) -> np.ndarray:
        weighted = np.array([grams(text).count(g) for g in every]) * rarity
        return weighted / max(1e-12, np.linalg.norm(weighted))

    return [float(np.mean([vector(said) @ vector(r) for r in wanted])) for said, wanted in ITEMS]


def test_plain_cider_is_its_formula() -> None:
    expected = 10 * np.mean([_by_formula(n) for n in (1, 2, 3, 4)], axis=0)
    assert cider(SAID, WANTED, clipped=False).parts[:, 0] == pytest.approx(expected)


def test_saying_a_word_again_and_again_does_not_pay() -> None:
    assert cider(SAID, WANTED).parts[2, 0] < cider(SAID, WANTED, clipped=False).parts[2, 0] / 3


def test_punctuation_and_case_do_not_count() -> None:
    assert words("A red star, on the LEFT.") == ["a", "red", "star", "on", "the", "left"]
    assert words("a man's well-worn hat") == ["a", "man's", "well-worn", "hat"]
    assert cider([text.upper() + "." for text in SAID], WANTED).value == pytest.approx(cider(SAID, WANTED).value)
