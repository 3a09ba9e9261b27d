"""Conversations of each owner: turns recorded with all that feedback learns from, read back as history or for show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from typing import Any

from sqlalchemy import ColumnElement, delete, exists, func, select
from sqlalchemy.orm import Session, aliased

from core.errors import BadInput, Conflict, NotFound
from core.types import Answer, Citation, Passage
from memory.blobs import Blobs
from memory.database import ConversationRow, Database, TurnRow, VoteRow, new_id, now
from memory.holding import release
from memory.said import UNTITLED, Asked, Conversation, Exchange, Turn, title_of, turn_text
from memory.tables import UNDO_SECONDS, TurnTextRow
from memory.turns import Making, readable, turn_row

NO_MODEL = Making()


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

    def began(self, owner: str, conversation: str) -> float:
        """When it began, in seconds since 1970."""
        with self._database.reading() as session:
            return _find(session, owner, conversation).created_at

    def change(self, owner: str, conversation: str, *, title: str | None = None, pinned: bool | None = None) -> None:
        """Give it another title, cut to a line, or let it stand before others; None leaves a thing as it is."""
        with self._database.session() as session:
            row = _find(session, owner, conversation)
            row.title = row.title if title is None else title_of(title)
            row.pinned = row.pinned if pinned is None else pinned

    def delete(self, owner: str, conversation: str) -> None:
        """Delete it with its turns: nobody finds or learns from them any more. `restore` undoes it for a while."""
        with self._database.freeing() as session:
            _find(session, owner, conversation).deleted_at = now()

    def restore(self, owner: str, conversation: str) -> None:
        """Undo a deletion; nothing happens to what is not deleted."""
        with self._database.session() as session:
            _find(session, owner, conversation, deleted=True).deleted_at = None

    def deleted(self, owner: str) -> Sequence[Conversation]:
        """Those that can be restored, the last deleted first."""
        query = select(ConversationRow).where(ConversationRow.owner == owner, ~is_kept(), _has_turns())
        with self._database.reading() as session:
            return [_conversation(row) for row in session.scalars(query.order_by(ConversationRow.deleted_at.desc()))]

    def remove_deleted(self, after: float = UNDO_SECONDS) -> None:
        """Remove for good what was deleted that many seconds ago, or longer."""
        self._remove(ConversationRow.deleted_at <= now() - after)

    def forget(self, owner: str) -> None:
        """Remove all that somebody said, at once."""
        self._remove(ConversationRow.owner == owner)

    def _remove(self, which: ColumnElement[bool]) -> None:
        """Remove rows with their turns and votes, and the pictures and recordings that nothing else needs."""
        attached = select(TurnRow.picture_sha256, TurnRow.audio_sha256).join(
            ConversationRow, ConversationRow.id == TurnRow.conversation_id
        )
        with self._database.reading() as session:
            if session.scalar(select(ConversationRow.id).where(which).limit(1)) is None:
                return
        with self._blobs.lock:
            with self._database.freeing() as session:
                files = {sha256 for row in session.execute(attached.where(which)) for sha256 in row if sha256}
                session.execute(delete(ConversationRow).where(which))
            for sha256 in files:
                if release(self._database, self._blobs, sha256):
                    self._blobs.delete_aside(sha256)

    def record_turn(
        self, owner: str, conversation: str | None, question: str, answer: Answer, passages: Sequence[Passage],
        making: Making = NO_MODEL, *, again: str | None = None, begins: str | None = None,
    ) -> tuple[str, str]:  # fmt: skip
        """Store a turn, at the end of a conversation or (None) as the first of a new one named after its question.

        `begins` is the id of a new one, where it is chosen already.
        `again` is the turn that it answers once more; what nobody chose of such answers before is passed over then.
        Returns the ids of conversation and turn. Raises `OutOfSpace` where its picture or recording finds no room.
        """
        with self._attached(making) as attached, self._database.session() as session:
            if conversation is None:
                row = _create(session, owner, question, begins)
            else:
                row = _find(session, owner, conversation)
                row.updated_at = now()
                if row.title == UNTITLED:
                    row.title = title_of(question)
            turn = turn_row(session, owner, row.id, question, answer, passages, making, attached)
            if again is not None:
                others = _answers(session, owner, again)
                turn.again_of = others[0].id
                for other in others[1:]:
                    other.chosen = bool(other.chosen)
            session.add(turn)
            session.flush()  # its words name it
            session.add(TurnTextRow(owner=owner, turn_id=turn.id, text=turn_text(question, answer.answer)))
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

    def asked(self, owner: str, turn: str, *, wherever: bool = False) -> Asked:
        """What was asked in a turn, to ask it once more.

        Raises `Conflict` where the conversation went on since, but for `wherever` it stands.
        """
        with self._database.reading() as session:
            first = _answers(session, owner, turn)[0]
            later = select(TurnRow.id).where(
                TurnRow.conversation_id == first.conversation_id, TurnRow.created_at > first.created_at, _goes_on(),
                (TurnRow.again_of != first.id) | TurnRow.again_of.is_(None),
            )  # fmt: skip
            if not wherever and session.scalar(later.limit(1)) is not None:
                raise Conflict("The conversation went on since.", "Ask the question again at its end.")
            answer = session.scalar(select(TurnRow.answer).where(TurnRow.id == turn))
        picture = self._blobs.path(first.picture_sha256).read_bytes() if first.picture_sha256 else None
        return Asked(first.conversation_id, first.question, answer or "", picture)

    def choose(self, owner: str, turn: str, over: str) -> None:
        """Go on with one of the answers to a question. Raises `BadInput` where `over` answers another one."""
        with self._database.session() as session:
            answers = _answers(session, owner, turn)
            if turn == over or over not in [row.id for row in answers]:
                raise BadInput("That is no other answer to the same question.", "Name one that is.")
            for row in answers:
                row.chosen = row.id == turn

    def history(
        self, owner: str, conversation: str, turns: int = 4, *, without: str | None = None, before: str | None = None
    ) -> Sequence[Exchange]:
        """The last turns, oldest first: what a follow-up question refers to.

        `without` all answers to that turn's question, or what stood `before` it.
        """
        query = select(TurnRow.id, TurnRow.question, TurnRow.answer, TurnRow.citations, TurnRow.picture_sha256).where(
            TurnRow.owner == owner, TurnRow.conversation_id == conversation, _goes_on()
        )
        with self._database.reading() as session:
            _find(session, owner, conversation)
            if without is not None:
                query = query.where(TurnRow.id.not_in([row.id for row in _answers(session, owner, without)]))
            if before is not None:
                query = query.where(TurnRow.created_at < _answers(session, owner, before)[0].created_at)
            newest_first = session.execute(query.order_by(TurnRow.created_at.desc(), TurnRow.id.desc()).limit(turns))
            return [
                Exchange(turn, asked, said, _documents(citations), picture is not None)
                for turn, asked, said, citations, picture in newest_first
            ][::-1]

    def list(self, owner: str, *, limit: int | None = None, offset: int = 0) -> Sequence[Conversation]:
        """The owner's conversations that have turns, without these: those pinned, then the latest used first."""
        query = select(ConversationRow).where(ConversationRow.owner == owner, is_kept(), _has_turns())
        order = ConversationRow.pinned.desc(), ConversationRow.updated_at.desc(), ConversationRow.id
        query = query.order_by(*order).offset(offset).limit(limit)
        with self._database.reading() as session:
            return [_conversation(row) for row in session.scalars(query)]


