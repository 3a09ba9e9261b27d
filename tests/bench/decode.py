"""How fast answers are written: the service over llama.cpp alone."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from core.profiles import PROFILES
from core.settings import settings
from tests.bench import chat
from tests.bench.aside import Aside
from tests.bench.figures import Figures, Raw, median_ratio
from tests.bench.served import Served

TOKENS = 256
CLIENTS = 4
STORIES = (
    "a lighthouse keeper and a storm", "a clockmaker who lost her tools", "two brothers who build a boat",
    "a village without water", "a teacher on a long journey", "a bridge that nobody crosses",
    "an old map and a young cook", "a winter in the mountains",
)  # fmt: skip


def turns(number: int) -> chat.Turns:
    story = STORIES[number % len(STORIES)]
    return [{"role": "user", "content": f"Story {number}. Write a very long and detailed story about {story}."}]


@contextmanager
def both_engines(profile: str = "lite") -> Iterator[tuple[Served, Aside, Raw]]:
    """The service on a profile, and llama.cpp alone with the parameters that its settings give it; both warm.

    Threads of llama.cpp that wait for each other spin by default, which is best on a machine that has nothing else to
    do, or soon sleep, which is many times faster on one that has: whichever is faster now is the one to compare with.
    """
    with Served(profile=profile) as service, ExitStack() as stack:
        service.ready()
        chat.over_http(service.client, turns(0), 16)
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="vermeil-bench-")))
        engines = {kind: stack.enter_context(engine_alone(folder, kind, profile)) for kind in ("spinning", "sleeping")}
        rates = {kind: statistics.median(own_rates(engine, 3)) for kind, engine in engines.items()}
        chosen = max(rates, key=rates.__getitem__)
        raw: Raw = {f"raw_own_clock_tokens_per_s_{kind}": rate for kind, rate in rates.items()}
        yield service, engines[chosen], raw | {"raw_threads": chosen}


def engine_alone(folder: Path, kind: str, profile: str) -> Aside:
    from app.wiring.models import threads

    own = settings()
    model = PROFILES[profile].language_model
    return Aside(
        chat.load_engine, model, folder / f"{kind}.sock", threads(own), own.context, own.parallel, kind == "sleeping"
    )


def own_rates(raw: Aside, number: int) -> list[float]:
    return [raw.call(chat.own_rate, turns(200 + each), 48) for each in range(number)]


def measure(quick: bool) -> tuple[Figures, Raw]:
    """Greedy answers of 256 tokens, streamed: alternately one from `/v1/chat/completions` (`vermeil-plain`) and one
    from llama.cpp alone in a process beside it, with the same parameters, prompt, sampler and number of threads (which
    spin while they wait for each other, or sleep, whichever is faster at the time); tokens a second between the first
    token and the last, and the median of the ratios of neighbours. With four clients: all tokens over the time until
    the last answer ended, each side asked for four different answers at once."""
    pairs, tokens = (2, 40) if quick else (6, TOKENS)
    with both_engines() as (service, raw, about):
        ours, theirs, four_ours, four_theirs = [], [], [], []
        for number in range(pairs):
            ours.append(chat.over_http(service.client, turns(number), tokens))
            theirs.append(raw.call(chat.alone, turns(number), tokens))
        for number in range(pairs // 2):
            asked = [turns(100 + CLIENTS * number + client) for client in range(CLIENTS)]
            four_ours.append(chat.all_over_http(service.client, asked, tokens))
            four_theirs.append(raw.call(chat.all_alone, asked, tokens))
        rest = raw.call(chat.rest, 1.0)
    rates, raw_rates = [answer.rate for answer in ours], [answer.rate for answer in theirs]
    figures = {"http_decode": median_ratio(rates, raw_rates), "http_decode_4": median_ratio(four_ours, four_theirs)}
    return figures, {
        "tokens_per_s": statistics.median(rates), "raw_tokens_per_s": statistics.median(raw_rates),
        **about,
        "tokens_per_s_4": statistics.median(four_ours), "raw_tokens_per_s_4": statistics.median(four_theirs),
        "raw_idle_cores": rest,
        "same_text": [a.text.strip() == b.text.strip() for a, b in zip(ours, theirs, strict=True)].count(True) / pairs,
        "tokens": [answer.tokens for answer in ours], "ratios": [a / b for a, b in zip(rates, raw_rates, strict=True)],
        "ratios_4": [a / b for a, b in zip(four_ours, four_theirs, strict=True)],
    }  # fmt: skip
