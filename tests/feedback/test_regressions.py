"""Approved corrections as tests: what they ask for, and what they find wrong with an answer."""

from __future__ import annotations

import pytest

from core.types import JsonObject
from feedback.consent import Consents
from feedback.regressions import Regression, regressions
from feedback.review import Ruling
from tests.feedback.said import Room

ASKED = "When did the mill burn down?"


def test_what_is_approved_and_allowed_becomes_one(room: Room) -> None:
    item = room.approved(room.taught("eve", ASKED), "eve", correction="In 1843 [1].")
    room.approved(room.taught("dan", "Who built it for Ada?"), "dan", ruling=Ruling("rejected"), correction="Lind.")
    room.approved(room.taught("dan", "Is the mill old?"), "dan", "up")  # nothing was corrected
    (test,) = regressions(room.database)
    assert (test.item, test.owner, test.question) == (item, "eve", ASKED)
    assert test.evidence == ("The mill of Elmwood burned down in 1843.",)
    assert (test.must, test.must_not) == ("In 1843.", "In 1842")
    Consents(room.database).say("eve", False)
    assert not regressions(room.database)


@pytest.mark.parametrize(
    ("said", "abstained", "fault"),
    [
        ("In 1843 [1]", False, ""),
        ("It was 1843, as the deed of Elmwood says. [1]", False, ""),
        ("In 1842 [1]", False, "It does not say 1843."),
        ("In 1843, not in 1842 [1]", False, "It still says 1842."),
        ("I found nothing in your library.", True, "It finds nothing, and there is an answer."),
    ],
)
def test_figures_have_to_be_said_and_the_wrong_ones_not(said: str, abstained: bool, fault: str) -> None:
    test = Regression("i", "eve", ASKED, (), "In 1843.", "In 1842")
    assert test.fault(said, abstained=abstained) == fault


def test_words_and_names_have_to_be_said_and_a_refusal_is_one() -> None:
    words = Regression("i", "eve", "Where is the key?", (), "Under the third flower pot of Ada", "In the shed")
    assert not words.fault("It lies under the third pot, the flower pot of Ada. [1]", abstained=False)
    assert words.fault("Under the third flower pot. [1]", abstained=False) == "It does not say ada."
    assert words.fault("With Ada. [1]", abstained=False) == "It does not say what was corrected."
    refusal = Regression("i", "eve", "Where is the key?", (), "It is not in the documents.", "In the shed")
    assert not refusal.fault("I found nothing in your library.", abstained=True)
    assert refusal.fault("In the shed. [1]", abstained=False) == "It answers, and nothing is there."


def test_a_report_has_all_of_it() -> None:
    told: JsonObject = Regression("i", "eve", ASKED, ("a",), "b", "c").to_json()
    assert told == {"item": "i", "question": ASKED, "evidence": ["a"], "must": "b", "must_not": "c"}
