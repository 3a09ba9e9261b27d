"""Pictures that somebody gave a name to: by saying "This is Bruno" with one, or by putting an answer about one right.

They are of that person alone, and need nobody's leave. Nothing is kept but the turns and votes: what is deleted or
taken back takes its name along.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from core.grounding.picture_names import taught
from feedback.queue import in_force
from memory.conversations import is_kept
from memory.database import ConversationRow, Database, TurnRow, VoteRow

MOST = 60
"""Pictures with a name that are known, the latest: each is looked at again after a start."""


@dataclass(frozen=True, slots=True)
class NamedPicture:
    """`sha256` is its blob, `at` when it was named."""

    name: str
    sha256: str
    at: float


def named_pictures(database: Database, owner: str) -> Sequence[NamedPicture]:
    """Somebody's pictures with names, the latest first; a picture has the name that was said of it last."""
    with_picture = TurnRow.picture_sha256.is_not(None)
    said = (
        select(TurnRow.question, TurnRow.picture_sha256, TurnRow.created_at)
        .join(ConversationRow, ConversationRow.id == TurnRow.conversation_id)
        .where(is_kept(), TurnRow.owner == owner, TurnRow.route == "memory", with_picture)
    )
    corrected = in_force().where(VoteRow.owner == owner, VoteRow.picture_name.is_not(None), with_picture)
    columns = (VoteRow.picture_name, TurnRow.picture_sha256, VoteRow.created_at)
    with database.reading() as session:
        named = [(taught(text), sha, at) for text, sha, at in session.execute(said)]
        named += [(name.strip(), sha, at) for name, sha, at in session.execute(corrected.with_only_columns(*columns))]
    latest: dict[str, NamedPicture] = {}
    for called, sha, at in sorted(named, key=lambda one: -one[2]):
        if called and sha:
            latest.setdefault(sha, NamedPicture(called, sha, at))
    return list(latest.values())[:MOST]
