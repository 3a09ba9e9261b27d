"""What people tell of themselves is taken as they said it, and found again by their own words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.grounding.about_me import about, asks_for_all, told
from core.types.limits import FACT_CHARS

KINDS = Path(__file__).parents[2] / "kinds"
FACTS = [
    "I am allergic to penicillin.", "My name is Ada.", "The gate code is 4711.", "I live in Boston.",
    "My birthday is on 3 May.", "My dog is called Rex.", "My wife's name is Eva.", "My dog is allergic to nuts.",
]  # fmt: skip


@pytest.mark.parametrize(("message", "statement", "rest"), [
    ("Remember that the gate code is 4711.", "The gate code is 4711.", ""),
    ("can you please remember that I am vegan?", "I am vegan.", ""),
    ("Don't forget: my birthday is on 3 May", "My birthday is on 3 May.", ""),
    ("please remember my name is Ada", "My name is Ada.", ""),
    ("Hi, I'm allergic to penicillin and nuts", "I'm allergic to penicillin and nuts.", ""),
    ("My name is Ada. What can you do?", "My name is Ada.", "What can you do?"),
    ("By the way, my wife’s name is Eva!", "My wife’s name is Eva.", ""),
    ("Call me Bob.", "Call me Bob.", ""),
    ("I work at the mill, where I lead the night shift", "I work at the mill, where I lead the night shift.", ""),
    ("Ich heiße Ada", "Ich heiße Ada.", ""),
    ("Merk dir: ich komme um acht", "Ich komme um acht.", ""),
])  # fmt: skip
def test_statements(message: str, statement: str, rest: str) -> None:
    found = told(message)
    assert (found.statements, found.rest) == ((statement,), rest)


@pytest.mark.parametrize("message", [
    "my son is 15, can he go out alone", "I live in Oslo, when is the next train",
    "mein Sohn ist 15, darf er allein raus",
    "Do you remember that I live in Oslo?", "I am looking for the invoice", "my invoice is missing",
    "Call me back later", "Remember when we met", "Is my name in the contract?", "My name is Ada?",
    "remember that " + "x" * (FACT_CHARS + 1),
])  # fmt: skip
def test_what_is_no_statement(message: str) -> None:
    assert told(message).statements == ()


@pytest.mark.parametrize(("question", "found"), [
    ("What am I allergic to?", [0]), ("what's my name?", [1]), ("Who am I?", [1]), ("What is the gate code?", [2]),
    ("Do you know where I live?", [3]), ("When is my birthday?", [4]), ("What is my dog called?", [5]),
    ("Who is my wife?", [6]), ("What is my dog allergic to?", [7]), ("Where is Boston?", []),
    ("When does my flight to Boston leave?", []), ("When was the house built?", []), ("What am I?", []),
])  # fmt: skip
def test_a_question_is_about_what_has_all_its_words(question: str, found: list[int]) -> None:
    places, of_myself = about(question, FACTS)
    assert places == found
    assert of_myself == any(word in question.lower().split() for word in ("i", "my", "i?"))


@pytest.mark.parametrize("question", [
    "What do you know about me?", "what have I told you about me", "Tell me what you remember about me.",
    "everything you remember about me",
])  # fmt: skip
def test_questions_for_all_of_it(question: str) -> None:
    assert asks_for_all(question)
    assert not asks_for_all(question.replace("me", "the mill"))


def test_no_question_of_strangers_about_their_files_is_taken_for_a_statement() -> None:
    lines = [line for file in KINDS.glob("*/questions.jsonl") for line in file.read_text().splitlines()]
    asked = [json.loads(line)["question"] for line in lines]
    assert len(asked) > 100
    assert [question for question in asked if told(question).statements or asks_for_all(question)] == []
