"""Which votes are up for review: those in force, of people who allow it. Everything else here asks this first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import String, select
from sqlalchemy import cast as sql_cast
from sqlalchemy.orm import Session

from core.errors import NotFound
from feedback.consent import of_everybody
from memory.conversations import is_in_force, is_kept
from memory.database import ConversationRow, TurnRow, VoteRow, now
from memory.feedback_tables import ReviewRow

Item = tuple[VoteRow, TurnRow, ReviewRow | None]
"""A vote that counts, its turn, and its review once it is screened."""

OPEN = ("screened", "second", "contested")
"""States in which a decision is wanted."""
APPROVED = ("approved", "edited")
VOID = ("rejected", "asked_back")
ENDED = (*APPROVED, *VOID)


@dataclass(frozen=True, slots=True)
class Filters:
    """Which items are wanted; None leaves a thing open. `document` is one that the answer was made from, and
    `corrected` whether whoever voted said what would have been right.
    """

    state: str | None = None
    value: str | None = None
    reason: str | None = None
    mark: str | None = None
    stage: str | None = None
    version: str | None = None
    person: str | None = None
    document: str | None = None
    corrected: bool | None = None

    def over(self, query: Any) -> Any:
        """The query, narrowed."""
        equal = {
            VoteRow.value: self.value, ReviewRow.stage: self.stage, TurnRow.version: self.version,
            VoteRow.owner: self.person,
        }  # fmt: skip
        for column, wanted in equal.items():
            query = query if wanted is None else query.where(column == wanted)
        within = {VoteRow.reasons: self.reason, ReviewRow.marks: self.mark, TurnRow.passages: self.document}
        for column_, wanted in within.items():
            query = query if wanted is None else query.where(_mentions(column_, wanted))
        if self.corrected is not None:
            query = query.where(VoteRow.correction.is_not(None) if self.corrected else VoteRow.correction.is_(None))
        claimed = ReviewRow.claimed_until > now()
        if self.state == "new":
            return query.where(ReviewRow.vote_id.is_(None))
        if self.state == "claimed":
            return query.where(claimed, ReviewRow.state.in_(OPEN))
        if self.state in OPEN:
            query = query.where(~claimed)
        return query if self.state is None else query.where(ReviewRow.state == self.state)


def in_force() -> Any:
    """A query for all items, the oldest first."""
    query: Any = select(VoteRow, TurnRow, ReviewRow).join(TurnRow, TurnRow.id == VoteRow.turn_id)
    query = query.join(ConversationRow, ConversationRow.id == TurnRow.conversation_id)
    query = query.outerjoin(ReviewRow, ReviewRow.vote_id == VoteRow.id).where(is_kept())
    return query.where(VoteRow.value.is_not(None), is_in_force(VoteRow)).order_by(VoteRow.created_at, VoteRow.id)


def allowed(session: Session, query: Any) -> list[str]:
    """The ids of the items of the query, in its order, whose owners allow that they are used."""
    people = of_everybody(session)
    rows = session.execute(query.with_only_columns(VoteRow.id, VoteRow.owner, TurnRow.conversation_id))
    return [item for item, owner, conversation in rows if people.allows(owner, conversation)]


def loaded(session: Session, items: Sequence[str]) -> list[Item]:
    """The rows of those items, in that order."""
    found: dict[str, Item] = {}
    for vote, turn, review in session.execute(in_force().where(VoteRow.id.in_(items))):
        found[vote.id] = (vote, turn, review)
    return [found[item] for item in items if item in found]


def one(session: Session, item: str) -> Item:
    """One item. Raises `NotFound` also where its owner changed the vote, or allows it no more."""
    for found in loaded(session, allowed(session, in_force().where(VoteRow.id == item))):
        return found
    raise NotFound("There is no such item.", "It may have been changed or withdrawn by whoever voted.")


def states(session: Session) -> dict[str, int]:
    """How many items are in each state."""
    people = of_everybody(session)
    columns = (VoteRow.owner, TurnRow.conversation_id, ReviewRow.state, ReviewRow.claimed_until)
    rows = session.execute(in_force().with_only_columns(*columns).order_by(None))
    return dict(Counter(_shown(*row[2:]) for row in rows if people.allows(*row[:2])))


def state_of(review: ReviewRow | None) -> str:
    """As people see it: `new` before it is screened, `claimed` while a reviewer has it before them."""
    return "new" if review is None else _shown(review.state, review.claimed_until)


def _shown(state: str | None, claimed_until: float | None) -> str:
    if state is None:
        return "new"
    return "claimed" if state in OPEN and (claimed_until or 0.0) > now() else state


def _mentions(column: Any, value: str) -> Any:
    """Whether a JSON column holds a string of plain letters, digits and signs."""
    return sql_cast(column, String).contains(f'"{value}"', autoescape=True)
