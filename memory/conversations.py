"""Conversations of each owner: turns recorded with all that feedback learns from, read back as history or for show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import String, delete, select, update
from sqlalchemy import cast as sql_cast
from sqlalchemy.orm import Session

from core.errors import NotFound
from core.types import Answer, Message, Passage, message
from memory.database import ConversationRow, Database, TurnRow, VoteRow, new_id, now

TITLE_CHARS = 60
UNTITLED = "New conversation"


@dataclass(frozen=True, slots=True)
class Turn:
    """A recorded question and answer. `passages` and `citations` are the JSON of `core.types`, as they were then."""

    id: str
    question: str
    answer: str
    transcript: str | None
    abstained: bool
    from_library: bool
    model: str
    adapter: str | None
    prompt_version: str
    passages: Sequence[dict[str, Any]]
    citations: Sequence[dict[str, Any]]
    timings: dict[str, float]
    usage: dict[str, int]
    created_at: float
    vote: str | None

    def to_json(self) -> dict[str, Any]:
        return {
            "turn": self.id,
            "question": self.question,
            "answer": self.answer,
            "transcript": self.transcript,
            "abstained": self.abstained,
            "from_library": self.from_library,
            "model": self.model,
            "adapter": self.adapter,
            "prompt_version": self.prompt_version,
            "passages": list(self.passages),
            "citations": list(self.citations),
            "timings": self.timings,
            "usage": self.usage,
            "created_at": round(self.created_at, 3),
            "vote": self.vote,
        }


@dataclass(frozen=True, slots=True)
class Conversation:
    """`turns` is empty in a list of conversations, and oldest first where one was asked for."""

    id: str
    title: str
    created_at: float
    updated_at: float
    turns: tuple[Turn, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "title": self.title,
            "created_at": round(self.created_at, 3),
            "updated_at": round(self.updated_at, 3),
        }


class Conversations:
    """All methods raise `NotFound` for a conversation that is not there or is somebody else's."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(self, owner: str, title: str = UNTITLED) -> Conversation:
        with self._database.session() as session:
            row = _create(session, owner, title)
            return _conversation(row)

    def get(self, owner: str, conversation: str) -> Conversation:
        """The conversation with its turns, oldest first, and the owner's vote on each."""
        turns = (
            select(TurnRow, VoteRow.value)
            .outerjoin(VoteRow, (VoteRow.turn_id == TurnRow.id) & (VoteRow.owner == owner))
            .where(TurnRow.owner == owner, TurnRow.conversation_id == conversation)
            .order_by(TurnRow.created_at, TurnRow.id)
        )
        with self._database.reading() as session:
            row = _find(session, owner, conversation)
            return _conversation(row, tuple(_turn(turn, vote) for turn, vote in session.execute(turns)))

    def rename(self, owner: str, conversation: str, title: str) -> None:
        with self._database.session() as session:
            _find(session, owner, conversation).title = title_of(title)

    def delete(self, owner: str, conversation: str) -> None:
        """Remove it with its turns and their votes."""
        with self._database.session() as session:
            _find(session, owner, conversation)
            mine = ConversationRow.owner == owner, ConversationRow.id == conversation
            session.execute(delete(ConversationRow).where(*mine))

    def record_turn(
        self, owner: str, conversation: str | None, question: str, answer: Answer, passages: Sequence[Passage]
    ) -> tuple[str, str]:
        """Store a turn, at the end of a conversation or (None) as the first of a new one named after its question.

        Returns the ids of conversation and turn.
        """
        with self._database.session() as session:
            if conversation is None:
                row = _create(session, owner, question)
            else:
                row = _find(session, owner, conversation)
                row.updated_at = now()
                if row.title == UNTITLED:
                    row.title = title_of(question)
            turn = _turn_row(owner, row.id, question, answer, passages)
            session.add(turn)
            return row.id, turn.id

    def history(self, owner: str, conversation: str, turns: int = 4) -> list[Message]:
        """The last turns as messages, oldest first: what a follow-up question refers to."""
        query = select(TurnRow.question, TurnRow.answer).where(
            TurnRow.owner == owner, TurnRow.conversation_id == conversation
        )
        with self._database.reading() as session:
            _find(session, owner, conversation)
            newest_first = session.execute(query.order_by(TurnRow.created_at.desc(), TurnRow.id.desc()).limit(turns))
            pairs = [(question, answer) for question, answer in newest_first]
        return [m for q, a in reversed(pairs) for m in (message("user", q), message("assistant", a))]

    def list(self, owner: str, *, limit: int | None = None, offset: int = 0) -> Sequence[Conversation]:
        """The owner's conversations, the latest used first, without their turns."""
        query = select(ConversationRow).where(ConversationRow.owner == owner)
        query = query.order_by(ConversationRow.updated_at.desc(), ConversationRow.id).offset(offset).limit(limit)
        with self._database.reading() as session:
            return [_conversation(row) for row in session.scalars(query)]


def title_of(question: str) -> str:
    """A title from the first question: its first words, on one line."""
    line = " ".join(question.split())
    if len(line) > TITLE_CHARS:
        line = line[:TITLE_CHARS].rsplit(" ", 1)[0].rstrip(",;:- ") + "…"
    return line or UNTITLED


def forget_document(session: Session, owner: str, document: str) -> None:
    """Take a deleted document's words out of recorded turns; place and name stay, so that it still shows what was."""
    in_passages = sql_cast(TurnRow.passages, String).contains(document)
    in_citations = sql_cast(TurnRow.citations, String).contains(document)
    mentions = in_passages | in_citations
    for turn in session.scalars(select(TurnRow).where(TurnRow.owner == owner, mentions)).all():
        gone = {"text": "", "highlights": []}
        passages = [p | gone if p["document"] == document else p for p in turn.passages]
        citations = [c | {"quote": ""} if c["document"] == document else c for c in turn.citations]
        values = {"passages": passages, "citations": citations}
        session.execute(update(TurnRow).where(TurnRow.id == turn.id).values(**values))


def _create(session: Session, owner: str, title: str) -> ConversationRow:
    row = ConversationRow(id=new_id(), owner=owner, title=title_of(title), created_at=now(), updated_at=now())
    session.add(row)
    session.flush()
    return row


def _find(session: Session, owner: str, conversation: str) -> ConversationRow:
    mine = select(ConversationRow).where(ConversationRow.owner == owner, ConversationRow.id == conversation)
    row = session.scalar(mine)
    if row is None:
        raise NotFound("There is no such conversation.", "See the list of conversations for those that are there.")
    return row


def _turn_row(owner: str, conversation: str, question: str, answer: Answer, passages: Sequence[Passage]) -> TurnRow:
    return TurnRow(
        id=new_id(),
        owner=owner,
        conversation_id=conversation,
        question=question,
        answer=answer.answer,
        transcript=answer.transcript,
        abstained=answer.abstained,
        from_library=answer.from_library,
        model=answer.model,
        adapter=answer.adapter,
        prompt_version=answer.prompt_version,
        passages=[passage.to_json() for passage in passages],
        citations=[citation.to_json() for citation in answer.citations],
        timings=dict(answer.timings),
        usage=answer.usage.to_json(),
        created_at=now(),
    )


def _turn(row: TurnRow, vote: str | None) -> Turn:
    columns = {field.name: getattr(row, field.name) for field in fields(Turn) if field.name != "vote"}
    return Turn(vote=vote, **columns)


def _conversation(row: ConversationRow, turns: tuple[Turn, ...] = ()) -> Conversation:
    return Conversation(row.id, row.title, row.created_at, row.updated_at, turns)
