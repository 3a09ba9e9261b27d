"""Answers to feedback that a version changed, for better or worse.

A version never changes, and goes along where it is exported. So its card names the votes, and the words of people are
in SQL, where they go with the vote, and are shown while they may be learned from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from core.types import JsonObject
from feedback.queue import APPROVED, allowed, in_force
from memory.database import Database, TurnRow, VoteRow
from memory.feedback_tables import ReviewRow
from memory.learning_tables import VersionFlipRow

_WORDS = ("question", "wanted", "before", "after")


@dataclass(frozen=True, slots=True)
class Flip:
    """What was answered to a question of a vote `before` and `after`, and what was wanted."""

    slice: str
    vote: str
    better: bool
    question: str
    wanted: str
    before: str
    after: str


def apart(report: dict[str, Any]) -> tuple[JsonObject, list[Flip]]:
    """A gate's report without the words of people, and these: what it has of made-up questions stays."""
    flips = [
        Flip(name, flip["vote"], kind == "better", *(flip[word] for word in _WORDS))
        for name, kinds in report["flips"].items()
        for kind, found in kinds.items()
        for flip in found
        if "vote" in flip
    ]
    kept: JsonObject = {
        name: {kind: [_without_words(flip) for flip in found] for kind, found in kinds.items()}
        for name, kinds in report["flips"].items()
    }
    return {**report, "flips": kept}, flips


def keep_flips(session: Session, version: int, flips: Sequence[Flip]) -> None:
    """Keep what may be kept by now of the flips of a version."""
    usable = _usable(session, [flip.vote for flip in flips])
    session.add_all(
        VersionFlipRow(
            version=version, slice=flip.slice, vote_id=flip.vote, better=flip.better, question=flip.question,
            wanted=flip.wanted, before=flip.before, after=flip.after,
        )
        for flip in flips
        if flip.vote in usable
    )  # fmt: skip


def shown_flips(session: Session, version: int) -> list[JsonObject]:
    """The flips of a version that may be shown, by slice, what became worse first."""
    mine = select(VersionFlipRow).where(VersionFlipRow.version == version)
    rows = session.scalars(mine.order_by(VersionFlipRow.slice, VersionFlipRow.better, VersionFlipRow.vote_id)).all()
    usable = _usable(session, [row.vote_id for row in rows])
    return [_json(row) for row in rows if row.vote_id in usable]


def forget_flips(session: Session, version: int) -> None:
    """Remove the flips of a version that is deleted."""
    session.execute(delete(VersionFlipRow).where(VersionFlipRow.version == version))


def forget_withdrawn(database: Database) -> None:
    """Remove the words of those who took back what may be learned from them."""
    with database.reading() as session:
        gone = set(_withdrawn(session))
    if gone:
        with database.session() as session:
            session.execute(delete(VersionFlipRow).where(VersionFlipRow.vote_id.in_(_withdrawn(session))))


def _withdrawn(session: Session) -> Iterator[str]:
    votes = session.scalars(select(VersionFlipRow.vote_id).distinct()).all()
    usable = _usable(session, votes)
    return (vote for vote in votes if vote not in usable)


def _usable(session: Session, votes: Sequence[str]) -> set[str]:
    """Those that may be learned from now: approved, allowed, and of documents that are all there."""
    query = in_force().where(VoteRow.id.in_(votes), ReviewRow.state.in_(APPROVED), TurnRow.untrainable.is_(None))
    return set(allowed(session, query))


def _without_words(flip: dict[str, Any]) -> JsonObject:
    return {name: value for name, value in flip.items() if name not in _WORDS} if "vote" in flip else flip


def _json(row: VersionFlipRow) -> JsonObject:
    return {
        "slice": row.slice, "better": row.better, "question": row.question, "wanted": row.wanted,
        "before": row.before, "after": row.after,
    }  # fmt: skip
