"""The maker of weights on stages that write a line: what is skipped, made anew, gone on with, left after a failure."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from core.errors import BadInput, Missing, NotFound, TrainingFailure
from training.release import weights
from training.release.making import Maker, Step, fingerprint


class Shop:
    """Three steps: `data`, `eyes` which reads it and a folder from elsewhere, `voice` which reads nothing of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "elsewhere").mkdir()
        (folder / "elsewhere" / "a.jsonl").write_text("first\n")
        for name in ("data", "eyes", "voice"):
            (folder / f"{name}.yaml").write_text(f"{name}: 1\n")
        self.ran: list[str] = []
        self.shipped: list[str] = []
        self.stops_at: str | None = None
        self.failure: BaseException = KeyboardInterrupt()

    def maker(self) -> Maker:
        return Maker(
            [
                self.step("data"),
                self.step("eyes", self.folder / "made" / "data" / "product.txt", self.folder / "elsewhere"),
                self.step("voice"),
            ],
            self.folder / "ledger.json",
        )

    def step(self, name: str, *reads: Path) -> Step:
        return Step(
            name, ("-m", name), self.folder / "made" / name, ("product.txt",), self.folder / f"{name}.yaml", reads,
            lambda out: self.shipped.append((out / "product.txt").read_text()),
        )  # fmt: skip

    def run(self, step: Step) -> None:
        """Writes what the recipe says, and first a checkpoint; stops or fails after that where it is told to."""
        self.ran.append(step.name)
        (step.out / "checkpoint").write_text("half")
        if step.name == self.stops_at:
            raise self.failure
        assert step.recipe is not None
        (step.out / "product.txt").write_text(step.recipe.read_text())

    def make(self) -> list[str]:
        self.ran.clear()
        self.maker().make(self.run, lambda _: None)
        return self.ran

    def states(self) -> list[str]:
        return [planned.state for planned in self.maker().plan()]


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path)


def test_all_is_made_in_order_once(shop: Shop) -> None:
    assert shop.states() == ["to do"] * 3
    assert shop.make() == ["data", "eyes", "voice"]
    assert shop.shipped == ["data: 1\n", "eyes: 1\n", "voice: 1\n"]
    assert shop.states() == ["up to date"] * 3
    assert shop.make() == []
    ledger = json.loads((shop.folder / "ledger.json").read_text())
    assert list(ledger) == ["data", "eyes", "voice"]
    assert all(record["seconds"] >= 0 for record in ledger.values())


def test_a_changed_recipe_is_made_anew_with_all_that_reads_it(shop: Shop) -> None:
    shop.make()
    (shop.folder / "data.yaml").write_text("data: 2\n")
    assert shop.states() == ["to do", "to see", "up to date"]
    assert shop.make() == ["data", "eyes"]


def test_what_comes_out_the_same_makes_nothing_else_anew(shop: Shop) -> None:
    shop.make()
    (shop.folder / "made" / "data" / "product.txt").unlink()
    assert shop.states()[0] == "to do"
    assert shop.make() == ["data"]  # its product is the same again


def test_changed_data_is_noticed(shop: Shop) -> None:
    shop.make()
    (shop.folder / "elsewhere" / "a.jsonl").write_text("other\n")  # as long as before
    assert shop.states() == ["up to date", "to do", "up to date"]
    assert shop.make() == ["eyes"]


def test_a_changed_product_is_made_anew(shop: Shop) -> None:
    shop.make()
    (shop.folder / "made" / "voice" / "product.txt").write_text("damaged")
    assert shop.make() == ["voice"]


def test_what_was_stopped_goes_on_from_its_checkpoint(shop: Shop) -> None:
    shop.stops_at = "eyes"
    with pytest.raises(KeyboardInterrupt):
        shop.make()
    assert shop.shipped == ["data: 1\n"]
    assert shop.states() == ["up to date", "to go on", "to do"]
    shop.stops_at = None
    (shop.folder / "made" / "eyes" / "own").write_text("kept")
    assert shop.make() == ["eyes", "voice"]
    assert (shop.folder / "made" / "eyes" / "own").exists()


def test_what_was_stopped_under_another_recipe_starts_anew(shop: Shop) -> None:
    shop.stops_at = "eyes"
    with pytest.raises(KeyboardInterrupt):
        shop.make()
    (shop.folder / "made" / "eyes" / "own").write_text("old")
    (shop.folder / "eyes.yaml").write_text("eyes: 2\n")
    shop.stops_at = None
    shop.make()
    assert not (shop.folder / "made" / "eyes" / "own").exists()


