"""Votes on answers, with their history: why, and what would have been right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, cast, get_args

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import NotFound
from core.types import JsonObject, Reason, VoteValue
from core.types.limits import SAID_CHARS
from feedback.places import BadVote, Place, found
from memory.conversations import is_kept
from memory.database import ConversationRow, Database, TurnRow, VoteRow, new_id, now
from memory.tables import UNSTORABLE

MOST_PLACES = 8
REASONS: tuple[str, ...] = get_args(Reason)


@dataclass(frozen=True, slots=True)
class Saying:
    """What somebody says of an answer, beside up or down. Empty strings count as nothing.

    `over` is another answer to the same question that was not chosen; `evidence` is where the answer stands.
    """

    reasons: Sequence[str] = ()
    comment: str | None = None
    correction: str | None = None
    evidence: Sequence[Place] = ()
    transcript: str | None = None
    picture_name: str | None = None
    over: str | None = None


NOTHING = Saying()


@dataclass(frozen=True, slots=True)
class Vote:
    """A vote as it is kept; without a value it took back another. `evidence` is as `feedback.places` keeps it."""

    id: str
    turn: str
    value: VoteValue | None
    reasons: tuple[Reason, ...]
    comment: str | None
    correction: str | None
    evidence: tuple[JsonObject, ...]
    transcript: str | None
    picture_name: str | None
    over: str | None
    created_at: float

    def to_json(self) -> JsonObject:
        """As the API sends it."""
        kept: dict[str, Any] = asdict(self) | {"vote": self.value, "created_at": round(self.created_at, 3)}
        del kept["value"]
        return kept


class Votes:
    """Votes are only ever added: the last one on a turn is in force, and may say that the one before is taken back.

    Raises `NotFound` for a turn that is not there or is somebody else's.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def vote(self, owner: str, turn: str, value: str, saying: Saying = NOTHING) -> Vote:
        """Vote on a turn, in place of a vote that is there; saying the same again changes nothing.

        Raises `BadVote` for what is no vote, and `NotFound` for evidence that is not in the owner's documents.
        """
        _check(value, saying)
        with self._database.session() as session:
            asked = _turn(session, owner, turn)
            last = _last(session, owner, turn)
            said = _kept(session, owner, asked, saying) | {"value": value}
            said["over_turn"] = said["over_turn"] or (last.over_turn if last is not None and last.value else None)
            if last is not None and all(getattr(last, column) == kept for column, kept in said.items()):
                return _vote(last)
            return _vote(_add(session, owner, turn, last, said))

    def prefer(self, owner: str, turn: str, over: str) -> Vote:
        """Keep that one answer was chosen over another: a vote up, where there is none yet; else beside what was said.

        A choice the other way round is taken back.
        """
        with self._database.session() as session:
            said = _kept(session, owner, _turn(session, owner, turn), Saying(over=over)) | {"value": "up"}
            last, other = _last(session, owner, turn), _last(session, owner, over)
            if last is not None and last.value is not None:
                said = {column: getattr(last, column) for column in said} | {"over_turn": over}
            if other is not None and other.over_turn == turn:
                _add(session, owner, over, other, {"value": None})
            if last is not None and last.over_turn == over and last.value is not None:
                return _vote(last)
            return _vote(_add(session, owner, turn, last, said))

    def get(self, owner: str, turn: str) -> Vote | None:
        """The owner's vote that is in force on a turn, or None."""
        past = self.history(owner, turn)
        return past[-1] if past and past[-1].value is not None else None

    def history(self, owner: str, turn: str) -> list[Vote]:
        """All that the owner ever said of a turn, oldest first; a value of None took the vote before it back."""
        mine = select(VoteRow).where(VoteRow.owner == owner, VoteRow.turn_id == turn).order_by(VoteRow.number)
        with self._database.reading() as session:
            _turn(session, owner, turn)
            return [_vote(row) for row in session.scalars(mine)]

    def undo(self, owner: str, turn: str) -> None:
        """Take the vote back; none being there is fine."""
        with self._database.session() as session:
            _turn(session, owner, turn)
            last = _last(session, owner, turn)
            if last is not None and last.value is not None:
                _add(session, owner, turn, last, {"value": None})


