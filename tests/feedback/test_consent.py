"""Consent: off where several people have accounts, said once, for a conversation otherwise, and taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import NotFound
from feedback.consent import Consents, of_everybody
from memory.account_tables import PersonRow
from memory.blobs import Blobs
from memory.conversations import Conversations
from memory.database import Database


@pytest.fixture
def conversations(database: Database, tmp_path: Path) -> Conversations:
    return Conversations(database, Blobs(tmp_path / "blobs"))


def account(database: Database, name: str) -> None:
    with database.session() as session:
        session.add(PersonRow(id=name, name=name, skeleton=name, password="", role="user"))


def allows(database: Database, owner: str, conversation: str) -> bool:
    with database.reading() as session:
        return of_everybody(session).allows(owner, conversation)


def test_alone_it_is_on_and_from_the_second_account_on_it_is_off(database: Database) -> None:
    assert allows(database, "local", "c")
    account(database, "ada")
    assert allows(database, "ada", "c")
    account(database, "bob")
    assert not allows(database, "ada", "c")
    assert Consents(database).of("ada").said is None


def test_what_is_said_holds_until_it_is_taken_back(database: Database) -> None:
    account(database, "ada")
    account(database, "bob")
    consents = Consents(database)
    for said, holds in ((True, True), (True, True), (False, False), (None, False)):
        assert consents.say("ada", said).allowed is holds
        assert allows(database, "ada", "c") is holds
    assert [word.allowed for word in consents.of("ada").history] == [None, False, True]
    assert not allows(database, "bob", "c")
    assert consents.of("bob").history == []


def test_a_conversation_may_have_a_word_of_its_own(database: Database, conversations: Conversations) -> None:
    consents = Consents(database)
    private, open_ = (conversations.create("ada", title).id for title in ("private", "open"))
    consents.say("ada", True)
    consents.say("ada", False, private)
    assert (allows(database, "ada", private), allows(database, "ada", open_)) == (False, True)
    consents.say("ada", False)
    assert consents.say("ada", True, open_).conversations == {private: False, open_: True}
    assert (allows(database, "ada", private), allows(database, "ada", open_)) == (False, True)
    assert consents.say("ada", None, open_).allows(open_) is False
    conversations.delete("ada", private)
    conversations.remove_deleted(0.0)
    assert consents.of("ada").conversations == {}


def test_nobody_speaks_for_a_conversation_of_others(database: Database, conversations: Conversations) -> None:
    hers = conversations.create("ada", "hers").id
    for where in (hers, "none"):
        with pytest.raises(NotFound):
            Consents(database).say("bob", True, where)
    assert Consents(database).of("bob").history == []


def test_who_has_left_leaves_no_word(database: Database) -> None:
    consents = Consents(database)
    consents.say("ada", True)
    consents.say("bob", True)
    consents.forget("ada")
    assert (consents.of("ada").history, len(consents.of("bob").history)) == ([], 1)
