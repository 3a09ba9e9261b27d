"""Many people who chat at once: how long they wait, what they cost, and whether anybody hears another's words."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from tests.bench.crowd import Crowd, Heard
from tests.bench.figures import Figures, Raw
from tests.bench.served import Served

MANY, FIRST, FEW = 50, 10, 5
QUESTIONS = 12  # of each person, in each round
READING = 3.0  # seconds between an answer and the next question, on average


def measure(quick: bool) -> tuple[Figures, Raw]:
    """Fifty people with accounts of their own, a file each and a conversation each, on stand-ins for all models: what
    Vermeil itself needs, and no model. Each asks twelve questions over `/api/ask`, three of four about their file in
    the same words as everybody, and asks on as soon as an answer is there (`rush`); then once more with some three
    seconds between an answer and the next question (`talk`). One in five leaves while the answer is written, at any
    moment. First tokens are those of all answers that nobody left before. A word that only one person's file and
    questions have tells whose an answer is: foreign words are counted in all that is sent, to those who left, too, and
    in the conversations as they are kept. Memory is that of all processes after fifty people less that after ten, over
    forty, their files and conversations included. Then the same with five people on the models of `lite`."""
    questions = 2 if quick else QUESTIONS
    with Served(web=False, profile="stand-in", accounts=True) as service:
        crowd = Crowd(service.ready())
        crowd.grow(FIRST)
        crowd.talk(crowd.people, questions, 1)
        before = service.memory().proportional
        crowd.grow(MANY)
        rush = crowd.talk(crowd.people, questions, 2)
        each = (service.memory().proportional - before) / (MANY - FIRST)
        talk = crowd.talk(crowd.people, questions, 3, pause=READING)
        foreign = crowd.foreign(crowd.people, rush) + crowd.foreign(crowd.people, talk)
    with Served(web=False, profile="lite", accounts=True) as service:
        crowd = Crowd(service.ready())
        crowd.grow(FEW)
        crowd.talk(crowd.people, 1, 4)
        real = crowd.talk(crowd.people, questions, 5)
        foreign_real = crowd.foreign(crowd.people, real)
    raw: Raw = {
        **told("rush", rush), **told("talk", talk), **told("real", real), "people": MANY, "people_on_models": FEW,
    }  # fmt: skip
    return {
        "people_first_token_p95_s": raw["talk_p95_s"], "people_rush_first_token_p95_s": raw["rush_p95_s"],
        "people_models_first_token_p95_s": raw["real_p95_s"],
        "people_errors": raw["rush_errors"] + raw["talk_errors"] + raw["real_errors"],
        "people_foreign": foreign + foreign_real, "person_mb": each,
    }, raw  # fmt: skip


def told(name: str, heard: Sequence[Heard]) -> Raw:
    """How long the first word of an answer took, and what became of all of them."""
    first = sorted(one.first for one in heard if one.first is not None)
    cuts = statistics.quantiles(first, n=100, method="inclusive") if len(first) > 1 else [0.0] * 99
    return {
        f"{name}_p50_s": cuts[49], f"{name}_p95_s": cuts[94], f"{name}_p99_s": cuts[98],
        f"{name}_answers": len(heard), f"{name}_left": sum(one.left for one in heard),
        f"{name}_errors": sum(bool(one.error) for one in heard),
        f"{name}_said": sorted({one.error for one in heard if one.error}),
    }  # fmt: skip
