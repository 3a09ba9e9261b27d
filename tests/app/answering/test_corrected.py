"""A correction answers the same question at once, and no other; it holds as long as its source does."""

from __future__ import annotations

from typing import Any

import pytest

from core.events import Done, Sources, Token
from core.types import CORRECTED, Answer, Outcome
from feedback.votes import Saying, Votes
from tests.app.answering.standins import OWNER, PICTURE, House

MILL = "The mill at Alder Creek was built in 1843."
ASKED = "When was the mill at Alder Creek built?"
PARAPHRASE = "What year was the Alder Creek mill constructed?"


def done(events: list[Any]) -> Answer:
    assert isinstance(events[-1], Done)
    return events[-1].answer


def corrected(house: House, asked: str = ASKED, to: str = "In 1844, says the deed [1].") -> Answer:
    """The answer that was wrong."""
    answer = done(house.ask(asked))
    assert answer.turn is not None
    Votes(house.database).vote(OWNER, answer.turn, "down", Saying(correction=to, reasons=("wrong",)))
    return answer


def test_the_same_question_is_answered_from_it_and_says_whose_it_is(house: House) -> None:
    house.shelve(MILL)
    assert corrected(house).answer == "1843 [1]"
    asked = len(house.engine.asked)
    for again in (ASKED, "  when was the mill at alder creek built"):
        events = house.ask(again)
        answer, (sources,) = done(events), [event for event in events if isinstance(event, Sources)]
        assert (answer.answer, answer.route) == ("In 1844, says the deed. [1]", "corrected")
        assert answer.citations[0].document == CORRECTED
        assert answer.citations[0].name.startswith("Corrected on ")
        assert answer.citations[0].name.endswith(" by you")
        assert len(sources.passages) == 1
    assert len(house.engine.asked) == asked  # no model was


@pytest.mark.parametrize(
    "other",
    [
        "When was the mill at Alder Creek not built?", "When was the mill at Elder Creek built?",
        "When was the mill at Alder Creek built in 1843?", "Why was the mill at Alder Creek built?",
    ],
)  # fmt: skip
def test_a_question_that_is_only_like_it_is_not(house: House, other: str) -> None:
    house.shelve(MILL)
    corrected(house)
    assert done(house.ask(other)).route != "corrected"


def test_where_no_library_or_another_try_is_wanted_it_stays_out(house: House) -> None:
    house.shelve(MILL)
    first = corrected(house)
    assert done(house.ask(ASKED, library="off")).route != "corrected"
    assert done(house.ask(ASKED, conversation=first.conversation, again=first.turn)).route != "corrected"


def test_it_holds_as_long_as_its_source_does_and_the_vote_stands(house: House) -> None:
    document = house.shelve(MILL)
    wrong = corrected(house)
    house.library.delete(OWNER, document)
    house.index.apply()
    assert done(house.ask(ASKED)).route == "nothing"
    house.shelve(MILL)  # the same words, as another file
    assert done(house.ask(ASKED)).route == "evidence"
    corrected(house)
    assert done(house.ask(ASKED)).route == "corrected"
    assert wrong.turn is not None


def test_a_vote_that_is_taken_back_takes_it_along(house: House) -> None:
    house.shelve(MILL)
    wrong = corrected(house)
    assert wrong.turn is not None
    Votes(house.database).undo(OWNER, wrong.turn)
    assert done(house.ask(ASKED)).route == "evidence"


def test_what_was_not_found_is_known_from_then_on(house: House) -> None:
    house.shelve(MILL)
    corrected(house, "Where is the key of the shed?", "Under the third pot")
    assert done(house.ask("Where is the key of the shed?")).answer == "Under the third pot [1]"


def test_that_there_is_nothing_is_said_until_a_document_is_added(house: House) -> None:
    house.shelve(MILL)
    corrected(house, to="It is not in the documents.")
    asked = len(house.engine.asked)
    events = house.ask(ASKED)
    answer, (sources,) = done(events), [event for event in events if isinstance(event, Sources)]
    assert (answer.route, answer.outcome, answer.from_library) == ("corrected", Outcome.NOTHING_FOUND, False)
    assert answer.answer == f"{answer.citations[0].name}: it is not in the documents. [1]"
    assert answer.citations[0].name.endswith(" by you")
    assert [passage.document for passage in sources.passages] == [CORRECTED]
    assert len(house.engine.asked) == asked
    assert done(house.ask(PARAPHRASE)).route == "evidence"  # in other words it may be there
    assert done(house.ask(ASKED, context=MILL)).route != "corrected"
    house.shelve("The deed says 1844.", name="deed.txt")
    assert done(house.ask(ASKED)).route == "evidence"
    corrected(house, to="It is not in the documents.")
    assert done(house.ask(ASKED)).route == "corrected"


SQUARE = "What colour is the square?"


def test_of_a_picture_it_is_known_with_the_same_question_and_picture(house: House) -> None:
    wrong = done(house.ask(SQUARE, picture=PICTURE))
    assert (wrong.route, wrong.turn is not None) == ("guess", True)
    Votes(house.database).vote(OWNER, str(wrong.turn), "down", Saying(correction="It is blue."))
    again = done(house.ask(SQUARE, picture=PICTURE))
    assert (again.answer, again.route) == ("It is blue. [1]", "corrected")
    assert done(house.ask(SQUARE, picture=b"picture of another square")).route == "guess"
    assert done(house.ask("Which colour has the square?", picture=PICTURE)).route != "corrected"
    assert done(house.ask(SQUARE)).route != "corrected"


def test_what_a_picture_shows_as_a_whole_is_known_and_not_what_it_may_mean(house: House) -> None:
    house.shelve(MILL)
    for question in ("What is this?", "What colour is it?"):
        wrong = done(house.ask(question, picture=PICTURE))
        Votes(house.database).vote(OWNER, str(wrong.turn), "down", Saying(correction="A kite."))
    assert done(house.ask("What is this?", picture=PICTURE)).answer == "A kite. [1]"
    assert done(house.ask("What colour is it?", picture=PICTURE)).route != "corrected"


def test_a_paraphrase_has_it_said_first_and_then_what_documents_say(house: House) -> None:
    house.shelve(MILL)
    corrected(house)
    events = house.ask(PARAPHRASE)
    answer, (sources,) = done(events), [event for event in events if isinstance(event, Sources)]
    assert answer.route == "corrected"
    assert answer.answer == "In 1844, says the deed. [1]\n\nIn the documents: 1843 [2]"
    assert [one.document == CORRECTED for one in answer.citations] == [True, False]
    assert f"on “{ASKED}”" in answer.citations[0].name
    assert [passage.document == CORRECTED for passage in sources.passages] == [True, False]
    assert "".join(event.text for event in events if isinstance(event, Token)) == answer.answer


def test_what_documents_say_too_is_not_said_twice(house: House) -> None:
    house.shelve(MILL)
    corrected(house, to="In 1843")
    assert done(house.ask(PARAPHRASE)).answer == "In 1843 [1]"
    house.engine.says = "Not in the context."
    assert done(house.ask(PARAPHRASE)).answer == "In 1843 [1]"


def test_a_paraphrase_is_void_with_its_source(house: House) -> None:
    document = house.shelve(MILL)
    corrected(house)
    house.library.delete(OWNER, document)
    house.index.apply()
    house.shelve(f"{MILL} It burned down in 1900.")
    assert done(house.ask(PARAPHRASE)).route == "evidence"
