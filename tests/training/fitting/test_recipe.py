from __future__ import annotations

from pathlib import Path

import pytest
from pydantic.dataclasses import dataclass

from core.errors import BadInput, NotFound
from training.fitting.recipe import CHECKED, FOLDER, Fit, as_mapping, find, read_recipe


@dataclass(frozen=True, kw_only=True, config=CHECKED)
class Sample:
    data: Path
    rank: int = 8
    fit: Fit


GOOD = "data: some/where\nfit:\n  steps: 10\n  batch: 4\n  learning_rates: {lora: 1e-3}\n"


@pytest.fixture
def recipe(tmp_path: Path) -> Path:
    file = tmp_path / "sample.yaml"
    file.write_text(GOOD)
    return file


def test_a_recipe_is_read_and_given_back(recipe: Path) -> None:
    read = read_recipe(recipe, Sample)
    assert (read.data, read.rank, read.fit.learning_rates) == (Path("some/where"), 8, {"lora": 1e-3})
    assert as_mapping(read)["fit"]["steps"] == 10


def test_changes_come_from_the_command_line(recipe: Path) -> None:
    read = read_recipe(recipe, Sample, ["fit.steps=3", "rank=2", "fit.learning_rates.lora=0.5"])
    assert (read.fit.steps, read.rank, read.fit.learning_rates) == (3, 2, {"lora": 0.5})


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (GOOD + "rnak: 3\n", "rnak is not a setting"),
        (GOOD.replace("  steps: 10\n", ""), "fit.steps is missing"),
        (GOOD.replace("10", "ten"), "fit.steps: "),
        (GOOD.replace("10", "0"), "fit.steps: "),
        (GOOD.replace("batch: 4", "batch: 4\n  micro_batch: 3"), r"fit: micro_batch \(3\) must divide batch \(4\)"),
        (GOOD.replace("1e-3", "-1"), "fit.learning_rates.lora: "),
        (GOOD + "  bogus: [", "not a readable YAML"),
        (GOOD + "  bogus: 2020-13-45", "not a readable YAML"),
        ("just text", "holds no settings"),
    ],
)
def test_what_is_wrong_is_one_sentence_that_names_the_key(tmp_path: Path, text: str, complaint: str) -> None:
    file = tmp_path / "sample.yaml"
    file.write_text(text)
    with pytest.raises(BadInput, match=complaint) as caught:
        read_recipe(file, Sample)
    assert "\n" not in caught.value.message


@pytest.mark.parametrize("change", ["steps", "=3", "data.deep=3"])
def test_a_change_that_is_none_is_refused(recipe: Path, change: str) -> None:
    with pytest.raises(BadInput, match=r"change|section"):
        read_recipe(recipe, Sample, [change])


@pytest.mark.parametrize("change", ["fit.steps=[", "fit.steps={a", "fit.steps=2020-13-45"])
def test_a_value_that_is_no_yaml_is_one_sentence(recipe: Path, change: str) -> None:
    with pytest.raises(BadInput, match="is not YAML") as caught:
        read_recipe(recipe, Sample, [change])
    assert change in caught.value.message
    assert "\n" not in caught.value.message


def test_an_unknown_recipe_names_those_that_ship() -> None:
    with pytest.raises(NotFound, match="no recipe nonsense"):
        find("nonsense")


def test_shipped_recipes_are_found_by_name() -> None:
    for file in FOLDER.glob("*.yaml"):
        assert find(file.stem) == file
