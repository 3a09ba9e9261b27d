"""When learning runs begin by themselves, for admins."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from app.api.caller import ONLY_ADMINS, Who
from app.api.deps import Planned, Threads
from app.api.described import replies
from app.api.replies.runs import Schedule
from app.learning.plan import Plan
from core.types import JsonObject

router = APIRouter(prefix="/schedule", tags=["runs"], dependencies=[ONLY_ADMINS])


class PlanIn(BaseModel):
    """A cron expression, empty for none, and what has to hold when it is due."""

    model_config = ConfigDict(extra="forbid")

    cron: str = Field("", max_length=100, description="`0 3 * * sat`, in the time of the server")
    least_new: int = Field(20, ge=1, le=1_000_000, description="approved votes that nothing learned from yet")
    quiet_hours: str = Field("", max_length=40, description="`08:00-18:00`: nothing begins then")


@router.get("", responses=replies(Schedule))
def shown(planned: Planned) -> JsonObject:
    """The schedule: when it is due next, how many votes are new, what it did last, and why it never begins a run."""
    return planned.shown()


@router.put("", responses=replies(Schedule))
async def change(body: PlanIn, caller: Who, planned: Planned, threads: Threads) -> JsonObject:
    """Follow another one from now on. 400 for what is none, 403 where the environment says when."""
    chosen = Plan(body.cron.strip(), body.least_new, body.quiet_hours.strip())
    await threads.trials.run(lambda: planned.change(chosen, caller.person))
    return planned.shown()
