"""Answers to one question stand together, and one of them goes on."""

from __future__ import annotations

from frontend.alternatives import Answers, answered_again, chosen, grouped
from frontend.client.records import Turn

HELLO = Turn("Hello", "Hi.", id="t0")
FIRST = Turn("Who?", "Tom.", id="t1")
SECOND = Turn("Who?", "Ann.", id="t2", again_of="t1")
LOST = Turn("Who?", "To", stopped=True)


def test_a_second_answer_stands_beside_the_first_until_one_is_chosen() -> None:
    turns = answered_again([HELLO, FIRST], "t1", Turn("Who?", "Ann.", id="t2"))
    assert grouped(turns) == [Answers(HELLO), Answers(FIRST, SECOND)]
    hello, who = grouped(chosen(turns, SECOND))
    assert (hello.standing, who.standing.id, who.standing.vote, who.rival) == (HELLO, "t2", "up", None)
    assert [turn.id for turn in who.others] == ["t1"]


def test_a_third_takes_the_place_of_one_that_nobody_decided_on() -> None:
    (who,) = grouped(answered_again([FIRST, SECOND], "t1", Turn("Who?", "Kim.", id="t3")))
    assert who.rival is not None
    assert (who.standing, who.rival.id, [turn.id for turn in who.others]) == (FIRST, "t3", ["t2"])


def test_of_the_same_answer_of_a_stopped_and_of_a_failed_one_no_second_is_kept() -> None:
    (same,) = answered_again([FIRST], "t1", FIRST)
    assert (same.answer, same.same_again) == ("Tom.", True)
    assert answered_again([FIRST], "t1", LOST) == [FIRST]
    (failed,) = answered_again([FIRST], "t1", Turn("Who?", "", error="It broke."))
    assert (failed.id, failed.error) == ("t1", "It broke.")


def test_what_was_never_recorded_stands_alone() -> None:
    assert grouped([LOST, LOST]) == [Answers(LOST), Answers(LOST)]
