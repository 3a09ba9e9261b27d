"""Votes on answers, with their history: a reason and a better answer where somebody gave them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.errors import BadInput, NotFound
from core.types import JsonObject
from memory.database import Database, TurnRow, VoteRow, new_id, now

Value = Literal["up", "down"]
MOST_CHARS = 20_000


@dataclass(frozen=True, slots=True)
class Vote:
    """`reason` says why, `correction` is what the answer should have been; without a value it took back another."""

    id: str
    turn: str
    value: Value | None
    reason: str | None
    correction: str | None
    created_at: float

    def to_json(self) -> JsonObject:
        return {
            "vote": self.id,
            "turn": self.turn,
            "value": self.value,
            "reason": self.reason,
            "correction": self.correction,
            "created_at": round(self.created_at, 3),
        }


class Votes:
    """Votes are only ever added: the last one on a turn is in force, and may say that the one before is taken back.

    Raises `NotFound` for a turn that is not there or is somebody else's.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def vote(self, owner: str, turn: str, value: str, reason: str | None = None, correction: str | None = None) -> Vote:
        """Vote on a turn, in place of a vote that is there. Raises `BadInput` for a value but `up` and `down`."""
        if value not in ("up", "down"):
            raise BadInput("A vote is either up or down.", "Send `up` or `down`.")
        if max(len(reason or ""), len(correction or "")) > MOST_CHARS:
            raise BadInput(f"Reason and correction may have {MOST_CHARS:,} characters each.", "Send a shorter text.")
        with self._database.session() as session:
            return _vote(_add(session, owner, turn, value=value, reason=reason, correction=correction))

    def get(self, owner: str, turn: str) -> Vote | None:
        """The owner's vote that is in force on a turn, or None."""
        past = self.history(owner, turn)
        return past[-1] if past and past[-1].value is not None else None

    def history(self, owner: str, turn: str) -> list[Vote]:
        """All that the owner ever said of a turn, oldest first; a value of None took the vote before it back."""
        mine = select(VoteRow).where(VoteRow.owner == owner, VoteRow.turn_id == turn).order_by(VoteRow.number)
        with self._database.reading() as session:
            _check_turn(session, owner, turn)
            return [_vote(row) for row in session.scalars(mine)]

    def undo(self, owner: str, turn: str) -> None:
        """Take the vote back; none being there is fine."""
        with self._database.session() as session:
            if _last(session, owner, turn) is not None:
                _add(session, owner, turn, value=None)


def _add(session: Session, owner: str, turn: str, **said: str | None) -> VoteRow:
    _check_turn(session, owner, turn)
    last = select(func.max(VoteRow.number)).where(VoteRow.owner == owner, VoteRow.turn_id == turn)
    number = (session.scalar(last) or 0) + 1
    row = VoteRow(id=new_id(), owner=owner, turn_id=turn, number=number, created_at=now(), **said)
    session.add(row)
    return row


def _last(session: Session, owner: str, turn: str) -> str | None:
    """The value that is in force."""
    _check_turn(session, owner, turn)
    mine = select(VoteRow.value).where(VoteRow.owner == owner, VoteRow.turn_id == turn)
    return session.scalar(mine.order_by(VoteRow.number.desc()).limit(1))


def _check_turn(session: Session, owner: str, turn: str) -> None:
    # Locked, so that two votes at once come one after the other (SQLite has one writer anyway)
    mine = select(TurnRow.id).where(TurnRow.owner == owner, TurnRow.id == turn).with_for_update()
    if session.scalar(mine) is None:
        raise NotFound("There is no such answer.", "Vote on an answer of one of your conversations.")


def _vote(row: VoteRow) -> Vote:
    return Vote(row.id, row.turn_id, cast("Value | None", row.value), row.reason, row.correction, row.created_at)
