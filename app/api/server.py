"""Put the service together: lifespan, guards, routers."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager

from fastapi import FastAPI, Request

from app import wiring
from app.api import errors, security
from core.errors import NotReady, VermeilError
from core.settings import Settings

OTHER_BYTES = 96 * 2**20  # a question with a picture and a recording in it, as base64


class Warmup:
    """The parts as they load in the background, so that the first page does not wait for the models."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.parts: dict[str, str] = {}
        self.services: wiring.Services | None = None
        self.failure: VermeilError | None = None
        self._done = threading.Event()

    def start(self) -> None:
        threading.Thread(target=self._run, name="warm-up", daemon=True).start()

    def _run(self) -> None:
        try:
            self.services = wiring.build(self.settings, self.parts.__setitem__)
            for note in self.services.notes:
                errors.log.warning(note)
        except Exception as error:  # noqa: BLE001 - told to everyone who asks, by /readyz and every route
            self.failure = errors.translate(error)
        finally:
            self._done.set()

    def wait(self, seconds: float) -> wiring.Services:
        """The services, as soon as they are there. Raises `NotReady` after `seconds`, or what went wrong."""
        self._done.wait(seconds)
        if self.failure is not None:
            raise self.failure
        if self.services is None:
            raise NotReady("The models are still loading.", "Try again in a few seconds.")
        return self.services

    def close(self) -> None:
        self._done.wait(60)
        if self.services is not None:
            self.services.close()


def create_app(settings: Settings, address: str = "") -> FastAPI:
    """The ASGI application. It owns the data folder while it runs; `address` is where it will be reached."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        with ExitStack() as stack:
            stack.enter_context(wiring.hold(settings.data_folder(), address))
            app.state.warmup = Warmup(settings)
            app.state.warmup.start()
            tidying = asyncio.create_task(_tidy(app.state.warmup))
            yield
            tidying.cancel()
            await asyncio.to_thread(app.state.warmup.close)

    app = FastAPI(
        title="Vermeil", summary="Answers from what it was handed, and shows where from.", lifespan=lifespan,
        redoc_url=None, docs_url=None,
    )  # fmt: skip
    errors.install(app)
    app.add_middleware(security.LimitBody, upload_bytes=settings.upload_bytes, other_bytes=OTHER_BYTES)
    ports = (settings.port, settings.web_port)
    app.add_middleware(security.GuardOrigin, allowed_hosts=settings.allowed_hosts, ports=ports)
    include_routers(app)
    return app


async def _tidy(warmup: Warmup) -> None:
    while True:
        await asyncio.sleep(wiring.IDLE_SECONDS / 5)
        if warmup.services is not None:
            await asyncio.to_thread(warmup.services.rest)


def include_routers(app: FastAPI) -> None:
    from app.api import ask, audio, chat, conversations, documents, embeddings, feedback, health, models, search

    for module in (health, documents, search, ask, conversations, feedback, chat, embeddings, models, audio):
        app.include_router(module.router)


async def services(request: Request) -> wiring.Services:
    """The dependency of every route that needs models: waits for the warm-up without blocking the loop."""
    warmup: Warmup = request.app.state.warmup
    if warmup.services is not None:
        return warmup.services
    return await asyncio.to_thread(warmup.wait, 60.0)
