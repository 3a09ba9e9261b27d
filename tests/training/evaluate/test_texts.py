"""BLEU, ROUGE and word errors against published examples and independent implementations."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import BadInput, NotFound
from training.evaluate import metrics, texts

SAID = [
    "It is a guide to action which ensures that the military always obeys the commands of the party",
    "he read the book because he was interested in world history",
]
WANTED = [
    [
        "It is a guide to action that ensures that the military will forever heed Party commands",
        "It is the guiding principle which guarantees the military forces always being under the command of the Party",
        "It is the practical guide for the army always to heed the directions of the party",
    ],
    ["he was interested in world history because he read the book"],
]
"""The first of Papineni et al. 2002, both of NLTK's documentation of corpus_bleu."""


def test_bleu_is_that_of_nltk_and_of_sacrebleu_over_the_corpus() -> None:
    import sacrebleu
    from nltk.translate.bleu_score import corpus_bleu

    found = texts.bleu(SAID, WANTED).value
    other = 100 * corpus_bleu([[r.split() for r in rs] for rs in WANTED], [s.split() for s in SAID])
    assert found == pytest.approx(other)
    assert found == pytest.approx(59.20778868801042)  # 0.5920…, as NLTK's documentation prints it
    assert texts.bleu(SAID[:1], WANTED[:1]).value == pytest.approx(50.45666840058485)  # and so for one sentence
    alone = sacrebleu.corpus_bleu(SAID[:1], [[r] for r in WANTED[0]]).score
    assert texts.bleu(SAID[:1], WANTED[:1]).value == pytest.approx(alone)


def test_bleu_of_the_same_is_a_hundred_and_of_another_almost_nothing() -> None:
    assert texts.bleu(["a b c d e"], [["a b c d e"]]).value == pytest.approx(100)
    assert texts.bleu(["v w x y z"], [["a b c d e"]]).value < 15  # smoothed, as sacrebleu does


@pytest.mark.parametrize(
    ("said", "longest", "bigrams"),
    [
        ("police kill the gunman", 3 / 4, 1 / 3),
        ("the gunman kill police", 2 / 4, 1 / 3),
        ("the gunman police killed", 2 / 4, 2 / 3),
    ],
)
def test_rouge_on_the_example_of_its_paper(said: str, longest: float, bigrams: float) -> None:
    """Lin 2004, section 3.1: ROUGE-L tells the first two apart, and ROUGE-2 the last two."""
    reference = [["police killed the gunman"]]
    assert texts.rouge("rougeL", [said], reference).value == pytest.approx(longest)
    assert texts.rouge("rouge2", [said], reference).value == pytest.approx(bigrams)


def test_rouge_on_the_example_of_googles_package() -> None:
    reference, said = [["The quick brown fox jumps over the lazy dog"]], ["The quick brown dog jumps on the log."]
    assert texts.rouge("rouge1", said, reference).value == pytest.approx(2 * 0.75 * (6 / 9) / (0.75 + 6 / 9))
    assert texts.rouge("rougeL", said, reference).value == pytest.approx(2 * 0.625 * (5 / 9) / (0.625 + 5 / 9))


def test_the_best_reference_counts() -> None:
    assert texts.rouge("rouge1", ["a red boat"], [["nothing alike", "a red boat"]]).value == pytest.approx(1)
    assert texts.exact_match(["The boat."], [["ship", "boat"]]).value == 1
    assert texts.f1(["a red boat", "x"], [["boat"], ["y", "x"]]).value == pytest.approx((2 / 3 + 1) / 2)


LETTERS = st.lists(st.sampled_from("abc"), min_size=1, max_size=6)


def _longest(a: list[str], b: list[str]) -> int:
    if not a or not b:
        return 0
    if a[-1] == b[-1]:
        return 1 + _longest(a[:-1], b[:-1])
    return max(_longest(a[:-1], b), _longest(a, b[:-1]))


@settings(max_examples=25, deadline=None)
@given(LETTERS, LETTERS)
def test_rouge_l_agrees_with_a_longest_common_subsequence_by_definition(a: list[str], b: list[str]) -> None:
    found = texts.rouge("rougeL", [" ".join(a)], [[" ".join(b)]]).value
    assert found == pytest.approx(2 * _longest(a, b) / (len(a) + len(b)), abs=1e-5)


def test_word_errors_are_over_all_words_together() -> None:
    found = texts.word_errors(["the hat sat the mat", "do not go now"], [["The cat sat on the mat."], ["Don't go!"]])
    assert found.value == pytest.approx(3 / 9)
    assert found.items == 2


@pytest.mark.parametrize(("said", "wanted"), [([], []), (["a"], []), (["a", "b"], [["a"]]), (["a"], [[]])])
def test_predictions_that_do_not_go_with_the_references(said: list[str], wanted: list[list[str]]) -> None:
    for metric in metrics.METRICS.values():
        if metric.score is not None:
            with pytest.raises(BadInput):
                metric.score(said, wanted)


def test_metrics_by_name() -> None:
    found = metrics.score(["exact_match", "bleu", "cider"], ["a red boat", "two dogs"], [["a red boat"], ["two cats"]])
    assert found["exact_match"].value == 0.5
    assert list(found) == ["exact_match", "bleu", "cider"]
    with pytest.raises(NotFound, match="blue"):
        metrics.score(["blue"], ["a"], [["a"]])
    with pytest.raises(NotFound, match="vectors"):
        metrics.score(["clip_score"], ["a"], [["a"]])


def test_a_perfect_prediction_has_the_best_value_of_each_metric() -> None:
    said = ["a red boat on the lake", "two dogs run in the grass", "a word is written here"]
    found = metrics.score([n for n, m in metrics.METRICS.items() if m.score], said, [[text] for text in said])
    for name, measured in found.items():
        best = 0.0 if metrics.METRICS[name].lower_is_better else metrics.METRICS[name].most
        assert measured.value == pytest.approx(best), name
