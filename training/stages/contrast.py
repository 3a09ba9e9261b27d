"""The heads of the shared picture-text space, on frozen towers: contrast of captioned pictures (InfoNCE).

    python -m training.stages.contrast --recipe contrast --out build/picture_heads

`setup → main → fit → validate`, as every stage. A picture is told from the captions of every other thing that is known
(Radford et al. 2021, arXiv:2103.00020, with all captions as negatives in place of a batch's), and a caption from the
other pictures of its batch. Captions of one meaning ("bike", "bicycle", its gloss) are equal; those of near ones share
a part of the target. The product is `picture_heads.safetensors` for `core.vision.heads`.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import field
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import torch
from accelerate import PartialState
from pydantic import Field
from pydantic.dataclasses import dataclass
from torch import Tensor, nn
from torch.nn.functional import cross_entropy, log_softmax, normalize, one_hot

from core.errors import BadInput
from core.types import FloatArray
from core.vision.shared_space import HEADS
from training.data.captions import Captioned, read_captions
from training.data.features import Variant, content_key
from training.data.naming import everyday_names, wordings
from training.data.splits import Split
from training.data.wordnet import Nouns
from training.evaluate.pictures import recalls
from training.fitting.loop import Report, fit
from training.fitting.recipe import CHECKED, Fit, Positive, Share, as_mapping, find, read_recipe
from training.fitting.stage import Loss
from training.stages.command import run
from training.stages.frozen_towers import Towers, towers
from training.stages.picture_heads import Basis, PictureHeads, export_heads, photo_likeness

_BUCKETS = 1000
_PHOTOS = (".jpg", ".jpeg")  # nobody draws into JPEG


@dataclass(frozen=True, kw_only=True, config=CHECKED)
class Recipe:
    """What the heads are made of."""

    towers: str = "lite"
    """`lite`, or a name of open_clip."""
    tower_weights: str = ""
    pictures: list[Path]
    """Folders in a layout of `training.data.captions`."""
    unseen: list[Path] = field(default_factory=list)
    """Further folders, which only validate: known things as somebody else draws them."""
    wordnet: Path = Path("/usr/share/wordnet")
    variants: list[Variant] = field(default_factory=lambda: ["plain"])
    cache: Path = Path("build/features")
    validation: Share = 0.05
    """Share of the meanings whose pictures validate; as many as `held_out` are only measured on."""
    held_out: Share = 0.05
    basis: Positive = 768
    """Principal components of what the tower gives."""
    inner: Positive = 512
    dimension: Positive = 256
    dropout: Share = 0.5
    text_dropout: Share = 0.1
    soft: Share = 0.0
    """Share of the target that goes to captions of near meanings."""
    sharpness: float = 8.0
    """Of nearness between meanings, in those targets."""
    mix: Annotated[float, Field(ge=0)] = 0.0
    """Parameter of the beta distribution by which two pictures are mixed; 0 mixes none."""
    in_batch: Annotated[float, Field(ge=0)] = 0.5
    """Weight of telling a caption from the other pictures of the batch."""
    balance: Share = 0.5
    """A meaning with n pictures counts as n to the power of 1 less this."""
    scale: float = 15.0
    names: Annotated[int, Field(ge=0)] = 2
    """Nouns that WordNet's tagged texts use at least this often become names, besides those of the captions."""
    fit: Fit


class Contrast(nn.Module):
    """Both heads, and the wordings of all meanings as the text tower gives them."""

    wordings: Tensor
    table: Tensor
    counts: Tensor
    near: Tensor

    def __init__(self, recipe: Recipe, components: int, encoded: FloatArray, table: Sequence[Sequence[int]]) -> None:
        super().__init__()
        self.recipe = recipe
        self.heads = PictureHeads(
            components, encoded.shape[1], inner=recipe.inner, dimension=recipe.dimension, dropout=recipe.dropout,
            text_dropout=recipe.text_dropout,
        )  # fmt: skip
        self.scale = nn.Parameter(torch.tensor(float(np.log(recipe.scale))))
        counts = torch.tensor([len(row) for row in table])
        padded = torch.zeros(len(table), int(counts.max()), dtype=torch.long)
        for number, row in enumerate(table):
            padded[number, : len(row)] = torch.tensor(row)
        buffers = {"wordings": torch.from_numpy(encoded), "table": padded, "counts": counts}
        buffers["near"] = _near(encoded, table, recipe.sharpness)
        for name, buffer in buffers.items():
            self.register_buffer(name, buffer, persistent=False)

    def forward(self, batch: dict[str, Tensor]) -> Loss:
        """The loss of a batch, each picture weighted."""
        states, meaning, weight = batch["states"], batch["meaning"], batch["weight"]
        target = one_hot(meaning, len(self.table)).float()
        target = (1 - self.recipe.soft) * target + self.recipe.soft * self.near[meaning]
        if self.recipe.mix and self.training:
            states, target = self._mixed(states, target)
        seen = self.heads.pictures(states)
        scale = self.scale.exp().clamp(max=60)
        all_said = self.heads.texts(self.wordings[self._drawn()])  # (meanings, dimension)
        losses = -(target * log_softmax(scale * seen @ all_said.T, dim=1)).sum(dim=1)
        if self.recipe.in_batch:
            said = self.heads.texts(self.wordings[batch["wording"]])
            equal = (meaning[:, None] == meaning[None, :]).float()
            found = log_softmax(scale * said @ seen.T, dim=1)
            losses = losses - self.recipe.in_batch * (equal / equal.sum(dim=1, keepdim=True) * found).sum(dim=1)
        return Loss((weight * losses).sum(), weight.sum())

    def _drawn(self) -> Tensor:
        """A wording of each meaning: any while training, else the first."""
        if not self.training:
            return self.table[:, 0]
        drawn = (torch.rand(len(self.table), device=self.table.device) * self.counts).long()
        return self.table.gather(1, drawn[:, None])[:, 0]

    def _mixed(self, states: Tensor, target: Tensor) -> tuple[Tensor, Tensor]:
        """Each picture mixed with another of the batch, of which it stays the greater part (Zhang et al. 2018)."""
        shares = torch.distributions.Beta(self.recipe.mix, self.recipe.mix).sample((len(states), 1)).to(states)
        shares = torch.maximum(shares, 1 - shares)
        other = torch.randperm(len(states), device=states.device)
        return shares * states + (1 - shares) * states[other], shares * target + (1 - shares) * target[other]


