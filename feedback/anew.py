"""Questions of votes answered anew, by what serves now, beside the answers that were voted on."""

from __future__ import annotations

from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import NotFound
from core.grounding.citations import strip_marks
from core.types import Answer, JsonObject
from memory.conversations import is_kept
from memory.database import ConversationRow, Database, TurnRow, now
from memory.feedback_tables import AnewRow
from memory.turns import BASE

Verdict = Literal["better", "same", "worse"]
"""What whoever voted finds of the new answer beside the old one."""


class Anew:
    """Methods raise `NotFound` for a turn that is not the owner's, or that was not answered anew."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, owner: str, turn: str, answer: Answer) -> JsonObject:
        """Keep what the question of a turn is answered now, in the place of what it was answered before."""
        with self._database.session() as session:
            _check_owned(session, owner, turn)
            row = AnewRow(
                turn_id=turn, answer=strip_marks(answer.answer).strip(), from_library=answer.from_library,
                model=answer.model, version=answer.adapter or BASE, verdict=None, at=now(),
            )  # fmt: skip
            session.merge(row)
            return _json(row)

    def judge(self, owner: str, turn: str, verdict: Verdict | None) -> JsonObject:
        """Say how the new answer is beside the old one, or (None) take that back."""
        with self._database.session() as session:
            _check_owned(session, owner, turn)
            row = session.get(AnewRow, turn)
            if row is None:
                raise NotFound("It was not answered anew.", "Have it answered first.")
            row.verdict = verdict
            return _json(row)


def of_turn(session: Session, turn: str) -> JsonObject | None:
    """What the question of a turn was answered last, None where nobody asked."""
    row = session.get(AnewRow, turn)
    return _json(row) if row is not None else None


def _check_owned(session: Session, owner: str, turn: str) -> None:
    mine = select(TurnRow.id).join(ConversationRow, ConversationRow.id == TurnRow.conversation_id)
    if session.scalar(mine.where(TurnRow.owner == owner, TurnRow.id == turn, is_kept())) is None:
        raise NotFound("There is no such answer.", "Name one of your own.")


def _json(row: AnewRow) -> JsonObject:
    return {
        "answer": row.answer, "from_library": row.from_library, "model": row.model, "version": row.version,
        "verdict": row.verdict, "at": round(row.at, 3),
    }  # fmt: skip
