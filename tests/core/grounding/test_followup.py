"""Follow-ups are completed from the conversation; questions that stand alone are left alone, however short."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.grounding.followup import Exchange, leans, readings, subject_of

PAST = [Exchange("When was Acme founded?", "Acme was founded in 1901. [1]")]

MORE_STANDING = (
    "E-mail of Ada Lind?",
    "En-suite bathroom at Harbour House?",
    "Y2K budget of the town?",
    "Who runs IT?",
    "Where is the IT desk?",
    "部屋代はいくらですか",
)
SUBJECTS = ("the mill", "a lost key", "breakfast", "Harbour House", "the ferry to Skerry Island", "my invoice")
STANDING = [
    template.format(subject)
    for template in (
        "Where is {}?", "What does {} cost?", "When was {} mentioned?", "Is {} included?", "How old is {}?",
        "Who found {}?", "What is the price of {}?", "Tell me about {}",
        "Was {} moved, and where does it stand now?", "{}?",
    )
    for subject in SUBJECTS
]  # fmt: skip
PRONOUNS = ("it", "she", "they", "that", "this", "he")
LEANING = [
    *(
        template.format(pronoun)
        for template in (
            "Where is {}?", "Why was {} moved?", "How long did {} take?", "What about {}?", "And who found {}?",
            "What did people say of {}?", "In which year was {} sold?",
        )
        for pronoun in PRONOUNS
    ),
    *(f"{opening} {rest}?" for opening, rest in itertools.product(
        ("And", "But", "What about", "How about", "So"), ("breakfast", "on Sundays", "the second floor", "why", "when"),
    )),
    "Why?", "How many?", "In which year?", "For how much?", "Since when?", "How old?", "What time?", "Where exactly?",
    "Who else?", "Where did they move?", "Who lives there?", "How much is that one?", "Which one?", "Its price?",
    "And who founded it?", "What did he do before?", "What about the second one?", "Did she like that?",
    "Und am Wochenende?", "et en hiver ?", "¿y la jornada completa?", "en voor een kat?", "e la sera?", "村上さんは?",
    "But why did the owner leave?", "Can they go on the beds?", "From whom did she buy it?", "What does that cost?",
]  # fmt: skip


@pytest.mark.parametrize("question", [*STANDING, *MORE_STANDING])
def test_what_names_its_subject_stands_alone(question: str) -> None:
    assert not leans(question)
    assert readings(question, PAST) == [question]


@pytest.mark.parametrize("question", LEANING)
def test_what_lacks_its_subject_leans(question: str) -> None:
    assert leans(question)
    first, *completed = readings(question, PAST)
    assert first == question
    assert completed
    assert all("Acme" in reading or reading.startswith("When was") for reading in completed)
    assert not any("[1]" in reading for reading in completed)


@pytest.mark.parametrize(
    "question",
    [
        "What is the capital of Peru?", "Which rooms allow dogs on the beds?", "Is there parking behind the house?",
        "When is breakfast served?", "When are quiet hours?", "Which rooms allow dogs?", "Where is the heater?",
        "Who painted the ceiling and when did he finish it?", "Which rooms allow dogs, and do they cost more?",
        "Is it possible to park here?", "Is it raining in Oslo?", "The rooms that face the garden", "Opening hours?",
        "Is the lounge open then, on Sundays?", "How many people live there in Oslo?", "How are you?", "Who are you?",
        "What can you do?", "Can you help me?", "Hello!", "Thanks a lot!", "Okay", "invoice total for March",
    ],
)  # fmt: skip
def test_short_or_polite_is_not_leaning(question: str) -> None:
    assert not leans(question)


@pytest.mark.parametrize(
    ("asked", "subject"),
    [
        ("When was Harbour House built?", "Harbour House"),
        ("When does the ferry to Skerry Island leave?", "the ferry to Skerry Island"),
        ("When is breakfast served?", "breakfast"),
        ("What does a lost key cost?", "a lost key"),
        ("Was the boiler inspected in March?", "the boiler inspected"),
        ("Who runs the house today?", "the house today"),
        ("Why?", ""),
        ("Which compressor quote did we go with and why?", "the compressor quote"),
        ("where's the fair if it rains", "the fair"),
        ("does the 2nd copy of a patient's records cost anything", "the 2nd copy"),
        ("What does a lunch cost from 13 April 2026?", "a lunch cost"),
    ],
)
def test_what_a_question_is_about(asked: str, subject: str) -> None:
    assert subject_of(asked) == subject


def test_one_thing_is_not_those_who_spoke_of_it() -> None:
    past = [Exchange("what do the authors see as the biggest weakness of their heel drop trial", "The clubs. [1]")]
    assert "Who paid for their heel drop trial, and how much?" in readings("Who paid for it, and how much?", past)
    assert not any("for their heel drop trial" in one for one in readings("Who paid for them?", past)[:2])
    assert subject_of("What do the tickets cost?", one_thing=True) == "the tickets"
    assert subject_of("When does the bus to the airport leave?", one_thing=True) == "the bus"


def test_the_subject_takes_the_place_of_the_pronoun() -> None:
    assert "And who designed Acme?" in readings("And who designed it?", PAST)


def test_what_is_named_anew_takes_the_place_of_the_subject() -> None:
    past = [Exchange("When is breakfast served?", "From half past seven. [1]")]
    assert "When is dinner served?" in readings("What about dinner?", past)


def test_the_subject_is_kept_over_several_turns() -> None:
    past = [
        Exchange("When was Harbour House built?", "1873 [1]"),
        Exchange("Who designed it?", "Ann Lee [1]"),
        Exchange("And who paid her?", "The board [1]"),
    ]
    found = readings("And where is it?", past)
    assert "And where is Harbour House?" in found
    assert any("Harbour House" in reading and "The board" in reading for reading in found)


def test_without_a_conversation_nothing_is_lent() -> None:
    assert readings("And who founded it?", []) == ["And who founded it?"]


def test_a_long_conversation_does_not_drown_the_question() -> None:
    past = [Exchange("x " * 5000, "y " * 5000)]
    assert all(len(reading) < 500 for reading in readings("Why?", past))


@given(st.text(), st.lists(st.builds(Exchange, st.text(), st.text()), max_size=3))
def test_the_question_itself_is_always_the_first_reading_and_no_reading_comes_twice(
    question: str, past: list[Exchange]
) -> None:
    found = readings(question, past)
    assert found[0] == question
    assert len(found) == len(set(found))
    if not leans(question):
        assert found == [question]
