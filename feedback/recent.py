"""The last questions that a model answered, of people who allow that they are looked at: to be asked again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from feedback.consent import of_everybody
from memory.conversations import is_kept
from memory.database import ConversationRow, Database, TurnRow


@dataclass(frozen=True, slots=True)
class Recent:
    """A question, by its turn, and who asked it where; `alone`: the model answered it without the library."""

    turn: str
    owner: str
    conversation: str
    question: str
    alone: bool


def recent(database: Database, count: int) -> Sequence[Recent]:
    """The last so many, the latest first, each question of a person once; those over pictures are left out."""
    query = (
        select(TurnRow.id, TurnRow.owner, TurnRow.conversation_id, TurnRow.question, TurnRow.route)
        .join(ConversationRow, ConversationRow.id == TurnRow.conversation_id)
        .where(is_kept(), TurnRow.raw.is_not(None), TurnRow.picture_sha256.is_(None), TurnRow.again_of.is_(None))
        .order_by(TurnRow.created_at.desc(), TurnRow.id)
    )
    with database.reading() as session:
        people = of_everybody(session)
        found: dict[tuple[str, str], Recent] = {}
        for turn, owner, conversation, question, route in session.execute(query):
            if people.allows(owner, conversation):
                found.setdefault((owner, question), Recent(turn, owner, conversation, question, route == "plain"))
            if len(found) == count:
                break
        return list(found.values())
