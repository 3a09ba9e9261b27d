"""What is kept of prompts: that nothing of it comes back elsewhere, and what each way to keep it costs."""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

import psutil

from core.language import llamaserver
from core.language.llamacpp import LlamaCppEngine
from core.language.llamaserver import Chunk, LlamaServer
from core.language.template import render
from core.settings import settings
from core.types import Message, message
from tests.bench.aside import Aside
from tests.bench.figures import Figures, Raw, median_ratio
from tests.bench.material import words
from tests.core.language import canary

SLOTS = 4
KINDS = ((1, 1), (1, 4), (4, 1), (4, 4))  # slots, clients
LONG = 400  # words, about 1,000 tokens
SYSTEM = message("system", "You are Vermeil, a helpful assistant. Answer briefly and honestly.")


@dataclass(frozen=True)
class Way:
    """A way to keep prefixes: which prompts may use them, and what is otherwise set of llama.cpp."""

    short: bool = False
    long: bool = True
    turns: bool = True
    pools: int = 2  # of the context's length
    changed: dict[str, Any] = field(default_factory=dict)


WAYS = {
    "served": Way(),
    "all cached": Way(short=True),
    "turns only": Way(long=False),
    "never cached": Way(long=False, turns=False),
    "all cached, not in RAM": Way(short=True, changed={"cache_ram_mib": 0}),
    "a pool for each slot": Way(pools=SLOTS, changed={"kv_unified": False}),
    "without flash attention": Way(changed={"flash_attn_type": 0}),
}


def measure(quick: bool) -> tuple[Figures, Raw]:
    """The canary: 40 rounds each with one slot and four, one client and four. In a round a long prompt with a made-up
    word (every fifth broken off), the next turn of the one before it, and two unrelated questions; how many answers
    hold a word of another request, how many differ from the answer of a fresh server, and by how many nats that server
    at most prefers its own token where they part. Then the costs, on a server for each way to keep prefixes, in turn,
    over the way that is served: tokens a second for one client and for four, and the first token of a short question,
    of a new prompt of about 1,000 tokens, of another question behind the same 1,000, and of the second turn; memory is
    what loading the server took."""
    with Aside() as process:
        found = process.call(sing, 3 if quick else 40)
    with Aside() as process:
        return {}, found | process.call(compare, 1 if quick else 8)


def model() -> Path:
    from core.weights import locate

    return locate.locate("smollm2")


def sing(rounds: int) -> Raw:
    def engine(slots: int) -> LlamaCppEngine:
        return LlamaCppEngine(model(), name="smollm2", context=2048, parallel=slots, threads=1)

    fresh, raw = {}, {}
    for question in canary.QUESTIONS:
        alone = engine(1)
        fresh[question] = canary.answers(alone, question)
        alone.close()
    for slots, clients in KINDS:
        watched = engine(slots)
        told = canary.secrets(rounds, seed=10 * slots + clients, notes=(5, 45))
        findings = canary.watch(watched, fresh, told, clients)
        parted = [canary.preference(watched, q, fresh[q], answer) for q, answer in findings.changed]
        watched.close()
        name = f"{slots} slots, {clients} clients:"
        raw |= {
            f"{name} answers": findings.answers, f"{name} with another's word": len(findings.leaks),
            f"{name} not as fresh": findings.changed.total(), f"{name} parted by nats": max(parted, default=0.0),
        }  # fmt: skip
    return raw


def compare(rounds: int) -> Raw:
    times: dict[str, dict[str, list[float]]] = {}
    raw: Raw = {}
    with ExitStack() as stack:
        servers = {}
        for name, way in WAYS.items():
            before = psutil.Process().memory_info().rss
            servers[name] = started(way)
            stack.callback(servers[name].close)
            raw[f"{name}: MiB"] = (psutil.Process().memory_info().rss - before) / 2**20
        for number in range(rounds):
            for name in list(WAYS)[:: 1 if number % 2 else -1]:
                for what, value in once(servers[name], WAYS[name], number).items():
                    times.setdefault(what, {}).setdefault(name, []).append(value)
    for what, values in times.items():
        raw[f"served: {what}"] = statistics.median(values["served"])
        raw |= {
            f"{name}: {what} over served": median_ratio(values[name], values["served"])
            for name in WAYS
            if name != "served"
        }
    return raw


def started(way: Way) -> LlamaServer:
    parameters = llamaserver._parameters

    def altered(*arguments: Any, **more: Any) -> Any:
        params = parameters(*arguments, **more)
        for name, value in way.changed.items():
            setattr(params, name, value)
        return params

    with mock.patch.object(llamaserver, "_parameters", altered):
        server = LlamaServer(model(), pool=way.pools * settings().context, parallel=SLOTS, threads=1)
    ask(server, [message("user", "Hello")], 2, cached=False)
    return server


def once(server: LlamaServer, way: Way, number: int) -> dict[str, float]:
    story = [SYSTEM, message("user", f"Tell me story {number}.")]
    first, rest = ask(server, story, 48, cached=way.short)
    with ThreadPoolExecutor(SLOTS) as pool:
        tales = [[SYSTEM, message("user", f"Tell me tale {number}.{client}.")] for client in range(SLOTS)]
        began = time.perf_counter()
        list(pool.map(lambda tale: ask(server, tale, 32, cached=way.short), tales))
        four = time.perf_counter() - began
    long = words(5000 + number, LONG)
    opening = [SYSTEM, message("user", f"{long}\nWhat is this about?")]
    later = [*opening, message("assistant", "A journey."), message("user", "Whose?")]
    return {
        "tokens/s": 47 / rest, "tokens/s of four": SLOTS * 32 / four, "short question, s": first,
        "long prompt, s": ask(server, opening, 4, cached=way.long)[0],
        "same prefix, s": ask(server, [SYSTEM, message("user", f"{long}\nWho is in it?")], 4, cached=way.long)[0],
        "second turn, s": ask(server, later, 4, cached=way.turns)[0],
    }  # fmt: skip


def ask(server: LlamaServer, turns: Sequence[Message], tokens: int, *, cached: bool) -> tuple[float, float]:
    """Seconds to the first token, and from there to the last."""
    prompt = server.tokenize("".join(str(part) for part in render(turns)), special=True, first=True)
    greedy = {"temperature": 0.0, "samplers": ["top_k"], "top_k": 1, "ignore_eos": True, "cache_prompt": cached}
    arrived: list[float] = []

    def receive(chunk: Chunk) -> None:
        arrived.append(time.perf_counter())

    began = time.perf_counter()
    server.complete({"prompt": prompt, "max_tokens": tokens, **greedy}, receive)
    return arrived[0] - began, arrived[-1] - arrived[0]
