"""Stage 1 of the vision-language model: the projector alone learns to say to the language model what the tower sees.

    python -m training.stages.align --recipe align --out build/align

`setup → main → fit → validate`, as every stage: pictures in, captions out, tower and language model frozen (Liu et al.
2023, arXiv:2304.08485). The product is `projector.safetensors`. What the frozen tower sees is computed once and cached.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from dataclasses import field
from pathlib import Path
from typing import Annotated

import torch
from pydantic import Field
from pydantic.dataclasses import dataclass

from core.vision.vlm import VisionLanguageModel
from training.data.captions import Captioned, read_captions
from training.data.cell_words import cell_words
from training.data.instructions import Turn
from training.data.splits import divided, held_out
from training.data.turns import Builder, PictureExample
from training.fitting.loop import Report, fit
from training.fitting.recipe import CHECKED, Fit, Positive, Share, find, read_recipe
from training.stages.command import run
from training.stages.picture_stage import (
    ExampleSet,
    LoadedModels,
    Models,
    PictureStage,
    check_not_empty,
    features,
    load_models,
    new_projector,
)
from training.stages.ridge_init import ridge_init

REQUEST = "Describe the picture."


@dataclass(frozen=True, kw_only=True, config=CHECKED)
class Recipe:
    """What a projector is aligned with, and on what."""

    models: Models = Models()
    captions: list[Path]
    """Folders in a layout of `training.data.captions`: COCO's, or with `captions.jsonl`."""
    validation: list[Path] = field(default_factory=list)
    """Folders to validate on; without any, whole groups of the training pictures are held out."""
    held_out: Share = 0.05
    """Share of each folder's groups, or of its pictures where it has but one group; at least one of them."""
    validate_on: Positive = 200
    captions_each: Positive = 1
    """How many of a picture's captions are learned; each sees the picture alone."""
    context: Positive = 256
    """Most tokens of picture, request and captions; captions that do not fit whole are counted and left out."""
    ridge: Annotated[float, Field(gt=0)] | None = None
    """Strength of the ridge in the head start of `ridge_init`; without it, a projector begins at random."""
    cache: Path = Path("build/features")
    fit: Fit

    def __post_init__(self) -> None:
        if self.ridge and self.models.projector != "linear":
            raise ValueError("only a linear projector can be given a head start; set ridge=null for another")


class Alignment(PictureStage[Recipe]):
    """The stage: captioned pictures in, a projector out."""

    name = "align"

    def components(self) -> dict[str, list[torch.nn.Parameter]]:
        """The projector is all that is trained."""
        return {"projector": list(self.model.projector.parameters())}

    def export(self, folder: Path) -> None:
        """Write the projector."""
        self.save_projector(folder)


def setup(recipe: Recipe) -> Alignment:
    """Read, look at the pictures, and build. Raises `BadInput` for data that cannot be used."""
    training, held = _read(recipe)
    loaded = load_models(recipe.models)
    sets = [_examples(rows, recipe, loaded) for rows in (training, held)]
    projector = new_projector(recipe.models, loaded, sets[0].features, recipe.fit.seed)
    if recipe.ridge:
        side = recipe.models.side
        cells = [each for folder, rows in training for each in cell_words(folder, rows, side)]
        table = loaded.language.get_input_embeddings().weight.detach().cpu()
        left = ridge_init(projector, sets[0].features, cells, loaded.tokenizer, table, ridge=recipe.ridge)
        print(f"head start: {left:.3f} of the variance is left", file=sys.stderr)  # noqa: T201
    model = VisionLanguageModel(loaded.language, projector)
    return Alignment(recipe, loaded, model, *sets)


def main(recipe: Path, out: Path, changes: Sequence[str] = ()) -> Report:
    """Run the stage from a recipe, with `changes` made to it, and leave log, checkpoint and product in `out`."""
    chosen = read_recipe(find(recipe), Recipe, changes)
    stage = setup(chosen)
    return fit(stage, chosen.fit, out, stage.origin())


Captions = list[tuple[Path, list[Captioned]]]
"""Folders with their pictures."""


def _read(recipe: Recipe) -> tuple[Captions, Captions]:
    found = [(folder, read_captions(folder)) for folder in recipe.captions]
    if recipe.validation:
        training, held = found, [(folder, read_captions(folder)) for folder in recipe.validation]
    else:
        pictured = [[(row.picture, row.group) for row in rows] for _, rows in found]
        apart = held_out(pictured, recipe.held_out, recipe.fit.seed)
        folders = [folder for folder, _ in found]
        sides = [divided(rows, out) for (_, rows), out in zip(found, apart, strict=True)]
        training = list(zip(folders, (kept for kept, _ in sides), strict=True))
        held = list(zip(folders, (out for _, out in sides), strict=True))
    check_not_empty(sum(len(rows) for _, rows in training), sum(len(rows) for _, rows in held))
    return training, _spread(held, recipe.validate_on)


def _spread(found: Captions, count: int) -> Captions:
    """`count` pictures in all, evenly over those of each folder."""
    step = max(1, -(-sum(len(rows) for _, rows in found) // count))
    return [(folder, rows[::step]) for folder, rows in found]


def _examples(found: Captions, recipe: Recipe, loaded: LoadedModels) -> ExampleSet:
    rows = [row for _, captioned in found for row in captioned]
    models = recipe.models
    pictures = [[row.picture for row in captioned] for _, captioned in found]
    places = features(loaded.tower, pictures, models.side, recipe.cache)
    builder = Builder(loaded.tokenizer, models.template, models.side**2, recipe.context, "separate")
    examples: list[PictureExample] = []
    for number, row in enumerate(rows):
        example = builder.example(number, _turns(row, recipe), {})
        if example is not None:
            examples.append(example)
    builder.too_long.check()
    return ExampleSet(examples, places, [row.picture for row in rows])


def _turns(row: Captioned, recipe: Recipe) -> list[Turn]:
    rng = random.Random(f"{recipe.fit.seed}/{row.picture.name}")
    chosen = rng.sample(row.captions, min(recipe.captions_each, len(row.captions)))
    return [Turn(REQUEST, "", caption) for caption in chosen]


if __name__ == "__main__":
    run(main)
