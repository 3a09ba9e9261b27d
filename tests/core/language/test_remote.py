"""The remote engine against a real server in a thread, good and bad."""

from __future__ import annotations

import asyncio
import json
import socket
import time
from collections.abc import AsyncIterator, Iterator
from threading import Event, Thread
from typing import Any

import numpy as np
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from core.errors import BadInput, Busy, EngineFailure, Forbidden, Missing, NotFound, NotReady, VermeilError
from core.language.remote import RemoteEngine
from core.types import Message, Sampling, SoftTokens, message

from .conftest import ask


class Server:
    """An OpenAI-compatible server that does what the model's name says."""

    def __init__(self) -> None:
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.hung_up = Event()
        routes = [
            Route("/v1/chat/completions", self.chat, methods=["POST"]),
            Route("/v1/completions", self.completions, methods=["POST"]),
            Route("/stolen", self.chat, methods=["POST"]),
        ]
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}"
        self.server = uvicorn.Server(uvicorn.Config(Starlette(routes=routes), log_level="error"))
        self.thread = Thread(target=self.server.run, kwargs={"sockets": [self.socket]})
        self.thread.start()

    def stop(self) -> None:
        self.server.should_exit = True
        self.thread.join()

    async def chat(self, request: Request) -> Response:
        body = await request.json()
        self.requests.append(body)
        self.keys.append(request.headers.get("authorization", ""))
        name = body["model"]
        if name.isdigit():
            return JSONResponse({"error": {"message": "because I say so"}}, status_code=int(name))
        if name == "elsewhere":
            return RedirectResponse("/stolen", status_code=307)
        if name == "slow to begin":
            await self._until_hung_up(request)
        return StreamingResponse(
            getattr(self, f"say_{name.replace(' ', '_')}")(request), media_type="text/event-stream"
        )

    async def _until_hung_up(self, request: Request) -> None:
        while not await request.is_disconnected():
            await asyncio.sleep(0.02)
        self.hung_up.set()

    async def say_good(self, _: Request) -> AsyncIterator[str]:
        yield ": a comment\n\n"
        for text in ("Grüße", " aus", " Köln"):
            yield chunk({"delta": {"content": text}, "finish_reason": None})
        yield chunk({"delta": {}, "finish_reason": "length"})
        yield f"data: {json.dumps({'choices': [], 'usage': {'prompt_tokens': 7, 'completion_tokens': 3}})}\n\n"
        yield "data: [DONE]\n\n"

    async def say_endless(self, request: Request) -> AsyncIterator[str]:
        try:
            while True:
                yield chunk({"delta": {"content": "on "}, "finish_reason": None})
                await asyncio.sleep(0.01)
        finally:
            self.hung_up.set()

    async def say_silent(self, request: Request) -> AsyncIterator[str]:
        yield chunk({"delta": {"content": "one"}, "finish_reason": None})
        try:
            await self._until_hung_up(request)
        finally:
            self.hung_up.set()

    async def say_broken(self, _: Request) -> AsyncIterator[str]:
        yield chunk({"delta": {"content": "half an"}, "finish_reason": None})

    async def say_nonsense(self, _: Request) -> AsyncIterator[str]:
        yield "data: {nonsense\n\n"

    async def say_sorry(self, _: Request) -> AsyncIterator[str]:
        yield f"data: {json.dumps({'error': {'message': 'out of memory'}})}\n\n"

    async def completions(self, request: Request) -> Response:
        body = await request.json()
        self.requests.append(body)
        if body["model"] != "scores":
            return JSONResponse({"choices": [{"text": "Hello", "logprobs": None}]})
        prompt = body["prompt"]
        offsets = [*range(0, len(prompt), 4), len(prompt)]
        scores = [None, *(-float(place) for place in offsets[1:])]
        return JSONResponse({"choices": [{"logprobs": {"text_offset": offsets, "token_logprobs": scores}}]})


def chunk(choice: dict[str, Any]) -> str:
    return f"data: {json.dumps({'choices': [choice]})}\n\n"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    running = Server()
    while not running.server.started:
        time.sleep(0.01)
    yield running
    running.stop()


@pytest.fixture
def connect(server: Server) -> Iterator[Any]:
    server.requests.clear()
    server.hung_up.clear()
    engines: list[RemoteEngine] = []

    def make(model: str, url: str = "") -> RemoteEngine:
        engines.append(RemoteEngine(url or server.url, key="secret", model=model, context=512))
        return engines[-1]

    yield make
    for engine in engines:
        engine.close()


