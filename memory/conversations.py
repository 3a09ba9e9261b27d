"""Conversations of each owner: turns recorded with all that feedback learns from, read back as history or for show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import ColumnElement, delete, exists, func, select
from sqlalchemy.orm import Session, aliased

from core.errors import NotFound
from core.types import Answer, JsonObject, Outcome, Passage
from memory.blobs import Blobs
from memory.database import ConversationRow, Database, TurnRow, VoteRow, new_id, now
from memory.holding import release
from memory.turns import BASE, Making, turn_row

TITLE_CHARS = 60
UNTITLED = "New conversation"
NO_MODEL = Making()


@dataclass(frozen=True, slots=True)
class Turn:
    """A recorded question and answer. `passages` and `citations` are the JSON of `core.types`, as they were then."""

    id: str
    question: str
    answer: str
    transcript: str | None
    route: str | None
    outcome: str
    finish: str
    from_library: bool
    model: str
    version: str
    prompt_version: str
    passages: Sequence[dict[str, Any]]
    citations: Sequence[dict[str, Any]]
    timings: dict[str, float]
    usage: dict[str, int]
    created_at: float
    untrainable: str | None
    vote: str | None

    def to_json(self) -> JsonObject:
        return {
            "turn": self.id,
            "question": self.question,
            "answer": self.answer,
            "transcript": self.transcript,
            "abstained": self.outcome == Outcome.NOTHING_FOUND,
            "from_library": self.from_library,
            "model": self.model,
            "adapter": None if self.version == BASE else self.version,
            "prompt_version": self.prompt_version,
            "passages": list(self.passages),
            "citations": list(self.citations),
            "timings": self.timings,
            "usage": self.usage,
            "created_at": round(self.created_at, 3),
            "vote": self.vote,
            "route": self.route,
            "outcome": self.outcome,
            "finish": self.finish,
            "trainable": self.untrainable is None,
            "untrainable": self.untrainable,
        }


@dataclass(frozen=True, slots=True)
class Conversation:
    """`turns` is empty in a list of conversations, and oldest first where one was asked for."""

    id: str
    title: str
    created_at: float
    updated_at: float
    turns: tuple[Turn, ...] = ()

    def to_json(self) -> JsonObject:
        return {
            "id": self.id,
            "title": self.title,
            "created_at": round(self.created_at, 3),
            "updated_at": round(self.updated_at, 3),
        }


@dataclass(frozen=True, slots=True)
class Exchange:
    """A turn as a later question may refer to it."""

    turn: str
    question: str
    answer: str


class Conversations:
    """Conversations, and the pictures and recordings in them, which are kept among the `blobs`.

    All methods raise `NotFound` for a conversation that is not there or is somebody else's.
    """

    def __init__(self, database: Database, blobs: Blobs) -> None:
        self._database = database
        self._blobs = blobs

    def create(self, owner: str, title: str = UNTITLED) -> Conversation:
        """A new conversation without turns."""
        with self._database.session() as session:
            row = _create(session, owner, title)
            return _conversation(row)

    def get(self, owner: str, conversation: str) -> Conversation:
        """The conversation with its turns, oldest first, and the owner's vote on each."""
        turns = (
            select(TurnRow, VoteRow.value)
            .outerjoin(VoteRow, (VoteRow.turn_id == TurnRow.id) & (VoteRow.owner == owner) & is_in_force(VoteRow))
            .where(TurnRow.owner == owner, TurnRow.conversation_id == conversation)
            .order_by(TurnRow.created_at, TurnRow.id)
        )
        with self._database.reading() as session:
            row = _find(session, owner, conversation)
            return _conversation(row, tuple(_turn(turn, vote) for turn, vote in session.execute(turns)))

    def rename(self, owner: str, conversation: str, title: str) -> None:
        """Give it another title, cut to a line."""
        with self._database.session() as session:
            _find(session, owner, conversation).title = title_of(title)

    def delete(self, owner: str, conversation: str) -> None:
        """Remove it with its turns, their votes, and the pictures and recordings that nothing else needs."""
        attached = select(TurnRow.picture_sha256, TurnRow.audio_sha256)
        attached = attached.where(TurnRow.owner == owner, TurnRow.conversation_id == conversation)
        with self._blobs.lock:
            with self._database.session() as session:
                _find(session, owner, conversation)
                files = {sha256 for row in session.execute(attached) for sha256 in row if sha256 is not None}
                mine = ConversationRow.owner == owner, ConversationRow.id == conversation
                session.execute(delete(ConversationRow).where(*mine))
            for sha256 in files:
                if release(self._database, self._blobs, sha256):
                    self._blobs.delete_aside(sha256)

    def record_turn(
        self, owner: str, conversation: str | None, question: str, answer: Answer, passages: Sequence[Passage],
        making: Making = NO_MODEL,
    ) -> tuple[str, str]:  # fmt: skip
        """Store a turn, at the end of a conversation or (None) as the first of a new one named after its question.

        Returns the ids of conversation and turn. Raises `OutOfSpace` where its picture or recording finds no room.
        """
        with self._attached(making) as attached, self._database.session() as session:
            if conversation is None:
                row = _create(session, owner, question)
            else:
                row = _find(session, owner, conversation)
                row.updated_at = now()
                if row.title == UNTITLED:
                    row.title = title_of(question)
            turn = turn_row(session, owner, row.id, question, answer, passages, making, attached)
            session.add(turn)
            return row.id, turn.id

    @contextmanager
    def _attached(self, making: Making) -> Iterator[dict[str, str]]:
        """The SHA-256 of the picture and the recording, in place before a row names them, and gone if none does."""
        files = {"picture": making.picture, "audio": making.audio}
        staged = {kind: self._blobs.stage([data], len(data)) for kind, data in files.items() if data is not None}
        if not staged:
            yield {}
            return
        with self._blobs.lock:
            new = [file for file in staged.values() if not self._blobs.path(file.sha256).exists()]
            try:
                for file in staged.values():
                    self._blobs.keep(file)
                yield {kind: file.sha256 for kind, file in staged.items()}
            except BaseException:
                for file in new:
                    release(self._database, self._blobs, file.sha256)
                raise
            finally:
                for file in staged.values():
                    self._blobs.discard(file)

    def history(self, owner: str, conversation: str, turns: int = 4) -> Sequence[Exchange]:
        """The last turns, oldest first: what a follow-up question refers to."""
        query = select(TurnRow.id, TurnRow.question, TurnRow.answer).where(
            TurnRow.owner == owner, TurnRow.conversation_id == conversation
        )
        with self._database.reading() as session:
            _find(session, owner, conversation)
            newest_first = session.execute(query.order_by(TurnRow.created_at.desc(), TurnRow.id.desc()).limit(turns))
            return [Exchange(*row) for row in newest_first][::-1]

    def list(self, owner: str, *, limit: int | None = None, offset: int = 0) -> Sequence[Conversation]:
        """The owner's conversations that have turns, the latest used first, without these."""
        has_turns = exists().where(TurnRow.conversation_id == ConversationRow.id)
        query = select(ConversationRow).where(ConversationRow.owner == owner, has_turns)
        query = query.order_by(ConversationRow.updated_at.desc(), ConversationRow.id).offset(offset).limit(limit)
        with self._database.reading() as session:
            return [_conversation(row) for row in session.scalars(query)]


def title_of(question: str) -> str:
    """A title from the first question: its first words, on one line."""
    line = " ".join(question.split())
    if len(line) > TITLE_CHARS:
        line = line[:TITLE_CHARS].rsplit(" ", 1)[0].rstrip(",;:- ") + "…"
    return line or UNTITLED


def is_in_force(vote: type[VoteRow]) -> ColumnElement[bool]:
    """Of the votes of an owner on a turn, the last one: it may be that the one before it was taken back."""
    other = aliased(VoteRow)
    last = select(func.max(other.number)).where(other.owner == vote.owner, other.turn_id == vote.turn_id)
    return vote.number == last.correlate(vote).scalar_subquery()


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


def _turn(row: TurnRow, vote: str | None) -> Turn:
    columns = {field.name: getattr(row, field.name) for field in fields(Turn) if field.name != "vote"}
    return Turn(vote=vote, **columns)


def _conversation(row: ConversationRow, turns: tuple[Turn, ...] = ()) -> Conversation:
    return Conversation(row.id, row.title, row.created_at, row.updated_at, turns)
