"""What a schedule may say, and when it is due."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.learning.plan import Plan, fixed_by, plan, save
from core.errors import BadInput
from core.settings import Settings

FRIDAY = datetime(2026, 11, 27, 12, 0).astimezone()


@pytest.mark.parametrize(
    ("cron", "due"),
    [
        ("0 3 * * *", (28, 3)), ("0 3 * * 0", (29, 3)), ("0 3 * * 7", (29, 3)), ("0 3 * * sat", (28, 3)),
        ("30 14 * * 1-5", (27, 14)), ("0 11 * * 1-5", (30, 11)), ("0 3 * * 6-1", (28, 3)), ("0 3 30 * *", (30, 3)),
        ("0 3 * * 1,3", (30, 3)), ("0 */6 * * *", (27, 12)),
    ],
)  # fmt: skip
def test_it_is_due_as_cron_says(cron: str, due: tuple[int, int]) -> None:
    """Numbers of weekdays are cron's: 0 and 7 are Sunday."""
    Plan(cron).check()
    found = Plan(cron).next(FRIDAY)
    assert found is not None
    assert (found.day, found.hour) == due


@pytest.mark.parametrize(
    "cron",
    [
        "often",
        "0 3 * *",
        "61 3 * * *",
        "0 3 * * fish",
        "0 3 * * 8",
        "0 3 * * 1/0",
        "0 3 1 * 1",
        "0 25 * * *",
        "é 3 * * *",
    ],
)
def test_what_is_no_schedule_is_refused_with_the_way_out(cron: str) -> None:
    with pytest.raises(BadInput) as refused:
        Plan(cron).check()
    assert refused.value.remedy


def test_what_never_begins_is_said() -> None:
    for never in (Plan("0 0 31 2 *"), Plan("0 12 * * *", quiet_hours="08:00-18:00")):
        with pytest.raises(BadInput, match="never begins a run"):
            never.check()
    with pytest.raises(BadInput, match="more often than every 15 minutes"):
        Plan("* * * * *").check()
    Plan("0 8-20 * * *", quiet_hours="08:00-18:00").check()


def test_quiet_hours_may_go_over_midnight() -> None:
    night = Plan(quiet_hours="22:00-06:30")
    quiet = [night.is_quiet(FRIDAY.replace(hour=hour)) for hour in (21, 22, 0, 6, 7)]
    assert quiet == [False, True, True, True, False]
    for broken in ("8-18", "25:00-06:00", "08:00-18:70"):
        with pytest.raises(BadInput):
            Plan(quiet_hours=broken).check()


def test_quiet_hours_put_off_what_is_due_in_them() -> None:
    hourly = Plan("0 * * * *", quiet_hours="10:00-18:00")
    assert hourly.next(FRIDAY) == FRIDAY + timedelta(hours=6)


def test_it_is_kept_and_the_environment_wins(tmp_path: Path) -> None:
    free = Settings(data=tmp_path)
    assert plan(free) == Plan()
    save(free, Plan("0 3 * * sat", 5, "08:00-18:00"))
    assert plan(free) == Plan("0 3 * * sat", 5, "08:00-18:00")
    fixed = Settings(data=tmp_path, learn_cron="0 4 * * sun")
    assert fixed_by(fixed) == ["VERMEIL_LEARN_CRON"]
    assert plan(fixed) == Plan("0 4 * * sun", 20, "")
    (tmp_path / "schedule.json").write_text("{broken")
    assert plan(free) == Plan()
