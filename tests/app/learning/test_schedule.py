"""Runs that begin by themselves: when there is enough to learn, one at a time, and whatever the clock does."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from apscheduler.triggers.date import DateTrigger

import memory.readers
from app.learning import schedule as scheduling
from app.learning.plan import Plan
from app.learning.runner import Runner
from app.learning.schedule import JOB, Schedule
from app.wiring.services import Services, build
from core.errors import BadInput, Conflict, Forbidden
from core.settings import Settings
from tests.app.learning.taught import teach
from tests.app.serving import QuickReaders, settings

HOURLY = Plan("0 * * * *", least_new=3)


class Learner(Runner):
    """Begins nothing but its row."""

    def start(self, recipe: str = "learn", actor: str | None = None, changes: object = ()) -> int:
        return self._runs.begin(recipe, {}, actor)


@pytest.fixture
def services(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Services]:
    monkeypatch.setattr(memory.readers, "Readers", QuickReaders)
    built = build(settings(tmp_path))
    yield built
    built.close()


@pytest.fixture
def schedule(services: Services) -> Iterator[Schedule]:
    made = planned(services)
    yield made
    made.close()


def planned(services: Services, chosen: Settings | None = None) -> Schedule:
    given = chosen or services.settings
    return Schedule(given, lambda: services, Learner(given, lambda: services))


def last(schedule: Schedule) -> tuple[bool, str]:
    found = schedule.shown()["last"]
    assert isinstance(found, dict)
    return bool(found["began"]), str(found["why"])


def until(held: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not held():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_too_little_is_left_out_and_enough_begins_one_at_a_time(schedule: Schedule, services: Services) -> None:
    schedule.change(HOURLY, None)
    teach(services.stores, 2)
    schedule.fire()
    assert last(schedule) == (False, "2 votes are new, and 3 are wanted")
    teach(services.stores, 4)
    schedule.fire()
    assert last(schedule)[0]
    schedule.fire()
    assert last(schedule) == (False, "Run 1 is going on, and there is one at a time.")
    assert services.stores.runs.going() == 1


def test_what_was_learned_from_is_not_new(schedule: Schedule, services: Services) -> None:
    from feedback.data_sets import registered
    from feedback.export import export

    teach(services.stores, 4)
    assert schedule.shown()["new"] == 4
    number = registered(services.stores.database, export(services.stores.database, "sft"), "sft", None)
    run = services.stores.runs.begin("learn", {}, None)
    services.stores.runs.learns_from(run, number)
    assert schedule.shown()["new"] == 4  # it may fail yet
    services.stores.runs.end(run, "done")
    assert schedule.shown()["new"] == 0


def test_nothing_begins_in_the_quiet_hours(schedule: Schedule, services: Services) -> None:
    hour = datetime.now().astimezone().hour
    quiet = f"{hour:02}:00-{(hour + 2) % 24:02}:00"
    teach(services.stores, 3)
    schedule.change(Plan("0 * * * *", 1, quiet), None)
    schedule.fire()
    assert last(schedule) == (False, f"it was due in the quiet hours, {quiet}")


def test_what_is_due_is_kept_over_a_restart_and_made_up_for_once(schedule: Schedule, services: Services) -> None:
    teach(services.stores, 3)
    schedule.change(HOURLY, None)
    job = schedule._running().get_job(JOB)
    due = job.next_run_time
    schedule.close()
    again = planned(services)
    again.start()
    job = again._running().get_job(JOB)
    assert job.next_run_time == due
    job.modify(next_run_time=datetime.now().astimezone() - timedelta(days=3))  # the machine was off
    until(lambda: services.stores.runs.going() is not None)
    again.close()
    assert len(services.stores.runs.listed()) == 1
    assert last(again)[0]


def test_a_clock_that_was_set_back_does_not_stop_it(schedule: Schedule) -> None:
    schedule.change(HOURLY, None)
    job = schedule._running().get_job(JOB)
    due = job.next_run_time
    job.modify(next_run_time=due + timedelta(days=30))  # as it was worked out before the clock was set back
    schedule.settle()
    assert schedule._running().get_job(JOB).next_run_time == due


def test_a_schedule_is_taken_away_and_what_is_none_changes_nothing(schedule: Schedule) -> None:
    schedule.change(HOURLY, None)
    with pytest.raises(BadInput, match="never begins"):
        schedule.change(Plan("0 0 30 2 *"), None)
    assert schedule.shown()["cron"] == HOURLY.cron
    assert schedule.shown()["next"]
    schedule.change(Plan(), None)
    assert schedule._running().get_job(JOB) is None
    assert schedule.shown()["next"] is None


def test_where_the_environment_says_when_nobody_else_does(services: Services, tmp_path: Path) -> None:
    fixed = settings(tmp_path, learn_cron="0 0 31 2 *")
    made = planned(services, fixed)
    made.start()
    assert "never begins a run" in str(made.shown()["fault"])
    with pytest.raises(Forbidden, match="VERMEIL_LEARN_CRON"):
        made.change(HOURLY, None)
    made.close()


def test_of_two_starts_at_once_one_is_refused(services: Services) -> None:
    outcomes: list[object] = []
    together = threading.Barrier(4)

    def begin() -> None:
        together.wait()
        try:
            outcomes.append(services.stores.runs.begin("learn", {}, None))
        except Conflict:
            outcomes.append("refused")

    threads = [threading.Thread(target=begin) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, outcomes)) == ["1", "refused", "refused", "refused"]


def test_what_fires_finds_its_schedule_by_the_folder(schedule: Schedule, monkeypatch: pytest.MonkeyPatch) -> None:
    fired: list[str] = []
    monkeypatch.setattr(Schedule, "fire", lambda _: fired.append("fired"))
    schedule.change(HOURLY, None)
    scheduler = schedule._running()
    scheduler.reschedule_job(JOB, trigger=DateTrigger(datetime.now().astimezone()))
    until(lambda: bool(fired))
    scheduling.fire("/no/such/folder")
    assert fired == ["fired"]
