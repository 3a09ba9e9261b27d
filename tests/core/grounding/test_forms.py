"""The form of answer that a question wants, by its own words."""

from __future__ import annotations

import pytest

from core.grounding.forms import parts, telling_stems, wants_a_difference, wants_a_sum, wants_a_verdict, wants_several


@pytest.mark.parametrize(("question", "wanted"), [
    ("Who approved it and when?", True),
    ("Which members were absent?", True),
    ("Wer hat es genehmigt und wann?", True),
    ("Who approved the bread and butter?", False),
])  # fmt: skip
def test_several_things(question: str, wanted: bool) -> None:
    assert wants_several(question) is wanted


@pytest.mark.parametrize(("question", "wanted"), [
    ("How much do we pay for all three insurances?", True),
    ("How much more is the large one?", True),
    ("What is the total of invoice 2042?", False),
    ("Was kostet das zusammen?", True),
])  # fmt: skip
def test_a_figure_of_several(question: str, wanted: bool) -> None:
    assert wants_a_sum(question) is wanted


@pytest.mark.parametrize(("question", "wanted"), [
    ("Is it open on Monday?", True),
    ("A child comes late. Does it need a new appointment?", True),
    ("Darf ich einen Hund halten?", True),
    ("When is it open?", False),
    ("What must I do?", False),
])  # fmt: skip
def test_a_verdict(question: str, wanted: bool) -> None:
    assert wants_a_verdict(question) is wanted


def test_the_words_that_tell() -> None:
    assert telling_stems("How long may the dogs stay in the two gardens?") == {"dog", "stay", "garden"}
    assert telling_stems("Wie lange darf der Hund im Garten bleiben?") == {"lang", "hund", "garten", "bleiben"}


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("When is Mrs Lightbody coming in, and will she be charged?",
         ("When is Mrs Lightbody coming in", "will she be charged?")),
        ("who takes the spent grain and what do we get for it",
         ("who takes the spent grain", "what do we get for it")),
        ("Wer kommt und wann?", ()),  # one word is no question
        ("Wann kommt er und was kostet das?", ("Wann kommt er", "was kostet das?")),
        ("What do bread and butter cost?", ()),
        ("Who are Ann and May?", ()),
        ("When do I have to pay?", ()),
        ("Which rooms have a projector and can seat 20?", ()),
        ("How long and how wide is the room?", ()),
        ("Do we know when and by whom it was built?", ()),
        ("", ()),
    ],
)  # fmt: skip
def test_a_question_for_two_things_is_taken_apart(question: str, found: tuple[str, ...]) -> None:
    assert parts(question) == found


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("By how much did we overspend the budget?", True), ("How much more is the large one?", True),
        ("By how many did the count fall?", True), ("Um wie viel ist die Heizung teurer geworden?", True),
        ("De combien le chauffage a-t-il baissé ?", True), ("¿Cuánto bajó la factura?", True),
        ("Um wie viel Uhr beginnt die Sitzung?", False),
        ("De combien de jours de congé disposent les salariés ?", False),
        ("By how many people was the petition signed?", False), ("Di quanto tempo ho bisogno?", False),
        ("Is there a difference between the full and the basic tariff?", False), ("O ile wiem, kto przyjdzie?", False),
    ],
)  # fmt: skip
def test_a_difference_is_told_from_other_figures(question: str, wanted: bool) -> None:
    assert wants_a_difference(question) is wanted
