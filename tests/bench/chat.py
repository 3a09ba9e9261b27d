"""One streamed answer and its times, from the service over HTTP and from llama.cpp alone.

Both sides get the same rendered prompt, sampler, threads and memory; both note the time of each piece as it arrives and
take it apart only afterwards, so that the measuring costs neither much.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from core.language.template import STOPS, render
from core.types import Sampling, message

MODEL = "vermeil-plain"


@dataclass(frozen=True, slots=True)
class Timed:
    """An answer in seconds since it was asked for: its first and its last token; `text` is what was written."""

    first: float
    last: float
    text: str
    prompt_tokens: int
    tokens: int

    @property
    def rate(self) -> float:
        """Tokens a second from the first token to the last."""
        return (self.tokens - 1) / (self.last - self.first)


Turns = Sequence[dict[str, str]]


# --- through the service ------------------------------------------------------------------------------------------


def over_http(client: httpx.Client, turns: Turns, tokens: int) -> Timed:
    body = {
        "model": MODEL, "messages": list(turns), "max_tokens": tokens, "temperature": 0, "stream": True,
        "stream_options": {"include_usage": True},
    }  # fmt: skip
    blocks: list[tuple[float, bytes]] = []
    began = time.perf_counter()
    with client.stream("POST", "/v1/chat/completions", json=body) as response:
        response.raise_for_status()
        for block in response.iter_raw():
            blocks.append((time.perf_counter() - began, block))
    return _read_stream(blocks)


def all_over_http(client: httpx.Client, asked: Sequence[Turns], tokens: int) -> float:
    """Tokens a second of all answers together, asked for at once."""
    began = time.perf_counter()
    with ThreadPoolExecutor(len(asked)) as pool:
        answers = list(pool.map(lambda turns: over_http(client, turns, tokens), asked))
    return sum(answer.tokens for answer in answers) / (time.perf_counter() - began)


def _read_stream(blocks: Sequence[tuple[float, bytes]]) -> Timed:
    """Server-sent events back from timed blocks of bytes; an event has the time of the block that completed it."""
    times: list[float] = []
    parts: list[str] = []
    usage: dict[str, int] = {}
    rest = b""
    for at, block in blocks:
        *events, rest = (rest + block).split(b"\n\n")
        for event in events:
            data = event.removeprefix(b"data: ")
            if data == b"[DONE]":
                continue
            chunk = json.loads(data)
            if "error" in chunk:
                raise RuntimeError(f"The service failed: {chunk['error']}")
            usage = chunk.get("usage") or usage
            content = "".join(choice["delta"].get("content") or "" for choice in chunk["choices"])
            if content:
                times.append(at)
                parts.append(content)
    return Timed(times[0], times[-1], "".join(parts), usage["prompt_tokens"], usage["completion_tokens"])


# --- llama.cpp alone, in a process of its own -----------------------------------------------------------------------

_engine: Any = None


def load_engine(model: str, socket: Path, threads: int, context: int, parallel: int, sleeping: bool) -> None:
    """Load llama.cpp with the service's own parameters; waiting threads spin, its default, or soon sleep.

    `model` is a name of the manifest, `socket` is where the listener goes on which it insists.
    """
    global _engine
    from core.language import llamaserver
    from core.settings import limit_openmp_spin
    from core.weights.locate import locate

    if sleeping:
        limit_openmp_spin()
    library = llamaserver.load_library()
    pool = context * min(2, parallel)
    params = llamaserver._parameters(library, locate(model), pool=pool, parallel=parallel, threads=threads)
    params.hostnames = [str(socket)]
    _engine = library.Server(params)


def alone(turns: Turns, tokens: int) -> Timed:
    return _complete(_request(turns, tokens))


def all_alone(asked: Sequence[Turns], tokens: int) -> float:
    """Tokens a second of all answers together, each asked for in a thread."""
    requests = [_request(turns, tokens) for turns in asked]
    began = time.perf_counter()
    with ThreadPoolExecutor(len(requests)) as pool:
        answers = list(pool.map(_complete, requests))
    return sum(answer.tokens for answer in answers) / (time.perf_counter() - began)


def own_rate(turns: Turns, tokens: int) -> float:
    """Tokens a second by llama.cpp's own clock, nothing streamed: the most that this engine gives."""
    told: list[float] = []

    def receive(chunk: dict[str, Any]) -> bool:
        told.append(float(chunk["timings"]["predicted_per_second"]))
        return False

    _engine.handle_completions({**_request(turns, tokens), "stream": False}, receive)
    return told[-1]


def rest(seconds: float) -> float:
    """Cores that the engine keeps busy while nobody asks."""
    before = time.process_time()
    time.sleep(seconds)
    return (time.process_time() - before) / seconds


def _request(turns: Turns, tokens: int) -> dict[str, Any]:
    from core.language.llamacpp import _request as sampler

    (prompt,) = render([message(turn["role"], turn["content"]) for turn in turns])  # type: ignore[arg-type]
    asked = sampler(Sampling(max_tokens=tokens), tokens)
    del asked["return_progress"]
    return {**asked, "prompt": prompt, "stop": list(STOPS["chatml"]), "stream": True, "lora": []}


def _complete(request: dict[str, Any]) -> Timed:
    chunks: list[tuple[float, dict[str, Any]]] = []
    began = time.perf_counter()

    def receive(chunk: dict[str, Any]) -> bool:
        chunks.append((time.perf_counter() - began, chunk))
        return False

    _engine.handle_completions(request, receive)
    written = [(at, chunk["choices"][0]["text"]) for at, chunk in chunks if chunk["choices"][0]["text"]]
    usage = chunks[-1][1]["usage"]
    text = "".join(text for _, text in written)
    return Timed(written[0][0], written[-1][0], text, usage["prompt_tokens"], usage["completion_tokens"])