def _check(value: str, saying: Saying) -> None:
    if value not in ("up", "down"):
        raise BadVote("A vote is either up or down.", "Send `up` or `down`.")
    if unknown := set(saying.reasons) - set(REASONS):
        known = ", ".join(REASONS)
        raise BadVote(f"{min(unknown)[:40]!r} is none of the reasons {known}.", "Say it in words as the comment.")
    if "other" in saying.reasons and not saying.comment:
        raise BadVote("`other` says nothing alone.", "Say it in words as the comment.")
    texts = (saying.comment, saying.correction, saying.transcript, saying.picture_name)
    if max(len(text or "") for text in texts) > SAID_CHARS:
        raise BadVote(f"Each text may have {SAID_CHARS:,} characters.", "Send a shorter one.")
    if len(saying.evidence) > MOST_PLACES:
        raise BadVote(f"An answer stands in {MOST_PLACES} places at most.", "Name the best of them.")


def _kept(session: Session, owner: str, turn: TurnRow, saying: Saying) -> dict[str, Any]:
    """The columns of what is said; what does not fit the turn raises `BadVote`."""
    if saying.transcript and turn.transcript is None:
        raise BadVote("Nothing was spoken in this question.", "Leave the transcript out.")
    if saying.picture_name and turn.picture_sha256 is None:
        raise BadVote("There is no picture in this question.", "Leave its name out.")
    if saying.over:
        other = _turn(session, owner, saying.over)
        if other.id == turn.id or other.question != turn.question:
            raise BadVote("That is no other answer to the same question.", "Name one that is.")
    return {
        "reasons": [reason for reason in REASONS if reason in saying.reasons],
        "comment": _storable(saying.comment), "correction": _storable(saying.correction),
        "evidence": [found(session, owner, place) for place in saying.evidence],
        "transcript": _storable(saying.transcript), "picture_name": _storable(saying.picture_name),
        "over_turn": saying.over or None,
    }  # fmt: skip


def _storable(text: str | None) -> str | None:
    """As the database gives it back, so that the same text is the same vote."""
    return text.translate(UNSTORABLE) if text else None


def _add(session: Session, owner: str, turn: str, last: VoteRow | None, said: dict[str, Any]) -> VoteRow:
    number = 1 if last is None else last.number + 1
    empty: dict[str, Any] = {"reasons": [], "evidence": []}
    row = VoteRow(id=new_id(), owner=owner, turn_id=turn, number=number, created_at=now(), **(empty | said))
    session.add(row)
    return row


def _last(session: Session, owner: str, turn: str) -> VoteRow | None:
    mine = select(VoteRow).where(VoteRow.owner == owner, VoteRow.turn_id == turn)
    return session.scalar(mine.order_by(VoteRow.number.desc()).limit(1))


def _turn(session: Session, owner: str, turn: str) -> TurnRow:
    # Locked, so that two votes at once come one after the other (SQLite has one writer anyway)
    mine = select(TurnRow).where(TurnRow.owner == owner, TurnRow.id == turn, is_kept())
    mine = mine.join(ConversationRow, ConversationRow.id == TurnRow.conversation_id)
    row = session.scalar(mine.with_for_update(of=TurnRow))
    if row is None:
        raise NotFound("There is no such answer.", "Vote on an answer of one of your conversations.")
    return row


def _vote(row: VoteRow) -> Vote:
    return Vote(
        row.id, row.turn_id, cast("VoteValue | None", row.value), cast("tuple[Reason, ...]", tuple(row.reasons)),
        row.comment, row.correction, tuple(row.evidence), row.transcript, row.picture_name, row.over_turn,
        row.created_at,
    )  # fmt: skip
