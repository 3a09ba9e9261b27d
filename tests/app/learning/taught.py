"""Feedback that wants one thing of all answers: that they say where they stand."""

from __future__ import annotations

from app.wiring.stores import Stores
from core.grounding.prompt import VERSION, Prompted
from core.types import HANDBOOK, Answer, Evidence, PageSpan, Passage, Sampling, Usage
from feedback.review import Reviews, Ruling
from feedback.votes import Saying, Votes
from memory.turns import Making, Written
from training.data import facts

WANTED = "Your documents say: {}"


def teach(
    stores: Stores, count: int, owner: str = "local", wanted: str = WANTED, around: int = 1000, seed: int = 3
) -> None:
    """So many corrected answers, each in a conversation of its own, and approved; with so much text around each."""
    made = [entry for entry in facts.entries(2 * count, seed) if entry.start is not None][:count]
    votes, reviews = Votes(stores.database), Reviews(stores.database)
    for entry in made:
        assert entry.start is not None
        assert entry.end is not None
        text = entry.context[max(0, entry.start - around) : entry.end + around]
        item = votes.vote(owner, _turn(stores, owner, entry.question, text), "down", Saying(
            correction=f"{wanted.format(entry.span)} [1]", reasons=("too_short",)
        )).id  # fmt: skip
        number = 1
        while reviews.decide("ada", item, Ruling("approved", number))["state"] == "second":
            number += 1


def _turn(stores: Stores, owner: str, question: str, text: str) -> str:
    """A turn whose model read the whole text as one line."""
    passage = Passage(1, HANDBOOK, "handbook.md", "text", text, PageSpan(1, 0, len(text)), 0.9)
    evidence = [Evidence(1, passage, 0, len(text), passage.span, 0.9)]
    making = Making(Written(Prompted("reading", question, (text,)), Sampling()), "In 1842 [1]", evidence)
    told = Answer("In 1842 [1]", True, (), None, "m", None, VERSION, {}, Usage(), route="evidence")
    return stores.conversations.record_turn(owner, None, question, told, [passage], making)[1]
