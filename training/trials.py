"""How versions are tried before they serve everybody: on recent questions, and on a share of conversations."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from core.errors import BadInput, Conflict
from core.types import JsonObject
from memory.accounts.log import note
from memory.conversations import is_in_force, is_kept
from memory.database import ConversationRow, Database, TurnRow, VoteRow
from memory.learning_tables import CanaryRow, ShadowRow
from training.canary import Canary, canary, end
from training.pointer import SHIPPED, pointed
from training.registry import Registry, check_passed

LEAST_SHARE, MOST_SHARE = 0.01, 0.5


class Trials:
    """The trials of a data folder. Safe between threads."""

    def __init__(self, database: Database, registry: Registry) -> None:
        self._database, self._registry = database, registry

    # --- a share of conversations -----------------------------------------------------------------------------------

    def begin(self, version: str, share: float, actor: str | None, *, override: bool = False) -> Canary:
        """Have a version answer a share of the conversations that begin from now on, in the place of any other trial.

        Raises as `Registry.promote`, and `BadInput` for a share that is none, `Conflict` for what serves already.
        """
        if not LEAST_SHARE <= share <= MOST_SHARE:
            raise BadInput(f"A trial takes {LEAST_SHARE:.0%} to {MOST_SHARE:.0%} of the conversations.", "Choose one.")
        identifier = self._registry.named(version)
        if identifier is None:
            raise Conflict("The model as it ships is no version to try.", "Name one that was learned.")
        self._registry.verified(identifier)
        with self._database.session() as session:
            if identifier == pointed(session).current:
                raise Conflict(f"{identifier} answers everybody already.", "Try another one.")
            against = check_passed(session, identifier, override=override)
            session.add(CanaryRow(version=identifier, share=share, actor=actor))
            detail = f"{identifier}, {share:.0%} of conversations{', against the gate' if against else ''}"
            note(session, actor, "tries a version", detail=detail)
            session.flush()
            begun = canary(session)
        assert begun is not None  # the row was added just now
        return begun

    def end(self, actor: str | None) -> None:
        """Let what serves answer all conversations again."""
        with self._database.session() as session:
            end(session, actor)

    def shown(self) -> JsonObject | None:
        """The trial that goes on, with the votes on both versions since it began; None where there is none.

        Counted are answers that a model wrote in conversations that began since.
        """
        with self._database.reading() as session:
            running = canary(session)
            if running is None:
                return None
            found, beside = votes(session, running.since), pointed(session).current or SHIPPED
        both: list[dict[str, Any]] = [
            {"version": name, **found.get(name, NOTHING)} for name in (running.version, beside)
        ]
        return {**running.to_json(), "beside": beside, "votes": [*both], "p": _chance(*both)}

    # --- recent questions -------------------------------------------------------------------------------------------

    def keep_shadow(self, version: str, beside: str, counts: Mapping[str, int], seconds: float) -> None:
        """Keep what a version came to on recent questions: how many of each, and no words."""
        with self._database.session() as session:
            session.add(ShadowRow(version=version, beside=beside, counts=dict(counts), seconds=seconds))

    def listed(self) -> list[JsonObject]:
        """As `Registry.listed`, each with the `votes` on what it wrote so far, and its last `shadow`, null for none."""
        with self._database.reading() as session:
            counts = votes(session)
            shadows = {
                row.version: _shadow(row) for row in session.scalars(select(ShadowRow).order_by(ShadowRow.number))
            }
        return [
            {**one, "votes": counts.get(str(one["version"]), NOTHING), "shadow": shadows.get(str(one["version"]))}
            for one in self._registry.listed()
        ]


NOTHING: Mapping[str, int] = {"answers": 0, "up": 0, "down": 0}


def votes(session: Session, since: float | None = None) -> dict[str, dict[str, int]]:
    """By version: answers that its model wrote, and the votes on them that count; in conversations begun `since`."""
    counted = {value: func.sum(case((VoteRow.value == value, 1), else_=0)) for value in ("up", "down")}
    query = (
        select(TurnRow.version, func.count(TurnRow.id.distinct()), counted["up"], counted["down"])
        .join(ConversationRow, ConversationRow.id == TurnRow.conversation_id)
        .outerjoin(VoteRow, (VoteRow.turn_id == TurnRow.id) & (VoteRow.owner == TurnRow.owner) & is_in_force(VoteRow))
        .where(is_kept(), TurnRow.raw.is_not(None))
        .group_by(TurnRow.version)
    )
    if since is not None:
        query = query.where(ConversationRow.created_at >= since)
    return {name: {"answers": n, "up": up, "down": down} for name, n, up, down in session.execute(query)}


def _shadow(row: ShadowRow) -> JsonObject:
    return {**row.counts, "beside": row.beside, "seconds": round(row.seconds, 3), "at": round(row.at, 3)}


def _chance(one: Mapping[str, Any], other: Mapping[str, Any]) -> float | None:
    """How likely votes are to differ as much by chance; None without votes on both."""
    if not (one["up"] + one["down"] and other["up"] + other["down"]):
        return None
    return round(exact_fisher(one["up"], one["down"], other["up"], other["down"]), 4)


def exact_fisher(up: int, down: int, other_up: int, other_down: int) -> float:
    """Fisher's exact test on a table of two by two, two-sided: the tables no likelier than this one, of all."""
    one, other, ups = up + down, other_up + other_down, up + other_up
    ways = [math.comb(one, n) * math.comb(other, ups - n) for n in range(max(0, ups - other), min(one, ups) + 1)]
    seen = math.comb(one, up) * math.comb(other, other_up)
    return sum(way for way in ways if way <= seen) / sum(ways)
