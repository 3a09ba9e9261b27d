"""Who did what: a line for each change of accounts, written in the transaction that makes it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from core.types import JsonObject
from memory.account_tables import LogRow, PersonRow
from memory.database import Database


@dataclass(frozen=True, slots=True)
class Entry:
    """`actor` and `subject` are names; none for whoever is not there any more, or stood at the machine itself."""

    at: float
    actor: str | None
    action: str
    subject: str | None
    detail: str | None

    def to_json(self) -> JsonObject:
        """As the API sends it."""
        return {
            "at": round(self.at, 3), "actor": self.actor, "action": self.action, "subject": self.subject,
            "detail": self.detail,
        }  # fmt: skip


def note(session: Session, actor: str | None, action: str, subject: str | None = None, detail: str = "") -> None:
    """Add a line: `actor` and `subject` are ids of people."""
    session.add(LogRow(actor=actor, action=action, subject=subject, detail=detail or None))


def entries(database: Database, limit: int = 200) -> list[Entry]:
    """The newest lines, the latest first."""
    actor, subject = aliased(PersonRow), aliased(PersonRow)
    query = (
        select(LogRow.at, actor.name, LogRow.action, subject.name, LogRow.detail)
        .outerjoin(actor, (actor.id == LogRow.actor) & actor.left_at.is_(None))
        .outerjoin(subject, (subject.id == LogRow.subject) & subject.left_at.is_(None))
        .order_by(LogRow.number.desc())
        .limit(limit)
    )
    with database.reading() as session:
        return [Entry(*row) for row in session.execute(query)]
