"""Citations: what supports a sentence, what only seems to, and marks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.embedding.ctranslate import CTranslate2Encoder
from core.grounding import citations
from core.grounding.citations import Reply
from core.types import Citation, Evidence, PageSpan, Passage
from core.weights.locate import converted
from tests.bag_of_words import BagOfWords

TEXTS = ("The Eiffel Tower was built in 1889 by Gustave Eiffel.", "Bread is baked in a hot oven for forty minutes.")
GUSTAVE = (TEXTS[0].index("Gustave"), len(TEXTS[0]) - 1)


def evidence(*texts: str) -> list[Evidence]:
    found = []
    for n, text in enumerate(texts, 1):
        passage = Passage(n, f"d{n}", f"{n}.txt", "text", text, PageSpan(1, 0, len(text)), 0.6)
        found.append(Evidence(n, passage, 0, len(text), passage.span, 0.6))
    return found


def check(answer: str) -> list[tuple[int, bool]]:
    return [(c.n, c.supported) for c in citations.check(answer, evidence(*TEXTS), BagOfWords())]


@pytest.mark.parametrize(
    ("answer", "wanted"),
    [
        ("The Eiffel Tower was built in 1889 [1].", [(1, True)]),
        ("The Eiffel Tower was built in 1889. [1]", [(1, True)]),
        ("1889", [(1, True)]),
        ("The Eiffel Tower was built in 1889.", [(1, True)]),
        ("It was built by Gustave Eiffel. Bread is baked in an oven.", [(1, True), (2, True)]),
        ("The Eiffel Tower was built in 1890 [1].", [(1, False)]),
        ("The Eiffel Tower was built by Isambard Brunel [1].", [(1, False)]),
        ("Bread is baked in a hot oven [1].", [(1, False)]),
        ("Bread is baked in a hot oven [1][2].", [(1, False), (2, True)]),
        ("Wolves hunt in packs at night [2].", [(2, False)]),
        ("Wolves hunt in packs at night.", []),
        ("Bread is baked in an oven [7].", [(2, True)]),
        ("", []),
        ("[1]", [(1, False)]),
    ],
)
def test_a_citation_is_supported_where_its_passage_carries_the_sentence(
    answer: str, wanted: list[tuple[int, bool]]
) -> None:
    assert check(answer) == wanted


def test_a_citation_says_where_it_stands() -> None:
    (found,) = citations.check("1889 [1]", evidence(*TEXTS), BagOfWords())
    assert found == Citation(1, "d1", "1.txt", PageSpan(1, 0, len(TEXTS[0])), TEXTS[0], True, 1, 0, len(TEXTS[0]))


def test_without_evidence_nothing_is_cited() -> None:
    assert citations.check("Anything [1].", [], BagOfWords()) == []


def test_each_sentence_knows_what_supports_it() -> None:
    answer = "Bread is baked in a hot oven. Wolves hunt in packs."
    first, second = citations.support(answer, evidence(*TEXTS), BagOfWords())
    assert answer[first.start : first.end] == "Bread is baked in a hot oven."
    assert (first.supported_by, first.marked) == ((2,), ())
    assert answer[second.start : second.end] == "Wolves hunt in packs."
    assert second.supported_by == ()


def test_marks_are_moved_and_stripped() -> None:
    assert citations.strip_marks("Bread is baked in a hot oven [2]. Wolves hunt [1] [3].") == (
        "Bread is baked in a hot oven. Wolves hunt."
    )
    assert citations.move_marks("So. [1] [2] And so [3].") == "So [1] [2]. And so [3]."


@pytest.mark.models
@pytest.mark.parametrize(
    ("answer", "wanted"),
    [
        ("Gustave Eiffel built the Eiffel Tower in 1889.", [(1, True)]),
        ("The bread bakes for forty minutes in a hot oven.", [(2, True)]),
        ("Forty minutes", [(2, True)]),
        ("The Eiffel Tower is made of chocolate [1].", [(1, False)]),
    ],
)
def test_with_the_real_encoder(answer: str, wanted: list[tuple[int, bool]]) -> None:
    encoder = CTranslate2Encoder(converted("minilm-ctranslate2"), threads=2)
    found = citations.check(answer, evidence(*TEXTS), encoder)
    assert [(c.n, c.supported) for c in found] == wanted


@pytest.mark.parametrize(("answer", "alone"), [
    ("The Eiffel Tower was built in 1889 by Gustave Eiffel.", True),
    ("It was built by Gustave Eiffel in 1889.", True),
    ("The Eiffel Tower.", False),
    ("", False),
])  # fmt: skip
def test_an_answer_that_says_little_of_its_evidence_does_not_stand_alone(answer: str, alone: bool) -> None:
    assert citations.carries(answer, evidence(*TEXTS)[0]) is alone


@pytest.mark.parametrize(("answer", "said", "cited"), [
    ("The Eiffel Tower was built in 1889 by Gustave Eiffel.",
     "The Eiffel Tower was built in 1889 by Gustave Eiffel. [1]", [1]),
    ("The Eiffel Tower was built in 1889 by Gustave Eiffel. It is made of chocolate.",
     "The Eiffel Tower was built in 1889 by Gustave Eiffel. [1]", [1]),
    ("It is made of chocolate.", f"The source says: “{TEXTS[0]}” [1]", [1]),
    ("", f"The source says: “{TEXTS[0]}” [1]", [1]),
    ("Bread is baked in a hot oven.", f"Bread is baked in a hot oven. [2] — The source says: “{TEXTS[0]}” [1]", [2, 1]),
])  # fmt: skip
def test_only_what_is_supported_is_said(answer: str, said: str, cited: list[int]) -> None:
    text, found = citations.settle(answer, evidence(*TEXTS), BagOfWords())
    assert text == said
    assert [c.n for c in found] == cited
    assert all(c.supported for c in found)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("1889 [1]", "1889 [1]"),
        ("by Gustave Eiffel [1]", "By Gustave Eiffel [1]"),
        ("a hot oven [1]", "A hot oven [2]"),  # the mark is wrong, the words are not
        ("forty minutes", "Forty minutes [2]"),
        ("1890 [1]", "Gustave Eiffel [1]"),  # nothing carries it: what the span reader points at
        ("", "Gustave Eiffel [1]"),
    ],
)
def test_short_answers_are_said_where_their_words_stand(answer: str, said: str) -> None:
    first, second = evidence(*TEXTS)
    pointed = replace(first, pointed=GUSTAVE)
    text, cited = citations.settle_words(citations.parse(answer), [pointed, second])
    assert text == said
    assert [f"[{c.n}]" for c in cited] == [said[-3:]]


def test_a_certain_span_reader_is_believed_before_a_model_that_says_something_else() -> None:
    first = replace(evidence(TEXTS[0])[0], pointed=GUSTAVE, score=0.999)
    assert citations.settle_words(citations.parse("1889 [1]"), [first])[0] == "Gustave Eiffel [1]"
    assert citations.settle_words(citations.parse("Eiffel [1]"), [first])[0] == "Eiffel [1]"
    assert citations.settle_words(citations.parse("1889 [1]"), [replace(first, score=0.9)])[0] == "1889 [1]"


def test_without_a_pointed_answer_the_sentence_itself_is_said() -> None:
    assert (
        citations.settle_words(citations.parse("1890"), evidence(TEXTS[0]))[0] == f"The source says: “{TEXTS[0]}” [1]"
    )


@pytest.mark.parametrize(
    ("said", "reply"),
    [
        ("by Gustave  Eiffel [1]", Reply("by Gustave Eiffel", (1,), refused=False)),
        (" It is not there.", Reply("", (), refused=True)),
        ("No, Not stated.", Reply("", (), refused=True)),
        ("No stated", Reply("", (), refused=True)),
        ("No stated limit applies [1]", Reply("No stated limit applies", (1,), refused=False)),
        ("Not stated in the letter.", Reply("", (), refused=True)),
        ("No, notices are stated there [1]", Reply("No, notices are stated there", (1,), refused=False)),
        ("", Reply("", (), refused=False)),
        ("1889 [1][2].", Reply("1889", (1, 2), refused=False)),
    ],
)
def test_what_the_reader_said_is_taken_apart(said: str, reply: Reply) -> None:
    assert citations.parse(said) == reply
