"""Recipes: YAML files that say all of a training run, read into dataclasses that check themselves.

Every stage has a dataclass of its own with a field `fit: Fit`. A key that the dataclass lacks, a value of another type
and a value out of its range are one sentence that names the key.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from core.errors import BadInput, NotFound

FOLDER = Path(__file__).parents[1] / "recipes"
CHECKED = ConfigDict(extra="forbid")
"""For every dataclass of a recipe: `@dataclass(frozen=True, kw_only=True, config=CHECKED)`, the one of pydantic."""

T = TypeVar("T")
Positive = Annotated[int, Field(gt=0)]
Share = Annotated[float, Field(ge=0, le=1)]


@dataclass(frozen=True, kw_only=True, config=CHECKED)
class Fit:
    """How a stage is fitted: the `fit` section of its recipe."""

    steps: Positive
    """Steps of the optimizer."""
    batch: Positive
    """Examples a step, over all processes."""
    micro_batch: Positive | None = None
    """Examples that go through the model at once in each process; the gradients of a step's are added up."""
    learning_rates: dict[str, Annotated[float, Field(ge=0)]]
    """By component of the model, as the stage names them."""
    warmup: Share = 0.03
    """Share of the steps over which the rates rise from 0."""
    final: Share = 0.1
    """What the cosine falls to, as a share of each rate."""
    weight_decay: Annotated[float, Field(ge=0)] = 0.0
    clip: Annotated[float, Field(gt=0)] = 1.0
    """Greatest length of the gradient."""
    optimizer: Literal["adamw", "adamw_8bit"] = "adamw"
    """`adamw_8bit` needs a GPU and bitsandbytes."""
    precision: Literal["auto", "float32", "bfloat16", "float16"] = "auto"
    """`auto`: bfloat16 where the device computes in it (a CPU: no slower than in float32), else float16 on a GPU and
    float32 on a CPU."""
    validate_every: Positive = 200
    checkpoint_every: Positive = 200
    patience: Positive | None = None
    """Validations without gain after which the run ends; without it, it goes to the last step."""
    seed: int = 7
    tracker: Literal["none", "tensorboard", "wandb"] = "none"

    def __post_init__(self) -> None:
        if self.batch % (self.micro_batch or self.batch):
            raise ValueError(f"micro_batch ({self.micro_batch}) must divide batch ({self.batch})")


@dataclass(frozen=True, kw_only=True, config=CHECKED)
class Lora:
    """What of the language model is trained: the `lora` section of a recipe."""

    rank: Positive = 8
    alpha: Positive = 16
    dropout: Share = 0.0
    targets: tuple[str, ...] = ()
    """Names of linear layers; without any, all of them."""
    first_layer: int = 0
    """Layers below it stay as they are, which saves their part of the backward pass."""


@dataclass(frozen=True, kw_only=True, config=CHECKED)
class Preference:
    """How one answer is preferred to another: the `preference` section of a recipe for `kto`, `dpo` or `grpo`."""

    beta: Annotated[float, Field(gt=0)] = 0.1
    """How much is lost by leaving the model that ships (`kto`, `dpo`)."""
    likelihood: Annotated[float, Field(ge=0)] = 1.0
    """Weight of the likelihood of what is preferred, beside the preference (`dpo`)."""
    reward_steps: Positive = 60
    """Steps of the reward model (`grpo`)."""
    answers: Annotated[int, Field(ge=2)] = 4
    """Answers drawn for each question, of which the better ones are made likelier (`grpo`)."""
    kept: Annotated[float, Field(ge=0)] = 0.04
    """Weight of the distance from the model that ships (`grpo`)."""


def find(name: str | Path) -> Path:
    """A recipe by its path, or by the name of one that ships: `sft` or `sft.yaml`. Raises `NotFound`."""
    for path in (Path(name), FOLDER / f"{name}.yaml", FOLDER / str(name)):
        if path.is_file():
            return path
    shipped = ", ".join(sorted(file.stem for file in FOLDER.glob("*.yaml")))
    raise NotFound(f"There is no recipe {name}.", f"Give the path of a YAML file, or one of these: {shipped}.")


def read_recipe(path: Path, kind: type[T], changes: Sequence[str] = ()) -> T:
    """The recipe at `path` as a `kind`, with `changes` such as `fit.steps=10` made to it. Raises `BadInput`."""
    import yaml

    try:
        values = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, ValueError, OSError) as error:
        raise BadInput(f"{path.name} is not a readable YAML file.", "Start from one of the shipped recipes.") from error
    if not isinstance(values, dict):
        raise BadInput(f"{path.name} holds no settings.", "Start from one of the shipped recipes.")
    for change in changes:
        _make(values, change)
    try:
        return TypeAdapter(kind).validate_python(values)
    except ValidationError as error:
        raise BadInput(
            f"{path.name}: {_complaint(error)}.", "`docs/training.md` lists what a recipe may say."
        ) from error


def as_mapping(recipe: object) -> dict[str, Any]:
    """The recipe in plain JSON values, as checkpoints and model cards keep it."""
    values: dict[str, Any] = TypeAdapter(type(recipe)).dump_python(recipe, mode="json")
    return values


def _make(values: dict[str, Any], change: str) -> None:
    import yaml

    key, equals, value = change.partition("=")
    *sections, last = key.split(".")
    if not equals or not last:
        raise BadInput(f"{change!r} does not change a recipe.", "Write it as fit.steps=100.")
    place = values
    for section in sections:
        place = place.setdefault(section, {})
        if not isinstance(place, dict):
            raise BadInput(f"{section!r} in {change!r} is not a section of the recipe.", "Write it as fit.steps=100.")
    try:
        place[last] = yaml.safe_load(value)
    except (yaml.YAMLError, ValueError) as error:  # the latter of a date such as 2020-13-01
        raise BadInput(f"The value in {change!r} is not YAML.", "Write it as fit.steps=100.") from error


def _complaint(error: ValidationError) -> str:
    first: Mapping[str, Any] = error.errors()[0]
    key = ".".join(str(part) for part in first["loc"]) or "the recipe"
    if first["type"] in ("unexpected_keyword_argument", "extra_forbidden"):
        return f"{key} is not a setting of this recipe"
    if first["type"] in ("missing", "missing_argument", "missing_keyword_only_argument"):
        return f"{key} is missing"
    return f"{key}: {str(first['msg']).removeprefix('Value error, ')}"
