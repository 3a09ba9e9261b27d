"""`vermeil eval`: figures on the terminal, and a report in a folder where `--out` names one."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.options import Json, settings, show

if TYPE_CHECKING:
    from core.settings import Settings
    from core.types import JsonObject
    from training.evaluate.results import Result

TRAINED = ("trained_reader", "trained_eyes", "picture_answers")
"""The settings that switch our weights off."""

evaluate = typer.Typer(help="Measure how good the answers, the eyes and the ears are.", no_args_is_help=True)

Out = Annotated[Path | None, typer.Option(help="Write report.json and report.html, with intervals, to this folder.")]
Compare = Annotated[bool, typer.Option("--compare", help="Measure without the weights that we trained, too.")]
Product = Annotated[
    Path | None,
    typer.Option(help="A product folder of `vermeil train align` or `instruct`, to ask instead of the service."),
]
Limit = Annotated[int | None, typer.Option(min=1, help="Only so many, from the beginning.")]


@evaluate.command("grounded")
def eval_grounded(
    file: Path,
    limit: Limit = None,
    library: Annotated[Path | None, typer.Option(help="Take the library from this file: all is unanswerable.")] = None,
    baseline: Annotated[bool, typer.Option(help="Answer by the plain prompt with three whole passages.")] = False,
    compare: Compare = False,
    out: Out = None,
    as_json: Json = False,
) -> None:
    """Grounded questions: lines of `context`, `question`, `answers`."""
    from app.evaluation.measure import grounded

    report(measured(lambda chosen: grounded(chosen, file, limit, library, baseline), compare), out, as_json)


@evaluate.command("pictures")
def eval_pictures(folder: Path, compare: Compare = False, out: Out = None, as_json: Json = False) -> None:
    """Text to picture, picture to text, and names: `captions.jsonl` with `file`, `caption`, `noun`."""
    from app.evaluation.measure import pictures

    report(measured(lambda chosen: pictures(chosen, folder), compare), out, as_json)


@evaluate.command("captions")
def eval_captions(
    folder: Path,
    predictions: Annotated[
        Path | None, typer.Option(help="Lines of `file`, `caption`; without it, the model that serves is asked.")
    ] = None,
    product: Product = None,
    limit: Limit = None,
    out: Out = None,
    as_json: Json = False,
) -> None:
    """What is said of pictures: CIDEr-D, BLEU, ROUGE, CLIPScore on a folder with `captions.jsonl`, or COCO's."""
    from app.evaluation.pictures import captions

    report(captions(settings(), folder, predictions, product, limit), out, as_json)


@evaluate.command("vqa")
def eval_vqa(
    file: Path,
    predictions: Annotated[
        Path | None,
        typer.Option(help="Lines of `file`, `question`, `answer`; without it, the model that serves is asked."),
    ] = None,
    product: Product = None,
    swapped: Annotated[
        bool, typer.Option("--swapped", help="Ask each question of another's picture: how much is guessed from words.")
    ] = False,
    limit: Limit = None,
    compare: Compare = False,
    out: Out = None,
    as_json: Json = False,
) -> None:
    """Questions on pictures: lines of `file`, `question`, `answers` beside the pictures, scored as VQA v2 does."""
    from app.evaluation.pictures import questions

    measure = partial(questions, file=file, predictions=predictions, product=product, limit=limit, swapped=swapped)
    report(measured(measure, compare), out, as_json)


@evaluate.command("perplexity")
def eval_perplexity(
    file: Path,
    adapter: Annotated[Path | None, typer.Option(help="A LoRA in PEFT's format to put on the model.")] = None,
    limit: Limit = None,
    out: Out = None,
    as_json: Json = False,
) -> None:
    """How well the language model foresees a text file, or the `text` of each JSON line."""
    from app.evaluation.language import perplexity

    report(perplexity(settings(), file, adapter, limit), out, as_json)


@evaluate.command("speech")
def eval_speech(folder: Path, out: Out = None, as_json: Json = False) -> None:
    """Word error rate beside raw faster-whisper: `transcripts.jsonl` with `file`, `text`."""
    from app.evaluation.measure import speech

    report(speech(settings(), folder), out, as_json)


@evaluate.command("kinds")
def eval_kinds(
    folder: Path,
    split: Annotated[str | None, typer.Option(help="Only these: `tuned` or `held-out`.")] = None,
    limit: Limit = None,
    out: Out = None,
    as_json: Json = False,
) -> None:
    """Questions of many kinds over files of many formats: `questions.jsonl`, and a folder a library in `files/`."""
    from app.evaluation.kinds import kinds

    result = kinds(settings(), folder, split, limit)
    report(replace(result, figures={**result.figures, **result.groups}), out, as_json)


@evaluate.command("regressions")
def eval_regressions(
    version: Annotated[
        str, typer.Option(help="`v7`, its whole id, `current`, `previous`, or `base` as it ships.")
    ] = "current",
    as_json: Json = False,
) -> None:
    """Ask everything that was corrected again, without the corrections. Ends with 1 where something does not hold."""
    from app.wiring.data_folder import held_by, hold

    chosen = settings()
    if address := held_by(chosen.data_folder()):
        from frontend.client.http import Client

        with Client(address, key=chosen.api_key) as client:
            found = client.versions.regressions(version)
    else:
        from app.evaluation.measure import show_progress
        from app.evaluation.regressions import run_regressions
        from app.wiring.services import build

        with hold(chosen.data_folder()):
            services = build(chosen)
            try:
                found = run_regressions(services, version, show_progress("Asking"))
            finally:
                services.close()
    show(found) if as_json else _tell_regressions(found)
    raise typer.Exit(1 if found["broken"] else 0)


def _tell_regressions(found: JsonObject) -> None:
    results = found["results"]
    assert isinstance(results, list)
    for one in results:
        if not one["holds"]:
            typer.echo(f"{one['question']}\n  must say: {one['must']}\n  says:     {one['said']}\n  {one['fault']}")
    if not results:
        typer.echo("No correction is approved yet: there is nothing to test.")
    else:
        typer.echo(f"{found['version']}: {len(results) - int(str(found['broken']))} of {len(results)} hold.")


def measured(measure: Callable[[Settings], Result], compare: bool) -> Result:
    """What is measured; with `compare` also with the weights that we trained switched off, as `untrained_…`."""
    result = measure(settings())
    if not compare:
        return result
    untrained = measure(settings().model_copy(update=dict.fromkeys(TRAINED, False)))
    figures = {f"untrained_{name}": figure for name, figure in untrained.figures.items()}
    return replace(result, figures={**result.figures, **figures})


def report(result: Result, out: Path | None, as_json: bool) -> None:
    """Print the figures, and write them with all that stands behind them where a folder is named."""
    from app.cli import terminal
    from training.evaluate import report as written
    from training.evaluate.results import plain

    if out is not None:
        written.write(result, written.about(command(sys.argv)), out)
    figures = plain(result.figures)
    show(figures) if as_json else terminal.print_figures(figures)
    if out is not None:
        typer.echo(f"The report is in {out / 'report.html'}.", err=True)


def command(arguments: list[str]) -> str:
    """The command as it was typed, the program without its folder."""
    import shlex

    return shlex.join([Path(arguments[0]).name, *arguments[1:]])
