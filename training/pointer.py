"""The pointer to what serves: a row for each change, the last of which counts."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.types import JsonObject
from memory.accounts.log import note
from memory.learning_tables import PromotionRow
from training import canary

SHIPPED = "base"
"""The name of the model as it ships, which is served where no version is."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """Which version serves, and which did before; None is the model as it ships."""

    current: str | None = None
    previous: str | None = None

    def to_json(self) -> JsonObject:
        """As the API sends it."""
        return {"current": self.current, "previous": self.previous}


def pointed(session: Session) -> Pointer:
    """Which version is to serve now."""
    row = session.scalar(select(PromotionRow).order_by(PromotionRow.number.desc()).limit(1))
    return Pointer(row.version, row.previous) if row is not None else Pointer()


def point(session: Session, version: str | None, actor: str | None, did: str, *, override: bool = False) -> Pointer:
    """Point to a version; the same again changes nothing. The log says who did it, and whether against the gate.

    What is tried on a share of conversations is not any more: it was compared with what served.
    """
    before = pointed(session)
    if version == before.current:
        return before
    canary.end(session, actor)
    session.add(PromotionRow(version=version, previous=before.current, actor=actor, override=override))
    detail = f"{version or SHIPPED}{', against the gate' if override else ''}"
    note(session, actor, f"{did} a version", detail=detail)
    return Pointer(version, before.current)


def aliases(pointer: Pointer, version: str | None) -> list[str]:
    """By which of `current` and `previous` a version is known, too."""
    names = ["current"] if pointer.current == version else []
    return names if pointer.previous != version or names else ["previous"]
