"""Which rows hold a blob: documents, and the turns whose question came with a picture or a recording.

Equal bytes are one blob, whoever handed them over, so it goes when the last row that names it has gone.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from memory.blobs import Blobs
from memory.database import Database, DocumentRow, TurnRow

HOLDERS = (DocumentRow.sha256, TurnRow.picture_sha256, TurnRow.audio_sha256)


def is_held(database: Database, sha256: str) -> bool:
    """Whether a row of anybody names the blob. Only under `blobs.lock`, for it is said of this moment.

    Raises `ForeignDatabase` where the database is not the one that was opened.
    """
    with database.reading() as session:
        database.confirm(session)
        return any(session.scalar(select(column).where(column == sha256).limit(1)) for column in HOLDERS)


def is_held_once(session: Session, sha256: str) -> bool:
    """Whether one row alone names the blob."""
    return sum(len(session.scalars(select(column).where(column == sha256).limit(2)).all()) for column in HOLDERS) == 1


def held(session: Session) -> set[str]:
    """The SHA-256 of all blobs that rows name."""
    found = (session.scalars(select(column)) for column in HOLDERS)
    return {sha256 for column in found for sha256 in column if sha256 is not None}


def release(database: Database, blobs: Blobs, sha256: str) -> bool:
    """Delete a blob unless a row names it; whether it did. Only under `blobs.lock`. Raises as `is_held`."""
    free = not is_held(database, sha256)
    if free:
        blobs.delete(sha256)
    return free
