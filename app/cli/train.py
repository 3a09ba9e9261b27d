"""`vermeil train`: each stage of training by its name, with a shipped recipe or one's own.

A stage is `training.<module>.main(recipe, out, changes)`; nothing of it is imported before it is run.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

train = typer.Typer(
    help="Train the models that Vermeil adds. A run that was stopped continues: give the same command again.",
    no_args_is_help=True,
)


@dataclass(frozen=True)
class Stage:
    """What `vermeil train NAME` runs. `recipe` is taken where none is named."""

    module: str
    recipe: str
    about: str


STAGES: dict[str, Stage] = {
    "scenes": Stage(
        "training.stages.scenes", "scenes", "Make pictures of which everything is known, with captions and questions."
    ),
    "align": Stage(
        "training.stages.align", "align", "Stage 1: teach a projector to tell the language model what the eyes see."
    ),
    "instruct": Stage(
        "training.stages.instruct", "instruct", "Stage 2: projector and LoRA, on questions about pictures."
    ),
    "contrast": Stage("training.stages.contrast", "contrast", "The heads of the space that pictures and texts share."),
    "sft": Stage(
        "training.stages.sft",
        "grounded_reader",
        "A LoRA that answers from evidence, or says that it cannot.",
    ),
    "spans": Stage("training.stages.spans", "spans", "The span reader: points at the words that answer a question."),
}


def _command(name: str, stage: Stage) -> Callable[..., None]:
    def command(
        out: Annotated[Path, typer.Option(help="Folder for the log, the checkpoint and the product.")],
        recipe: Annotated[str, typer.Option(help="A YAML file, or the name of a shipped recipe.")] = stage.recipe,
        changes: Annotated[
            list[str] | None, typer.Argument(metavar="[KEY=VALUE]...", help="Changes of the recipe: fit.steps=100.")
        ] = None,
    ) -> None:
        run(stage, recipe, out, changes or [])

    command.__name__ = name
    return command


for _name, _stage in STAGES.items():
    train.command(_name, help=_stage.about)(_command(_name, _stage))


def run(stage: Stage, recipe: str, out: Path, changes: list[str]) -> None:
    """Run a stage to its end, and say where its product is. Ctrl-C ends it with exit code 130."""
    from training.fitting.recipe import find

    path = find(recipe)  # before what takes seconds to import
    try:
        report = importlib.import_module(stage.module).main(path, out, changes)
    except KeyboardInterrupt:
        typer.echo(stopped(out), err=True)
        raise typer.Exit(130) from None
    typer.echo(ended(report, out), err=True)


def stopped(out: Path) -> str:
    """What a person who pressed Ctrl-C wants to know."""
    if (out / "checkpoint").exists():
        return f"Stopped, with a checkpoint in {out}. The same command goes on from there."
    return "Stopped before the first checkpoint. The same command starts again."


def ended(report: Any, out: Path) -> str:
    """One line on a run that is done: `report` is a `Report` of the loop, or nothing where nothing was fitted."""
    best = getattr(report, "best", None)
    if best is None:
        return f"Done: {out}."
    figures = ", ".join(f"{name} {value:.4g}" for name, value in best.items())
    return f"Done in {report.steps} steps, best at step {report.best_step}: {figures}. Product: {out / 'product'}."
