"""`vermeil train`: quick to answer, one sentence for what is wrong, and Ctrl-C that loses nothing."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli.main import app
from app.cli.train import STAGES, ended
from training.fitting.loop import Report
from training.fitting.recipe import FOLDER

VERMEIL = Path(sys.executable).with_name("vermeil")
ROOT = Path(__file__).resolve().parents[3]
SLOW = """
import sys, time, types
sys.path.insert(0, "tests/training/fitting")
import tiny_stage
from app.cli import train as training_cli

class Slow(tiny_stage.TinyStage):
    def collate(self, examples):
        time.sleep(0.02)
        return super().collate(examples)

slow = types.ModuleType("slow")
slow.main = lambda recipe, out, changes: tiny_stage.run(Slow(), out, steps=int(changes[0]), checkpoint_every=5)
sys.modules["slow"] = slow
training_cli.STAGES["slow"] = training_cli.Stage("slow", "scenes", "")
training_cli.train.command("slow")(training_cli._command("slow", training_cli.STAGES["slow"]))
from app.cli.main import main
main()
"""


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([VERMEIL, "train", *arguments], capture_output=True, text=True, timeout=120, check=False)


def test_help_names_every_stage_and_imports_no_torch() -> None:
    looks = "import sys; from app.cli.main import app; app(['train', '--help'], standalone_mode=False); "
    looks += "print('torch' in sys.modules)"
    began = time.monotonic()
    shown = subprocess.run([sys.executable, "-c", looks], capture_output=True, text=True, check=True, cwd=ROOT).stdout
    assert time.monotonic() - began < 5  # under one on a machine at rest
    assert shown.splitlines()[-1] == "False"
    assert all(name in shown for name in ("align", "instruct", "contrast", "sft", "spans", "scenes"))


@pytest.mark.parametrize("stage", STAGES)
def test_each_stage_is_there_and_has_its_recipe(stage: str) -> None:
    module = ROOT / f"{STAGES[stage].module.replace('.', '/')}.py"
    assert "\ndef main(recipe: Path, out: Path, changes: Sequence[str]" in module.read_text()
    assert (FOLDER / f"{STAGES[stage].recipe}.yaml").is_file()


def test_an_unknown_recipe_lists_the_shipped_ones(tmp_path: Path) -> None:
    done = run("align", "--recipe", "nonsense", "--out", tmp_path / "out")
    assert done.returncode == 2
    assert "no recipe nonsense" in done.stderr
    assert all(file.stem in done.stderr for file in FOLDER.glob("*.yaml"))
    assert "Traceback" not in done.stderr


def test_a_setting_at_fault_is_one_sentence(tmp_path: Path) -> None:
    done = run("scenes", "--out", tmp_path / "out", "picturse=5")
    assert done.returncode == 2
    assert "picturse is not a setting of this recipe" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_a_stage_runs_with_changes(tmp_path: Path) -> None:
    done = run("scenes", "--out", tmp_path / "out", "pictures=3", "validation=1", "held_out=1")
    assert done.returncode == 0
    assert len(list((tmp_path / "out" / "train").glob("*.png"))) == 3
    assert str(tmp_path / "out") in done.stderr


def test_ctrl_c_leaves_a_checkpoint_and_says_how_to_go_on(tmp_path: Path) -> None:
    command = [sys.executable, "-c", SLOW, "train", "slow", "--out", str(tmp_path)]
    process = subprocess.Popen([*command, "100000"], cwd=ROOT, stderr=subprocess.PIPE, text=True)
    until = time.monotonic() + 60
    while not (tmp_path / "checkpoint" / "state.json").exists() and time.monotonic() < until:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert f"with a checkpoint in {tmp_path}. The same command goes on" in said
    assert "Traceback" not in said
    assert json.loads((tmp_path / "checkpoint" / "state.json").read_text())["step"] >= 5


def test_the_end_says_where_the_product_is(tmp_path: Path) -> None:
    assert ended(None, tmp_path) == f"Done: {tmp_path}."
    report = Report(20, 10, {"loss": 1.25, "f1": 0.5}, 3.0)
    assert ended(report, tmp_path) == (
        f"Done in 20 steps, best at step 10: loss 1.25, f1 0.5. Product: {tmp_path / 'product'}."
    )


def test_no_stage_is_help() -> None:
    shown = CliRunner().invoke(app, ["train"])
    assert "Usage" in shown.output
