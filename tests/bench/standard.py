"""The profile `standard`: how long people wait for its evidence and its answers, and how fast it writes."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import httpx

from core.profiles import PROFILES
from tests.bench import chat
from tests.bench.decode import both_engines, turns
from tests.bench.figures import Figures, Raw, Skipped, median_ratio

SAMPLES = Path(__file__).resolve().parents[2] / "docs" / "samples"
FILES = ("handbook.pdf", "memo.ogg", "cat.jpg")
QUESTIONS = (
    "When was Harbour House built?", "Who bought the house from the harbour board?", "Who runs the house today?",
    "How many rooms does the house have?", "When does breakfast begin on Sundays?", "What does a packed lunch cost?",
    "Until when may the piano be played?", "In which rooms are dogs welcome?", "Where is an extra heater kept?",
    "Why does a lost key cost so much?", "How long does the crossing to Skerry Island take?",
    "What day is the boiler inspection?",
)  # fmt: skip
TOKENS = 96


@dataclass(frozen=True, slots=True)
class Waited:
    """Seconds from a question to the passages and to the end of its answer, and whether it rests on the library."""

    evidence: float
    answer: float
    grounded: bool


def measure(quick: bool) -> tuple[Figures, Raw]:
    """The profile `standard`, where its weights are installed (`make up` installs them). Twelve questions about the
    files of `docs/samples`, one after the other, by `/api/ask`: seconds until the passages are out and until the answer
    has ended, medians, after one question that counts nowhere. Then greedy answers of 96 tokens, alternately streamed
    from `/v1/chat/completions` (`vermeil-plain`) and by llama.cpp alone in a process beside it, as in `decode`.
    Resident memory is that of all processes behind the twelve answers."""
    if not PROFILES["standard"].installed:
        raise Skipped("The weights of `standard` are not installed; `make up` installs them.")
    with both_engines("standard") as (service, raw, about):
        for name in FILES:
            service.add(name, (SAMPLES / name).read_bytes())
        asked(service.client, "Is there a garden?")
        waited = [asked(service.client, question) for question in QUESTIONS[: 2 if quick else None]]
        held = service.memory()
        ours, theirs = [], []
        for number in range(1 if quick else 6):
            ours.append(chat.over_http(service.client, turns(number), TOKENS).rate)
            theirs.append(raw.call(chat.alone, turns(number), TOKENS).rate)
    figures = {
        "standard_answer_s": statistics.median(one.answer for one in waited),
        "standard_first_evidence_s": statistics.median(one.evidence for one in waited),
        "standard_decode": median_ratio(ours, theirs),
        "standard_resident_mb": held.resident,
    }
    return figures, {
        **about,
        "slowest_answer_s": max(one.answer for one in waited), "grounded": sum(one.grounded for one in waited),
        "tokens_per_s": statistics.median(ours), "raw_tokens_per_s": statistics.median(theirs),
        "answers_s": [one.answer for one in waited], "ratios": [a / b for a, b in zip(ours, theirs, strict=True)],
    }  # fmt: skip


def asked(client: httpx.Client, question: str) -> Waited:
    began = time.perf_counter()
    with client.stream("POST", "/api/ask", json={"question": question}) as response:
        response.raise_for_status()
        return waited((time.perf_counter() - began, line) for line in response.iter_lines())


def waited(lines: Iterable[tuple[float, str]]) -> Waited:
    """What a stream of timed lines says. Raises `RuntimeError` where there are no passages, or no answer comes."""
    evidence = None
    for at, line in lines:
        event = json.loads(line.removeprefix("data: ")) if line.startswith("data: ") else {"type": ""}
        if event["type"] == "sources" and event["passages"] and evidence is None:
            evidence = at
        elif event["type"] == "error":
            raise RuntimeError(f"The service failed: {event['message']}")
        elif event["type"] == "done" and evidence is not None:
            return Waited(evidence, at, bool(event["answer"]["from_library"]))
    raise RuntimeError("A question about the samples found nothing in them.")
