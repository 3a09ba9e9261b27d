"""What the API sends becomes what the page shows, and what it leaves out has a default."""

from __future__ import annotations

import pytest

from core.events import Began, Done, Progress, Sources, Token
from core.types import Answer, PageSpan, Passage
from frontend.client.records import Document, Readiness, Turn, vote_from_json
from frontend.draft import Draft


def test_a_document_needs_little() -> None:
    document = Document.from_json({"document": "d", "name": "n", "status": "queued", "kind": None, "reason": None})
    assert document == Document("d", "n", None, "queued")
    assert document.pending


@pytest.mark.parametrize(
    ("value", "vote"), [("up", "up"), ({"value": "down"}, "down"), (None, None), ("sideways", None)]
)
def test_votes_in_either_shape(value: object, vote: str | None) -> None:
    assert vote_from_json(value) == vote


def test_readiness_says_what_failed() -> None:
    parts = {"language": "ready", "speech": "failed: no voice is installed"}
    readiness = Readiness.from_json({"status": "failed", "parts": parts, "notes": ["A note."]})
    assert readiness.failures == {"speech": "no voice is installed"}
    assert (readiness.status, readiness.notes) == ("failed", ("A note.",))
    assert Readiness.from_json({"status": "limited", "parts": parts}).status == "limited"
    with pytest.raises(ValueError, match="status"):
        Readiness.from_json({"error": {"code": "x"}})


def test_a_draft_becomes_the_answer_that_the_service_finished() -> None:
    draft = Draft(Turn("When?", "", picture=b"p"))
    draft.take(Sources((Passage(1, "d", "n", "text", "t", PageSpan(1, 0, 1), 0.5),)))
    draft.take(Token("In 19"))
    draft.take(Token("07"))
    draft.take(Done(Answer.from_json({"answer": "In 1907.", "conversation": "c", "turn": "t", "from_library": True})))
    turn = draft.turn()
    assert (turn.question, turn.answer, turn.id, turn.picture) == ("When?", "In 1907.", "t", b"p")
    assert [passage.document for passage in turn.passages] == ["d"]
    assert draft.conversation == "c"


def test_a_draft_that_was_stopped_keeps_what_there_is() -> None:
    draft = Draft(Turn("When?", ""))
    draft.take(Began("c"))
    draft.take(Token("In 19"))
    assert draft.conversation == "c"
    assert draft.turn(stopped=True) == Turn("When?", "In 19", stopped=True)
    assert draft.turn(error="It broke.").error == "It broke."


def test_progress_of_unknown_length_has_no_share() -> None:
    draft = Draft(Turn("", ""))
    draft.take(Progress("Reading", 1, 4))
    assert (draft.step, draft.share) == ("Reading", 0.25)
    draft.take(Progress("Reading", 1, 0))
    assert draft.share is None
