"""Remakes the weights that ship: data, recipes and shipping in order. `make weights`, or

    python -m training.release.weights [--dry-run] [--only picture_heads,grounded_reader]

What is up to date is skipped, what was stopped goes on from its checkpoint. `build/weights.json` keeps what was made of
what, and how long it took. `docs/training.md` says what each step needs.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from core.errors import NotFound, TrainingFailure, VermeilError
from core.settings import child_environment, settings
from training.data import papers, tables
from training.fitting.recipe import FOLDER
from training.release.making import Maker, Planned, Step
from training.release.shipping import ship

BUILD = Path("build")
_SETTINGS = ("cache", "device", "threads")  # that a step may need; keys are none of them
LEDGER = BUILD / "weights.json"
PHOTOS = Path("../shared/data/photos")
QUESTIONS = Path("../shared/data/qa")
WORDNET = Path("/usr/share/wordnet")
PEFT = ("adapter_config.json", "adapter_model.safetensors")
ADAPTER = (*PEFT, "adapter.gguf")  # for both engines


def steps(build: Path = BUILD) -> list[Step]:
    """All of them, each after what it reads."""
    pictures, scenes = build / "pictures", build / "scenes"
    projector = "product/projector.safetensors"
    return [
        Step(
            "pictures",
            ("-m", "training.data.gather", "--out", str(pictures), "--photos", str(PHOTOS)),
            pictures,
            ("clipart/captions.jsonl", "photos/captions.jsonl"),
            reads=(PHOTOS, WORDNET),
        ),
        _stage(
            "scenes", "training.stages.scenes", "scenes", scenes, ("train/captions.jsonl",), (pictures,),
            changes=(f"clip_art={pictures / 'clipart'}",),
        ),
        _stage(
            "picture_heads", "training.stages.contrast", "contrast", build / "picture_heads",
            ("product/picture_heads.safetensors",), (pictures, WORDNET),
            _ships("picture_heads", "picture_heads.safetensors"),
        ),
        _stage("align", "training.stages.align", "align", build / "align", (projector,), (scenes,)),
        _stage(
            "projector", "training.stages.instruct", "instruct", build / "projector", (projector,),
            (scenes, build / "align" / projector),
            _ships("projector", "projector.safetensors", *(f"adapter/{file}" for file in ADAPTER)),
        ),
        _stage(
            "grounded_reader", "training.stages.sft", "grounded_reader", build / "grounded_reader",
            ("product/adapter_model.safetensors",), (QUESTIONS,), _ships("grounded_reader", *ADAPTER),
        ),
        _stage(
            "excerpt_reader", "training.stages.sft", "excerpt_reader", build / "excerpt_reader",
            ("product/adapter_model.safetensors",), (QUESTIONS,),
        ),
        _stage(
            "paper_reader", "training.stages.sft", "paper_reader", build / "paper_reader",
            ("product/adapter_model.safetensors",), (QUESTIONS, papers.FOLDER, build / "excerpt_reader" / "product"),
            _ships("excerpt_reader", *PEFT), changes=(f"begin={build / 'excerpt_reader' / 'product'}",),
        ),
        _stage(
            "table_planner", "training.stages.sft", "table_planner", build / "table_planner",
            ("product/adapter_model.safetensors",), (tables.FOLDER,), _ships("table_planner", *PEFT),
        ),
        _stage(
            "span_reader", "training.stages.spans", "spans", build / "span_reader",
            ("product/span_reader.safetensors",), (QUESTIONS,),
        ),
        _stage(
            "paper_spans", "training.stages.spans", "paper_spans", build / "paper_spans",
            ("product/span_reader.safetensors",), (QUESTIONS, papers.FOLDER, build / "span_reader" / "product"),
            _ships("span_reader", "span_reader.safetensors"),
            changes=(f"begin={build / 'span_reader' / 'product'}",),
        ),
        _stage(
            "mpnet_spans", "training.stages.spans", "mpnet_spans", build / "mpnet_spans",
            ("product/span_reader.safetensors",), (QUESTIONS, papers.FOLDER),
            _ships("mpnet_span_reader", "span_reader.safetensors"),
        ),
    ]  # fmt: skip


def _stage(
    name: str,
    module: str,
    recipe: str,
    out: Path,
    products: tuple[str, ...],
    reads: tuple[Path, ...] = (),
    ships: Callable[[Path], object] | None = None,
    changes: tuple[str, ...] = (),
) -> Step:
    command = ("-m", module, "--recipe", recipe, "--out", str(out), *changes)
    return Step(name, command, out, products, FOLDER / f"{recipe}.yaml", reads, ships)


def _ships(product: str, *files: str) -> Callable[[Path], object]:
    return lambda out: ship(out / "product", product, files)


def run(step: Step) -> None:
    """Run a step's command. Ctrl-C reaches it as well: it is given the time to leave its checkpoint."""
    process = subprocess.Popen([sys.executable, *step.command], env=child_environment(settings(), *_SETTINGS))
    try:
        code = process.wait()
    except KeyboardInterrupt:
        process.wait()
        raise
    if code:
        raise TrainingFailure(
            f"The step {step.name} failed.", "Correct what it reports above; `make weights` continues from there."
        )


def chosen(names: str, every: Sequence[Step]) -> list[Step]:
    """The steps named, by comma, in their order. Raises `NotFound` for a name that no step has."""
    wanted = [name.strip() for name in names.split(",")]
    unknown = [name for name in wanted if name not in [step.name for step in every]]
    if unknown:
        there = ", ".join(step.name for step in every)
        raise NotFound(f"There is no step {unknown[0]}.", f"There are {there}.")
    return [step for step in every if step.name in wanted]


def listing(planned: Sequence[Planned]) -> str:
    """A line a step: state, why, how long it took last time, and the command."""
    lines = []
    for one in planned:
        took = f"{one.took / 60:.1f} min" if one.took is not None else "—"
        why = f" ({one.why})" if one.why else ""
        lines.append(f"{one.step.name:<15} {one.state + why:<60} {took:>9}   python {' '.join(one.step.command)}")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the weights that the command line asks for. Returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dry-run", action="store_true", help="list what would be done, and do nothing")
    parser.add_argument("--only", default="", help="steps by comma; the others are taken as they are")
    options = parser.parse_args(arguments)
    try:
        maker = Maker(chosen(options.only, steps()) if options.only else steps(), LEDGER)
        if options.dry_run:
            print(listing(maker.plan()))  # noqa: T201
        else:
            maker.make(run, lambda text: print(text, flush=True))  # noqa: T201
    except VermeilError as error:
        print(f"{error.message} {error.remedy}".strip(), file=sys.stderr)  # noqa: T201
        return 2
    except KeyboardInterrupt:
        print("Stopped. `make weights` continues from there.", file=sys.stderr)  # noqa: T201
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
