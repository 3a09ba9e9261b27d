"""What docs/training.md says is so: its example runs, its tables are those of the code."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from app.cli.train import STAGES
from training.evaluate.metrics import METRICS
from training.stages import reference

ROOT = Path(__file__).parent.parent
TRAINING = (ROOT / "docs" / "training.md").read_text(encoding="utf-8")
SMALLER = {
    "train scenes": "pictures=24 validation=6 held_out=2",
    "train align": "fit.steps=2 fit.batch=2 fit.validate_every=1 fit.checkpoint_every=1 validate_on=2",
    "eval captions": "--limit 2",
}
"""What is put behind the commands, so that they only show that they run."""


def commands() -> list[str]:
    block = re.search(r"## A ten-minute example.*?```sh\n(.*?)```", TRAINING, re.DOTALL)
    assert block is not None
    return [line for line in block[1].splitlines() if line and not line.startswith("#")]


@pytest.mark.slow
@pytest.mark.models
def test_the_example_runs_from_an_empty_folder(tmp_path: Path) -> None:
    assert len(commands()) == len(SMALLER)
    for command in commands():
        words = shlex.split(command)
        assert words[0] == ".venv/bin/vermeil"
        words[0] = str(Path(sys.executable).with_name("vermeil"))
        words += SMALLER[" ".join(words[1:3])].split()
        environment = {**os.environ, "VERMEIL_DATA": str(tmp_path / "data")}
        done = subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=280)
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    run, report = tmp_path / "build" / "example" / "align", tmp_path / "build" / "example" / "report"
    for name in ("log.jsonl", "loss.png", "checkpoint", "best", "product/projector.safetensors"):
        assert (run / name).exists(), name
    figures = json.loads((report / "report.json").read_text())["figures"]
    assert figures["cider"]["items"] == 2
    assert "<svg" in (report / "report.html").read_text()
    assert len((report / "predictions.jsonl").read_text().splitlines()) == 2


def test_the_page_of_recipes_is_that_of_the_dataclasses() -> None:
    page = (ROOT / "docs" / "recipes.md").read_text(encoding="utf-8")
    assert page == reference.page(), "python -m training.stages.reference > docs/recipes.md"


def test_the_reference_tells_a_setting_as_its_source_has_it(tmp_path: Path) -> None:
    source = tmp_path / "stage.py"
    source.write_text(
        "@dataclass(frozen=True, config=CHECKED)\n"
        "class Recipe:\n"
        '    """What is made."""\n'
        "    rank: Annotated[int, Field(gt=0)] = 16\n"
        '    """Of the LoRA."""\n'
        "    names: list[Path]\n"
        "    how: Literal['a', 'b'] | None = None\n"
        "@dataclass\n"
        "class Other:\n"
        "    hidden: int\n"
    )
    [(name, about, settings)] = reference.sections(source)
    assert (name, about) == ("Recipe", "What is made.")
    assert [(s.name, s.kind, s.default, s.about) for s in settings] == [
        ("rank", "int", "16", "Of the LoRA."),
        ("names", "list[Path]", "needed", ""),
        ("how", "a or b | None", "None", ""),
    ]


def test_every_stage_and_every_metric_is_named() -> None:
    for stage in STAGES:
        assert f"| `{stage}` |" in TRAINING
    for name, metric in METRICS.items():
        assert f"| {metric.title} (`{name}`) |" in TRAINING


def test_what_is_named_is_there() -> None:
    for path in re.findall(r"`((?:app|core|training|docs)/[\w/.-]*)`", TRAINING):
        assert (ROOT / path).exists(), path
    for link in re.findall(r"\]\(((?!http)[^)#]+)\)", TRAINING):
        assert (ROOT / "docs" / link).exists(), link
