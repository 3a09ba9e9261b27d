"""`make simulate`, or `python -m tests.simulate [--rounds 6] [--votes 30] [--recipe learn] [key=value …]`.

Raters ask the real service about made-up products, vote by their hidden preferences, review by rule, and begin a run
after each round. Every version is measured on products that nobody voted on, over the model that ships and over its
parent.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import httpx

from tests.bench.served import Served
from tests.simulate import raters
from tests.simulate.picture import draw
from tests.simulate.products import Asked, Product, drawn, products
from tests.simulate.raters import Heard
from training.evaluate.intervals import mean

_EVERY = 2.0  # seconds between two looks at a run
_PRODUCTS, _TESTED = 60, 16


@dataclass
class Round:
    """What a round came to. `won` and `over_parent` are win rates, a draw counted half, with their intervals."""

    number: int
    votes: int
    up: int
    reviewed: int
    verdict: str
    why: str
    version: str | None
    seconds: float
    train: dict[str, Any] = field(default_factory=dict)
    slices: list[dict[str, Any]] = field(default_factory=list)
    wishes: float = 0.0
    refused: float = 0.0
    won: dict[str, float] = field(default_factory=dict)
    over_parent: dict[str, float] = field(default_factory=dict)


def main() -> int:
    options = arguments()
    os.environ.setdefault("VERMEIL_PROFILE", options.profile)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # as an exception, so that the service is stopped
    options.out.mkdir(parents=True, exist_ok=True)
    made = products(_PRODUCTS, options.seed)
    tested, taught = made[:_TESTED], made[_TESTED:]
    asked = drawn(tested, options.tested, options.seed)
    with Served(options.data, web=False, profile=options.profile) as service:
        service.ready()
        hand_over(service.client, made)
        base = raters.all_asked(service.client, asked)
        tell(f"The model as it ships meets {share(base):.2f} of the wishes and refuses {refusals(base):.2f} as wanted.")
        votes = drawn(taught, options.rounds * options.votes, options.seed + 1)
        rounds, parent = [], base
        for number in range(options.rounds):
            some = votes[number * options.votes : (number + 1) * options.votes]
            round_, parent = once(service.client, number + 1, some, asked, base, parent, options)
            rounds.append(round_)
            keep(options, base, rounds)
            tell(line(round_))
    draw(rounds, options.out / "simulation.png")
    return 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.simulate", description=__doc__)
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--votes", type=int, default=30, help="of a round")
    parser.add_argument("--tested", type=int, default=60, help="questions by which each version is measured")
    parser.add_argument("--recipe", default="learn")
    parser.add_argument("--profile", default=os.environ.get("PROFILE", "lite"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--data", type=Path, default=None, help="a data folder that is kept")
    parser.add_argument("--out", type=Path, default=Path("build/simulation"))
    parser.add_argument("changes", nargs="*", help="of the recipe, such as fit.steps=40")
    return parser.parse_args()


def once(
    client: httpx.Client, number: int, votes: Sequence[Asked], asked: Sequence[Asked], base: Sequence[Heard],
    parent: list[Heard], options: argparse.Namespace,
) -> tuple[Round, list[Heard]]:  # fmt: skip
    """A round: ask, vote, review, learn, measure. What answers afterwards is the parent of the next."""
    heard = raters.all_asked(client, votes)
    up = sum(raters.vote(client, one) == "up" for one in heard)
    reviewed = raters.review(client)
    run = learned(client, options)
    made = Round(number, len(heard), up, reviewed, str(run["verdict"] or run["state"]), str(run["error"] or ""),
                 run["version"], round(float(run["ended_at"]) - float(run["started_at"]), 1))  # fmt: skip
    if run["version"]:
        report = client.get(f"/api/versions/{run['version']}").raise_for_status().json()["card"]["report"]
        made.why, made.train = " ".join(report["why"]), {**report["training"], "proof": report["proof"]}
        made.slices = report["slices"]
    if run["verdict"] != "promote":
        made.wishes, made.refused = share(parent), refusals(parent)
        return made, parent
    now = raters.all_asked(client, asked)
    made.wishes, made.refused = share(now), refusals(now)
    made.won, made.over_parent = wins(base, now), wins(parent, now)
    return made, now


def learned(client: httpx.Client, options: argparse.Namespace) -> dict[str, Any]:
    """Begin a run and wait for its end; one that cannot be begun says why."""
    begun = client.post("/api/runs", json={"recipe": options.recipe, "changes": options.changes})
    if begun.status_code >= 400:
        listed: list[dict[str, Any]] = client.get("/api/runs").json()["runs"]
        return listed[0]
    number = begun.json()["run"]
    while (run := client.get(f"/api/runs/{number}").json())["state"] == "running":
        time.sleep(_EVERY)
    return dict(run)


def hand_over(client: httpx.Client, made: Sequence[Product]) -> None:
    """Add the sheets, and wait until all are read."""
    for product in made:
        name = f"{product.name.lower().replace(' ', '-')}.txt"
        sent = client.post("/api/documents", files={"file": (name, product.sheet.encode())}, params={"wait": 60})
        sent.raise_for_status()


def wins(before: Sequence[Heard], after: Sequence[Heard]) -> dict[str, float]:
    """How often the later answer is the better one to the rater, a draw counted half, with its interval."""
    worth = [
        0.5 if now.score == was.score else float(now.score > was.score)
        for was, now in zip(before, after, strict=True)
    ]  # fmt: skip
    return mean(worth).to_json()


def share(heard: Sequence[Heard]) -> float:
    """The mean share of wishes met, of questions that have an answer."""
    scores = [one.score for one in heard if one.asked.value is not None]
    return round(sum(scores) / max(1, len(scores)), 4)


def refusals(heard: Sequence[Heard]) -> float:
    """The share of questions on sister products that were refused."""
    scores = [one.score for one in heard if one.asked.value is None]
    return round(sum(scores) / max(1, len(scores)), 4)


def line(made: Round) -> str:
    won = f", won {made.won['value']:.2f} ({made.won['low']:.2f} to {made.won['high']:.2f})" if made.won else ""
    return (
        f"Round {made.number}: {made.votes} votes ({made.up} up), {made.verdict} in {made.seconds:.0f} s; wishes "
        f"{made.wishes:.2f}, refused {made.refused:.2f}{won}. {made.why}"
    )


def keep(options: argparse.Namespace, base: Sequence[Heard], rounds: Sequence[Round]) -> None:
    """Leave what there is by now, so that a simulation that is ended early has told something."""
    said = [[one.asked.question, one.text] for one in base]
    told = {
        "recipe": options.recipe, "changes": options.changes, "seed": options.seed,
        "base": {"wishes": share(base), "refused": refusals(base), "said": said},
        "rounds": [asdict(one) for one in rounds],
    }  # fmt: skip
    (options.out / "simulation.json").write_text(json.dumps(told, indent=1, ensure_ascii=False), encoding="utf-8")


def tell(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
