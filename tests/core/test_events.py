"""Events and what they carry: JSON and back, equal, and lenient to what other versions leave out or add."""

from __future__ import annotations

import json
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.events import Began, Cited, Done, Event, Failed, Progress, Sources, Token, Transcript, event_from_json
from core.types import Answer, BoxSpan, Citation, Finish, Outcome, PageSpan, Passage, Route, TimeSpan, Usage

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
CITATIONS = st.builds(
    Citation, NUMBERS, st.text(), st.text(), SPANS, st.text(), st.booleans(), NUMBERS, NUMBERS, NUMBERS
)
ANSWERS = st.builds(
    Answer, st.text(), st.booleans(), st.lists(CITATIONS, max_size=2).map(tuple), st.none() | st.text(), st.text(),
    st.none() | st.text(), st.text(), st.dictionaries(st.text(), NUMBERS.map(lambda n: n / 10_000), max_size=2),
    st.builds(Usage, NUMBERS, NUMBERS), st.sampled_from(get_args(Finish)), st.none() | st.text(), st.none() | st.text(),
    st.sampled_from(Outcome), st.none() | st.sampled_from(get_args(Route)),
)  # fmt: skip
EVENTS = st.one_of(
    st.builds(Began, st.text()), st.builds(Transcript, st.text()), st.builds(Progress, st.text(), NUMBERS, NUMBERS),
    st.builds(Sources, st.lists(PASSAGES, max_size=2).map(tuple)), st.builds(Token, st.text()),
    st.builds(Cited, CITATIONS), st.builds(Done, ANSWERS), st.builds(Failed, st.text(), st.text(), st.text()),
)  # fmt: skip


@given(EVENTS)
def test_every_event_comes_back_equal(event: Event) -> None:
    assert event_from_json(json.loads(json.dumps(event.to_json()))) == event


def test_each_kind_of_event_has_its_name_on_the_wire() -> None:
    answer = Answer("a", True, (), None, "m", None, "1", {}, Usage())
    span = PageSpan(1, 0, 1)
    events: list[Event] = [
        Began("c"), Transcript(""), Progress("", 0, 1), Sources(()), Token(""),
        Cited(Citation(1, "d", "n", span, "q", True)), Done(answer), Failed("", "", ""),
    ]  # fmt: skip
    names = ["began", "transcript", "progress", "sources", "token", "citation", "done", "error"]
    assert [event.to_json()["type"] for event in events] == names
    assert len(events) == len(get_args(Event))


def test_a_kind_that_is_not_known_here_is_none() -> None:
    assert event_from_json({"type": "mood", "colour": "blue"}) is None


@pytest.mark.parametrize("value", [{}, {"type": "token"}, {"type": "sources", "passages": [{}]}, {"type": "done"}])
def test_what_is_no_event_is_an_error(value: dict[str, Any]) -> None:
    with pytest.raises((KeyError, TypeError, AttributeError)):
        event_from_json(value)


def test_an_answer_needs_little_and_older_ones_said_only_whether_they_abstained() -> None:
    answer = Answer.from_json({"answer": "No.", "abstained": True, "later": 1})
    assert (answer.answer, answer.abstained, answer.outcome) == ("No.", True, Outcome.NOTHING_FOUND)
    assert not Answer.from_json({"answer": "Yes."}).abstained
