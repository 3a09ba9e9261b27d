"""Questions that ask the same in other words, and those that only look like it."""

from __future__ import annotations

import random

import pytest

from core.grounding.paraphrase import ask_the_same
from tests.paraphrases.measure import opposed, paraphrases
from tests.paraphrases.opposites import opposites

LEAST_KNOWN = 0.8


@pytest.mark.parametrize("name", ["chosen_on", "held_out", "fresh"])
def test_most_paraphrases_are_known_and_no_opposite_of_them_is_taken_for_one(name: str) -> None:
    groups = paraphrases(name)
    pairs = [(group[0], other) for group in groups for other in group[1:]]
    assert sum(ask_the_same(*pair) for pair in pairs) >= LEAST_KNOWN * len(pairs)
    assert not [pair for _, pair in opposed(groups) if ask_the_same(*pair)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("How do I turn the alarm on?", "How do I turn the alarm off?"),
        ("Is the pool open on Monday?", "Is the pool not open on Monday?"),
        ("Do I eat before training?", "Do I train before eating?"),
        ("What does invoice A-17 say?", "What does invoice B-17 say?"),
        ("What does invoice A-17 say?", "What does invoice 17 say?"),
        ("Who hired Ada?", "Who did Ada hire?"), ("Who hired Ada?", "Who was hired by Ada?"),
        ("When does the bus go from Leeds to York?", "When does the bus go from York to Leeds?"),
        ("What does it cost to reach IT?", "What does it cost to reach it?"),
        ("Who is the chair?", "Who was the chair?"), ("Which room is larger?", "Which room is large?"),
        ("What is -5 in Kelvin?", "What is +5 in Kelvin?"), ("Who teaches C++?", "Who teaches C#?"),
        ("Where is my key?", "Where is your key?"), ("Who expressed sympathy?", "Who was sympathy expressed with?"),
        ("What book is missing a page?", "What pages of the book are missing?"),
        ("How many points below?", "How many points above?"), ("What did it agree with?", "What did it agree without?"),
        ("In which month does the lease end?", "In which year does the lease end?"),
        ("Wann ist das Bad geöffnet?", "Wann ist das Bad nicht geöffnet?"), ("", ""), ("Who?", "Who?"),
    ],
)  # fmt: skip
def test_what_only_looks_alike_is_not_the_same(one: str, other: str) -> None:
    assert not ask_the_same(one, other)
    assert not ask_the_same(other, one)


def test_opposites_are_made_of_every_kind() -> None:
    """Else the measure would count fewer kinds than it says."""
    asked = "Who is the first manager that Ada Lind sent from Leeds to York in 1998?"
    kinds = {kind for kind, _ in opposites(asked, random.Random(1))}
    assert kinds == {"number", "name", "negation", "antonym", "asked for", "narrowed", "exchanged", "sister"}
