"""What somebody told of themselves, as they said it, each with the turn that it is from. It goes with its turn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from core.errors import NotFound
from core.types import JsonObject
from core.words import words
from memory.conversations import is_kept
from memory.database import ConversationRow, Database, TurnRow, now
from memory.tables import UNDO_SECONDS, FactRow, RememberingRow


@dataclass(frozen=True, slots=True)
class Fact:
    """`text` is a sentence; `said_at` is when its `turn` was, even if it was `edited` since."""

    id: int
    text: str
    said_at: float
    turn: str
    conversation: str
    title: str
    edited: bool = False

    def to_json(self) -> JsonObject:
        """As the API sends it."""
        return {
            "fact": self.id, "text": self.text, "said_at": round(self.said_at, 3), "turn": self.turn,
            "conversation": self.conversation, "title": self.title, "edited": self.edited,
        }  # fmt: skip


class Facts:
    """Methods raise `NotFound` for a fact that is not there or is somebody else's."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def remembers(self, owner: str) -> bool:
        """Whether what they tell is kept and used; it is, until they switch it off."""
        with self._database.reading() as session:
            return _remembers(session, owner)

    def switch(self, owner: str, on: bool) -> None:
        """Keep and use what they tell, or do neither; what is there stays until it is deleted."""
        with self._database.session() as session:
            session.merge(RememberingRow(owner=owner, on=on))

    def list(self, owner: str, *, deleted: bool = False) -> Sequence[Fact]:
        """What is remembered, the last said first; or what was `deleted` and can be had back."""
        gone = FactRow.deleted_at.is_not(None) if deleted else FactRow.deleted_at.is_(None)
        with self._database.reading() as session:
            return [_fact(*row) for row in session.execute(_facts(owner).where(gone))]

    def in_use(self, owner: str) -> Sequence[Fact]:
        """What answers may use, the last said first."""
        return self.list(owner) if self.remembers(owner) else ()

    def keep(self, owner: str, statements: Sequence[str], turn: str) -> None:
        """Remember statements of a turn, unless it is switched off. What is said again is from the new turn then."""
        with self._database.session() as session:
            if not _remembers(session, owner):
                return
            known = {tuple(words(row.text)): row for row in session.scalars(_mine(owner))}
            for statement in statements:
                if (before := known.get(tuple(words(statement)))) is not None:
                    session.delete(before)
                session.add(FactRow(owner=owner, turn_id=turn, text=statement, said_at=now()))

    def change(self, owner: str, fact: int, text: str) -> None:
        """Put it in other words."""
        with self._database.session() as session:
            row = _find(session, owner, fact)
            row.text, row.edited = text, True

    def delete(self, owner: str, fact: int) -> None:
        """Forget it. `restore` undoes it for a while."""
        with self._database.freeing() as session:
            _find(session, owner, fact).deleted_at = now()

    def restore(self, owner: str, fact: int) -> None:
        """Undo a deletion; nothing happens to what is not deleted."""
        with self._database.session() as session:
            _find(session, owner, fact, deleted=True).deleted_at = None

    def remove_deleted(self, after: float = UNDO_SECONDS) -> None:
        """Remove for good what was deleted that many seconds ago, or longer."""
        gone = FactRow.deleted_at <= now() - after
        with self._database.reading() as session:
            if session.scalar(select(FactRow.id).where(gone).limit(1)) is None:
                return
        with self._database.freeing() as session:
            session.execute(delete(FactRow).where(gone))

    def forget(self, owner: str) -> None:
        """All of somebody who has left."""
        with self._database.freeing() as session:
            session.execute(delete(FactRow).where(FactRow.owner == owner))
            session.execute(delete(RememberingRow).where(RememberingRow.owner == owner))


def _remembers(session: Session, owner: str) -> bool:
    said = session.scalar(select(RememberingRow.on).where(RememberingRow.owner == owner))
    return said is None or said


def _mine(owner: str) -> Select[FactRow]:
    return select(FactRow).where(FactRow.owner == owner)


def _facts(owner: str) -> Select[FactRow, str, str]:
    """Facts of conversations that are not deleted, with what they are from, the last said first."""
    query = select(FactRow, ConversationRow.id, ConversationRow.title).join(TurnRow, TurnRow.id == FactRow.turn_id)
    query = query.join(ConversationRow, ConversationRow.id == TurnRow.conversation_id)
    return query.where(FactRow.owner == owner, is_kept()).order_by(FactRow.said_at.desc(), FactRow.id.desc())


def _find(session: Session, owner: str, fact: int, *, deleted: bool = False) -> FactRow:
    mine = _mine(owner).where(FactRow.id == fact)
    row = session.scalar(mine if deleted else mine.where(FactRow.deleted_at.is_(None)))
    if row is None:
        raise NotFound("That is not among what is remembered.", "See the list of it for what is there.")
    return row


def _fact(row: FactRow, conversation: str, title: str) -> Fact:
    return Fact(row.id, row.text, row.said_at, row.turn_id, conversation, title, row.edited)