def _near(encoded: FloatArray, table: Sequence[Sequence[int]], sharpness: float) -> Tensor:
    """How the soft part of each meaning's target is shared out: (meanings, meanings), rows sum to 1."""
    means = np.stack([encoded[list(row)].mean(axis=0) for row in table])
    centred = torch.from_numpy(means - means.mean(axis=0))
    cosines = normalize(centred, dim=1) @ normalize(centred, dim=1).T
    return torch.softmax(sharpness * cosines, dim=1)


class PictureSet:
    """Pictures in memory: their components, and their captions and meanings as numbers."""

    def __init__(self, rows: Sequence[Captioned], states: FloatArray) -> None:
        self.rows, self.states = list(rows), torch.from_numpy(states)
        self.captions = [row.captions[0] for row in rows]


class Contrasting:
    """The stage: captioned pictures in, heads out."""

    product = "picture_heads"

    def __init__(
        self, recipe: Recipe, frozen: Towers, nouns: Nouns, sets: dict[Split, PictureSet], basis: Basis
    ) -> None:
        self.recipe, self.frozen, self.nouns, self.sets, self.basis = recipe, frozen, nouns, sets, basis
        train = sets["train"]
        self.groups = sorted({row.group for row in train.rows})
        numbers = {group: number for number, group in enumerate(self.groups)}
        self.meanings = torch.tensor([numbers[row.group] for row in train.rows])
        said = [wordings(row.captions[0], row.group, nouns) for row in train.rows]
        texts = sorted({text for row in said for text in row})
        places = {text: number for number, text in enumerate(texts)}
        table: list[dict[int, None]] = [{} for _ in self.groups]
        for row, meaning in zip(said, self.meanings.tolist(), strict=True):
            table[meaning].update(dict.fromkeys(places[text] for text in row))
        self.wording = torch.tensor([places[row[0]] for row in said])
        counts = torch.bincount(self.meanings)[self.meanings].float()
        self.weights = counts**-recipe.balance / (counts**-recipe.balance).mean()
        torch.manual_seed(recipe.fit.seed)
        self.model = Contrast(recipe, train.states.shape[1], frozen.texts(texts), [list(row) for row in table])
        self.examples = range(len(train.rows))

    def lengths(self) -> None:
        """Pictures are all of one length, so that there is nothing to sort by."""
        return

    def collate(self, examples: Sequence[int]) -> dict[str, Tensor]:
        """`states` (n, basis), and `meaning`, `wording` and `weight` (n,) of each picture."""
        rows = torch.tensor(list(examples))
        return {
            "states": self.sets["train"].states[rows],
            "meaning": self.meanings[rows],
            "wording": self.wording[rows],
            "weight": self.weights[rows],
        }

    def describe(self, example: int) -> str:
        """The picture's file, caption and group."""
        row = self.sets["train"].rows[example]
        return f"{row.picture}: {row.captions[0]} ({row.group})"

    def components(self) -> dict[str, list[nn.Parameter]]:
        """Both heads, and the scale of their cosines."""
        heads = self.model.heads
        pictures = [p for part in (heads.inner, heads.outer, heads.skip) for p in part.parameters()]
        return {"pictures": pictures, "texts": list(heads.text.parameters()), "scale": [self.model.scale]}

    def validate(self, model: Contrast) -> dict[str, float]:
        """Of things never trained on, and of known ones by another hand: how often a caption misses its picture.

        The loss is 1 less the mean recall: cross-entropy rises with the certainty of mistakes long after the order of
        the pictures, which is what serves, has stopped improving.
        """
        lot = self.sets["validation"]
        device = next(model.parameters()).device
        seen = model.heads.pictures(lot.states.to(device)).cpu()
        captions = sorted(set(lot.captions))
        said = model.heads.texts(torch.from_numpy(self.frozen.texts(captions)).to(device)).cpu()
        right = torch.tensor([captions.index(caption) for caption in lot.captions])
        found = {name: each.value for name, each in recalls((said[right] @ seen.T).numpy(), lot.captions).items()}
        figures = {name: value for name, value in found.items() if name.startswith("text_to_image")}
        entropy = float(cross_entropy(float(model.scale.exp()) * seen @ said.T, right))
        return {"loss": 1 - float(np.mean(list(figures.values()))), "cross_entropy": entropy, **figures}

    def export(self, folder: Path) -> None:
        """Write the heads with the vectors of the everyday names."""
        names = everyday_names(Counter(row.group for row in self.sets["train"].rows), self.nouns, self.recipe.names)
        train = self.sets["train"]
        photos = np.array([row.picture.suffix.lower() in _PHOTOS for row in train.rows])
        photo = photo_likeness(train.states.numpy(), photos)
        about = {"towers": self.frozen.key, "recipe": json.dumps(_nameless(self.recipe))}
        export_heads(folder / HEADS, self.model.heads, self.basis, self.frozen, names, photo, about)


