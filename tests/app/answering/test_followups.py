"""What was said before helps the questions that lean on it, and changes nothing for those that stand alone."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest

from app.answering.assistant import gather
from app.wiring.services import Services, build
from core.grounding.intent import IntentReader
from core.settings import Settings
from core.types import UNRECORDED, Answer, Message, Question, Sampling, message
from tests.app.answering.standins import House
from tests.conftest import SAMPLES

QUESTIONS = (
    "When was Harbour House built?", "Who was the harbour master?", "When did Harbour House become a guest house?",
    "Who runs the house today?", "How many rooms does the house have?", "When is breakfast served?",
    "How much do packed lunches cost?", "When is dinner served?", "When are quiet hours?", "Which rooms allow dogs?",
    "When is the boiler off?", "Where is the heater?", "What does a lost key cost?", "How long is the crossing?",
    "When does the ferry leave?",
)  # fmt: skip
SAID = {
    "a greeting": ("Hello!", "Hello! How can I help you?"),
    "thanks": ("Thanks a lot!", "You're welcome."),
    "something else": ("What is the capital of France?", "I found nothing about that in your library."),
    "another passage": ("When is the front door locked?", "At eleven [1]"),
}
BRENIN = (
    b"The observatory of Brenin stands on Carrow Hill, four miles north of the town. It was designed by the architect "
    b"Ellen Marsh and opened in June 1911. The dome is turned by hand. The cafe sells soup and cakes until nine."
)


def said(*texts: str) -> tuple[Message, ...]:
    return tuple(message("assistant" if n % 2 else "user", text) for n, text in enumerate(texts))


def test_a_question_that_stands_alone_is_searched_alone(house: House) -> None:
    task = house.prepare("When is breakfast served?", history=said("When was the mill built?", "1843 [1]"))
    assert task.readings == ("When is breakfast served?",)


def test_small_talk_lends_nothing(house: House) -> None:
    assert house.prepare("And where is it?", history=said("Hello!", "Hello!")).readings == ("And where is it?",)


def test_what_only_looks_like_talk_is_lent(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(IntentReader, "read", lambda _, text: "talk")
    past = said("where's the fair if it rains", "in the Methodist hall [1]")
    assert len(house.prepare("and what date is it?", history=past).readings) > 1


def test_small_talk_in_between_takes_nothing_away(house: House) -> None:
    past = said("When was Harbour House built?", "1873 [1]", "Thanks a lot!", "You're welcome.")
    assert "And where is Harbour House?" in house.prepare("And where is it?", history=past).readings


def test_of_the_readings_the_one_with_the_better_evidence_is_taken(house: House) -> None:
    house.shelve("The mill at Alder Creek was built in 1843.", "Bread is baked in an oven.")
    past = said("When was Alder Creek settled?", "1790 [1]")
    task = house.prepare("And when was it built?", history=past)
    assert "Alder Creek" in task.search
    assert task.evidence[0].quote == "The mill at Alder Creek was built in 1843."
    alone = house.prepare("And the oven with bread?", history=past)
    assert alone.evidence[0].quote == "Bread is baked in an oven."


# --- with the models ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    built = build(Settings(profile="lite", data=tmp_path_factory.mktemp("followups")))
    for owner, name, content in (
        ("guest", "handbook.pdf", (SAMPLES / "handbook.pdf").read_bytes()),
        ("visitor", "brenin.txt", BRENIN),
    ):
        document = built.stores.library.add(owner, name, io.BytesIO(content))
        built.ingest.submit(document.id)
        assert built.ingest.wait(document.id, 120)
    yield built
    built.close()


def ask(services: Services, owner: str, text: str, history: tuple[Message, ...] = ()) -> Answer:
    question = Question(text, owner, conversation=UNRECORDED, history=history, sampling=Sampling(48))
    return gather(services.assistant.answer(question))


@pytest.fixture(scope="module")
def alone(services: Services) -> dict[str, Answer]:
    return {question: ask(services, "guest", question) for question in QUESTIONS}


@pytest.mark.models
@pytest.mark.slow
@pytest.mark.parametrize("before", SAID)
def test_what_was_said_before_changes_no_answer_of_the_handbook(
    services: Services, alone: dict[str, Answer], before: str
) -> None:
    after = {question: ask(services, "guest", question, said(*SAID[before])) for question in QUESTIONS}
    assert {q: a.answer for q, a in after.items()} == {q: a.answer for q, a in alone.items()}


@pytest.mark.models
def test_breakfast_is_at_half_past_seven_after_a_greeting_too(services: Services) -> None:
    answer = ask(services, "guest", "When is breakfast served?", said(*SAID["a greeting"]))
    assert "half past seven" in answer.answer.lower()


@pytest.mark.models
def test_a_conversation_keeps_its_subject(services: Services) -> None:
    history: tuple[Message, ...] = ()
    for question, wanted in (
        ("When did the observatory of Brenin open?", "1911"),
        ("Who designed it?", "Ellen Marsh"),
        ("And where is it?", "Carrow Hill"),
    ):
        answer = ask(services, "visitor", question, history)
        assert wanted in answer.answer
        history = (*history, *said(question, answer.answer))


@pytest.mark.models
@pytest.mark.parametrize(
    ("before", "question", "wanted"),
    [
        (("When was Harbour House built?", "1873 [1]"), "And who bought it?", "Margaret Aldous"),
        (("When was Harbour House built?", "1873 [1]"), "How many rooms does it have?", "eleven"),
        (("What does a lost key cost?", "Twenty-five pounds [1]"), "Why?", "lock"),
        (("When is breakfast served?", "Half past seven to ten o'clock [1]"), "What about dinner?", "Fridays"),
        (("When does the ferry to Skerry Island leave?", "At nine [1]"), "How long does it take?", "thirty-five"),
    ],
)  # fmt: skip
def test_real_followups(services: Services, before: tuple[str, str], question: str, wanted: str) -> None:
    assert wanted.lower() in ask(services, "guest", question, said(*before)).answer.lower()
