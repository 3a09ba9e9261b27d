"""Approved corrections whose documents changed since: they say nothing any more, and come back to review.

A correction is bound to the content of the documents that its answer rested on. Whoever approves it again, having seen
that they changed, binds it to what they are by then.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from core.types import NO_DOCUMENTS
from feedback.queue import APPROVED, Item, allowed, in_force, loaded
from memory.accounts.log import note
from memory.database import Database, DocumentRow, VoteRow
from memory.feedback_tables import DecisionRow, ReviewRow
from memory.readable import is_current

OUTDATED = "outdated"

Content = Mapping[str, str | None]
"""Documents with the SHA-256 of their content."""


def bring_back(database: Database) -> int:
    """Have such corrections decided anew; returns how many. What was decided on them is withdrawn, and stays there."""
    brought = 0
    for vote in _changed(database):
        with database.session() as session:  # one after the other: others want to write, too
            for item in loaded(session, allowed(session, in_force().where(VoteRow.id == vote, _approved()))):
                found = _now(session, item)
                if found is not None and found != bound(item):
                    _reopen(session, item, found)
                    brought += 1
    return brought


def _approved() -> ColumnElement[bool]:
    """Of items: that they are corrections which were approved."""
    return ReviewRow.state.in_(APPROVED) & (VoteRow.correction.is_not(None) | (ReviewRow.state == "edited"))


def _changed(database: Database) -> list[str]:
    """The corrections whose documents are not what they have to be: a few queries, however many there are."""
    with database.reading() as session:
        items = loaded(session, allowed(session, in_force().where(_approved())))
        wanted = {item[0].id: bound(item) for item in items}
        named = {document for content in wanted.values() for document in content}
        rows = session.execute(
            select(DocumentRow.id, DocumentRow.sha256).where(DocumentRow.id.in_(named), is_current())
        )
        there = {row.id: row.sha256 for row in rows}
    return [vote for vote, content in wanted.items() if any(there.get(one) != content[one] for one in content)]


def bound(item: Item) -> Content:
    """What the documents have to be for the correction to count: as they were, or as they were when it was last found
    that they had changed, where it was approved after that."""
    _, turn, review = item
    marks = [mark for mark in (review.marks if review is not None else ()) if mark["mark"] == OUTDATED]
    if marks and review is not None and review.state in APPROVED:
        return dict(marks[-1]["documents"])
    found = {str(place["document"]): place["sha256"] for place in turn.evidence}
    return {document: sha256 for document, sha256 in found.items() if document not in NO_DOCUMENTS}


def _now(session: Session, item: Item) -> Content | None:
    """What has taken the place of those documents: a newer version, or (None for the content) nothing.

    None while one of them is deleted and can be had back: nothing is decided yet.
    """
    found: dict[str, str | None] = {}
    for document in bound(item):
        row = session.get(DocumentRow, document)
        if row is not None and row.deleted_at is not None:
            return None
        current = row if row is None or row.standing == "current" else _newest(session, row)
        found[current.id if current is not None else document] = current.sha256 if current is not None else None
    return found


def _newest(session: Session, earlier: DocumentRow) -> DocumentRow | None:
    same = select(DocumentRow).where(DocumentRow.series == earlier.series, DocumentRow.owner == earlier.owner)
    return session.scalar(same.where(is_current(), DocumentRow.deleted_at.is_(None)))


def _reopen(session: Session, item: Item, found: Content) -> None:
    vote, _, review = item
    assert review is not None
    standing = select(DecisionRow).where(DecisionRow.vote_id == vote.id, DecisionRow.withdrawn.is_(False))
    for row in session.scalars(standing):
        row.withdrawn = True
    kept: Sequence[dict[str, Any]] = [mark for mark in review.marks if mark["mark"] != OUTDATED]
    review.marks = [*kept, {"mark": OUTDATED, "documents": dict(found)}]
    review.state = "screened"
    note(session, None, "reopened feedback", vote.owner, vote.id)