def _nameless(recipe: Recipe) -> dict[str, object]:
    """The recipe with the names of folders in place of their paths, which are of this machine."""
    folders: dict[str, object] = {
        "pictures": [path.name for path in recipe.pictures],
        "unseen": [path.name for path in recipe.unseen],
    }
    left_out = ("cache", "wordnet")
    return {key: value for key, value in (as_mapping(recipe) | folders).items() if key not in left_out}


def split_of(group: str, recipe: Recipe) -> Split:
    """Whole meanings train, validate or are held out, whatever source a picture is from."""
    share = int(hashlib.sha256(f"eyes {group.lower()}".encode()).hexdigest(), 16) % _BUCKETS / _BUCKETS
    if share < recipe.held_out:
        return "held_out"
    return "validation" if share < recipe.held_out + recipe.validation else "train"


def setup(recipe: Recipe) -> Contrasting:
    """Read the pictures, look at them once, and build the heads. Raises `BadInput` for data that cannot be used."""
    _whole_batches(recipe.fit)
    folders = [read_captions(folder) for folder in (*recipe.pictures, *recipe.unseen)]  # each cached for itself
    rows = [row for folder in folders for row in folder]
    parts = [split_of(row.group, recipe) for row in rows]
    trained = sum(len(folder) for folder in folders[: len(recipe.pictures)])
    parts[trained:] = ["validation" if part == "train" else part for part in parts[trained:]]
    _none_empty(parts)
    frozen = towers(recipe.towers, recipe.tower_weights, recipe.cache)
    seen = [
        np.concatenate([frozen.pictures([row.picture for row in folder], variant) for folder in folders])
        for variant in recipe.variants
    ]
    train = np.array([part == "train" for part in parts])
    basis = Basis.of(seen[0][train], recipe.basis, frozen.blocks)
    sets: dict[Split, PictureSet] = {}
    for part in ("train", "validation"):
        mine = [number for number, each in enumerate(parts) if each == part]
        looks = seen if part == "train" else seen[:1]
        states = np.concatenate([basis.states(look[mine]) for look in looks])
        sets[part] = PictureSet([rows[number] for number in mine] * len(looks), states)
    return Contrasting(recipe, frozen, Nouns(recipe.wordnet), sets, basis)


def _whole_batches(settings: Fit) -> None:
    """A picture is told from the others of its batch, and mixed with them: a part of the batch has another loss."""
    if settings.micro_batch not in (None, settings.batch) or PartialState().num_processes > 1:
        raise BadInput(
            "This stage compares the pictures of a batch with each other, so that a batch cannot be cut up.",
            "Leave out fit.micro_batch, and start one process.",
        )


def _none_empty(parts: Sequence[Split]) -> None:
    for part, purpose in (("train", "train"), ("validation", "validate")):
        if part not in parts:
            raise BadInput(
                f"There is no picture to {purpose} on: none of the meanings falls into that share.",
                "Add pictures of other meanings, or change `validation` and `held_out` in the recipe.",
            )


def _digest(stage: Contrasting) -> str:
    """What names the pictures, by their bytes, and what is said of them."""
    rows = [row for lot in stage.sets.values() for row in lot.rows]
    said = repr([(row.picture.name, row.captions, row.group) for row in rows])
    return content_key(list(dict.fromkeys(row.picture for row in rows)), said)


def main(recipe: Path, out: Path, changes: Sequence[str] = ()) -> Report:
    """Run the stage from a recipe, with `changes` made to it, and leave log, checkpoint and product in `out`."""
    chosen = read_recipe(find(recipe), Recipe, changes)
    stage = setup(chosen)
    about: dict[str, Any] = {"recipe": as_mapping(chosen), "data": _digest(stage), "base": stage.frozen.key}
    return fit(stage, chosen.fit, out, about)


if __name__ == "__main__":
    run(main)
