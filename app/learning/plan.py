"""When learning runs are to begin by themselves: as the environment says, or as an admin chose on the page."""

from __future__ import annotations

import json
import logging
import re
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import BadInput
from core.files import atomic_write
from core.settings import Settings

if TYPE_CHECKING:
    from apscheduler.triggers.cron import CronTrigger

log = logging.getLogger(__name__)

NAME = "schedule.json"
LEAST_MINUTES = 15
"""Between two runs of a schedule: what takes a while need not be begun more often."""

_FIRES = 400  # of a schedule that are looked at to see whether one falls outside of the quiet hours
_DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_FIXED = ("learn_cron", "learn_least_new", "learn_quiet_hours")
_HOURS = re.compile(r"(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})")
_HOW = "Write minute, hour, day of the month, month and day of the week, such as `0 3 * * sat`."


@dataclass(frozen=True, slots=True)
class Plan:
    """A cron expression (empty for none), how many votes have to be new, and the hours in which nothing begins."""

    cron: str = ""
    least_new: int = 20
    quiet_hours: str = ""

    def trigger(self) -> CronTrigger:
        """What says when it is due, in the time of this machine. Raises `BadInput` for what is no cron expression."""
        from apscheduler.triggers.cron import CronTrigger

        fields = self.cron.split()
        if len(fields) != 5:
            raise BadInput(f"“{self.cron[:60]}” is no cron expression.", _HOW)
        minute, hour, day, month, weekday = fields
        if day != "*" and weekday != "*":
            raise BadInput("It names days of the month and of the week at once.", "Leave one of the two `*`.")
        try:
            weekdays = _weekdays(weekday.lower())
            return CronTrigger(minute=minute, hour=hour, day=day, month=month.lower(), day_of_week=weekdays)
        except (ValueError, TypeError, IndexError) as error:
            raise BadInput(f"“{self.cron[:60]}” is no cron expression.", _HOW) from error

    def is_quiet(self, moment: datetime) -> bool:
        """Whether nothing begins at that time of the day. Raises `BadInput` for hours that are none."""
        if not self.quiet_hours:
            return False
        found = _HOURS.fullmatch(self.quiet_hours.strip())
        if found is None or int(found[1]) > 23 or int(found[3]) > 24 or max(int(found[2]), int(found[4])) > 59:
            raise BadInput(f"“{self.quiet_hours[:40]}” are no hours.", "Write them as `08:00-18:00`.")
        begin, end = 60 * int(found[1]) + int(found[2]), 60 * int(found[3]) + int(found[4])
        now = 60 * moment.hour + moment.minute
        return begin <= now < end if begin <= end else now >= begin or now < end

    def next(self, after: datetime) -> datetime | None:
        """When a run may begin next, after a time with its zone; None where that is never. Raises as `trigger`."""
        if not self.cron:
            return None
        trigger, before = self.trigger(), None
        for _ in range(_FIRES):
            due: datetime | None = trigger.get_next_fire_time(before, after)
            if due is None or not self.is_quiet(due):
                return due
            before, after = due, due + timedelta(seconds=1)
        return None

    def check(self) -> None:
        """Raises `BadInput` for what is no schedule, begins too often, or never."""
        if not self.cron:
            self.is_quiet(datetime.now().astimezone())
            return
        moment = datetime.now().astimezone()
        first = self.next(moment)
        if first is None:
            never = "it is due in the quiet hours only" if self._is_due(moment) else "no such day comes"
            raise BadInput(f"This schedule never begins a run: {never}.", "Choose another time, or other quiet hours.")
        second = self.trigger().get_next_fire_time(first, first + timedelta(seconds=1))
        if second is not None and second - first < timedelta(minutes=LEAST_MINUTES):
            raise BadInput(
                f"This schedule begins runs more often than every {LEAST_MINUTES} minutes.", "Choose fewer times."
            )

    def _is_due(self, after: datetime) -> bool:
        return self.trigger().get_next_fire_time(None, after) is not None


def _weekdays(field: str) -> str:
    """The days of the week as names: numbers are cron's, where 0 and 7 are Sunday."""
    if field == "*":
        return field
    numbers: list[int] = []
    for part in field.split(","):
        span, _, step = part.partition("/")
        first, dash, last = span.partition("-")
        begin, end = (0, 6) if span == "*" else (_weekday(first), _weekday(last) if dash else _weekday(first))
        length = 7 if span == "*" else (end - begin) % 7 + 1
        numbers += [(begin + n) % 7 for n in range(0, length, int(step) if step else 1)]
    return ",".join(_DAYS[number] for number in sorted(set(numbers)))


def _weekday(text: str) -> int:
    if text[:3] in _DAYS and text.isalpha():
        return _DAYS.index(text[:3])
    number = int(text)
    if not 0 <= number <= 7:
        raise ValueError(text)
    return number % 7


# --- where it is kept ---------------------------------------------------------------------------------------------


def fixed_by(settings: Settings) -> list[str]:
    """The variables of the environment that say when; empty where an admin may choose."""
    return [f"VERMEIL_{name.upper()}" for name in _FIXED if name in settings.model_fields_set]


def plan(settings: Settings) -> Plan:
    """What counts. A damaged file is no plan, and the log says so."""
    if fixed_by(settings):
        return Plan(settings.learn_cron, settings.learn_least_new, settings.learn_quiet_hours)
    try:
        value = json.loads(_file(settings).read_text(encoding="utf-8"))
        return Plan(str(value["cron"]), int(value["least_new"]), str(value["quiet_hours"]))
    except FileNotFoundError:
        return Plan()
    except (OSError, ValueError, TypeError, KeyError) as error:
        log.warning("the schedule cannot be read: %s", error)
        return Plan()


def save(settings: Settings, chosen: Plan) -> None:
    """Keep what an admin chose."""
    atomic_write(_file(settings), json.dumps(asdict(chosen)))


def _file(settings: Settings) -> Path:
    return settings.data_folder() / NAME
