"""What the API sends is read back exactly, and what it leaves out has a default."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.types import BoxSpan, Citation, Event, PageSpan, Passage, TimeSpan
from frontend.draft import Draft
from frontend.errors import ApiError
from frontend.records import Document, Readiness, Turn, citation_from_json, passage_from_json, vote_from_json

NUMBERS = st.integers(0, 9999)
SPANS = st.one_of(
    st.builds(PageSpan, NUMBERS, NUMBERS, NUMBERS),
    st.builds(BoxSpan, st.tuples(NUMBERS, NUMBERS, NUMBERS, NUMBERS)),
    st.builds(TimeSpan, NUMBERS.map(lambda n: n / 8), NUMBERS.map(lambda n: n / 8)),
)
PASSAGES = st.builds(
    Passage, chunk=NUMBERS, document=st.text(), name=st.text(), kind=st.sampled_from(["text", "picture", "audio"]),
    text=st.text(), span=SPANS, score=NUMBERS.map(lambda n: n / 10_000),
    highlights=st.lists(st.tuples(NUMBERS, NUMBERS), max_size=3).map(tuple),
)  # fmt: skip


@given(PASSAGES)
def test_passages_come_back_equal(passage: Passage) -> None:
    assert passage_from_json(passage.to_json()) == passage


@given(st.builds(Citation, NUMBERS, st.text(), st.text(), SPANS, st.text(), st.booleans()))
def test_citations_come_back_equal(citation: Citation) -> None:
    assert citation_from_json(citation.to_json()) == citation


def test_a_document_needs_little() -> None:
    document = Document.from_json({"document": "d", "name": "n", "status": "queued", "kind": None, "reason": None})
    assert document == Document("d", "n", "text", "queued")
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
    draft.take(Event("sources", {"passages": [Passage(1, "d", "n", "text", "t", PageSpan(1, 0, 1), 0.5).to_json()]}))
    draft.take(Event("token", {"text": "In 19"}))
    draft.take(Event("token", {"text": "07"}))
    draft.take(
        Event("done", {"answer": {"answer": "In 1907.", "conversation": "c", "turn": "t", "from_library": True}})
    )
    turn = draft.turn()
    assert (turn.question, turn.answer, turn.id, turn.picture) == ("When?", "In 1907.", "t", b"p")
    assert [passage.document for passage in turn.passages] == ["d"]
    assert draft.conversation == "c"


def test_a_draft_that_was_stopped_keeps_what_there_is() -> None:
    draft = Draft(Turn("When?", ""))
    draft.take(Event("token", {"text": "In 19"}))
    assert draft.turn(stopped=True) == Turn("When?", "In 19", stopped=True)
    assert draft.turn(error="It broke.").error == "It broke."


@pytest.mark.parametrize(
    "event", [Event("token", {}), Event("sources", {"passages": [{}]}), Event("done", {"answer": 3})]
)
def test_a_draft_refuses_what_is_no_event(event: Event) -> None:
    with pytest.raises(ApiError, match="no answer"):
        Draft(Turn("", "")).take(event)


def test_progress_of_unknown_length_has_no_share() -> None:
    draft = Draft(Turn("", ""))
    draft.take(Event("progress", {"text": "Reading", "done": 1, "total": 4}))
    assert (draft.step, draft.share) == ("Reading", 0.25)
    draft.take(Event("progress", {"text": "Reading", "done": 1, "total": 0}))
    assert draft.share is None
