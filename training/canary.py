"""The version that answers a share of conversations beside the one that serves: a row for each change, in SQL.

Which version a conversation has is told by its id and by the share that counted when it began, so that it is answered
by one version from its beginning to its end, for as long as that version is tried and nothing else is promoted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.types import JsonObject
from memory.accounts.log import note
from memory.learning_tables import CanaryRow


@dataclass(frozen=True, slots=True)
class Canary:
    """A version by its id; `shares` of the conversations, each with when it began to count, the last first."""

    version: str
    shares: tuple[tuple[float, float], ...]

    @property
    def share(self) -> float:
        """Of the conversations that begin now."""
        return self.shares[0][1]

    @property
    def since(self) -> float:
        """When the first conversation may have had it."""
        return self.shares[-1][0]

    def takes(self, conversation: str, began: float) -> bool:
        """Whether it answers a conversation, by its id and when it began."""
        share = next((share for at, share in self.shares if at <= began), 0.0)
        return _place(self.version, conversation) < share

    def to_json(self) -> JsonObject:
        """As the API sends it."""
        return {"version": self.version, "share": self.share, "since": round(self.since, 3)}


def canary(session: Session) -> Canary | None:
    """The version that is tried so now."""
    rows = list(_same(session.scalars(select(CanaryRow).order_by(CanaryRow.number.desc()))))
    version = rows[0].version if rows else None
    return Canary(version, tuple((row.at, row.share) for row in rows)) if version is not None else None


def end(session: Session, actor: str | None) -> None:
    """Have no version tried any more; nothing happens where none is. The log says who did it."""
    if (running := canary(session)) is not None:
        session.add(CanaryRow(version=None, share=0.0, actor=actor))
        note(session, actor, "ended the trial of a version", detail=running.version)


def _same(rows: Iterable[CanaryRow]) -> Iterable[CanaryRow]:
    """The rows from the first one on that are of its version."""
    kept = iter(rows)
    first = next(kept, None)
    if first is not None:
        yield first
        yield from takewhile(lambda row: row.version == first.version, kept)


def _place(version: str, conversation: str) -> float:
    """Where in [0, 1) a conversation lies, for that version alone: nobody is always among the first."""
    digest = hashlib.sha256(f"{version} {conversation}".encode()).digest()
    return int.from_bytes(digest[:6], "big") / 2**48
