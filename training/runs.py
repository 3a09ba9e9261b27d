"""Learning runs in SQL: one at a time, each with how far it is, and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, Literal

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from core.errors import Conflict, NotFound
from core.types import JsonObject
from feedback.queue import allowed, in_force, loaded
from memory.accounts.log import note
from memory.database import Database, VoteRow, now
from memory.learning_tables import RunRow, RunStepRow, SetAsideRow

State = Literal["running", "done", "failed", "cancelled"]
MOST_LISTED = 50
_CURVE = 400  # points of a loss that are sent at most


class Runs:
    """The runs of a data folder. Safe between threads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, recipe: str, settings: Mapping[str, Any], actor: str | None) -> int:
        """The number of a new run. Raises `Conflict` while one goes on."""
        with self._database.session() as session:
            if going := session.scalar(_running()):
                raise Conflict(f"Run {going.number} is going on, and there is one at a time.", "Wait, or cancel it.")
            row = RunRow(state="running", recipe=recipe, settings=dict(settings), actor=actor)
            session.add(row)
            session.flush()
            note(session, actor, "began to learn", detail=f"run {row.number}, {recipe}")
            return row.number

    def begun_again(self, number: int) -> int:
        """Count that a run is begun once more after it was broken off; how often it was begun by now."""
        with self._database.session() as session:
            row = _row(session, number)
            row.tries += 1
            return row.tries

    def learns_from(self, number: int, data_set: int | None) -> None:
        """Say which data set a run learns from."""
        with self._database.session() as session:
            _row(session, number).data_set = data_set

    def sets_aside(self, number: int, reasons: Mapping[str, str]) -> None:
        """Keep which votes a run sets aside, each with the reason, in place of those of a try before."""
        with self._database.session() as session:
            session.execute(delete(SetAsideRow).where(SetAsideRow.run == number))
            session.add_all(SetAsideRow(run=number, vote_id=vote, reason=why) for vote, why in reasons.items())

    def learned_from(self) -> set[int]:
        """The data sets that runs learned from to their end, whatever the gate said of it."""
        query = select(RunRow.data_set).where(RunRow.state == "done", RunRow.data_set.is_not(None))
        with self._database.reading() as session:
            return {number for number in session.scalars(query) if number is not None}

    def going(self) -> int | None:
        """The number of the run that goes on, or was broken off."""
        with self._database.reading() as session:
            row = session.scalar(_running())
            return row.number if row is not None else None

    def told(self, number: int, said: Mapping[str, Any]) -> None:
        """Append how far a run is."""
        with self._database.session() as session:
            step, steps = int(said.get("step") or 0), int(said.get("steps") or 0)
            session.add(RunStepRow(
                run=number, stage=str(said["stage"]), step=step, steps=steps, loss=said.get("loss"),
                seconds_left=said.get("seconds_left"),
            ))  # fmt: skip

    def end(
        self, number: int, state: State, *, version: str | None = None, verdict: str | None = None,
        learned: bool | None = None, error: str = "",
    ) -> None:  # fmt: skip
        """Say what came of a run. What has ended stays as it is."""
        with self._database.session() as session:
            row = _row(session, number)
            if row.state == "running":
                row.state, row.version, row.verdict, row.error = state, version, verdict, error or None
                row.learned, row.ended_at = learned, now()

    def listed(self) -> list[JsonObject]:
        """The latest first."""
        with self._database.reading() as session:
            rows = session.scalars(select(RunRow).order_by(RunRow.number.desc()).limit(MOST_LISTED)).all()
            return [_json(session, row) for row in rows]

    def shown(self, number: int) -> JsonObject:
        """One with all that its recipe says, its loss by step, and what it set `aside`. Raises `NotFound`."""
        with self._database.reading() as session:
            row = _row(session, number)
            query = select(RunStepRow).where(RunStepRow.run == number, RunStepRow.loss.is_not(None))
            steps = session.scalars(query.order_by(RunStepRow.number)).all()
            thin = max(1, len(steps) // _CURVE)
            losses: list[JsonObject] = [{"step": one.step, "loss": round(one.loss or 0.0, 5)} for one in steps[::thin]]
            aside = _aside(session, number)
            return {**_json(session, row), "settings": row.settings, "losses": losses, "aside": aside}


def _running() -> Any:
    return select(RunRow).where(RunRow.state == "running").order_by(RunRow.number.desc()).limit(1)


def _row(session: Session, number: int) -> RunRow:
    row = session.get(RunRow, number)
    if row is None:
        raise NotFound(f"There is no run {number}.", "`/api/runs` lists those that were.")
    return row


def _aside(session: Session, number: int) -> list[JsonObject]:
    """The items that a run set aside, as far as they may be looked at by now."""
    rows = session.execute(select(SetAsideRow.vote_id, SetAsideRow.reason).where(SetAsideRow.run == number))
    reasons = {row.vote_id: row.reason for row in rows}
    items = loaded(session, allowed(session, in_force().where(VoteRow.id.in_(reasons))))
    return [{"item": vote.id, "question": turn.question, "reason": reasons[vote.id]} for vote, turn, _ in items]


def _json(session: Session, row: RunRow) -> JsonObject:
    last = session.scalar(
        select(RunStepRow).where(RunStepRow.run == row.number).order_by(RunStepRow.number.desc()).limit(1)
    )
    reasons = Counter(session.scalars(select(SetAsideRow.reason).where(SetAsideRow.run == row.number)))
    return {
        "run": row.number, "state": row.state, "recipe": row.recipe, "tries": row.tries, "version": row.version,
        "verdict": row.verdict, "learned": row.learned, "error": row.error, "started_at": round(row.started_at, 3),
        "ended_at": round(row.ended_at, 3) if row.ended_at else None,
        "stage": last.stage if last else None, "step": last.step if last else 0, "steps": last.steps if last else 0,
        "loss": last.loss if last else None, "seconds_left": last.seconds_left if last else None,
        "set_aside": dict(reasons),
    }  # fmt: skip
