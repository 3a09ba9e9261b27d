"""Methods beside each other on the same votes: `python -m tests.simulate.compare [--sizes 30,60] [--seeds 2] …`.

The votes are those of the raters of the simulation, on what the model that ships says in the engine that serves to
their questions over two lines of a sheet. A part of the products is kept to measure by; of the votes on the others so
many are drawn by each seed, and learned from by the recipe of each method. What came out goes to `--out` each time.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app.learning.jobs import reader_of
from app.wiring.choices import chosen_engine
from app.wiring.models import threads
from core.grounding import prompt
from core.profiles import PROFILES
from core.sentences import sentences
from core.settings import Settings
from core.types import JsonObject
from core.weights.locate import locate
from core.weights.products import product
from tests.simulate.products import Asked, Product, drawn, products
from training.data.reading import Dialogue
from training.evaluate.intervals import mean
from training.fitting.recipe import find, read_recipe
from training.learning import engines, job, suite
from training.learning.job import ADAPTER, CORRECTIONS, HELD_OUT, PREFERRED, PREFERRED_HELD_OUT, TRAIN, Job
from training.learning.preparing import KINDS
from training.learning.proof import Proof
from training.learning.recipe import Recipe
from training.learning.run import Run

RECIPES = {"sft": "learn", "kto": "kto", "dpo": "dpo", "grpo": "grpo"}
_MEASURED_BY, _SEED = 40, 1


@dataclass(frozen=True, slots=True)
class Vote:
    """A question with its lines, what the rater wants, and what the model that ships said."""

    asked: Dialogue
    said: str

    @property
    def good(self) -> bool:
        return suite.likeness(self.said, self.asked.answer) > 0.99

    def row(self, kind: str) -> JsonObject | None:
        """As an export has it; None where it teaches nothing."""
        [made] = job.rows_of([self.asked])
        wanted = made.pop("completion")
        said = [{"role": "assistant", "content": self.said}]
        if kind == "sft":
            return {**made, "completion": wanted}
        if kind == "kto":
            return {**made, "completion": said, "label": self.good}
        return None if self.good else {**made, "chosen": wanted, "rejected": said}


def main() -> int:
    options = arguments()
    options.out.mkdir(parents=True, exist_ok=True)
    given, made = job_for(Settings(profile=options.profile), options), products(60, _SEED)
    measured = votes(given, made[:20], _MEASURED_BY, options.out / "measured.json")
    learned = votes(given, made[20:], max(options.sizes), options.out / "learned.json")
    base: list[str] | None = None
    told: list[dict[str, Any]] = []
    for size in options.sizes:
        for seed in range(options.seeds):
            some = random.Random(seed).sample(learned, size)
            for method in options.methods:
                folder = options.out / f"{method}-{size}-{seed}"
                laid_out(some, measured, method, folder)
                one, base = once(given, method, seed, folder, options, base)
                told.append({"method": method, "rows": size, "seed": seed, **one})
                print(json.dumps(told[-1]), flush=True)
                (options.out / "comparison.json").write_text(json.dumps(told, indent=1))
    return 0


def job_for(settings: Settings, options: argparse.Namespace) -> Job:
    """What a run of the service would be given."""
    profile, reader = PROFILES[settings.profile], reader_of(settings)
    return Job(
        recipe=recipe("sft", options), engine=chosen_engine(settings), model=profile.language_model,
        file=locate(profile.language_model), reader=reader, reader_folder=product(reader, settings.grounded_reader),
        incumbent=None, template=profile.template, context=2048, threads=threads(settings),
        cache=settings.cache_folder(), data="",
    )  # fmt: skip


def votes(given: Job, made: Sequence[Product], count: int, kept: Path) -> list[Vote]:
    """What raters say to so many questions on the products; asked once, and kept in a file."""
    asked = [_dialogue(one, made) for one in drawn(made, count, _SEED)]
    if not kept.is_file():
        with engines.engine(given) as engine:
            kept.write_text(json.dumps(engines.answers(engine, engines.SHIPPED, asked, lambda *_: None)))
    return [Vote(one, said.strip()) for one, said in zip(asked, json.loads(kept.read_text()), strict=True)]


def _dialogue(asked: Asked, made: Sequence[Product]) -> Dialogue:
    """Over the sentence that answers and another one of the sheet; of a sister over two sentences of its sheet."""
    rng = random.Random(asked.question)
    sheet = next(one.sheet for one in made if asked.name.startswith(one.name)).partition("\n\n")[2]
    lines = [sheet[slice(*place)] for place in sentences(sheet)]
    right = [line for line in lines if f" {asked.verb} " in line]
    shown = [*right[:1], rng.choice([line for line in lines if line not in right])]
    rng.shuffle(shown)
    answer = prompt.NOT_THERE if asked.value is None else f"{asked.wanted.rstrip('.')} [{shown.index(right[0]) + 1}]"
    return Dialogue(tuple(prompt.reading(asked.question, shown, "sentence")), answer)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.simulate.compare", description=__doc__)
    parser.add_argument("--sizes", type=lambda text: [int(part) for part in text.split(",")], default=[30, 60])
    parser.add_argument("--methods", type=lambda text: text.split(","), default=list(RECIPES))
    parser.add_argument("--seeds", type=int, default=2)
    parser.add_argument("--absent", type=int, default=30, help="questions without an answer, and as many with one")
    parser.add_argument("--profile", default="lite")
    parser.add_argument("--out", type=Path, default=Path("build/comparison"))
    parser.add_argument("changes", nargs="*", help="of all recipes, such as replay=40")
    return parser.parse_args()


def recipe(method: str, options: argparse.Namespace) -> Recipe:
    return read_recipe(find(RECIPES[method]), Recipe, options.changes)


def once(
    given: Job, method: str, seed: int, folder: Path, options: argparse.Namespace, base: list[str] | None
) -> tuple[dict[str, Any], list[str] | None]:
    """Learn by a method from what lies in the folder, and ask what came of it; `base` is what ships says."""
    chosen = recipe(method, options)
    given = replace(given, recipe=replace(chosen, fit=replace(chosen.fit, seed=chosen.fit.seed + seed)))
    job.write(given, folder)
    run, shared = Run(given, folder), options.out / f"replay-{chosen.replay}.json"
    if shared.is_file():
        shutil.copy(shared, folder / "replay.json")
    run.step("replay", "replay.json", run.replay)
    shutil.copy(folder / "replay.json", shared)
    began = time.monotonic()
    try:
        trained = run.step("train", "train.json", run.train)
        proof = Proof(**run.step("prove", "proof.json", lambda: run.prove(trained)))
    except Exception as error:  # noqa: BLE001 - what a method could not learn is a result, too
        return {"failed": str(error), "seconds": round(time.monotonic() - began, 1)}, base
    base, now = asked(given, folder, options.absent, base)
    kept = {key: value for key, value in trained.items() if key not in ("before", "after", "best")}
    return {**kept, "learned": proof.to_json(), **compared(given, folder, base, now, options.absent)}, base


def laid_out(some: Sequence[Vote], measured: Sequence[Vote], method: str, folder: Path) -> None:
    """The rows of a run, as `preparing` leaves them."""

    def lines(kind: str, part: Sequence[Vote]) -> str:
        return job.lines([row for row in (vote.row(kind) for vote in part) if row is not None])

    folder.mkdir(parents=True, exist_ok=True)
    kind, corrected = KINDS[method], [vote for vote in some if not vote.good]
    texts = {TRAIN: lines("sft", some), HELD_OUT: lines("sft", measured), CORRECTIONS: lines("sft", corrected)}
    if kind != "sft":
        texts |= {PREFERRED: lines(kind, some), PREFERRED_HELD_OUT: lines(kind, measured)}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")


def asked(given: Job, folder: Path, count: int, base: list[str] | None) -> tuple[list[str], list[str]]:
    """What the model as it ships and what was learned say to the votes to measure by, and to made-up questions."""
    questions = _questions(given, folder, count)
    with engines.engine(given, folder / ADAPTER) as engine:
        base = base or engines.answers(engine, engines.SHIPPED, questions, lambda *_: None)
        return base, engines.answers(engine, engines.CANDIDATE, questions, lambda *_: None)


def _questions(given: Job, folder: Path, count: int) -> list[Dialogue]:
    made_up = [*suite.answerable(given.reader, count), *suite.absent(given.reader, count)]
    return [*job.dialogues(folder / HELD_OUT), *made_up]


def compared(given: Job, folder: Path, base: Sequence[str], now: Sequence[str], count: int) -> dict[str, Any]:
    """Likeness to what was wanted and win rate on the votes, and the share of made-up questions that are right."""
    wanted = [one.answer for one in _questions(given, folder, count)]
    votes = len(wanted) - 2 * count
    before, after = (
        [suite.likeness(said, want) for said, want in zip(part[:votes], wanted[:votes], strict=True)]
        for part in (base, now)
    )
    worth = [0.5 if abs(b - a) < 0.05 else float(b > a) for a, b in zip(before, after, strict=True)]
    told = {"like": mean(after).to_json(), "like_base": mean(before).to_json(), "won": mean(worth).to_json()}
    for name, part in (("base", base), ("learned", now)):
        right = [suite.right(said, want) for said, want in zip(part[votes:], wanted[votes:], strict=True)]
        told[f"made_up_{name}"] = {"answerable": sum(right[:count]) / count, "absent": sum(right[count:]) / count}
    return told


if __name__ == "__main__":
    sys.exit(main())
