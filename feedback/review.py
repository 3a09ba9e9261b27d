"""Review: who has an item before them, what they decide, and what comes of two decisions.

`new` → `screened` → claimed by a reviewer for a while → `approved`, `edited`, `rejected` or `asked_back`. Where a
second review is wanted the item is `second` in between: another reviewer decides without seeing the first decision, and
where the two differ it is `contested` until a third settles it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import BadInput, Conflict, NotFound
from core.types import NO_DOCUMENTS, Decision, JsonObject, VoteValue
from feedback.contradicting import bring_back_contradicting
from feedback.items import counted, decision_json, names_of, receipt, summary, whole
from feedback.outdated import bring_back
from feedback.places import Place, among
from feedback.queue import APPROVED, OPEN, Filters, Item, allowed, in_force, loaded, one, state_of, states
from feedback.screening import BATCH, key, screen
from memory.account_tables import PersonRow
from memory.accounts.log import note
from memory.database import Database, TurnRow, VoteRow, now
from memory.feedback_tables import DecisionRow, ReviewRow

LEASE_SECONDS = 900.0
MOST_AT_ONCE = 200


class BadRuling(BadInput):
    """A decision that lacks what it needs; nothing was changed."""

    code = "bad_decision"
    status = 422


class Taken(Conflict):
    """Somebody else has the item, or decided it first; `first` is their decision, None where there is none yet."""

    code = "taken"

    def __init__(self, message: str, remedy: str, first: JsonObject | None = None) -> None:
        super().__init__(message, remedy)
        self.first = first

    def to_json(self) -> dict[str, Any]:
        """With the first decision."""
        return {**super().to_json(), "first": self.first}


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a reviewer decides. `number` is that of the decision they were asked for: another came first otherwise.

    `rating` is the reviewer's own of the answer, `answer` what is to be learned in its place, `note` goes to whoever
    voted. `evidence` is where it stands in the passages of the turn: nowhere where it is empty, not said where it is
    None.
    """

    decision: Decision
    number: int = 1
    rating: VoteValue | None = None
    answer: str | None = None
    note: str | None = None
    evidence: Sequence[Place] | None = None