def _documents(citations: Sequence[dict[str, Any]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(citation["document"] for citation in citations if citation.get("document")))


def is_kept() -> ColumnElement[bool]:
    """Of a query over conversations: it is not deleted."""
    return ConversationRow.deleted_at.is_(None)


def _has_turns() -> ColumnElement[bool]:
    return exists().where(TurnRow.conversation_id == ConversationRow.id)


def is_in_force(vote: type[VoteRow]) -> ColumnElement[bool]:
    """Of the votes of an owner on a turn, the last one: it may be that the one before it was taken back."""
    other = aliased(VoteRow)
    last = select(func.max(other.number)).where(other.owner == vote.owner, other.turn_id == vote.turn_id)
    return vote.number == last.correlate(vote).scalar_subquery()


def _create(session: Session, owner: str, title: str, begins: str | None = None) -> ConversationRow:
    moment = now()
    row = ConversationRow(
        id=begins or new_id(), owner=owner, title=title_of(title), created_at=moment, updated_at=moment
    )
    session.add(row)
    session.flush()
    return row


def _find(session: Session, owner: str, conversation: str, *, deleted: bool = False) -> ConversationRow:
    """The row; one that is `deleted` only where it is asked for."""
    mine = select(ConversationRow).where(ConversationRow.owner == owner, ConversationRow.id == conversation)
    row = session.scalar(mine if deleted else mine.where(is_kept()))
    if row is None:
        raise NotFound("There is no such conversation.", "See the list of conversations for those that are there.")
    return row


def _goes_on() -> ColumnElement[bool]:
    """As `Turn.goes_on`."""
    return TurnRow.chosen.is_(True) | (TurnRow.chosen.is_(None) & TurnRow.again_of.is_(None))


def _answers(session: Session, owner: str, turn: str) -> list[TurnRow]:
    """All answers to the question of a turn, the first one first."""
    mine = select(TurnRow).where(TurnRow.owner == owner, is_kept())
    mine = mine.join(ConversationRow, ConversationRow.id == TurnRow.conversation_id)
    row = session.scalar(mine.where(TurnRow.id == turn))
    if row is None:
        raise NotFound("There is no such answer.", "Name one of your own.")
    first = row.again_of or row.id
    answers = mine.where((TurnRow.id == first) | (TurnRow.again_of == first))
    return list(session.scalars(answers.order_by(TurnRow.created_at, TurnRow.id)))


def _turn(row: TurnRow, vote: str | None) -> Turn:
    columns = {field.name: getattr(row, field.name) for field in fields(Turn) if field.name != "vote"}
    legible = {"passages": readable(Passage, row.passages), "citations": readable(Citation, row.citations)}
    return Turn(vote=vote, **(columns | legible))


def _conversation(row: ConversationRow, turns: tuple[Turn, ...] = ()) -> Conversation:
    return Conversation(row.id, row.title, row.created_at, row.updated_at, row.pinned, turns)
