"""What both stages of the vision-language model share: its parts by name, and the stage on cached features."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass as plain_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Generic, Literal, TypeVar

import numpy as np
import torch
from pydantic.dataclasses import dataclass

from core.errors import BadInput
from core.language.causal import PLACEHOLDER, Weights, language_key, language_model
from core.settings import settings
from core.vision import projector_torch
from core.vision.projector_numpy import ProjectorConfig, Shape
from core.vision.projector_torch import Projector
from core.vision.tower import ImageTower, image_tower
from core.vision.vlm import VisionLanguageModel
from core.weights.locate import locate
from core.weights.manifest import lite_key, smollm2_key
from training.data.picture_tokens import picture_tokens
from training.data.resumable import Halves
from training.data.turns import PictureExample, collate
from training.fitting.recipe import CHECKED, Positive, as_mapping
from training.stages.answer_scores import score_answers

if TYPE_CHECKING:
    from transformers import PreTrainedModel, PreTrainedTokenizerBase

R = TypeVar("R")
PROJECTOR = "projector.safetensors"
_VALIDATED_AT_ONCE = 8


@dataclass(frozen=True, kw_only=True, config=CHECKED)
class Models:
    """Which tower speaks to which language model, and through what."""

    tower: str = "lite"
    """As in `core.vision.tower`: `lite`, a name of open_clip, or a CLIP model of transformers."""
    tower_weights: str = ""
    language: str = "smollm2"
    """`smollm2` (that of the `lite` profile), or a folder or hub name of any causal language model."""
    weights: Weights = "float32"
    """How the frozen language model is held; `4bit` as QLoRA does (needs a GPU and bitsandbytes)."""
    template: Literal["chatml", "phi2"] = "chatml"
    projector: Shape = "mlp"
    inner: int = 0
    """Width between the layers of `mlp`; 0 means that of the language model."""
    side: Positive = 3
    """Soft tokens a side: the tower's grid is averaged to side x side."""
    placed: bool = False
    """Whether each soft token gets a vector for its place."""
    recompute: bool = False
    """Compute activations twice instead of keeping them: a third slower, and a fraction of the memory."""


@plain_dataclass
class LoadedModels:
    """The parts in memory, with the names that are kept with what is trained."""

    tower: ImageTower
    tower_key: str
    tokenizer: PreTrainedTokenizerBase
    language: PreTrainedModel
    language_key: str

    def config(self, models: Models) -> ProjectorConfig:
        """The configuration of a projector between these models."""
        hidden = int(self.language.get_input_embeddings().weight.shape[1])
        return ProjectorConfig(
            models.projector, self.tower.width, hidden, self.tower.grid, models.side, models.inner, models.placed
        )


def load_models(models: Models) -> LoadedModels:
    """Load them. Raises `Missing` where one is not here."""
    device = "cuda" if torch.cuda.is_available() else "cpu"
    tower = image_tower(models.tower, models.tower_weights).to(device)
    if models.language == "smollm2":
        from core.language.dequantised import dequantised

        source = locate("smollm2")
        tokenizer, language = language_model(dequantised(source, settings().cache_folder()), models.weights, device)
        key = smollm2_key()
    else:
        tokenizer, language = language_model(models.language, models.weights, device)
        key = language_key(models.language, language)
    if models.recompute:
        language.gradient_checkpointing_enable({"use_reentrant": False})
    return LoadedModels(tower, tower_key(models.tower, tower), tokenizer, language, key)


def tower_key(name: str, tower: ImageTower) -> str:
    """The name of a tower with a hash of its weights; of `lite`, with that of the published file."""
    if name == "lite":
        return lite_key()
    return f"{tower.name}@{tower.digest[:8]}"


def features(tower: ImageTower, folders: Sequence[Sequence[Path]], side: int, cache: Path) -> Halves:
    """The pooled tokens of the pictures of all folders in a row, each folder cached for itself."""

    def tell(done: int, total: int) -> None:
        if done % 512 < 16 or done == total:
            print(f"looked at {done} of {total} pictures", file=sys.stderr, flush=True)  # noqa: T201

    return np.concatenate([picture_tokens(tower, pictures, side, cache, tell) for pictures in folders])


