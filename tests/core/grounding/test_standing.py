"""What a language model said stands in its excerpts: as a sentence with a verdict, as a calculation, or not at all."""

from __future__ import annotations

import pytest

from core.grounding.citations import parse
from core.grounding.deciding import decide
from core.grounding.excerpts import around
from core.grounding.standing import Decision, supported
from core.types import Evidence, PageSpan, Passage


def answered(text: str, said: str, question: str) -> Decision:
    """What a trained reader says of one text, whose first line the span reader likes."""
    passage = Passage(1, "d", "list.pdf", "text", text, PageSpan(1, 0, len(text)), 1.0)
    evidence = [Evidence(1, passage, 0, text.index("\n"), passage.span, 0.2, "span reader", (0, 4))]
    return decide(question, parse(said), evidence, around(evidence), 0.02, trained=True)


def test_a_verdict_in_other_words_rests_on_the_sentence_that_has_most_of_them() -> None:
    text = "What to bring for the trip.\nSleeping bag and towel (only in Voss, not in Bergen).\nMoney for the bus."
    decision = answered(text, "No, towels only in Voss [1]", "Are towels provided on the trip?")
    assert decision.text == "No: Sleeping bag and towel (only in Voss, not in Bergen)."
    assert answered(text, "No, nobody swims there [1]", "Are towels provided on the trip?").rests_on is None


def test_a_verdict_on_a_text_in_another_language_needs_no_word_of_the_question() -> None:
    text = "Hinweise zur Vermietung.\nHunde sind auf dem ganzen Gelände nicht erlaubt.\nDas Haus hat zwei Zimmer."
    decision = answered(
        text, "No, Hunde sind auf dem ganzen Gelände nicht erlaubt [1]", "May I bring my dog along with me?"
    )
    assert decision.text == "No: Hunde sind auf dem ganzen Gelände nicht erlaubt."


BILL = "Panels: 10 at 185 euro\nInverter: 1,150 euro\nFitting: 1,400 euro"


def reckoned(said: str, question: str) -> Decision:
    passage = Passage(1, "d", "offer.pdf", "text", BILL, PageSpan(1, 0, len(BILL)), 1.0)
    evidence = [Evidence(1, passage, 0, BILL.index("\n"), passage.span, 0.9, "span reader", (11, 13))]
    return decide(question, parse(said), evidence, around(evidence), 0.02, trained=True)


def test_what_is_calculated_rests_on_the_sentences_with_its_figures() -> None:
    decision = reckoned("1,150 euro + 1,400 euro [1]", "What do inverter and fitting cost together?")
    assert decision.text == "2,550 euro (1,150 euro + 1,400 euro)"
    assert [item.quote for item in decision.cited] == ["Inverter: 1,150 euro", "Fitting: 1,400 euro"]


def test_a_figure_of_the_question_may_be_calculated_with() -> None:
    assert reckoned("12 × 185 euro [1]", "What would twelve panels cost?").text == "2220 euro (12 × 185 euro)"


@pytest.mark.parametrize("said", ["1,150 euro + 1,500 euro [1]", "12 × 13 [1]", "2 weeks × 1,150 euro [1]"])
def test_figures_that_stand_nowhere_are_not_calculated_with(said: str) -> None:
    assert reckoned(said, "What do 12 and 13 cost?").rests_on is None


@pytest.mark.parametrize("said", ["10 - 12 Uhr", "3 - 5 days", "030 / 1234567", "3 x 4 m", "2 x 500 mg"])
def test_what_stands_there_as_it_is_is_quoted_and_not_calculated(said: str) -> None:
    assert answered(f"The notice says this.\nIt is {said} in all.", f"{said} [1]", "How much is it?").text == said


def test_a_yes_that_answers_nothing_is_left_out() -> None:
    text = "Vertrag mit Jonas Meier.\nDie Kaution beträgt 1.920 €.\nHunde sind nicht erlaubt."
    assert answered(text, "Yes, 1.920 € [1]", "Kaution Meier?").text == "1.920 €"
    assert answered(
        text, "No, Hunde sind nicht erlaubt [1]", "Sind Hunde im Garten des Hauses erlaubt?"
    ).text.startswith("Nein: ")
    assert answered(
        text, "Yes, Die Kaution beträgt 1.920 € [1]", "Ist die Kaution für die Wohnung 1.920 €?"
    ).text.startswith("Ja: ")


def test_a_verdict_with_another_figure_or_name_than_its_source_is_none() -> None:
    text = "What the pool is like.\nThe pool is open until 20:00 on Sundays for members of Leeds."
    for said in ("Yes, until 22:00 on Sundays [1]", "Yes, open on Sundays for members of York [1]"):
        assert answered(text, said, "Is the pool open on Sundays?").rests_on is None


def test_one_of_two_figures_is_no_difference() -> None:
    assert reckoned("1,400 euro [1]", "By how much is fitting dearer than the inverter?").rests_on is None


def test_a_verdict_is_said_with_the_sentence_and_not_with_all_that_stands_around_it() -> None:
    text = "Tools may be kept for two weeks by old members. Petrol tools go out to adults only."
    passage = Passage(1, "d", "rules.txt", "text", text, PageSpan(1, 0, len(text)), 1.0)
    excerpt = Evidence(1, passage, 0, len(text), passage.span, 0.5, "span reader")
    decision = supported(
        "can my 16 year old take the saw?", parse("No, petrol tools go out to adults only [1]"), [excerpt], [excerpt]
    )
    assert decision is not None
    assert decision.text == "No: Petrol tools go out to adults only."