class Reviews:
    """Methods raise `NotFound` for an item that is not up for review, and `Taken` where somebody else was first."""

    def __init__(self, database: Database, twice: float = 0.0) -> None:
        """`twice` is the share of votes, from 0 to 1, that is drawn for a second review."""
        self._database, self._twice = database, twice

    def screen_new(self) -> None:
        """Screen some of what came lately, while nobody waits for it."""
        self._screen(2 * BATCH)

    def _screen(self, most: int = BATCH, only: str | None = None) -> int:
        return screen(self._database, most, only, self._twice)

    def bring_back(self) -> int:
        """Have approved corrections decided anew whose documents changed since, or that contradict; how many it was."""
        return bring_back(self._database) + bring_back_contradicting(self._database)

    # --- looking ------------------------------------------------------------------------------------------------------

    def list(self, filters: Filters, limit: int = 50, offset: int = 0) -> JsonObject:
        """A part of the items that fit, the oldest first; how many fit, and how many of all are in each state."""
        self._screen()
        with self._database.reading() as session:
            fitting = allowed(session, filters.over(in_force()))
            shown, names = loaded(session, fitting[offset : offset + limit]), names_of(session)
            decided = counted(session, [vote.id for vote, _, _ in shown])
            items = [summary(item, names, decided[item[0].id]) for item in shown]
            return {"items": items, "total": len(fitting), "states": states(session)}

    def filters(self) -> JsonObject:
        """What the items that wait can be narrowed to: people, documents and versions, those with the most first."""
        with self._database.reading() as session:
            waiting = in_force().where(ReviewRow.state.in_(OPEN))
            seen, names = set(allowed(session, waiting)), names_of(session)
            columns = (VoteRow.id, VoteRow.owner, TurnRow.version, TurnRow.passages)
            rows = [row for row in session.execute(waiting.with_only_columns(*columns)) if row.id in seen]
        titles = {passage["document"]: passage["name"] for row in rows for passage in row.passages}
        people, versions = Counter(row.owner for row in rows), Counter(row.version for row in rows)
        found = ({passage["document"] for passage in row.passages} - NO_DOCUMENTS for row in rows)
        documents = Counter(chain.from_iterable(found))
        return {
            "people": [{"person": one, "name": names.get(one), "items": n} for one, n in people.most_common()],
            "documents": [
                {"document": one, "name": titles[one], "items": n} for one, n in documents.most_common(MOST_AT_ONCE)
            ],
            "versions": [{"version": one, "items": n} for one, n in versions.most_common()],
        }

    def get(self, reviewer: str, item: str) -> JsonObject:
        """All of an item."""
        with self._database.reading() as session:
            return whole(session, one(session, item), reviewer, names_of(session))

    def attached(self, item: str, kind: Literal["picture", "audio"]) -> str:
        """The SHA-256 of the picture or the recording in the question. Raises `NotFound` where there is none."""
        with self._database.reading() as session:
            _, turn, _ = one(session, item)
        found = turn.picture_sha256 if kind == "picture" else turn.audio_sha256
        if found is None:
            raise NotFound(f"There is no {kind} in this question.", "Look at `turn` of the item for what there is.")
        return found

    def receipts(self, owner: str, limit: int = 200) -> JsonObject:
        """What became of the owner's own votes that are in force, the newest first.

        `state` is `received` while nobody decided. `allowed` is false where the owner lets nobody review it.
        """
        mine = in_force().where(VoteRow.owner == owner).order_by(None).order_by(VoteRow.created_at.desc(), VoteRow.id)
        with self._database.reading() as session:
            seen = set(allowed(session, mine))
            return {
                "feedback": [receipt(session, row, row[0].id in seen) for row in session.execute(mine.limit(limit))]
            }

    # --- having it before one -----------------------------------------------------------------------------------------

    def next(self, reviewer: str, filters: Filters, skip: Sequence[str] = ()) -> JsonObject | None:
        """Claim an item that waits for a decision, and give all of it: the one that one left before, if any."""
        while (found := self._next(reviewer, filters, skip)) is None and self._screen():
            pass
        return found

    def _next(self, reviewer: str, filters: Filters, skip: Sequence[str]) -> JsonObject | None:
        with self._database.session() as session:
            waiting = filters.over(in_force()).where(ReviewRow.state.in_(OPEN), VoteRow.id.not_in(skip))
            free = (ReviewRow.claimed_until <= now()) | (ReviewRow.claimed_by == reviewer)
            first = (ReviewRow.claimed_by != reviewer) | ReviewRow.claimed_by.is_(None)
            ordered = waiting.where(free).order_by(None).order_by(first, VoteRow.created_at, VoteRow.id)
            for item in allowed(session, ordered):
                found = one(session, item)
                if _may_decide(session, found, reviewer):
                    _claim(found, reviewer)
                    return whole(session, found, reviewer, names_of(session))
        return None

    def claim(self, reviewer: str, item: str) -> JsonObject:
        """Have an item before one for `LEASE_SECONDS`; again, for as long anew."""
        self._screen(only=item)
        with self._database.session() as session:
            found = one(session, item)
            _check_free(session, found, reviewer)
            _claim(found, reviewer)
            return whole(session, found, reviewer, names_of(session))

    def release(self, reviewer: str, item: str) -> None:
        """Leave it to others; a draft goes."""
        with self._database.session() as session:
            _, _, review = one(session, item)
            if review is not None and review.claimed_by == reviewer:
                review.claimed_by, review.claimed_until, review.draft = None, 0.0, None

    def keep_draft(self, reviewer: str, item: str, draft: Mapping[str, str]) -> None:
        """Keep what a reviewer has written so far, for when they come back to it."""
        self._screen(only=item)
        with self._database.session() as session:
            found = one(session, item)
            _check_free(session, found, reviewer)
            _claim(found, reviewer).draft = dict(draft)

    # --- deciding -----------------------------------------------------------------------------------------------------

    def decide(self, reviewer: str, item: str, ruling: Ruling) -> JsonObject:
        """Decide on an item; the same again changes nothing. Raises `BadRuling` for what is no decision."""
        _check(ruling)
        self._screen(only=item)
        with self._database.session() as session:
            return _decided(session, one(session, item), reviewer, ruling)

    def decide_many(self, reviewer: str, items: Sequence[str], ruling: Ruling) -> JsonObject:
        """Decide alike on several items, all or none: `Taken` names no item, and nothing was changed then."""
        _check(ruling)
        for item in items:
            self._screen(only=item)
        with self._database.session() as session:
            return {"items": [_decided(session, one(session, item), reviewer, ruling) for item in items]}

    def reopen(self, reviewer: str, item: str) -> JsonObject:
        """Withdraw what was decided; the item waits again."""
        with self._database.session() as session:
            found = one(session, item)
            vote, _, review = found
            if review is not None:
                for row in _standing(session, item):
                    row.withdrawn = True
                review.state = "screened"
                note(session, reviewer, "reopened feedback", vote.owner, item)
            session.flush()
            return whole(session, found, reviewer, names_of(session))


def _claim(item: Item, reviewer: str) -> ReviewRow:
    review = _screened(item)
    if review.claimed_by != reviewer:
        review.draft = None
    review.claimed_by, review.claimed_until = reviewer, now() + LEASE_SECONDS
    return review


def _screened(item: Item) -> ReviewRow:
    if item[2] is None:
        raise Conflict("This item is not screened yet.", "Try again in a moment.")
    return item[2]