def test_products_are_not_thrown_away_where_the_ledger_is_missing(shop: Shop) -> None:
    """Hours of work: that nothing says who made it is no reason."""
    shop.make()
    (shop.folder / "ledger.json").rename(shop.folder / "aside.json")
    with pytest.raises(BadInput, match=r"ledger\.json is missing"):
        shop.make()
    assert (shop.folder / "made" / "data" / "product.txt").exists()
    (shop.folder / "aside.json").rename(shop.folder / "ledger.json")
    assert shop.make() == []


def test_a_failure_leaves_what_was_done_before_it(shop: Shop) -> None:
    shop.stops_at, shop.failure = "eyes", TrainingFailure("no", "")
    with pytest.raises(TrainingFailure):
        shop.make()
    shop.stops_at = None
    assert shop.make() == ["eyes", "voice"]


def test_a_step_that_leaves_nothing_is_a_failure(shop: Shop) -> None:
    def idle(step: Step) -> None:
        shop.ran.append(step.name)

    with pytest.raises(TrainingFailure, match=r"data left no product\.txt"):
        shop.maker().make(idle, lambda _: None)
    assert shop.shipped == []


def test_data_that_lacks_is_said_before_anything_is_made(shop: Shop) -> None:
    (shop.folder / "elsewhere" / "a.jsonl").unlink()
    (shop.folder / "elsewhere").rmdir()
    with pytest.raises(Missing, match=r"eyes reads .*elsewhere"):
        shop.make()
    assert shop.ran == []


def test_the_fingerprint_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"1234")
    first = fingerprint(tmp_path)
    assert fingerprint(tmp_path) == first
    (tmp_path / "a.png").rename(tmp_path / "b.png")
    assert fingerprint(tmp_path) != first


# --- the steps that ship ------------------------------------------------------------------------------------------


def test_every_step_has_its_recipe_and_reads_only_what_was_made_before() -> None:
    every = weights.steps(Path("build"))
    made: list[Path] = []
    for step in every:
        assert step.recipe is None or step.recipe.is_file(), step.name
        for path in step.reads:
            if path.parts[0] == "build":
                assert any(out == path or out in path.parents for out in made), (step.name, path)
        made.append(step.out)
    shipped = [step.name for step in every if step.ships]
    assert shipped == [
        "picture_heads",
        "projector",
        "grounded_reader",
        "paper_reader",
        "table_planner",
        "paper_spans",
        "mpnet_spans",
    ]


def paths(value: Any) -> Iterator[Path]:
    """Every path below `build` that a recipe names, but the cache's."""
    if isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from paths(one)
    elif isinstance(value, str) and value.startswith("build/") and not value.startswith("build/features"):
        yield Path(value)


def test_each_step_reads_what_its_recipe_names_and_nothing_else() -> None:
    for step in weights.steps(Path("build")):
        if step.recipe is None:
            continue
        changes = dict(word.split("=") for word in step.command if "=" in word)
        named = list(paths([yaml.safe_load(step.recipe.read_text()), changes]))
        mine = [path for path in step.reads if path.parts[0] == "build"]
        for path in named:
            assert any(read == path or read in path.parents for read in mine), (step.name, path)
        for read in mine:
            assert any(read == path or read in path.parents for path in named), (step.name, read)


def test_the_dry_run_lists_every_step_and_does_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert weights.main(["--dry-run"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == [step.name for step in weights.steps()]
    assert "training.stages.contrast --recipe contrast --out build/picture_heads" in lines[2]
    assert list(tmp_path.iterdir()) == []


def test_steps_by_name() -> None:
    every = weights.steps()
    assert [step.name for step in weights.chosen("span_reader, picture_heads", every)] == [
        "picture_heads",
        "span_reader",
    ]
    with pytest.raises(NotFound, match="no step ears"):
        weights.chosen("ears", every)


def test_a_step_is_told_settings_and_no_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERMEIL_REMOTE_KEY", "secret")
    monkeypatch.setenv("VERMEIL_CACHE", "/somewhere")
    code = "import os; assert os.environ['VERMEIL_CACHE'] and 'VERMEIL_REMOTE_KEY' not in os.environ"
    weights.run(Step("x", ("-c", code), tmp_path, ()))


def test_a_step_that_fails_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(TrainingFailure, match="The step x failed"):
        weights.run(Step("x", ("-c", "raise SystemExit(3)"), tmp_path, ()))
