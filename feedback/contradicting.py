"""Approved corrections that answer one question otherwise than another does: both come back to review, once."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.grounding.paraphrase import ask_the_same, meaning
from core.types import JsonObject
from feedback.corrections import agree, is_corrected, said_by
from feedback.queue import APPROVED, Item, in_force
from memory.accounts.log import note
from memory.database import Database, TurnRow
from memory.feedback_tables import DecisionRow, ReviewRow


def bring_back_contradicting(database: Database) -> int:
    """Have them decided anew, marked with one another; returns how many. Who approves both after that has seen it."""
    with database.reading() as session:
        if not _contradicting(session):
            return 0
    with database.session() as session:
        found = _contradicting(session)
        for item, mark in found:
            _reopen(session, item, mark)
        return len(found)


def _contradicting(session: Session) -> list[tuple[Item, JsonObject]]:
    """Those that nobody was shown yet, each with its mark."""
    query = in_force().where(is_corrected(), ReviewRow.state.in_(APPROVED), TurnRow.picture_sha256.is_(None))
    alike: dict[frozenset[str], list[Item]] = defaultdict(list)
    for vote, turn, review in session.execute(query):
        alike[frozenset(meaning(turn.question).telling)].append((vote, turn, review))
    found: list[tuple[Item, JsonObject]] = []
    for group in alike.values():
        for item in group:
            against = [other[0].id for other in group if _contradict(session, item, other)]
            if unseen := sorted(set(against) - _seen(item[2])):
                found.append((item, {"mark": "contradiction", "items": list(unseen)}))
    return found


def _contradict(session: Session, one: Item, other: Item) -> bool:
    if one[0].id == other[0].id or not ask_the_same(one[1].question, other[1].question):
        return False
    return not agree([said_by(session, one[0]), said_by(session, other[0])])


def _seen(review: ReviewRow | None) -> set[str]:
    """The items that this one was shown to contradict."""
    marks = review.marks if review is not None else []
    return {str(item) for mark in marks if mark["mark"] == "contradiction" for item in mark["items"]}


def _reopen(session: Session, item: Item, mark: JsonObject) -> None:
    vote, _, review = item
    assert review is not None
    for row in session.scalars(select(DecisionRow).where(DecisionRow.vote_id == vote.id)):
        row.withdrawn = True
    review.state, review.marks = "screened", [*review.marks, mark]
    note(session, None, "reopened feedback", vote.owner, vote.id)
