"""Learning runs, for admins: begin one, see how far it is, cancel it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import FileResponse, Response
from pydantic import BaseModel, ConfigDict, Field

from app.api.caller import ONLY_ADMINS, Who
from app.api.deps import Learns, Threads, Wired
from app.api.described import gives, replies
from app.api.documents import INERT
from app.api.replies.runs import Runs, WholeRun
from app.learning.runner import RECIPE
from core.types import JsonObject

router = APIRouter(prefix="/runs", tags=["runs"], dependencies=[ONLY_ADMINS])

Run = Annotated[int, Path(ge=0, lt=2**31)]
"""The number of a run."""


class RunIn(BaseModel):
    """What is to be learned, and how: a recipe that ships, by its name, and changes of it."""

    model_config = ConfigDict(extra="forbid")

    recipe: str = Field(RECIPE, pattern=r"^[a-z0-9_]{1,60}$")
    changes: list[Annotated[str, Field(max_length=200)]] = Field([], max_length=50, description="`fit.steps=100`")


@router.get("", responses=replies(Runs))
def listed(wired: Wired) -> JsonObject:
    """The runs, the latest first, each with how far it is and what came of it."""
    return {"runs": wired.stores.runs.listed()}


@router.post("", status_code=201, responses=replies(WholeRun, status=201))
async def begin(body: RunIn, caller: Who, wired: Wired, runner: Learns, threads: Threads) -> JsonObject:
    """Begin a run. 409 while one goes on; 400 where too little is approved, or the recipe says what it cannot."""
    number = await threads.trials.run(lambda: runner.start(body.recipe, caller.person, body.changes))
    return wired.stores.runs.shown(number)


@router.get("/{run}", responses=replies(WholeRun))
def one(run: Run, wired: Wired) -> JsonObject:
    """A run with its recipe and its loss by step."""
    return wired.stores.runs.shown(run)


@router.post("/{run}/cancel", responses=replies(WholeRun))
async def cancel(run: Run, wired: Wired, runner: Learns, threads: Threads) -> JsonObject:
    """End a run; what it made is thrown away. 409 for one that has ended."""
    await threads.trials.run(lambda: runner.cancel(run))
    return wired.stores.runs.shown(run)


@router.get("/{run}/log", response_class=Response, responses=gives("text/plain"))
def log(run: Run, runner: Learns) -> FileResponse:
    """What its process wrote, as text."""
    return FileResponse(runner.log_file(run), media_type="text/plain; charset=utf-8", headers=INERT)
