"""The step that learns, by the method of the recipe: rows in a run's folder become an adapter in it, and figures."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from core.files import atomic_folder, translate_disk_full
from core.grounding.prompt import NOT_STATED, NOT_THERE
from core.weights.products import write_manifest
from training.data import preferences
from training.data.preferences import Pair, Rated
from training.data.reading import Dialogue
from training.fitting.recipe import Fit
from training.learning import job as jobs
from training.learning.job import ADAPTER, CORRECTIONS, HELD_OUT, PREFERRED, PREFERRED_HELD_OUT, TRAIN, Job
from training.learning.proof import CANARIES
from training.stages.learned import PRODUCT, LearnedTuning, Over
from training.stages.policy import Policy

T = TypeVar("T")
Tell = Callable[[int, int, float], None]
"""Step, of how many, and its loss."""
REFUSALS = {"grounded_reader": NOT_THERE, "excerpt_reader": NOT_STATED}
_VALIDATES = 8  # one in so many rows tells the best step
_FIT = "fit"


def teach(job: Job, folder: Path, tell: Tell) -> dict[str, Any]:
    """Fit the adapter. `before` and `after` are of the canaries, `margin` of what was held out; see `proof`."""
    began = time.monotonic()
    replayed = jobs.dialogues_of(json.loads((folder / "replay.json").read_text(encoding="utf-8"))["rows"])
    taught = (
        _imitate(job, folder, replayed, tell) if job.recipe.method == "sft" else _prefer(job, folder, replayed, tell)
    )
    return {
        "method": job.recipe.method, "replayed": len(replayed), "seed": job.recipe.fit.seed,
        "seconds": round(time.monotonic() - began, 1), "memory_mb": _most_memory(), **taught,
    }  # fmt: skip


def canaries(job: Job, folder: Path) -> list[Dialogue]:
    """Answers by which it is told whether anything was learned: wanted ones, or where there are none, those that were
    rated."""
    wanted = jobs.dialogues(folder / TRAIN)
    if not wanted and job.recipe.method == "kto":
        wanted = [Dialogue(one.messages, one.answer) for one in jobs.rated(folder / PREFERRED)]
    return wanted[:CANARIES]


# --- imitating ----------------------------------------------------------------------------------------------------


def _imitate(job: Job, folder: Path, replayed: Sequence[Dialogue], tell: Tell) -> dict[str, Any]:
    from training.fitting.loop import fit

    rows, held_out = jobs.dialogues(folder / TRAIN), jobs.dialogues(folder / HELD_OUT)
    (train, validation), (more, held) = _apart(rows), _apart(replayed)
    settings = _fit(job, len(train) + len(more))
    stage = LearnedTuning(_over(job, settings), [*train, *more], [*validation, *held])
    asked = canaries(job, folder)
    before, held_before = stage.log_probabilities(asked), stage.log_probabilities(held_out)
    about = {"job": jobs.digest((folder / jobs.JOB).read_text(encoding="utf-8"))}
    report = fit(stage, settings, folder / _FIT, about, lambda step, loss: tell(step, settings.steps, loss))
    return {
        "rows": len(rows), "left_out": stage.left_out, "steps": report.steps, "best_step": report.best_step,
        "best": report.best, "before": before, "after": stage.log_probabilities(asked),
        "margin": _gain(held_before, stage.log_probabilities(held_out)),
    }  # fmt: skip


# --- preferring ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Fitted:
    """What a trainer of TRL left: the language model with the LoRA in it, and figures of its own."""

    language: Any
    figures: dict[str, Any]


def _prefer(job: Job, folder: Path, replayed: Sequence[Dialogue], tell: Tell) -> dict[str, Any]:
    anchors = preferences.anchors(replayed, REFUSALS[job.reader])
    rows, held_out = (_read(job, folder / name) for name in (PREFERRED, PREFERRED_HELD_OUT))
    kept: Sequence[Any] = anchors
    if job.recipe.method == "kto":
        rows += [Rated(one.messages, one.answer, True) for one in jobs.dialogues(folder / CORRECTIONS)]
        kept = preferences.apart(anchors)
    (train, validation), (more, held) = _apart(rows), _apart(kept)
    policy = Policy(_over(job, _fit(job, len(train) + len(more))))
    asked, margins = canaries(job, folder), _margins(policy, policy.language, held_out)
    before = policy.log_probabilities(policy.language, asked)
    methods: dict[str, Callable[..., _Fitted]] = {"kto": _kto, "dpo": _dpo, "grpo": _grpo}
    fitted = methods[job.recipe.method](job, policy, [*train, *more], [*validation, *held], folder / _FIT, tell)
    gain = _gain(margins, _margins(policy, fitted.language, held_out))
    after = policy.log_probabilities(fitted.language, asked)
    with translate_disk_full("the product"), atomic_folder(folder / ADAPTER) as target:
        policy.export(fitted.language, target)
        write_manifest(target, PRODUCT, {"job": jobs.digest((folder / jobs.JOB).read_text(encoding="utf-8"))})
    return {
        "rows": len(rows), "left_out": policy.left_out, **fitted.figures, "before": before, "after": after,
        "margin": gain,
    }  # fmt: skip


def _read(job: Job, file: Path) -> list[Any]:
    return list(jobs.rated(file)) if job.recipe.method == "kto" else list(jobs.pairs(file))


def _dpo(
    job: Job, policy: Policy, train: Sequence[Pair], validation: Sequence[Pair], folder: Path, tell: Tell
) -> _Fitted:
    from training.stages.preference import dpo

    return _chosen(dpo(policy, train, validation, job.recipe.preference, folder, _of(policy, tell)))


def _kto(
    job: Job, policy: Policy, train: Sequence[Rated], validation: Sequence[Rated], folder: Path, tell: Tell
) -> _Fitted:
    from training.stages.preference import kto

    return _chosen(kto(policy, train, validation, job.recipe.preference, folder, _of(policy, tell)))


def _grpo(
    job: Job, policy: Policy, train: Sequence[Pair], validation: Sequence[Pair], folder: Path, tell: Tell
) -> _Fitted:
    """The steps of the reward model are counted with those of GRPO."""
    from training.stages.rewarded import grpo, reward_model, rewarding

    how, steps = job.recipe.preference, policy.over.fit.steps
    every = how.reward_steps + steps
    scoring = reward_model(policy, train, how, folder / "reward", lambda step, loss: tell(step, every, loss))
    rewards = rewarding(policy, scoring)
    better = [
        score > other
        for score, other in zip(*_judged(policy, rewards, validation), strict=True)
    ]  # fmt: skip
    trainer = grpo(
        policy, train, rewards, how, folder / "policy", lambda step, loss: tell(how.reward_steps + step, every, loss)
    )  # fmt: skip
    logged = [line for line in trainer.state.log_history if "reward" in line]
    return _Fitted(trainer.model, {
        "steps": trainer.state.global_step, "best_step": trainer.state.global_step, "best": {},
        "reward_right": round(sum(better) / max(1, len(better)), 4),
        "reward_spread": round(sum(line["reward_std"] for line in logged) / max(1, len(logged)), 4),
        "reward_first": _mean([line["reward"] for line in logged[:5]]),
        "reward_last": _mean([line["reward"] for line in logged[-5:]]),
    })  # fmt: skip


def _judged(
    policy: Policy, rewards: Callable[..., list[float]], pairs: Sequence[Pair]
) -> tuple[list[float], list[float]]:
    """What the reward model makes of chosen and of rejected answers that it did not learn from."""
    prompts = [policy.asked(pair.messages) for pair in pairs]
    before = policy.tokenizer(prompts)["input_ids"] if prompts else []

    def told(answers: Sequence[str]) -> list[float]:
        rows = [policy.ids(pair.messages, answer) for pair, answer in zip(pairs, answers, strict=True)]
        said = [row[len(asked) :] for row, asked in zip(rows, before, strict=True)]
        return rewards(prompts=prompts, completion_ids=said) if prompts else []

    return told([pair.chosen for pair in pairs]), told([pair.rejected for pair in pairs])


def _chosen(trainer: Any) -> _Fitted:
    """Of a trainer that kept its best step."""
    state = trainer.state
    validated = [line for line in state.log_history if "eval_loss" in line]
    best: dict[str, float] = next((line for line in validated if line["step"] == state.best_global_step), {})
    figures = {name.removeprefix("eval_"): round(best[name], 4) for name in best if name.startswith("eval_rewards")}
    return _Fitted(trainer.model, {
        "steps": state.global_step, "best_step": state.best_global_step or state.global_step,
        "best": {"loss": best.get("eval_loss", 0.0), **figures},
    })  # fmt: skip


def _margins(policy: Policy, language: Any, rows: Sequence[Any]) -> list[float]:
    """How much likelier what is wanted is than what is not, in nats a token: of pairs, or of rated answers."""

    def told(answers: Sequence[str]) -> list[float]:
        asked = [Dialogue(row.messages, answer) for row, answer in zip(rows, answers, strict=True)]
        return policy.log_probabilities(language, asked)

    if rows and isinstance(rows[0], Rated):
        return [
            value if row.good else -value for value, row in zip(told([row.answer for row in rows]), rows, strict=True)
        ]
    chosen, rejected = told([row.chosen for row in rows]), told([row.rejected for row in rows])
    return [one - other for one, other in zip(chosen, rejected, strict=True)]


# --- what both share ----------------------------------------------------------------------------------------------


def _fit(job: Job, rows: int) -> Fit:
    """The recipe's, with as many steps as the rows are wanted to be seen."""
    settings = job.recipe.fit
    steps = min(settings.steps, max(1, job.recipe.epochs * rows // settings.batch))
    return replace(settings, steps=steps, validate_every=min(settings.validate_every, steps))


def _over(job: Job, settings: Fit) -> Over:
    return Over(
        model=job.model, reader=job.reader_folder, template=job.template, lora=job.recipe.lora,
        max_tokens=job.recipe.max_tokens, fit=settings,
    )  # fmt: skip


def _of(policy: Policy, tell: Tell) -> Callable[[int, float], None]:
    return lambda step, loss: tell(step, policy.over.fit.steps, loss)


def _apart(rows: Sequence[T]) -> tuple[list[T], list[T]]:
    """What trains, and one in a few, the first among them, by which the best step is told."""
    kept = [row for number, row in enumerate(rows) if number % _VALIDATES]
    return (kept or list(rows)), list(rows[::_VALIDATES])


def _gain(before: Sequence[float], after: Sequence[float]) -> float | None:
    """By how much something rose on average; None of nothing."""
    return _mean([now - was for was, now in zip(before, after, strict=True)]) if before else None


def _mean(values: Sequence[float]) -> float:
    return round(sum(values) / max(1, len(values)), 4)


def _most_memory() -> int:
    """Megabytes (10^6 bytes) that this process held at most."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 // 10**6