@plain_dataclass
class ExampleSet:
    """Examples with the features of their pictures, and with the pictures' files in the same order."""

    examples: list[PictureExample]
    features: Halves
    pictures: list[Path]

    def digest(self) -> str:
        """What names the examples, for checkpoints."""
        rows = [(example.picture, example.ids, example.labels) for example in self.examples]
        return hashlib.sha256(json.dumps(rows).encode()).hexdigest()


class PictureStage(Generic[R]):
    """What both stages do alike: batches of turns about pictures, their validation, and the file of the projector."""

    product = "projector"
    name: ClassVar[str]

    def __init__(
        self,
        recipe: R,
        loaded: LoadedModels,
        model: VisionLanguageModel,
        training: ExampleSet,
        validation: ExampleSet,
    ) -> None:
        self.recipe, self.loaded, self.model = recipe, loaded, model
        self.training, self.validation = training, validation
        self._padding = loaded.tokenizer.pad_token_id or 0

    @property
    def examples(self) -> Sequence[PictureExample]:
        """The examples that train."""
        return self.training.examples

    def lengths(self) -> Sequence[int]:
        """The number of tokens of each example."""
        return [len(example.ids) for example in self.training.examples]

    def collate(self, examples: Sequence[PictureExample]) -> dict[str, torch.Tensor]:
        """A batch of training examples; see `training.data.turns.collate`."""
        return collate(examples, self.training.features, self._padding)

    def describe(self, example: PictureExample) -> str:
        """The folder and file of its picture, and what is said of it."""
        picture = self.training.pictures[example.picture]
        text = self.loaded.tokenizer.decode([token for token in example.ids if token != PLACEHOLDER])
        return f"{picture.parent.name}/{picture.name}: {text}"

    def validate(self, model: VisionLanguageModel) -> dict[str, float]:
        """Loss by token, and the share of answers that greedy decoding would give word for word."""
        device = next(model.parameters()).device
        scores = score_answers(
            model.scored, self.validation.examples, self._collate_validation, at_once=_VALIDATED_AT_ONCE, device=device
        )
        return {"loss": scores.loss, "exact": scores.share()}

    def save_projector(self, folder: Path) -> None:
        """Write the projector with the recipe and with the names of the models that it goes between."""
        about = {"stage": self.name, "recipe": as_mapping(self.recipe)}
        keys = {"tower": self.loaded.tower_key, "language": self.loaded.language_key}
        projector_torch.save(self.model.projector, folder / PROJECTOR, **keys, about=about)

    def origin(self) -> dict[str, object]:
        """What a run of this stage rests on: its recipe, and what names its data and its frozen models."""
        base = {"tower": self.loaded.tower_key, "language": self.loaded.language_key}
        return {"recipe": as_mapping(self.recipe), "data": self.training.digest(), "base": base}

    def _collate_validation(self, examples: Sequence[PictureExample]) -> dict[str, torch.Tensor]:
        return collate(examples, self.validation.features, self._padding)


def new_projector(models: Models, loaded: LoadedModels, places: Halves, seed: int) -> Projector:
    """A fresh projector, calibrated on the features of the training pictures."""
    torch.manual_seed(seed)
    projector = Projector(loaded.config(models))
    step = max(1, len(places) // 2000)
    projector.calibrate(torch.from_numpy(places[::step].astype("float32")))
    return projector


def check_projector(projector: Projector, models: Models, loaded: LoadedModels) -> None:
    """Raises `BadInput` where a projector of an earlier run does not go between these models as the recipe has it."""
    found = projector.config
    if found.width != loaded.tower.width:
        raise BadInput(
            f"The projector takes features of width {found.width}, and the image tower gives {loaded.tower.width}.",
            "Train one for this tower with `vermeil train align`.",
        )
    if found.side != models.side:
        raise BadInput(
            f"The projector makes {found.side} x {found.side} soft tokens, and the recipe says {models.side}.",
            f"Set models.side={found.side}, or train another projector.",
        )


def check_not_empty(training: int, held: int) -> None:
    """Raises `BadInput` where there is nothing to train on, or nothing to validate on."""
    remedy = "Give more pictures, or name others under `validation`."
    if not training:
        raise BadInput("The sources leave nothing to train on.", remedy)
    if not held:
        raise BadInput("There is nothing to validate on.", remedy)
