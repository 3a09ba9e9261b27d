"""What was said before is found by its words, by whoever said it alone."""

from __future__ import annotations

from memory.blobs import Blobs
from memory.conversation_search import search
from memory.conversations import Conversations
from memory.database import Database
from tests.memory.test_conversations import answer


def test_questions_and_answers_are_found_by_their_words(database: Database, blobs: Blobs) -> None:
    conversations = Conversations(database, blobs)
    said = "The orchard is old. It was planted in 1907 by Clara Voss. A frost came."
    orchard, turn = conversations.record_turn("ada", None, "When was the orchard planted?", answer(said), [])
    bees, _ = conversations.record_turn("ada", None, "Who kept the bees?", answer("Ivy did, with part PPR-9087."), [])
    conversations.record_turn("bob", None, "Whose orchard is it?", answer("Clara's"), [])

    (found,) = search(database, "ada", "Clara planting", 5)
    assert (found.conversation, found.turn, found.title) == (orchard, turn, "When was the orchard planted?")
    assert found.sentence == "It was planted in 1907 by Clara Voss."
    assert search(database, "ada", "plant", 5)[0].sentence == found.sentence  # and not the question
    assert [place.conversation for place in search(database, "ada", "PPR9087", 5)] == [bees]
    assert [place.conversation for place in search(database, "ada", "orchard bees", 5)] == [bees, orchard]
    assert len(search(database, "ada", "orchard bees", 1)) == 1
    assert search(database, "ada", "?", 5) == search(database, "ada", 'NEAR("', 5) == []


def test_what_is_deleted_is_not_found(database: Database, blobs: Blobs) -> None:
    conversations = Conversations(database, blobs)
    conversation, _ = conversations.record_turn("ada", None, "Where is the key?", answer("Under the mat."), [])
    conversations.delete("ada", conversation)
    assert search(database, "ada", "key", 5) == []
    conversations.restore("ada", conversation)
    assert len(search(database, "ada", "key", 5)) == 1
