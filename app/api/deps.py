"""What the routes ask for by type. Waiting for what is still loading holds no thread.

`Wired` is there in milliseconds: with it a route may use the stores, and wait for the one model that it needs.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, Request

from app.api.caller import ONLY_ADMINS, Owner
from app.api.metrics import Metrics
from app.api.pools import Pools
from app.learning.runner import Runner
from app.learning.schedule import Schedule
from app.wiring.services import Services

__all__ = ["ONLY_ADMINS", "Answering", "Counts", "Learns", "Owner", "Planned", "Searching", "Threads", "Wired"]


async def services(request: Request) -> Services:
    """The service, as far as it is loaded. Raises `NotReady` before its stores are open."""
    found: Services = await request.app.state.warmup.services.wait()
    return found


async def pools(request: Request) -> Pools:
    """The threads for what blocks, a bounded pool for each kind of work."""
    found: Pools = request.app.state.pools
    return found


async def metrics(request: Request) -> Metrics:
    """The figures that `/metrics` shows."""
    found: Metrics = request.app.state.metrics
    return found


async def runner(request: Request) -> Runner:
    """What begins learning runs and watches them."""
    found: Runner = request.app.state.runner
    return found


async def schedule(request: Request) -> Schedule:
    """What begins learning runs by itself."""
    found: Schedule = request.app.state.schedule
    return found


Counts = Annotated[Metrics, Depends(metrics)]
Learns = Annotated[Runner, Depends(runner)]
Planned = Annotated[Schedule, Depends(schedule)]
Threads = Annotated[Pools, Depends(pools)]
Wired = Annotated[Services, Depends(services)]


async def for_search(wired: Wired) -> Services:
    """The service once what a search needs is loaded."""
    await wired.models.search_encoder.wait()
    await wired.stores.index.wait()
    return wired


async def for_answers(request: Request) -> AsyncIterator[Services]:
    """The service once what an answer needs is loaded. It keeps its language model while the request lasts."""
    wired = await services(request)
    with wired.assistant.engaged:
        for part in wired.for_answers:
            await part.wait()
        yield wired


Searching = Annotated[Services, Depends(for_search)]
Answering = Annotated[Services, Depends(for_answers)]
