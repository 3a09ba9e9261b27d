"""Conversations: recorded, shown, continued, deleted, and only ever by their owner."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select

from core.errors import BadInput, Conflict, NotFound
from core.grounding.prompt import Prompted
from core.types import Answer, BoxSpan, Citation, Passage, Sampling, Usage, Weights
from feedback.votes import Votes
from memory.blobs import Blobs
from memory.conversation_markdown import markdown
from memory.conversations import Conversations
from memory.database import Database, DocumentRow, TurnRow, VoteRow
from memory.said import TITLE_CHARS, UNTITLED, title_of
from memory.tables import TurnTextRow
from memory.turns import Making, Written


@pytest.fixture
def conversations(database: Database, blobs: Blobs) -> Conversations:
    with database.session() as session:
        session.add(DocumentRow(id="d" * 32, owner="ada", sha256="0" * 64, name="a.png", size=1, status="ready"))
    return Conversations(database, blobs)


def answer(text: str = "An answer.") -> Answer:
    citation = Citation(1, "d" * 32, "a.png", BoxSpan((1, 2, 3, 4)), "quote", True)
    return Answer(text, True, (citation,), "as heard", "m", "v3", "p1", {"total": 0.5}, Usage(10, 5), route="evidence")


def making() -> Making:
    written = Written(Prompted("plain", "What is\nthis?"), Sampling(), Weights("v3", "ab" * 32))
    return Making(written, "The model's own words.", model_digest="cd" * 32)


def passage() -> Passage:
    return Passage(7, "d" * 32, "a.png", "picture", "a dog", BoxSpan((1, 2, 3, 4)), 0.7, ((0, 5),), fused=0.03)


def test_a_first_turn_opens_a_conversation_named_after_the_question(conversations: Conversations) -> None:
    conversation, turn = conversations.record_turn("ada", None, "What is\nthis?", answer(), [passage()], making())
    found = conversations.get("ada", conversation)
    assert found.title == "What is this?"
    (recorded,) = found.turns
    assert recorded.to_json() | {"created_at": 0} == {
        "turn": turn, "question": "What is\nthis?", "answer": "An answer.", "transcript": "as heard",
        "abstained": False, "from_library": True, "model": "m", "adapter": "v3", "prompt_version": "p1",
        "passages": [passage().to_json() | {"scored_by": "cosine", "fused": 0.03}],
        "citations": [answer().citations[0].to_json()], "timings": {"total": 0.5},
        "usage": {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15},
        "created_at": 0, "vote": None, "route": "evidence", "outcome": "answered",
        "finish": "stop", "trainable": True, "untrainable": None, "again_of": None, "chosen": None,
    }  # fmt: skip


def test_what_is_damaged_hides_no_other_turn(
    conversations: Conversations, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    conversation, turn = conversations.record_turn("ada", None, "What is this?", answer(), [passage()], making())
    with database.session() as session:
        row = session.get_one(TurnRow, turn)
        row.citations = [{"n": 1}, None, {**row.citations[0], "span": {"box": [1]}}, *row.citations]
        row.passages = [*row.passages, "words"]
    (shown,) = conversations.get("ada", conversation).turns
    assert (len(shown.citations), len(shown.passages)) == (1, 1)
    assert "- [1] a.png: “quote”" in markdown(conversations.get("ada", conversation))
    assert "3 of 4 stored as Citation are none" in caplog.text


def test_further_turns_follow_and_move_it_to_the_top(conversations: Conversations) -> None:
    first, _ = conversations.record_turn("ada", None, "first", answer("a1"), [])
    conversations.create("ada")  # without turns it is not listed
    second, _ = conversations.record_turn("ada", None, "second", answer("b1"), [])
    assert [c.id for c in conversations.list("ada")] == [second, first]
    for i in range(2, 7):
        assert conversations.record_turn("ada", first, f"question {i}", answer(f"a{i}"), [])[0] == first
    assert [c.id for c in conversations.list("ada")] == [first, second]
    assert [t.question for t in conversations.get("ada", first).turns] == [
        "first",
        *(f"question {i}" for i in range(2, 7)),
    ]
    past = conversations.history("ada", first, turns=2)
    assert [(turn.question, turn.answer) for turn in past] == [("question 5", "a5"), ("question 6", "a6")]


def test_an_untitled_conversation_takes_its_title_from_the_first_question(conversations: Conversations) -> None:
    opened = conversations.create("ada")
    assert opened.title == UNTITLED
    conversations.record_turn("ada", opened.id, "Now named", answer(), [])
    assert conversations.get("ada", opened.id).title == "Now named"
    conversations.change("ada", opened.id, title="By hand")
    conversations.record_turn("ada", opened.id, "not renamed", answer(), [])
    assert conversations.get("ada", opened.id).title == "By hand"


def test_titles_are_one_short_line() -> None:
    title = title_of("word " * 100)
    assert len(title) <= TITLE_CHARS + 1
    assert title.endswith("word…")
    assert title_of(" \n ") == UNTITLED
    assert len(title_of("x" * 500)) <= TITLE_CHARS + 1


def test_votes_are_shown_with_the_turns_and_only_ones_own(conversations: Conversations, database: Database) -> None:
    conversation, turn = conversations.record_turn("ada", None, "q", answer(), [])
    Votes(database).vote("ada", turn, "down")
    assert conversations.get("ada", conversation).turns[0].vote == "down"


def test_deleting_takes_turns_and_votes_along(conversations: Conversations, database: Database) -> None:
    conversation, turn = conversations.record_turn("ada", None, "q", answer(), [])
    Votes(database).vote("ada", turn, "up")
    conversations.delete("ada", conversation)
    assert conversations.list("ada") == []
    with pytest.raises(NotFound):
        Votes(database).get("ada", turn)
    with pytest.raises(NotFound):
        conversations.history("ada", conversation)
    conversations.remove_deleted()
    conversations.restore("ada", conversation)
    assert conversations.get("ada", conversation).turns[0].vote == "up"
    conversations.delete("ada", conversation)
    conversations.remove_deleted(0.0)
    with pytest.raises(NotFound):
        conversations.restore("ada", conversation)
    with database.reading() as session:
        for row in (TurnRow, TurnTextRow, VoteRow):
            assert session.scalars(select(row)).all() == []


def test_what_is_deleted_is_listed_until_it_is_restored(conversations: Conversations) -> None:
    first, _ = conversations.record_turn("ada", None, "first", answer(), [])
    second, _ = conversations.record_turn("ada", None, "second", answer(), [])
    empty = conversations.create("ada").id
    for conversation in (first, second, empty):
        conversations.delete("ada", conversation)
    assert [found.id for found in conversations.deleted("ada")] == [second, first]
    assert conversations.deleted("bob") == []
    conversations.restore("ada", first)
    assert ([c.id for c in conversations.list("ada")], len(conversations.deleted("ada"))) == ([first], 1)


def test_pinned_ones_stand_before_the_others(conversations: Conversations) -> None:
    first, second = (conversations.record_turn("ada", None, word, answer(), [])[0] for word in ("first", "second"))
    conversations.change("ada", first, pinned=True)
    assert [(found.id, found.pinned) for found in conversations.list("ada")] == [(first, True), (second, False)]
    conversations.change("ada", first, title="Still", pinned=False)
    assert [found.id for found in conversations.list("ada")] == [second, first]


def test_a_question_asked_once_more_goes_on_with_the_answer_that_is_chosen(conversations: Conversations) -> None:
    def said() -> list[str]:
        return [turn.answer for turn in conversations.history("ada", conversation)]

    conversation, start = conversations.record_turn("ada", None, "Hello", answer("Hi."), [])
    _, first = conversations.record_turn("ada", conversation, "Who?", answer("Tom."), [])
    assert [turn.answer for turn in conversations.history("ada", conversation, without=first)] == ["Hi."]
    assert conversations.asked("ada", first).question == "Who?"
    _, second = conversations.record_turn("ada", conversation, "Who?", answer("Ann."), [], again=first)
    assert said() == ["Hi.", "Tom."]
    conversations.choose("ada", second, first)
    assert said() == ["Hi.", "Ann."]
    _, third = conversations.record_turn("ada", conversation, "Who?", answer("Kim."), [], again=second)
    assert conversations.asked("ada", third).answer == "Kim."
    conversations.record_turn("ada", conversation, "Who?", answer("Lee."), [], again=second)
    found = {turn.id: turn for turn in conversations.get("ada", conversation).turns}
    assert (found[third].again_of, found[third].chosen, said()) == (first, False, ["Hi.", "Ann."])
    assert [turn.answer for turn in found.values() if turn.goes_on] == ["Hi.", "Ann."]
    with pytest.raises(BadInput):
        conversations.choose("ada", second, start)
    conversations.record_turn("ada", conversation, "And then?", answer("Nothing."), [])
    with pytest.raises(Conflict):
        conversations.asked("ada", second)


@pytest.mark.parametrize(
    "use",
    [
        lambda c, id: c.get("bob", id),
        lambda c, id: c.change("bob", id, title="mine now"),
        lambda c, id: c.change("bob", id, pinned=True),
        lambda c, id: c.delete("bob", id),
        lambda c, id: c.restore("bob", id),
        lambda c, id: c.history("bob", id),
        lambda c, id: c.asked("bob", c.get("ada", id).turns[0].id),
        lambda c, id: c.choose("bob", c.get("ada", id).turns[0].id, "another"),
        lambda c, id: c.record_turn("bob", id, "q", answer(), []),
        lambda c, id: c.get("ada", "no such id"),
    ],
)
def test_what_is_somebody_elses_is_not_there(
    use: Callable[[Conversations, str], object], conversations: Conversations
) -> None:
    conversation, _ = conversations.record_turn("ada", None, "private", answer(), [])
    with pytest.raises(NotFound):
        use(conversations, conversation)
    assert conversations.list("bob") == []
    assert len(conversations.get("ada", conversation).turns) == 1


def test_questions_of_any_characters_are_kept(conversations: Conversations) -> None:
    conversation, _ = conversations.record_turn("ada", None, "nul \0 lone \udc80", answer("a\0b"), [])
    (turn,) = conversations.get("ada", conversation).turns
    assert (turn.question, turn.answer) == ("nul � lone �", "a�b")
