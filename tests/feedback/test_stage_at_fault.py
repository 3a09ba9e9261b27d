"""The stage that is proposed is mostly the one that was broken."""

from __future__ import annotations

from collections import Counter
from typing import Any

from feedback.stage_at_fault import propose
from memory.database import TurnRow, VoteRow
from tests.feedback.faults import cases, shelve
from tests.feedback.said import Room

OVER_ALL, EACH = 0.8, 0.6


def judged(room: Room) -> list[tuple[str, str, str]]:
    """Stage, kind of vote, and what was proposed."""
    with room.database.session() as session:
        shelve(session, "eve")
    with room.database.reading() as session:
        found = []
        for stage, kind, turn, vote in cases("eve"):
            fault = propose(session, vote, turn)
            assert fault is not None
            assert fault.evidence.endswith(".")
            found.append((stage, kind, fault.stage))
        return found


def test_most_proposals_are_right_at_every_stage(room: Room) -> None:
    found = judged(room)
    total, right = Counter(stage for stage, _, _ in found), Counter(stage for stage, _, said in found if said == stage)
    shares = {stage: round(right[stage] / total[stage], 2) for stage in total}
    wrong = Counter((stage, kind, said) for stage, kind, said in found if said != stage)
    assert min(shares.values()) >= EACH, (shares, wrong)
    assert sum(right.values()) >= OVER_ALL * len(found), (shares, wrong)


def test_an_answer_that_was_right_has_no_fault(room: Room) -> None:
    turn = next(turn for _, _, turn, _ in cases("eve"))
    with room.database.reading() as session:
        assert propose(session, _vote("up"), turn) is None


def test_who_says_that_no_passage_was_the_right_one_says_it_of_the_search(room: Room) -> None:
    turn = next(turn for stage, _, turn, _ in cases("eve") if stage == "generation")
    with room.database.reading() as session:
        fault = propose(session, _vote("down", "passage_missing"), turn)
    assert fault is not None
    assert fault.stage == "retrieval"


def _vote(value: str, *reasons: str) -> VoteRow:
    return VoteRow(id="v", owner="eve", turn_id="t", value=value, reasons=list(reasons), evidence=[])


def test_it_needs_little_of_a_turn(room: Room) -> None:
    """As one from before turns kept much."""
    nothing: dict[str, Any] = {"passages": [], "evidence": [], "citations": []}
    bare = TurnRow(id="t", owner="eve", question="When?", answer="Then.", outcome="answered", **nothing)
    with room.database.reading() as session:
        fault = propose(session, _vote("down"), bare)
    assert fault is not None
