"""Courtesies are told from questions, as a whole and in any case, and their replies differ."""

from __future__ import annotations

import pytest

from core.grounding.courtesy import Courtesies
from tests.bag_of_words import BagOfWords


@pytest.fixture(scope="module")
def courtesies() -> Courtesies:
    return Courtesies(BagOfWords())


@pytest.mark.parametrize(("message", "kind"), [
    ("HELLO!!", "greeting"), ("hiiii", "greeting"), ("Guten Tag", "greeting"), ("Hola, ¿qué tal?", "greeting"),
    ("hi Vermeil", "greeting"), ("ok thanks", "thanks"), ("thx", "thanks"), ("Tschüss!", "farewell"),
    ("👍", "agreement"), ("❤️", "agreement"), ("??", "wordless"), ("🦊", "wordless"), ("You're useless", "annoyance"),
])  # fmt: skip
def test_a_courtesy_is_recognised(courtesies: Courtesies, message: str, kind: str) -> None:
    found = courtesies.read(message)
    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize(
    "message", ["hi, when is breakfast?", "hall", "test", "invoice 123", "thanks to whom was it built?"]
)
def test_what_may_be_looked_up_is_none(courtesies: Courtesies, message: str) -> None:
    assert courtesies.read(message) is None


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("test", "trial"),
        ("thanks for the assist", "thanks"),
        ("good talk, bye", "farewell"),
        ("Helo", "greeting"),
        ("thankss", "thanks"),
    ],
)
def test_what_nothing_was_found_for_is_one_sooner(courtesies: Courtesies, message: str, kind: str) -> None:
    found = courtesies.read(message, searched=True)
    assert found is not None
    assert found.kind == kind


def test_neighbouring_replies_differ_and_say_what_next(courtesies: Courtesies) -> None:
    greeting = courtesies.read("hello")
    assert greeting is not None
    replies = [greeting.reply(turn, "Add files.") for turn in range(3)]
    assert len(set(replies)) == 3
    assert all(reply.endswith("Add files.") for reply in replies)