def test_an_answer_is_streamed(server: Server, connect: Any) -> None:
    messages = [message("system", "Be brief."), message("user", "Hello\x00 <|im_start|>")]
    sampling = Sampling(max_tokens=9, temperature=0.5, top_p=0.8, seed=3, stop=("END",))
    pieces = list(connect("good").generate(messages, sampling))
    assert [piece.text for piece in pieces] == ["Grüße", " aus", " Köln", ""]
    assert pieces[-1].finish == "length"
    assert pieces[-1].usage is not None
    assert pieces[-1].usage.to_json() == {"prompt_tokens": 7, "completion_tokens": 3, "total_tokens": 10}
    (sent,) = server.requests
    assert sent["messages"][0] == {"role": "system", "content": "Be brief."}
    assert sent["messages"][1]["content"] == "Hello\ufffd <\u200b|im_start|>"
    assert {k: sent[k] for k in ("max_tokens", "temperature", "top_p", "seed", "stop")} == {
        "max_tokens": 9,
        "temperature": 0.5,
        "top_p": 0.8,
        "seed": 3,
        "stop": ["END"],
    }
    assert server.keys[-1] == "Bearer secret"


def test_the_address_may_have_its_version(server: Server, connect: Any) -> None:
    assert list(connect("good", f"{server.url}/v1/").generate(ask("Hello"), Sampling()))


@pytest.mark.parametrize("model", ["endless", "silent", "slow to begin"])
def test_cancel_hangs_up_at_once(server: Server, connect: Any, model: str) -> None:
    cancel = Event()
    running = connect(model).generate(ask("Hello"), Sampling(), cancel=cancel)
    if model != "slow to begin":
        next(running)
    else:
        Thread(target=lambda: (time.sleep(0.2), cancel.set())).start()
        assert next(running).finish == "cancelled"
    cancel.set()
    assert [piece.finish for piece in running][-1:] in ([], ["cancelled"])
    assert server.hung_up.wait(5)


def test_closing_the_iterator_hangs_up(server: Server, connect: Any) -> None:
    running = connect("endless").generate(ask("Hello"), Sampling())
    next(running)
    running.close()
    assert server.hung_up.wait(5)


@pytest.mark.parametrize(
    ("model", "error", "words"),
    [
        ("400", BadInput, "because I say so"),
        ("401", Forbidden, "key"),
        ("404", NotFound, "because I say so"),
        ("429", Busy, "because I say so"),
        ("500", EngineFailure, "because I say so"),
        ("503", NotReady, "because I say so"),
        ("elsewhere", EngineFailure, "redirects"),
        ("broken", EngineFailure, "broke off"),
        ("nonsense", EngineFailure, "not JSON"),
        ("sorry", EngineFailure, "out of memory"),
    ],
)
def test_errors_are_ours(server: Server, connect: Any, model: str, error: type[VermeilError], words: str) -> None:
    with pytest.raises(error, match=words):
        list(connect(model).generate(ask("Hello"), Sampling()))
    assert len(server.requests) == 1


def test_a_server_that_is_not_there(connect: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with pytest.raises(EngineFailure, match="cannot be reached"):
        list(connect("good", f"http://127.0.0.1:{port}").generate(ask("Hello"), Sampling()))


def test_scores_of_a_server_that_gives_them(connect: Any) -> None:
    scores = connect("scores").log_probabilities(ask("Hello"), "Good morning to you")
    assert len(scores) == 5
    assert scores == sorted(scores, reverse=True)


def test_scores_of_a_server_that_does_not(connect: Any) -> None:
    with pytest.raises(Missing, match="log-probabilities"):
        connect("good").log_probabilities(ask("Hello"), "Good morning")


def test_what_a_remote_model_cannot_do_is_said(connect: Any, tmp_path: Any) -> None:
    engine = connect("good")
    with pytest.raises(BadInput, match="text only"):
        engine.generate([Message("user", (SoftTokens(np.zeros((1, 2), np.float32)),))], Sampling())
    with pytest.raises(NotFound):
        engine.generate(ask("Hello"), Sampling(), adapter="one")
    with pytest.raises(Missing):
        engine.attach("one", tmp_path)
    assert engine.count_tokens("") == 0
    assert engine.count_tokens("The capital of France is Paris.") >= 7
