"""What people said that an answer should have been: it answers the same question from then on, before anything learns.

A correction counts for whoever made it until a reviewer rejects it, and for others once it is approved, while it is
allowed. It is bound to the content of the documents that the answer rested on (`feedback.outdated`): where one of them
changed, is gone, or may not be read by whoever asks, it says nothing. Where what others said differs, nothing is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from core.grounding.citations import strip_marks
from core.grounding.followup import leans
from feedback.outdated import bound
from feedback.queue import APPROVED, VOID, Item, allowed, in_force, loaded
from feedback.screening import key
from feedback.stage_at_fault import REFUSAL
from memory.account_tables import PersonRow
from memory.database import Database, DocumentRow, TurnRow, VoteRow
from memory.feedback_tables import DecisionRow, ReviewRow
from memory.readable import is_current, may_read

_CLOSING = "?!. "


@dataclass(frozen=True, slots=True)
class Correction:
    """What the answer to a question should be. `by` is the name of whoever said so, None for the asker themselves."""

    vote: str
    answer: str
    by: str | None
    at: float


class Corrections:
    """The corrections of a data folder. Safe between threads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, reader: str, question: str) -> Correction | None:
        """What a question in these very words is to be answered with, as far as the reader is concerned.

        A question that leans on what was said before means something else each time: none is known of it.
        """
        if leans(question):
            return None
        with self._database.reading() as session:
            items = [item for item in loaded(session, self._alike(session, question)) if _stands(session, reader, item)]
            own = [item for item in items if item[0].owner == reader and _state(item) not in VOID]
            if own:
                return _correction(session, own[-1], None)
            usable = set(allowed(session, in_force().where(VoteRow.id.in_([vote.id for vote, _, _ in items]))))
            others = [item for item in items if item[0].id in usable and _state(item) in APPROVED]
            told = [_correction(session, item, _name(session, item[0].owner)) for item in others]
            return told[-1] if told and len({key(one.answer) for one in told}) == 1 else None

    def _alike(self, session: Session, question: str) -> Sequence[str]:
        """The votes that correct an answer to that very question, the oldest first."""
        corrected = or_(VoteRow.correction.is_not(None), ReviewRow.state == "edited")
        wanted, columns = _plain(question), (VoteRow.id, TurnRow.question)
        query = in_force().where(corrected, TurnRow.picture_sha256.is_(None)).with_only_columns(*columns)
        return [vote for vote, asked in session.execute(query) if _plain(asked) == wanted]


def _plain(question: str) -> str:
    """Equal for the same words: neither case nor the signs at the end tell questions apart, all others do."""
    return " ".join(question.casefold().split()).rstrip(_CLOSING)


def _state(item: Item) -> str:
    return item[2].state if item[2] is not None else "new"


def _stands(session: Session, reader: str, item: Item) -> bool:
    """Whether each document that the answer rested on is there as it is to be, for this reader."""
    wanted = bound(item)
    query = select(DocumentRow.id, DocumentRow.sha256).where(
        DocumentRow.id.in_(wanted), may_read(reader), is_current()
    )  # fmt: skip
    return {row.id: row.sha256 for row in session.execute(query)} == wanted


def _correction(session: Session, item: Item, by: str | None) -> Correction:
    vote = item[0]
    standing = select(DecisionRow.answer).where(DecisionRow.vote_id == vote.id, DecisionRow.withdrawn.is_(False))
    edited = session.scalar(standing.order_by(DecisionRow.number.desc()).limit(1))
    said = strip_marks(edited or vote.correction or "").strip()
    return Correction(vote.id, said, by, vote.created_at)


def _name(session: Session, person: str) -> str:
    name = session.scalar(select(PersonRow.name).where(PersonRow.id == person, PersonRow.left_at.is_(None)))
    return name or "somebody"


def refuses(correction: Correction) -> bool:
    """Whether it says that there is no answer."""
    return REFUSAL.search(correction.answer) is not None
