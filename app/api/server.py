"""Put the service together: lifespan, guards, routers."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from fastapi import Depends, FastAPI

from app.api import errors, security
from app.api.begun import Beginnings
from app.api.caller import KnownFirst, admitted
from app.api.described import ERRORS, describe
from app.api.door import Answered, CleanText
from app.api.elsewhere import beside
from app.api.metrics import Metrics
from app.api.page import Page
from app.api.pools import Pools
from app.api.provider import Provider
from app.api.proxy import Forwarded
from app.api.throttle import VOTE_SECONDS, VOTES, Pace, Throttle
from app.api.warmup import Warmup
from app.learning.runner import Runner
from app.learning.schedule import Schedule
from app.wiring.data_folder import hold
from app.wiring.stores import remove_what_is_gone
from core import heap
from core.errors import VermeilError
from core.settings import Settings

_TIDY_SECONDS = 15.0
OTHER_BYTES = 96 * 2**20  # a question with a picture and a recording in it, as base64


def create_app(settings: Settings, address: str = "", page: Page | None = None) -> FastAPI:
    """The ASGI application. It owns the data folder while it runs; `address` is where it will be reached.

    `page`: what answers at all addresses that are not ours.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        with hold(settings.data_folder(), address):
            app.state.warmup = warmup = Warmup(settings)
            app.state.metrics = Metrics(warmup)
            app.state.pools = pools = Pools(settings.parallel)
            app.state.runner = runner = Runner(settings, lambda: warmup.services.get())
            app.state.schedule = schedule = Schedule(settings, lambda: warmup.services.get(), runner)
            threading.Thread(target=_go_on, args=(runner, schedule), name="resume", daemon=True).start()
            tidying = asyncio.create_task(_tidy(warmup, schedule))
            yield
            tidying.cancel()
            await asyncio.to_thread(schedule.close)
            await asyncio.to_thread(runner.close)
            pools.close()
            await asyncio.to_thread(warmup.close)
            if page is not None:
                await page.aclose()

    app = FastAPI(
        title="Vermeil", summary="Answers from what it was handed, and shows where from.", lifespan=lifespan,
        openapi_url="/api/openapi.json", redoc_url=None, docs_url=None, dependencies=[Depends(admitted)],
        responses=ERRORS,
    )  # fmt: skip
    app.state.settings, app.state.throttle = settings, Throttle()
    app.state.votes_pace = Pace(VOTES, VOTE_SECONDS, "That were too many votes at once.")
    app.state.provider, app.state.beginnings = Provider(settings) if settings.oidc_issuer else None, Beginnings()
    app.state.stopping = threading.Event()
    errors.install(app)
    app.add_middleware(CleanText)
    app.add_middleware(KnownFirst)
    app.add_middleware(security.LimitBody, upload_bytes=settings.upload_bytes, other_bytes=OTHER_BYTES)
    app.add_middleware(Answered)
    app.add_middleware(security.GuardOrigin, allowed_hosts=settings.allowed_hosts)
    app.add_middleware(Forwarded, proxies=settings.trusted_proxies)
    include_routers(app)
    describe(app)
    if page is not None:
        app.router.default = beside(app.router.not_found, page)
    return app


def _go_on(runner: Runner, schedule: Schedule) -> None:
    """Go on with the learning run that the service was ended in, and with the schedule, once the database is open."""
    with suppress(VermeilError):  # `/readyz` says why it is not
        runner.resume()
        schedule.start()


async def _tidy(warmup: Warmup, schedule: Schedule) -> None:
    while True:
        await asyncio.sleep(_TIDY_SECONDS)
        if services := warmup.services.peek():
            await asyncio.to_thread(services.release_idle)
            await asyncio.to_thread(heap.give_back)
            await asyncio.to_thread(remove_what_is_gone, services.stores)
            await asyncio.to_thread(services.stores.reviews.screen_new)
            await asyncio.to_thread(services.stores.reviews.bring_back)
            await asyncio.to_thread(schedule.settle)


def include_routers(app: FastAPI) -> None:
    from app.api import (
        ask,
        consent,
        conversations,
        documents,
        feedback,
        health,
        insights,
        language_model,
        me,
        memory,
        oidc,
        people,
        review,
        runs,
        schedule,
        search,
        settings,
        several,
        sharing,
        sign_in,
        tags,
        versions,
        welcome,
    )
    from app.api.openai import audio, chat, completions, embeddings, models, responses

    app.include_router(health.router)
    for ours in (
        documents,
        sharing,
        tags,
        search,
        ask,
        conversations,
        feedback,
        consent,
        memory,
        review,
        insights,
        runs,
        schedule,
        versions,
        welcome,
        language_model,
        settings,
        sign_in,
        oidc,
        me,
        people,
        several,
    ):
        app.include_router(ours.router, prefix="/api")
    for openais in (chat, responses, completions, embeddings, models, audio):
        app.include_router(openais.router)