def _check_free(session: Session, item: Item, reviewer: str) -> None:
    review = _screened(item)
    if review.state not in OPEN:
        raise _taken(session, item)
    if review.claimed_by not in (None, reviewer) and review.claimed_until > now():
        name = names_of(session).get(review.claimed_by or "", "Another reviewer")
        raise Taken(f"{name} has this item before them.", "Take another one, or wait until their time is over.")
    if not _may_decide(session, item, reviewer):
        raise Taken("You decided this item first; the second review is another person's.", "Take another one.")


def _taken(session: Session, item: Item) -> Taken:
    """That it was decided, with the decision: of a second review that is blind, not what it was."""
    vote, _, review = item
    standing = _standing(session, vote.id)
    blind = review is not None and review.state == "second"
    first = decision_json(standing[-1], names_of(session)) if standing and not blind else None
    return Taken("This item was decided meanwhile.", "See the first decision, or reopen the item.", first)


def _may_decide(session: Session, item: Item, reviewer: str) -> bool:
    """A second review is another person's, where there is another who could."""
    if _screened(item).state != "second" or not _others(session, reviewer):
        return True
    return all(row.reviewer != reviewer for row in _standing(session, item[0].id))


def _others(session: Session, reviewer: str) -> bool:
    """Whether another admin is there."""
    admins = select(PersonRow.id).where(PersonRow.role == "admin", PersonRow.disabled.is_(False))
    query = admins.where(PersonRow.left_at.is_(None), PersonRow.id != reviewer).limit(1)
    return session.scalar(query) is not None


def _standing(session: Session, item: str) -> Sequence[DecisionRow]:
    query = select(DecisionRow).where(DecisionRow.vote_id == item).order_by(DecisionRow.number)
    return [row for row in session.scalars(query) if not row.withdrawn]


def _check(ruling: Ruling) -> None:
    if ruling.decision == "edited" and not (ruling.answer or "").strip():
        raise BadRuling("An edited item needs the answer that is to be learned.", "Send it as `answer`.")
    if ruling.decision != "edited" and ruling.answer:
        raise BadRuling("Only an edited item has an answer of the reviewer's.", "Send `edited`, or no answer.")
    if ruling.decision == "asked_back" and not (ruling.note or "").strip():
        raise BadRuling("Who asks back says what they want to know.", "Send it as `note`.")
    if ruling.decision not in APPROVED and ruling.evidence is not None:
        raise BadRuling("Only what is approved has evidence.", "Approve it, or leave the evidence out.")


def _places(turn: TurnRow, ruling: Ruling) -> list[JsonObject] | None:
    """The evidence as it is kept. A reviewer points at what was found for whoever asked, and reads nothing else."""
    if ruling.evidence is None:
        return None
    kept = [among(turn.passages, place) for place in ruling.evidence]
    if None in kept:
        raise BadRuling("This place is in none of the passages that were found.", "Name one of the item's passages.")
    return [place for place in kept if place is not None]


def _decided(session: Session, item: Item, reviewer: str, ruling: Ruling) -> JsonObject:
    vote, turn, review = item[0], item[1], _screened(item)
    numbers = list(session.scalars(select(DecisionRow.number).where(DecisionRow.vote_id == vote.id)))
    number = max(numbers, default=0) + 1
    said = {
        "decision": ruling.decision, "rating": ruling.rating, "answer": ruling.answer, "note": ruling.note,
        "evidence": _places(turn, ruling),
    }  # fmt: skip
    if ruling.number != number:
        last = _standing(session, vote.id)[-1:]
        again = {"reviewer": reviewer, "number": ruling.number, **said}
        if not last or any(getattr(last[0], column) != value for column, value in again.items()):
            raise _taken(session, item)
        return {"item": vote.id, "state": state_of(review), "decision": decision_json(last[0], names_of(session))}
    _check_free(session, item, reviewer)
    row = DecisionRow(vote_id=vote.id, number=number, reviewer=reviewer, withdrawn=False, at=now(), **said)
    session.add(row)
    session.flush()
    if reviewer == vote.owner and _others(session, reviewer):
        review.twice = True  # nobody alone decides on what they said themselves
    review.state = _state_after(_standing(session, vote.id), twice=review.twice)
    review.claimed_by, review.claimed_until, review.draft = None, 0.0, None
    note(session, reviewer, f"feedback {ruling.decision.replace('_', ' ')}", vote.owner, vote.id)
    return {"item": vote.id, "state": review.state, "decision": decision_json(row, names_of(session))}


def _state_after(standing: Sequence[DecisionRow], *, twice: bool) -> str:
    last = standing[-1]
    if last.decision == "asked_back":
        return "asked_back"
    if len(standing) == 1:
        return "second" if twice else last.decision
    first = standing[0]
    agreed = (first.decision, key(first.answer or "")) == (last.decision, key(last.answer or ""))
    return last.decision if agreed or len(standing) > 2 else "contested"
