"""An item of review as JSON: in a list with a few words, and alone with all that there is of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.grounding.citations import strip_marks
from core.types import Citation, JsonObject, Passage
from feedback import anew, data_sets
from feedback.places import shown, words
from feedback.queue import ENDED, Item, state_of
from feedback.screening import mark_names
from memory.account_tables import PersonRow
from memory.feedback_tables import DecisionRow, ReviewRow
from memory.learning_tables import LearnedFromRow, SetAsideRow, VersionRow
from memory.tables import now
from memory.turns import readable

_LINE = 200  # characters of a question in a list


def summary(item: Item, names: Mapping[str, str], decided: int) -> JsonObject:
    """A line of the list; `decided` counts what was decided on it, withdrawn or not."""
    vote, turn, review = item
    return {
        "item": vote.id, "state": state_of(review), "number": decided + 1, "vote": vote.value,
        "reasons": list(vote.reasons), "question": turn.question[:_LINE], "person": vote.owner,
        "name": names.get(vote.owner), "corrected": vote.correction is not None,
        "marks": mark_names(review.marks if review else ()),
        "stage": review.stage if review else None, "model": turn.model, "version": turn.version,
        "created_at": round(vote.created_at, 3), "claimed": _claim(review, names),
    }  # fmt: skip


def whole(session: Session, item: Item, reviewer: str, names: Mapping[str, str]) -> JsonObject:
    """All of an item, as it was when it was answered.

    While a second review is wanted the first stays hidden, so that it is blind: `decisions` is empty then.
    """
    vote, turn, review = item
    decided = decisions(session, vote.id, names)
    blind = review is not None and review.state == "second"
    return {
        **summary(item, names, len(decided)),
        "data_sets": data_sets.holding(session, vote.id), "versions": learned_from(session, vote.id),
        "set_aside": set_aside(session, vote.id),
        "blind": blind, "decisions": [] if blind else decided,
        "marks_told": list(review.marks) if review else [],
        "stage_evidence": review.stage_evidence if review else None,
        "draft": review.draft if review is not None and review.claimed_by == reviewer else None,
        "said": {
            "comment": vote.comment, "correction": vote.correction, "transcript": vote.transcript,
            "picture_name": vote.picture_name, "over": vote.over_turn,
            "evidence": [{**place, "text": words(session, vote.owner, place)} for place in vote.evidence],
        },
        "turn": {
            "turn": turn.id, "conversation": turn.conversation_id, "question": turn.question, "answer": turn.answer,
            "raw": turn.raw, "transcript": turn.transcript, "heard": turn.heard, "route": turn.route,
            "outcome": turn.outcome, "finish": turn.finish, "from_library": turn.from_library,
            "picture": turn.picture_sha256 is not None, "audio": turn.audio_sha256 is not None,
            "passages": readable(Passage, turn.passages), "evidence": turn.evidence,
            "lines": None if turn.prompt is None else turn.prompt["lines"],
            "citations": readable(Citation, turn.citations),
            "sampling": turn.sampling, "model": turn.model, "model_digest": turn.model_digest,
            "version": turn.version, "version_digest": turn.version_digest, "prompt_version": turn.prompt_version,
            "timings": turn.timings, "usage": turn.usage, "untrainable": turn.untrainable,
            "created_at": round(turn.created_at, 3),
        },
    }  # fmt: skip


def receipt(session: Session, item: Item, allowed: bool) -> JsonObject:
    """What whoever voted sees of the review: its end, with the reviewer's note, and no names."""
    vote, turn, review = item
    ended = review is not None and review.state in ENDED
    last = [row for row in decisions(session, vote.id, {}) if not row["withdrawn"]][-1:] if ended else []
    return {
        "turn": turn.id, "conversation": turn.conversation_id, "question": turn.question[:_LINE], "vote": vote.value,
        "reasons": list(vote.reasons), "correction": vote.correction, "created_at": round(vote.created_at, 3),
        "evidence": [shown(session, vote.owner, place) for place in vote.evidence],
        "answered": strip_marks(turn.answer), "version": turn.version, "anew": anew.of_turn(session, turn.id),
        "allowed": allowed, "state": review.state if review is not None and ended else "received",
        "note": last[0]["note"] if last else None, "answer": last[0]["answer"] if last else None,
        "decided_at": last[0]["at"] if last else None, "data_sets": data_sets.holding(session, vote.id),
        "versions": learned_from(session, vote.id),
    }  # fmt: skip


def learned_from(session: Session, vote: str) -> list[str]:
    """The versions that learned from a vote and are there, the oldest first."""
    query = select(VersionRow.id).join(LearnedFromRow, LearnedFromRow.version == VersionRow.number)
    query = query.where(LearnedFromRow.vote_id == vote, VersionRow.deleted_at.is_(None))
    return list(session.scalars(query.order_by(VersionRow.number)))


def set_aside(session: Session, vote: str) -> JsonObject | None:
    """The last run that learned nothing from a vote though it was approved, and why; None where all of them did."""
    query = select(SetAsideRow).where(SetAsideRow.vote_id == vote).order_by(SetAsideRow.run.desc()).limit(1)
    row = session.scalar(query)
    return {"run": row.run, "reason": row.reason} if row is not None else None


def decisions(session: Session, item: str, names: Mapping[str, str]) -> list[JsonObject]:
    """What was decided on an item, oldest first; what was withdrawn says so."""
    rows = session.scalars(select(DecisionRow).where(DecisionRow.vote_id == item).order_by(DecisionRow.number))
    return [decision_json(row, names) for row in rows]


def counted(session: Session, items: Sequence[str]) -> dict[str, int]:
    """How many decisions there are on each of these items; none is left out."""
    query = select(DecisionRow.vote_id, func.count()).where(DecisionRow.vote_id.in_(items))
    found = session.execute(query.group_by(DecisionRow.vote_id))
    return dict.fromkeys(items, 0) | {row[0]: row[1] for row in found}


def decision_json(row: DecisionRow, names: Mapping[str, str]) -> JsonObject:
    """As the API sends it."""
    return {
        "number": row.number, "decision": row.decision, "rating": row.rating, "answer": row.answer, "note": row.note,
        "evidence": row.evidence, "reviewer": row.reviewer, "name": names.get(row.reviewer),
        "withdrawn": row.withdrawn, "at": round(row.at, 3),
    }  # fmt: skip


def names_of(session: Session) -> dict[str, str]:
    """The names of people who are there, by id."""
    rows = session.execute(select(PersonRow.id, PersonRow.name).where(PersonRow.left_at.is_(None)))
    return {row.id: row.name for row in rows}


def _claim(review: ReviewRow | None, names: Mapping[str, str]) -> JsonObject | None:
    if review is None or review.claimed_by is None or review.claimed_until <= now():
        return None
    until = round(review.claimed_until, 3)
    return {"reviewer": review.claimed_by, "name": names.get(review.claimed_by), "until": until}
