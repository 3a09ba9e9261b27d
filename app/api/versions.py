"""Learned versions, for admins: what there is, which of them answers, and taking them along and in."""

from __future__ import annotations

import threading
from typing import Annotated

from fastapi import APIRouter, File, Request, UploadFile
from fastapi.responses import Response
from pydantic import BaseModel, Field

from app.api.caller import ONLY_ADMINS, Who
from app.api.deps import Answering, Threads, Wired
from app.api.described import gives, replies
from app.api.documents import INERT
from app.api.replies.values import Deleted
from app.api.replies.versions import Comparison, Diff, OnTrial, Pointer, Regressions, Shadow, Versions, WholeVersion
from app.api.streaming import attended
from app.evaluation.regressions import run_regressions
from app.evaluation.shadow import QUESTIONS, shadow
from app.evaluation.side_by_side import side_by_side
from app.wiring.versions import take_in
from core.types import JsonObject
from training.exchange import exported

router = APIRouter(prefix="/versions", tags=["versions"], dependencies=[ONLY_ADMINS])


class PromotionIn(BaseModel):
    """What goes with a promotion."""

    override: bool = Field(False, description="Also where the gate did not say `promote`; the log says who did.")


class ComparisonIn(BaseModel):
    """A question, and the versions that are to answer it."""

    question: str = Field(min_length=1, max_length=8000)
    versions: list[Annotated[str, Field(max_length=60)]] = Field(min_length=1, max_length=2)


class CanaryIn(BaseModel):
    """Which version answers a share of conversations."""

    version: str = Field(max_length=60)
    share: float = Field(0.1, description="Of the conversations that begin from now on: 0.01 to 0.5.")
    override: bool = Field(False, description="Also where the gate did not say `promote`; the log says who did.")


class ShadowIn(BaseModel):
    """How many questions are asked."""

    questions: int = Field(QUESTIONS, ge=1, le=500, description="At most so many of the last ones.")


@router.get("", responses=replies(Versions))
def listed(wired: Wired) -> JsonObject:
    """The versions that are there, the newest first, and last the model as it ships; by `aliases`, which one serves.

    `votes` counts answers that its model wrote, and votes on them; `shadow` is what came of recent questions last.
    `canary` is the version that answers a share of the conversations, with the votes on it and beside it since.
    """
    return {"versions": wired.stores.trials.listed(), "canary": wired.stores.trials.shown()}


@router.put("/canary", responses=replies(OnTrial))
async def try_on(body: CanaryIn, caller: Who, wired: Wired, threads: Threads) -> JsonObject:
    """Answer a share of the conversations that begin from now on with a version; each has one from its beginning on.

    409 where it does not fit the model that serves, or the gate did not say `promote` and nothing overrides it.
    """
    await threads.trials.run(lambda: wired.try_on(body.version, body.share, caller.person, override=body.override))
    return {"canary": wired.stores.trials.shown()}


@router.delete("/canary", responses=replies(OnTrial))
async def end_trial(caller: Who, wired: Wired, threads: Threads) -> JsonObject:
    """Answer all conversations with what serves again."""
    await threads.trials.run(lambda: wired.end_trial(caller.person))
    return {"canary": None}


@router.post("", status_code=201, responses=replies(WholeVersion, status=201))
async def take(file: Annotated[UploadFile, File()], wired: Wired, threads: Threads) -> JsonObject:
    """Take in a version that was exported, perhaps elsewhere. It serves nobody yet, and no gate has seen it."""
    data = await file.read()
    version = await threads.uploads.run(lambda: take_in(wired.settings, wired.stores.versions, data))
    return wired.stores.versions.shown(version)


@router.post("/rollback", responses=replies(Pointer))
async def roll_back(caller: Who, wired: Wired, threads: Threads) -> JsonObject:
    """Answer with what served before, from the next question on. 409 where nothing did."""
    return (await threads.trials.run(lambda: wired.roll_back(caller.person))).to_json()


@router.post("/comparison", responses=replies(Comparison))
async def compare(body: ComparisonIn, caller: Who, wired: Answering, threads: Threads, request: Request) -> JsonObject:
    """What two versions answer to a question of one's own, over one's own library; nothing of it is recorded."""

    def ask(cancel: threading.Event) -> JsonObject:
        return side_by_side(wired, caller.person, body.question, body.versions, cancel)

    return await attended(ask, threads.measures, request)


@router.get("/{version}/diff/{other}", responses=replies(Diff))
def diff(version: str, other: str, wired: Wired) -> JsonObject:
    """What tells two versions apart: how they were made, from what, and what the gate saw."""
    return wired.stores.versions.diff(version, other)


@router.get("/{version}", responses=replies(WholeVersion))
def one(version: str, wired: Wired) -> JsonObject:
    """A version with its card: what it learned from and over, and what the gate said. `fault`: why it cannot serve."""
    return wired.stores.versions.shown(version)


@router.delete("/{version}", responses=replies(Deleted))
def delete(version: str, caller: Who, wired: Wired) -> JsonObject:
    """Delete its files. 409 for one that serves, or that a rollback would go to."""
    wired.stores.versions.delete(version, caller.person)
    return {"deleted": version}


@router.post("/{version}/promotion", responses=replies(Pointer))
async def promote(version: str, body: PromotionIn, caller: Who, wired: Wired, threads: Threads) -> JsonObject:
    """Answer with it from the next question on; what is being answered ends as it began.

    409 where it does not fit the model that serves, or the gate did not say `promote` and nothing overrides it.
    """
    pointer = await threads.trials.run(lambda: wired.promote(version, caller.person, override=body.override))
    return pointer.to_json()


@router.post("/{version}/regressions", responses=replies(Regressions))
async def regressions(version: str, wired: Answering, threads: Threads, request: Request) -> JsonObject:
    """Ask everything that was corrected again, of this version and without the corrections: what holds, and what not.

    It takes as long as so many answers do, and ends where whoever asked leaves.
    """
    return await attended(lambda cancel: run_regressions(wired, version, cancel=cancel), threads.measures, request)


@router.post("/{version}/shadow", responses=replies(Shadow))
async def replay(version: str, body: ShadowIn, wired: Answering, threads: Threads, request: Request) -> JsonObject:
    """Have recent questions answered by a version and by what serves, shown to nobody who asked them, and recorded
    nowhere: `results` has both answers, of people who allow that they are looked at. It takes as long as they do, and
    counts nothing where whoever asked leaves."""
    return await attended(
        lambda cancel: shadow(wired, version, body.questions, cancel=cancel), threads.measures, request
    )


@router.get("/{version}/export", response_class=Response, responses=gives("application/zip"))
def export(version: str, wired: Wired) -> Response:
    """A version as a ZIP file."""
    identifier = wired.stores.versions.named(version)
    named = {"Content-Disposition": f'attachment; filename="{identifier}.zip"'}
    data = exported(wired.stores.versions, version)
    return Response(data, media_type="application/zip", headers={**INERT, **named})
