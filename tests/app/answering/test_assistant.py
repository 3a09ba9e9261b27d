"""The main path, on each of its routes: what is said, what it rests on, and that it stops when it is told to."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.answering import quoted
from app.answering.assistant import gather
from app.answering.from_span import settle
from app.answering.task import Draft, Task, Versions, route_for
from core.errors import BadInput
from core.events import Cited, Done, Progress, Sources, Token, Transcript
from core.grounding import prompt
from core.grounding.intent import Intent
from core.grounding.standing import Decision
from core.speech.doubt import not_understood
from core.types import (
    AGAIN_TEMPERATURE,
    IN_THE_QUESTION,
    UNRECORDED,
    Answer,
    BoxSpan,
    Evidence,
    LibraryMode,
    Outcome,
    Passage,
    Question,
    Route,
    Weights,
    message,
)
from tests.app.answering.standins import OWNER, PICTURE, Ears, Engine, House, Photographed

MILL = "The mill at Alder Creek was built in 1843. It burned down twice. Flour is sold there."


def done(events: list[Any]) -> Answer:
    assert isinstance(events[-1], Done)
    return events[-1].answer


def kinds(events: list[Any]) -> list[str]:
    return [type(event).__name__ for event in events]


# --- each route ---------------------------------------------------------------------------------------------------


def test_asked_once_more_it_is_drawn_by_chance_at_the_same_place_of_the_conversation(
    build: Callable[..., House],
) -> None:
    house = build(pointed=True)
    house.shelve(MILL)
    first = done(house.ask("When was the mill at Alder Creek built?"))
    place = {"conversation": first.conversation, "again": first.turn}
    house.engine.says = "in 1843 [1]"
    second = done(house.ask("When was the mill at Alder Creek built?", **place))
    assert house.engine.asked[-1].sampling.temperature == AGAIN_TEMPERATURE  # the words were pointed at before
    turns = house.conversations.get(OWNER, str(first.conversation)).turns
    assert [(turn.id, turn.again_of) for turn in turns] == [(first.turn, None), (second.turn, first.turn)]
    assert house.conversations.history(OWNER, str(first.conversation))[-1].turn == first.turn

    talk = done(house.ask("Tell me a joke.", conversation=first.conversation))
    same = done(house.ask("Tell me a joke.", conversation=first.conversation, again=talk.turn))
    assert house.engine.asked[-1].messages == house.engine.asked[-2].messages
    assert (same.answer, same.turn) == (talk.answer, talk.turn)  # nothing to choose between
    cancel = threading.Event()
    cancel.set()
    assert done(house.ask("Tell me a joke.", cancel, conversation=first.conversation, again=talk.turn)).turn is None
    assert len(house.conversations.get(OWNER, str(first.conversation)).turns) == 3


def test_from_a_span_the_words_are_there_at_once_and_no_model_is_asked(build: Callable[..., House]) -> None:
    house = build(pointed=True)
    house.shelve(MILL)
    answer = done(house.ask("When was the mill at Alder Creek built?"))
    assert (answer.answer, answer.route, answer.adapter) == ("1843. [1]", "evidence", None)
    assert answer.citations[0].quote == "The mill at Alder Creek was built in 1843."
    assert done(house.ask("When was the mill at Bear Creek built?")).outcome is Outcome.NOTHING_FOUND
    assert house.engine.asked == []
    house.ask("Explain when the mill at Alder Creek was built")
    assert [asked.adapter for asked in house.engine.asked] == ["grounded_reader"]


@pytest.mark.parametrize(
    ("says", "question", "answer", "outcome"),
    [
        ("1843 [1]", "When was the mill at Alder Creek built?", "1843. [1]", Outcome.ANSWERED),
        ("1844 [1]", "When was the mill at Alder Creek built?", "1843. [1]", Outcome.ANSWERED),
        (
            "1843 [1]",
            "When was the mill at Bear Creek built?",
            "I found nothing on Bear in your library.",
            Outcome.NOTHING_FOUND,
        ),
    ],
)
def test_from_excerpts_what_is_said_stands_in_a_source_that_bears_out_the_question(
    build: Callable[..., House], says: str, question: str, answer: str, outcome: Outcome
) -> None:
    house = build(engine=Engine(says), excerpts=True)
    house.shelve(MILL)
    events = house.ask(question)
    assert isinstance(events[0], Sources)
    finished = done(events)
    assert (finished.answer, finished.outcome, finished.route) == (answer, outcome, "evidence")
    assert [c.quote in MILL for c in finished.citations] == [True] * (outcome is Outcome.ANSWERED)
    assert finished.from_library is (outcome is Outcome.ANSWERED)
    assert house.engine.asked[0].messages[-1].text.startswith(f"[1] mill.txt: {MILL}")


def test_what_may_answer_is_said_as_such_and_cited() -> None:
    source = quoted.whole("d", "mill.txt", "The mill was built\nin 1843.")
    draft = Draft("evidence")
    settle(draft, Decision(source.quote, source, unsure=True), "your library")
    assert draft.text == "I am not sure, but this may answer it: “The mill was built in 1843.” [1]"
    assert [citation.name for citation in draft.citations] == ["mill.txt"]
    assert (draft.outcome, draft.from_library) == (Outcome.ANSWERED, True)


def test_from_evidence_the_sources_come_first_and_the_answer_is_checked_before_it_is_said(house: House) -> None:
    document = house.shelve(MILL)
    events = house.ask("When was the mill at Alder Creek built?")
    assert kinds(events) == ["Sources", "Token", "Cited", "Done"]
    answer = done(events)
    assert (answer.answer, answer.route, answer.outcome) == ("1843 [1]", "evidence", Outcome.ANSWERED)
    assert answer.from_library
    assert answer.adapter == "grounded_reader"
    (citation,) = answer.citations
    (shown,) = events[0].passages
    assert (citation.document, citation.chunk) == (document, shown.chunk)
    assert shown.text[citation.start : citation.end] == citation.quote == MILL[:42]
    assert (citation.start, citation.end) in shown.highlights


def test_what_the_evidence_does_not_carry_is_not_said(house: House) -> None:
    house.shelve(MILL)
    house.engine.says = "1999 [1]"
    assert done(house.ask("When was the mill at Alder Creek built?")).answer == "1843. [1]"


def test_a_reader_that_refuses_is_believed_where_the_span_reader_is_not_sure(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.shelve(MILL)
    house.engine.says = prompt.NOT_THERE
    assert done(house.ask("When was the mill at Alder Creek built?")).answer == "1843. [1]"
    monkeypatch.setattr("core.grounding.evidence.SURE", 1.1)
    answer = done(house.ask("When was the mill at Alder Creek built?"))
    assert (answer.answer, answer.outcome, answer.abstained) == (prompt.NOTHING_FOUND, Outcome.NOTHING_FOUND, True)
    assert not answer.from_library
    assert answer.citations == ()


def test_without_a_reader_the_model_answers_in_a_sentence(build: Callable[..., House]) -> None:
    house = build(reads=False, engine=Engine("The mill at Alder Creek was built in 1843."))
    house.shelve(MILL)
    answer = done(house.ask("When was the mill at Alder Creek built?"))
    assert answer.answer == "The mill at Alder Creek was built in 1843. [1]"
    assert answer.adapter is None
    assert house.engine.asked[0].messages[0].text == prompt.GROUNDED_SYSTEM


def test_what_the_eyes_recognised_is_said_without_a_model(house: House) -> None:
    events = house.ask("What is this?", library="off", picture=PICTURE)
    assert kinds(events) == ["Sources", "Token", "Cited", "Done"]
    answer = done(events)
    assert answer.answer.startswith("The picture shows a golden retriever (dog).")
    assert (answer.route, answer.citations[0].document) == ("recognised", IN_THE_QUESTION)
    assert house.engine.asked == house.seeing.asked == []


def test_a_picture_without_words_asks_what_it_is(house: House) -> None:
    assert done(house.ask("", library="off", picture=PICTURE)).route == "recognised"


def test_a_later_question_about_the_picture_sees_it_again(house: House) -> None:
    first = done(house.ask("What is this?", picture=PICTURE))
    again = done(house.ask("What is in the picture?", conversation=first.conversation))
    assert (again.route, again.answer) == (first.route, first.answer)
    guess = done(house.ask("What colour is the square?", conversation=first.conversation))
    assert guess.route == "guess"
    house.shelve(MILL)
    for question in ("Who owns the mill?", "Thanks!"):
        assert done(house.ask(question, conversation=first.conversation)).route not in ("guess", "recognised")


def test_a_guess_is_said_to_be_one_and_cites_the_picture_without_claiming_its_support(house: House) -> None:
    answer = done(house.ask("What colour is the square?", library="off", picture=PICTURE))
    assert answer.answer == "My guess from the picture: The square is red. [1]"
    assert (answer.route, answer.outcome) == ("guess", Outcome.GUESSED)
    assert [c.supported for c in answer.citations] == [False]


def test_what_was_no_answer_to_a_guess_is_left_to_the_evidence(house: House) -> None:
    house.seeing.says = "A square, I think."
    answer = done(house.ask("What colour is the square?", library="off", picture=PICTURE))
    assert (answer.route, answer.outcome) == ("evidence", Outcome.ANSWERED)
    assert answer.adapter is None  # the trained reader was not taught to read of pictures


def test_of_a_photo_nothing_is_guessed_or_cited(build: Callable[..., House]) -> None:
    house = build(pictures=Photographed())
    answer = done(house.ask("What colour is the square?", library="off", picture=PICTURE))
    assert (answer.answer, answer.outcome) == (prompt.DRAWINGS_ONLY, Outcome.NOT_FOR_PHOTOS)
    assert answer.citations == ()
    assert house.seeing.asked == []


def test_a_model_of_ones_own_is_asked_everything_and_heard_as_it_writes(build: Callable[..., House]) -> None:
    house = build(own_model=True)
    events = house.ask("What is this?", library="off", picture=PICTURE)
    said = [event.text for event in events if isinstance(event, Token)]
    assert said == [prompt.GUESS, "The", " square", " is", " red.", " [1]"]
    assert done(events).answer == "".join(said)


def test_the_library_goes_before_a_guess_where_it_is_sure(house: House) -> None:
    house.shelve("The mill door colour is a deep moss green.")
    house.engine.says = "green [1]"
    sure = done(house.ask("What colour is the mill door?", picture=PICTURE))
    assert (sure.route, sure.answer) == ("evidence", "Green [1]")
    assert done(house.ask("What colour is the square?", picture=PICTURE)).route == "guess"


@pytest.mark.parametrize(("trained", "question", "reads"), [
    (False, "When was the mill at Alder Creek built?", False),
    (True, "When was the mill at Alder Creek built?", True),
    (True, "Wann wurde die Mühle am Erlenbach gebaut?", True),
    (True, "En quelle année le moulin d'Alder Creek a-t-il été construit ?", True),
    (True, "Kdy byl postaven starý mlýn v Alder Creek a kdo ho vlastnil?", False),
])  # fmt: skip
def test_what_is_read_ahead_is_how_prompts_begin(
    build: Callable[..., House], trained: bool, question: str, reads: bool
) -> None:
    house = build(excerpts=True, trained=trained)
    house.shelve("The mill at Alder Creek (moulin, starý mlýn, Mühle am Erlenbach) was built in 1843.")
    house.assistant.read_ahead()
    ahead, asked = house.engine.asked if house.ask(question) else []
    assert asked.adapter == ("grounded_reader" if reads else None)  # who was trained in other languages only
    assert ahead.adapter == ("grounded_reader" if trained else None)
    assert (ahead.messages[:-1] == asked.messages[:-1]) is (ahead.adapter == asked.adapter)
    assert (len(asked.messages) > 2) is not reads


def test_without_a_common_beginning_nothing_is_read_ahead(house: House) -> None:
    house.assistant.read_ahead()
    assert house.engine.asked == []


def test_over_everything_each_point_stands_in_its_own_words(house: House) -> None:
    house.shelve(MILL)
    events = house.ask("Summarise mill.txt")
    assert kinds(events)[:3] == ["Progress", "Sources", "Token"]
    answer = done(events)
    assert answer.route == "overview"
    assert answer.answer.endswith("Covered: 1 document, 1 part, all of it.")
    (shown,) = events[1].passages
    assert [shown.text[c.start : c.end] for c in answer.citations] == [c.quote for c in answer.citations]
    assert all(c.quote in answer.answer for c in answer.citations)
    assert house.engine.asked == []


def test_small_talk_is_plain_and_streamed(house: House) -> None:
    house.engine.says = "Hello, how are you?"
    events = house.ask("Tell me a joke.")
    assert kinds(events) == ["Token"] * 4 + ["Done"]
    answer = done(events)
    assert (answer.route, answer.answer, answer.from_library) == ("plain", "Hello, how are you?", False)


def test_where_the_library_holds_no_answer_it_is_said_and_no_model_asked(house: House) -> None:
    house.shelve(MILL)
    events = house.ask("What is the capital of France?")
    assert kinds(events) == ["Sources", "Token", "Done"]  # the nearest passage, to be looked at
    answer = done(events)
    assert (answer.route, answer.outcome, answer.answer) == ("nothing", Outcome.NOTHING_FOUND, prompt.NOTHING_FOUND)
    assert house.engine.asked == []


def test_what_is_nearest_is_shown_where_it_answers_nothing(house: House) -> None:
    house.shelve(MILL)
    events = house.ask("Zeppelin at the mill?")
    assert done(events).outcome is Outcome.NOTHING_FOUND
    assert kinds(events)[0] == "Sources"


def test_what_was_heard_is_told_before_anything_is_searched(house: House) -> None:
    events = house.ask("", library="off", audio=b"audio 2")
    assert events[0] == Transcript("Hello there!")
    assert done(events).transcript == "Hello there!"


@pytest.mark.parametrize("text", ["", " \0 "])
def test_no_question_is_an_error_before_any_event(house: House, text: str) -> None:
    with pytest.raises(BadInput, match="no question"):
        next(iter(house.assistant.answer(Question(text, OWNER))))


# --- which route --------------------------------------------------------------------------------------------------


def task(intent: Intent, mode: LibraryMode, own: bool, found: bool, counts: bool, what: bool, guess: bool) -> Task:
    picture = Passage(-1, IN_THE_QUESTION, "your picture", "picture", "A cat.", BoxSpan((0, 0, 1, 1)), 1.0)
    passages = [*([picture] if own else []), *([replace(picture, document="d")] if found else [])]
    evidence = tuple(Evidence(n, p, 0, 6, p.span, 1.0) for n, p in enumerate(passages, 1))
    return Task(
        Question("q", OWNER, mode), "q", "q", intent, library_counts=counts and mode != "off", asks_what=what,
        guessable=guess, evidence=evidence,
    )  # fmt: skip


@given(
    st.builds(
        task,
        st.sampled_from(get_args(Intent)),
        st.sampled_from(get_args(LibraryMode)),
        *[st.booleans() for _ in range(5)],
    )
)
def test_there_is_one_way_for_every_task(made: Task) -> None:
    route = route_for(made)
    assert route in get_args(Route)
    if route in ("recognised", "guess"):
        assert made.shown
    if route in ("plain", "nothing"):
        assert not made.evidence
    if route == "plain":
        assert made.question.library != "only"
    if made.over_everything:
        assert route == "overview"


# --- stopping -----------------------------------------------------------------------------------------------------


def cancelled_after(engine: Engine, words: int) -> threading.Event:
    """An event that is set once the engine has written so many words."""
    cancel = threading.Event()
    left = [words]

    def count() -> None:
        left[0] -= 1
        if left[0] < 0:
            cancel.set()

    engine.writes = count
    return cancel


def recorded(house: House) -> list[str]:
    (conversation,) = house.conversations.list(OWNER)
    return [turn.answer for turn in house.conversations.get(OWNER, conversation.id).turns]


def test_stopped_while_it_talks_it_keeps_what_it_said(house: House) -> None:
    house.engine.says = "one two three four"
    answer = done(house.ask("Tell me a joke.", cancelled_after(house.engine, 2)))
    assert (answer.answer, answer.finish) == ("one two", "cancelled")
    assert recorded(house) == ["one two"]


def test_stopped_while_it_reads_the_words_so_far_are_kept_unsaid_and_uncited(house: House) -> None:
    house.shelve(MILL)
    house.engine.says = "in the year 1843 [1]"
    events = house.ask("When was the mill at Alder Creek built?", cancelled_after(house.engine, 2))
    assert kinds(events) == ["Sources", "Done"]
    assert (done(events).answer, done(events).finish, done(events).citations) == ("in the", "cancelled", ())
    assert recorded(house) == ["in the"]


def test_stopped_while_it_guesses_no_other_model_is_asked(house: House) -> None:
    events = house.ask("What colour is the square?", cancelled_after(house.seeing, 2), library="off", picture=PICTURE)
    assert (done(events).answer, done(events).finish) == ("The square", "cancelled")
    assert house.engine.asked == []


@pytest.mark.parametrize("question", ["Summarise my library", "List all mills", "Compare the mill, the oven and tea"])
def test_a_walk_stops_within_a_step_and_keeps_what_it_read(house: House, question: str) -> None:
    for n in range(30):
        house.shelve(f"Mill number {n} was built by the creek in 18{n + 10}.", name=f"{n}.txt")
    cancel = threading.Event()
    events: list[Any] = []
    for event in house.assistant.answer(Question(question, OWNER), cancel):
        events.append(event)
        if (isinstance(event, Progress) and event.done == 1) or len(events) == 2:
            cancel.set()
    assert len([event for event in events if isinstance(event, Progress)]) <= 2
    assert done(events).finish == "cancelled"
    assert done(events).outcome is not Outcome.NOTHING_FOUND
    assert len(recorded(house)) == 1


def test_a_walk_that_was_stopped_says_what_it_covered(house: House) -> None:
    for n in range(5):
        house.shelve(f"Mill number {n} was built by the creek in 18{n + 10}.", name=f"{n}.txt")
    cancel = threading.Event()
    events = []
    for event in house.assistant.answer(Question("Summarise my library", OWNER), cancel):
        events.append(event)
        if isinstance(event, Progress) and event.done == 3:
            cancel.set()
    answer = done(events)
    assert answer.answer.endswith("Covered: 3 of 5 documents whole.")
    assert len(answer.citations) >= 3


# --- versions and records -----------------------------------------------------------------------------------------


def test_a_version_that_changes_meanwhile_is_for_the_next_answer(house: House) -> None:
    house.shelve(MILL)
    answers = house.assistant.answer(Question("When was the mill at Alder Creek built?", OWNER))
    first = next(answers)
    assert isinstance(first, Sources)
    house.assistant.versions = Versions(Weights("better"), Weights("other"))
    assert gather(answers).adapter == "grounded_reader"
    assert [asked.adapter for asked in house.engine.asked] == ["grounded_reader"]
    assert done(house.ask("When was the mill at Alder Creek built?")).adapter == "better"


def test_talk_that_goes_round_in_circles_is_cut_and_says_so(house: House) -> None:
    house.engine.says = " ".join(["I am a poet of the sea."] * 40)
    events = house.ask("Write a short poem about the sea.")
    answer = done(events)
    assert (answer.answer, answer.finish) == ("I am a poet of the sea. …", "repeated")
    assert "".join(e.text for e in events if isinstance(e, Token)).split() == answer.answer.split()
    assert answer.usage.completion_tokens < 40
    assert recorded(house) == ["I am a poet of the sea. …"]


def test_talk_is_drawn_by_chance_and_evidence_is_read_greedily(house: House) -> None:
    house.shelve("The mill at Alder Creek was built in 1843.")
    house.ask("Tell me a joke.")
    house.ask("Explain when the mill at Alder Creek was built")
    talk, evidence = (asked.sampling.temperature for asked in house.engine.asked)
    assert (talk > 0, evidence) == (True, 0.0)


def test_what_is_not_to_be_recorded_is_not(house: House) -> None:
    answer = done(house.ask("Tell me a joke.", conversation=UNRECORDED))
    assert (answer.turn, answer.conversation) == (None, None)
    assert house.conversations.list(OWNER) == []


def test_the_model_alone_tells_the_same_events(house: House) -> None:
    house.engine.says = "just so"
    events = list(house.assistant.converse([message("user", "Why?")], Question("", OWNER).sampling))
    assert kinds(events) == ["Token", "Token", "Done"]
    assert done(events).answer == "just so"
    assert done(events).usage.completion_tokens == 2


def test_citations_are_events_of_their_own_before_the_end(house: House) -> None:
    house.shelve(MILL)
    events = house.ask("When was the mill at Alder Creek built?")
    assert [event.citation for event in events if isinstance(event, Cited)] == list(done(events).citations)


def test_a_spoken_question_that_was_not_understood_is_refused_with_the_way_out(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Ears, "transcribe", lambda *_, **__: iter([not_understood(0.0, 2.0)]))
    with pytest.raises(BadInput, match="not understood") as raised:
        house.ask("", audio=b"audio 2")
    assert "VERMEIL_SPOKEN_LANGUAGE" in raised.value.remedy
    monkeypatch.setattr(Ears, "transcribe", lambda *_, **__: iter(()))
    with pytest.raises(BadInput, match="no question"):
        house.ask("", audio=b"audio 2")
