"""What somebody put right in a transcript is listened for in what they say next, and in nobody else's."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.types import Answer, Usage
from feedback import hot_words as module
from feedback.hot_words import hot_words, unheard
from feedback.votes import Saying, Votes
from memory.blobs import Blobs
from memory.conversations import Conversations
from memory.database import Database


@pytest.mark.parametrize(
    ("heard", "right", "found"),
    [
        ("When does the trail quiz leave?", "When does the Trelquist leave?", ["Trelquist"]),
        ("Is Bruno Howden in it?", "Is Bruno Haldane in it?", ["Haldane"]),
        ("who is in go lore", "Who is Ingelore Okonjo-Falk?", ["Ingelore Okonjo-Falk"]),
        ("When is it?", "When is it?", []),
        ("what is in it", "What was in the it?", []),  # empty words teach nothing
        ("", "", []),
    ],
)
def test_what_was_not_heard(heard: str, right: str, found: list[str]) -> None:
    assert list(unheard(heard, right)) == found


def asked(database: Database, folder: Path, owner: str, heard: str) -> str:
    told = Answer("Nothing.", True, (), heard, "m", None, "2", {}, Usage(), route="nothing")
    return Conversations(database, Blobs(folder)).record_turn(owner, None, heard, told, [])[1]


def test_words_are_the_persons_own_the_latest_first(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    votes, turns = Votes(database), {}
    for right in ("the Trelquist", "the Vessby", "the Okonjo", "the Trelquist"):
        turns[right] = asked(database, tmp_path, "ada", "the thing")
        votes.vote("ada", turns[right], "down", Saying(transcript=right))
    votes.vote("bob", asked(database, tmp_path, "bob", "the thing"), "down", Saying(transcript="the Kvaloya"))
    assert hot_words(database, "ada") == ["Trelquist", "Okonjo", "Vessby"]
    assert hot_words(database, "bob") == ["Kvaloya"]
    assert hot_words(database, "eve") == []
    votes.undo("ada", turns["the Okonjo"])
    assert hot_words(database, "ada") == ["Trelquist", "Vessby"]
    monkeypatch.setattr(module, "MOST", 1)
    assert hot_words(database, "ada") == ["Trelquist"]
