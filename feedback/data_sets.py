"""Data sets that were exported, and what is in them: so that it is known what learned from a vote that is withdrawn."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.types import ExportKind, JsonObject
from feedback.export import Export
from feedback.queue import APPROVED, allowed, in_force
from memory.accounts.log import note
from memory.database import Database
from memory.feedback_tables import DataSetItemRow, DataSetRow, ReviewRow


def registered(database: Database, made: Export, kind: ExportKind, reviewer: str | None) -> int | None:
    """The number of the data set, the same for the same rows; None for an empty one. The log says who exported it."""
    sha256 = hashlib.sha256((made.lines() + made.lines(pictures=True)).encode()).hexdigest()
    with database.session() as session:
        row = session.scalar(select(DataSetRow).where(DataSetRow.kind == kind, DataSetRow.sha256 == sha256))
        if row is None and made.rows:
            row = DataSetRow(kind=kind, sha256=sha256, rows=len(made.rows), made_by=reviewer)
            session.add(row)
            session.flush()
            items = {row.item for row in made.rows}
            session.add_all(DataSetItemRow(data_set=row.number, vote_id=item) for item in sorted(items))
        which = f"data set {row.number}" if row is not None else "no data set"
        note(session, reviewer, "exported feedback", detail=f"{kind}, {len(made.rows)} rows, {which}")
        return row.number if row is not None else None


def listed(database: Database) -> JsonObject:
    """All data sets, the newest first.

    `withdrawn` counts the votes in it that may not be used any more: taken back, changed, deleted, not allowed or not
    approved since. What learned from such a data set is to be made anew.
    """
    with database.reading() as session:
        gone = withdrawn(session)
        rows = session.scalars(select(DataSetRow).order_by(DataSetRow.number.desc()))
        return {"data_sets": [_json(row, gone.get(row.number, 0)) for row in rows]}


def withdrawn(session: Session) -> dict[int, int]:
    """By data set, how many votes in it may not be used any more."""
    within: dict[int, set[str]] = defaultdict(set)
    usable = set(allowed(session, in_force().where(ReviewRow.state.in_(APPROVED))))
    for data_set, vote in session.execute(select(DataSetItemRow.data_set, DataSetItemRow.vote_id)):
        within[data_set].add(vote)
    return {data_set: len(votes - usable) for data_set, votes in within.items()}


def in_common(session: Session, one: int | None, other: int | None) -> tuple[int, int, int]:
    """How many votes are in both data sets, in the one alone, and in the other alone."""
    first, second = (
        set(session.scalars(select(DataSetItemRow.vote_id).where(DataSetItemRow.data_set == number)))
        for number in (one, other)
    )
    return len(first & second), len(first - second), len(second - first)


def fresh(database: Database, learned: Collection[int]) -> int:
    """How many votes are approved and allowed, and in none of the data sets that were learned from."""
    within = select(DataSetItemRow.vote_id).where(DataSetItemRow.data_set.in_(learned))
    with database.reading() as session:
        usable = set(allowed(session, in_force().where(ReviewRow.state.in_(APPROVED))))
        return len(usable - set(session.scalars(within)))


def holding(session: Session, vote: str) -> list[int]:
    """The numbers of the data sets that a vote is in."""
    query = select(DataSetItemRow.data_set).where(DataSetItemRow.vote_id == vote)
    return list(session.scalars(query.order_by(DataSetItemRow.data_set)))


def _json(row: DataSetRow, withdrawn: int) -> JsonObject:
    return {
        "number": row.number, "kind": row.kind, "sha256": row.sha256, "rows": row.rows, "made_by": row.made_by,
        "at": round(row.at, 3), "withdrawn": withdrawn,
    }  # fmt: skip
