"""What somebody said and was told before, found by its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, select

from core.sentences import sentences
from core.terms import Unit, extra_terms, queried, share_spelled
from core.types import JsonObject
from memory.conversations import is_kept
from memory.database import ConversationRow, Database, TurnRow
from memory.lexical import found
from memory.tables import TurnTextRow


@dataclass(frozen=True, slots=True)
class Said:
    """A place in a conversation: a turn, with the sentence of it that says most of what was looked for."""

    conversation: str
    title: str
    turn: str
    sentence: str
    created_at: float

    def to_json(self) -> JsonObject:
        """As the API sends it."""
        return {
            "conversation": self.conversation, "title": self.title, "turn": self.turn, "sentence": self.sentence,
            "created_at": round(self.created_at, 3),
        }  # fmt: skip


def search(database: Database, owner: str, query: str, limit: int) -> Sequence[Said]:
    """The owner's turns whose question or answer shares words with the query, best first."""
    wanted = queried(query)
    with database.reading() as session:
        kept = select(TurnRow.id).join(ConversationRow, ConversationRow.id == TurnRow.conversation_id).where(is_kept())
        mine = and_(TurnTextRow.owner == owner, TurnTextRow.turn_id.in_(kept))
        best = {row.id: place for place, row in enumerate(found(session, TurnTextRow, mine, query, limit))}
        rows = session.execute(
            select(TurnTextRow.id, TurnTextRow.text, TurnRow.id, TurnRow.created_at, ConversationRow)
            .join(TurnRow, TurnRow.id == TurnTextRow.turn_id)
            .join(ConversationRow, ConversationRow.id == TurnRow.conversation_id)
            .where(mine, TurnTextRow.id.in_(best))
        ).all()
    return [
        Said(conversation.id, conversation.title, turn, _sentence(text, wanted), at)
        for _, text, turn, at, conversation in sorted(rows, key=lambda row: best[row[0]])
    ]


def _sentence(text: str, wanted: Sequence[Unit]) -> str:
    """The sentence with most of the words; of equal ones one of the answer, for the question may be the title."""

    def telling(place: tuple[int, int]) -> tuple[float, bool]:
        part = text[place[0] : place[1]]
        return share_spelled(wanted, part, extra_terms(part)), place[0] > 0

    start, end = max(sentences(text), key=telling, default=(0, 0))
    return text[start:end]
