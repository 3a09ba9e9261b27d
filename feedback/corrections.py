"""What people said that an answer should have been: it answers the same question from then on, before anything learns.

A correction counts for whoever made it until a reviewer rejects it, and for others once it is approved, while it is
allowed. It is bound to the content of the documents that the answer rested on (`feedback.outdated`): where one of them
changed, is gone, or may not be read by whoever asks, it says nothing. Where what others said differs, nothing is taken.
That there is no answer holds until there is more to look in than whoever said so had.

A question in other words that asks the same has its correction said first, beside what is found in documents. One with
a picture has to have the same words and the same picture.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, exists, not_, or_, select
from sqlalchemy.orm import Session

from core.embedding.encoder import TextEncoder
from core.grounding.citations import strip_marks
from core.grounding.followup import leans
from core.grounding.paraphrase import ask_the_same, meaning
from feedback.outdated import bound
from feedback.queue import APPROVED, VOID, Item, allowed, in_force, loaded
from feedback.stage_at_fault import REFUSAL
from memory.account_tables import PersonRow
from memory.database import Database, DocumentRow, TurnRow, VoteRow
from memory.feedback_tables import DecisionRow, ReviewRow
from memory.readable import is_current, may_read
from memory.tables import EVERYONE, ShareRow

_CLOSING = "?!. "


@dataclass(frozen=True, slots=True)
class Correction:
    """What the answer to a question should be. `by` is the name of whoever said so, None for the asker themselves.

    `asked` is the question that was corrected, `same` whether it was asked in the same words as now.
    """

    vote: str
    answer: str
    by: str | None
    at: float
    asked: str = ""
    same: bool = True


class Corrections:
    """The corrections of a data folder; `encoder` says which questions are near one another. Safe between threads."""

    def __init__(self, database: Database, encoder: TextEncoder) -> None:
        self._database = database
        self._encoder = encoder

    def of(self, reader: str, question: str, picture: str | None = None) -> Correction | None:
        """What a question is to be answered with, as far as the reader is concerned; in other words if not in the same.

        `picture` is the SHA-256 of the one that it came with. A question that leans on what was said before means
        something else each time: none is known of it, unless it has a picture to lean on.
        """
        if picture is None and leans(question):
            return None
        wanted = _plain(question)
        with self._database.reading() as session:
            same = _corrected(session, lambda asked: _plain(asked) == wanted, picture)
            if same and (found := _taken(session, reader, same, same_words=True)):
                return found
            if picture is not None:
                return None
            alike = _corrected(session, lambda asked: ask_the_same(asked, question) and not leans(asked))
            near = self._near(question, alike)
            return _taken(session, reader, near, same_words=False) if near else None

    def _near(self, question: str, corrected: dict[str, str]) -> dict[str, str]:
        """Those whose question the encoder finds near, too."""
        others = {vote: asked for vote, asked in corrected.items() if _plain(asked) != _plain(question)}
        if not others:
            return {}
        vectors = self._encoder.encode([question, *others.values()])
        cosines = vectors[1:] @ vectors[0]
        return {vote: others[vote] for vote, near in zip(others, cosines, strict=True) if near >= self._encoder.alike}


def is_corrected() -> ColumnElement[bool]:
    """Of items: that somebody said what the answer should be."""
    return or_(VoteRow.correction.is_not(None), ReviewRow.state == "edited")


def stands(session: Session, reader: str, item: Item) -> bool:
    """Whether each document that the answer rested on is there as it is to be, for this reader."""
    wanted = bound(item)
    query = select(DocumentRow.id, DocumentRow.sha256).where(DocumentRow.id.in_(wanted), may_read(reader), is_current())
    return {row.id: row.sha256 for row in session.execute(query)} == wanted


def said_by(session: Session, vote: VoteRow) -> str:
    """What the answer should be: the reviewer's words where there are any."""
    standing = select(DecisionRow.answer).where(DecisionRow.vote_id == vote.id, DecisionRow.withdrawn.is_(False))
    edited = session.scalar(standing.order_by(DecisionRow.number.desc()).limit(1))
    return strip_marks(edited or vote.correction or "").strip()


def agree(answers: Sequence[str]) -> bool:
    """Whether answers say the same, whatever else their words are."""
    return len({frozenset(meaning(answer).telling) or answer for answer in answers}) == 1


def refuses(correction: Correction) -> bool:
    """Whether it says that there is no answer."""
    return REFUSAL.search(correction.answer) is not None


def _corrected(session: Session, wanted: Callable[[str], bool], picture: str | None = None) -> dict[str, str]:
    """The votes that correct an answer to a question that is wanted, the oldest first, with that question."""
    with_picture = TurnRow.picture_sha256.is_(None) if picture is None else TurnRow.picture_sha256 == picture
    query = in_force().where(is_corrected(), with_picture).with_only_columns(VoteRow.id, TurnRow.question)
    return {vote: asked for vote, asked in session.execute(query) if wanted(asked)}


def _taken(session: Session, reader: str, votes: dict[str, str], *, same_words: bool) -> Correction | None:
    """What of these counts for the reader: the last that is their own, else what others agree on."""
    items = [
        item
        for item in loaded(session, list(votes))
        if stands(session, reader, item) and not _more_to_look_in(session, reader, item)
    ]
    own = [item for item in items if item[0].owner == reader and _state(item) not in VOID]
    if own:
        return _correction(session, own[-1], None, same_words)
    usable = set(allowed(session, in_force().where(VoteRow.id.in_([vote.id for vote, _, _ in items]))))
    others = [item for item in items if item[0].id in usable and _state(item) in APPROVED]
    told = [_correction(session, item, _name(session, item[0].owner), same_words) for item in others]
    return told[-1] if told and agree([one.answer for one in told]) else None


def _more_to_look_in(session: Session, reader: str, item: Item) -> bool:
    """Of one that says that there is no answer: whether the reader has documents that whoever said so had not."""
    vote = item[0]
    if REFUSAL.search(said_by(session, vote)) is None:
        return False
    shared_since = exists().where(
        ShareRow.document_id == DocumentRow.id, ShareRow.reader.in_((reader, EVERYONE)),
        ShareRow.created_at > vote.created_at,
    )  # fmt: skip
    added = or_(DocumentRow.updated_at > vote.created_at, shared_since, not_(may_read(vote.owner)))
    query = select(DocumentRow.id).where(may_read(reader), is_current(), DocumentRow.status == "ready", added)
    return session.scalar(query.limit(1)) is not None


def _plain(question: str) -> str:
    """Equal for the same words: neither case nor the signs at the end tell questions apart, all others do."""
    return " ".join(question.casefold().split()).rstrip(_CLOSING)


def _state(item: Item) -> str:
    return item[2].state if item[2] is not None else "new"


def _correction(session: Session, item: Item, by: str | None, same_words: bool) -> Correction:
    vote, turn, _ = item
    return Correction(vote.id, said_by(session, vote), by, vote.created_at, turn.question, same_words)


def _name(session: Session, person: str) -> str:
    name = session.scalar(select(PersonRow.name).where(PersonRow.id == person, PersonRow.left_at.is_(None)))
    return name or "somebody"
