"""Votes on answers: at most one for each owner and turn, with a reason and a better answer where somebody gave them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, cast

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from core.errors import BadInput, NotFound
from memory.database import Database, TurnRow, VoteRow, new_id, now

Value = Literal["up", "down"]
MOST_CHARS = 20_000


@dataclass(frozen=True, slots=True)
class Vote:
    """`reason` says why, `correction` is what the answer should have been."""

    id: str
    turn: str
    value: Value
    reason: str | None
    correction: str | None
    created_at: float

    def to_json(self) -> dict[str, Any]:
        return {
            "vote": self.id,
            "turn": self.turn,
            "value": self.value,
            "reason": self.reason,
            "correction": self.correction,
            "created_at": round(self.created_at, 3),
        }


class Votes:
    """Raises `NotFound` for a turn that is not there or is somebody else's."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def vote(self, owner: str, turn: str, value: str, reason: str | None = None, correction: str | None = None) -> Vote:
        """Vote on a turn; a vote that is there is replaced. Raises `BadInput` for a value but `up` and `down`."""
        if value not in ("up", "down"):
            raise BadInput("A vote is either up or down.", "Send `up` or `down`.")
        if max(len(reason or ""), len(correction or "")) > MOST_CHARS:
            raise BadInput(f"Reason and correction may have {MOST_CHARS:,} characters each.", "Send a shorter text.")
        row = VoteRow(
            id=new_id(), owner=owner, turn_id=turn, value=value, reason=reason, correction=correction, created_at=now()
        )
        with self._database.session() as session:
            _check_turn(session, owner, turn)
            session.execute(delete(VoteRow).where(VoteRow.owner == owner, VoteRow.turn_id == turn))
            session.add(row)
        return _vote(row)

    def get(self, owner: str, turn: str) -> Vote | None:
        """The owner's vote on a turn, or None."""
        with self._database.reading() as session:
            _check_turn(session, owner, turn)
            row = session.scalar(select(VoteRow).where(VoteRow.owner == owner, VoteRow.turn_id == turn))
        return None if row is None else _vote(row)

    def undo(self, owner: str, turn: str) -> None:
        """Take the vote back; none being there is fine."""
        with self._database.session() as session:
            _check_turn(session, owner, turn)
            session.execute(delete(VoteRow).where(VoteRow.owner == owner, VoteRow.turn_id == turn))


def _check_turn(session: Session, owner: str, turn: str) -> None:
    # Locked, so that two votes at once come one after the other (SQLite has one writer anyway)
    mine = select(TurnRow.id).where(TurnRow.owner == owner, TurnRow.id == turn).with_for_update()
    if session.scalar(mine) is None:
        raise NotFound("There is no such answer.", "Vote on an answer of one of your conversations.")


def _vote(row: VoteRow) -> Vote:
    return Vote(row.id, row.turn_id, cast("Value", row.value), row.reason, row.correction, row.created_at)
