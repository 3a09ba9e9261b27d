"""Begins learning runs by itself, when a plan says so: APScheduler keeps in SQL when the next one is due.

What was due while the machine was off is begun once, when it is on again. A run that is due begins the same process as
one that a person begins, or is left out, and the log of accounts says why.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app.learning.plan import Plan, fixed_by, plan, save
from app.learning.runner import Runner
from app.wiring.services import Services
from core.errors import BadInput, Forbidden, VermeilError
from core.settings import Settings
from core.types import JsonObject
from feedback.data_sets import fresh
from memory.account_tables import LogRow
from memory.accounts.log import note

if TYPE_CHECKING:
    from apscheduler.schedulers.background import BackgroundScheduler

log = logging.getLogger(__name__)

JOB, TABLE = "learn", "scheduled_jobs"
BEGAN, LEFT_OUT = "began a scheduled run", "left out a scheduled run"
_BACK = timedelta(minutes=1)
"""By which the next time may lie behind the one that is due now, before the clock is held to have been set back."""

_there: dict[str, Schedule] = {}
"""The schedule of each data folder that is open here: a job in SQL names it by its folder."""


class Schedule:
    """Of one data folder. `services` gives the service as it is by then. Safe between threads."""

    def __init__(self, settings: Settings, services: Callable[[], Services], runner: Runner) -> None:
        self._settings, self._services, self._runner = settings, services, runner
        self._key = str(settings.data_folder())
        self._scheduler: BackgroundScheduler | None = None
        self._lock = threading.Lock()

    def start(self) -> None:
        """Follow the plan that is kept; a broken one is left out, and the log says so."""
        try:
            self._follow(plan(self._settings))
        except BadInput as error:
            log.warning("no run is begun by itself: %s", error.message)

    def change(self, chosen: Plan, actor: str | None) -> None:
        """Follow another plan from now on. Raises `BadInput` as `Plan.check`, and `Forbidden` where it is fixed."""
        if fixed := fixed_by(self._settings):
            raise Forbidden(
                f"The schedule is chosen where Vermeil is started: {', '.join(fixed)}.",
                "Take that out of the environment, and start it again.",
            )
        chosen.check()
        save(self._settings, chosen)
        with self._services().stores.database.session() as session:
            note(session, actor, "chose when to learn", detail=chosen.cron or "never by itself")
        self._follow(chosen)

    def shown(self) -> JsonObject:
        """The plan, when a run may begin next (seconds since 1970), what is wrong with it, and what it did last."""
        counts, fault = plan(self._settings), None
        try:
            counts.check()
            due = counts.next(datetime.now().astimezone())
        except BadInput as error:
            due, fault = None, f"{error.message} {error.remedy}"
        stores = self._services().stores
        return {
            "cron": counts.cron, "least_new": counts.least_new, "quiet_hours": counts.quiet_hours,
            "next": round(due.timestamp(), 3) if due is not None else None, "fault": fault,
            "new": fresh(stores.database, stores.runs.learned_from()), "last": self._last(),
            "fixed_by": list(fixed_by(self._settings)),
        }  # fmt: skip

    def settle(self) -> None:
        """Where the clock was set back, do not wait until it is where it was: what is due next is worked out anew."""
        with self._lock:
            job = self._scheduler.get_job(JOB) if self._scheduler is not None else None
            if job is None or job.next_run_time is None:
                return
            due = job.trigger.get_next_fire_time(None, datetime.now().astimezone())
            if due is not None and due < job.next_run_time - _BACK:
                log.info("the clock was set back: the next run is due %s", due)
                job.modify(next_run_time=due)

    def fire(self) -> None:
        """Begin a run, if there is enough to learn and nothing speaks against it."""
        counts, services = plan(self._settings), self._services()
        new = fresh(services.stores.database, services.stores.runs.learned_from())
        if counts.is_quiet(datetime.now().astimezone()):
            self._note(LEFT_OUT, f"it was due in the quiet hours, {counts.quiet_hours}")
        elif new < counts.least_new:
            self._note(LEFT_OUT, f"{new} votes are new, and {counts.least_new} are wanted")
        else:
            try:
                self._note(BEGAN, f"run {self._runner.start()}, {new} votes were new")
            except VermeilError as error:
                self._note(LEFT_OUT, error.message)

    def close(self) -> None:
        """Begin nothing more; what is due next is kept."""
        with self._lock:
            if self._scheduler is not None:
                self._scheduler.shutdown(wait=False)
                self._scheduler = None
            _there.pop(self._key, None)

    def _follow(self, chosen: Plan) -> None:
        trigger: Any = chosen.trigger() if chosen.cron else None
        with self._lock:
            if trigger is None and self._scheduler is None and not self._is_kept():
                return
            scheduler = self._running()
            before = scheduler.get_job(JOB)
            if trigger is None:
                if before is not None:
                    scheduler.remove_job(JOB)
            elif before is None or str(before.trigger) != str(trigger):
                scheduler.add_job(
                    fire, trigger, [self._key], id=JOB, replace_existing=True, coalesce=True, max_instances=1,
                    misfire_grace_time=None,
                )  # fmt: skip

    def _running(self) -> BackgroundScheduler:
        if self._scheduler is None:
            from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
            from apscheduler.schedulers.background import BackgroundScheduler

            _there[self._key] = self
            kept = SQLAlchemyJobStore(engine=self._services().stores.database.engine, tablename=TABLE)
            self._scheduler = BackgroundScheduler(jobstores={"default": kept})
            self._scheduler.start()
        return self._scheduler

    def _is_kept(self) -> bool:
        """Whether a job is in SQL, of a plan before."""
        from memory.learning_tables import ScheduledJobRow

        with self._services().stores.database.reading() as session:
            return session.scalar(select(ScheduledJobRow.id).limit(1)) is not None

    def _note(self, did: str, detail: str) -> None:
        log.info("%s: %s", did, detail)
        with self._services().stores.database.session() as session:
            note(session, None, did, detail=detail)

    def _last(self) -> JsonObject | None:
        query = select(LogRow).where(LogRow.action.in_((BEGAN, LEFT_OUT))).order_by(LogRow.number.desc()).limit(1)
        with self._services().stores.database.reading() as session:
            row = session.scalar(query)
            return {"at": round(row.at, 3), "began": row.action == BEGAN, "why": row.detail} if row else None


def fire(folder: str) -> None:
    """What is due in a data folder: APScheduler finds this by its name."""
    if (schedule := _there.get(folder)) is not None:
        schedule.fire()
