"""What people told of themselves: kept with its turn, used as they allow, and gone when they want it gone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from core.errors import NotFound
from memory.blobs import Blobs
from memory.conversations import Conversations
from memory.database import Database
from memory.facts import Facts
from tests.memory.test_conversations import answer


@pytest.fixture
def facts(database: Database) -> Facts:
    return Facts(database)


@pytest.fixture
def turn(database: Database, blobs: Blobs) -> str:
    return Conversations(database, blobs).record_turn("ada", None, "My name is Ada.", answer(), [])[1]


def texts(facts: Facts, owner: str = "ada") -> list[str]:
    return [fact.text for fact in facts.list(owner)]


def test_what_was_said_is_kept_once_and_with_its_turn(facts: Facts, turn: str) -> None:
    facts.keep("ada", ["My name is Ada.", "I live in Oslo."], turn)
    facts.keep("ada", ["my name is ADA"], turn)
    assert texts(facts) == ["my name is ADA", "I live in Oslo."]
    assert texts(facts, "bob") == []
    assert (facts.list("ada")[0].turn, facts.list("ada")[0].title) == (turn, "My name is Ada.")


def test_where_it_is_switched_off_nothing_is_kept_or_used(facts: Facts, turn: str) -> None:
    facts.keep("ada", ["My name is Ada."], turn)
    facts.switch("ada", False)
    facts.keep("ada", ["I live in Oslo."], turn)
    assert (texts(facts), facts.in_use("ada"), facts.remembers("bob")) == (["My name is Ada."], (), True)
    facts.switch("ada", True)
    assert [fact.text for fact in facts.in_use("ada")] == ["My name is Ada."]


def test_it_is_put_right_deleted_and_had_back(facts: Facts, turn: str) -> None:
    facts.keep("ada", ["My name is Ada."], turn)
    (fact,) = facts.list("ada")
    facts.change("ada", fact.id, "My name is Eva.")
    assert [(one.text, one.edited) for one in facts.list("ada")] == [("My name is Eva.", True)]
    facts.delete("ada", fact.id)
    assert (texts(facts), [one.id for one in facts.list("ada", deleted=True)]) == ([], [fact.id])
    facts.remove_deleted()
    facts.restore("ada", fact.id)
    assert texts(facts) == ["My name is Eva."]
    facts.delete("ada", fact.id)
    facts.remove_deleted(0.0)
    with pytest.raises(NotFound):
        facts.restore("ada", fact.id)


def test_it_goes_with_its_conversation_and_with_its_person(
    facts: Facts, turn: str, database: Database, blobs: Blobs
) -> None:
    conversations = Conversations(database, blobs)
    facts.keep("ada", ["My name is Ada."], turn)
    conversation = facts.list("ada")[0].conversation
    conversations.delete("ada", conversation)
    assert texts(facts) == []
    conversations.restore("ada", conversation)
    assert texts(facts) == ["My name is Ada."]
    conversations.delete("ada", conversation)
    conversations.remove_deleted(0.0)
    facts.switch("ada", False)
    facts.forget("ada")
    assert (facts.list("ada", deleted=True), facts.remembers("ada")) == ([], True)


@pytest.mark.parametrize("use", [
    lambda facts, fact: facts.change("bob", fact, "Mine."),
    lambda facts, fact: facts.delete("bob", fact),
    lambda facts, fact: facts.restore("bob", fact),
])  # fmt: skip
def test_what_is_somebody_elses_is_not_there(use: Callable[[Facts, int], object], facts: Facts, turn: str) -> None:
    facts.keep("ada", ["My name is Ada."], turn)
    with pytest.raises(NotFound):
        use(facts, facts.list("ada")[0].id)
