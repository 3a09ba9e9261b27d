"""Follow-ups are completed from the conversation; questions that stand alone are left alone."""

from __future__ import annotations

import pytest

from core.grounding.followup import complete, leans
from core.types import message

HISTORY = [message("user", "When was Acme founded?"), message("assistant", "Acme was founded in 1901. [1]")]


@pytest.mark.parametrize("question", [
    "And who founded it?", "What did he do before?", "Why?", "What about the second one?", "How many?",
    "Where did they move?", "But why did the owner leave?", "Did she like that?",
])  # fmt: skip
def test_a_question_that_leans_is_completed(question: str) -> None:
    completed = complete(question, HISTORY)
    assert completed.startswith(question)
    assert "Acme" in completed
    assert "[1]" not in completed


@pytest.mark.parametrize("question", [
    "What is the capital of Peru?", "Which rooms allow dogs on the beds?", "Is there parking behind the house?",
])  # fmt: skip
def test_a_question_that_stands_alone_is_not(question: str) -> None:
    assert not leans(question)
    assert complete(question, HISTORY) == question


def test_without_a_conversation_nothing_is_lent() -> None:
    assert complete("And who founded it?", []) == "And who founded it?"


def test_a_long_conversation_does_not_drown_the_question() -> None:
    history = [message("user", "x " * 5000), message("assistant", "y " * 5000)]
    assert len(complete("Why?", history)) < 500
