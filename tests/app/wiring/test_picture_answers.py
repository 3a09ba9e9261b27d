"""Which projector answers about pictures, and on which engine."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest

from app.answering.guessing import DrawingGuesses, OwnModel
from app.answering.task import Draft
from app.wiring.picture_answers import picture_answers, with_engine
from core.errors import BadInput
from core.settings import Settings
from core.types import Sampling


class SoftEngine:
    """Takes soft tokens, as the transformers engine, and keeps what is attached."""

    soft_tokens = True

    def __init__(self) -> None:
        self.attached: dict[str, Path] = {}

    def attach(self, version: str, folder: Path) -> None:
        self.attached[version] = folder


class TextEngine(SoftEngine):
    soft_tokens = False


class Drawings:
    """Eyes to which nothing is a photo."""

    def photo(self, picture: Any) -> float:
        return 0.0


def product(folder: Path, language: str) -> Path:
    """A projector as `vermeil train instruct` leaves it, for a small tower of open_clip."""
    from core.vision import projector_numpy
    from core.vision.projector_numpy import Projection, ProjectorConfig
    from core.weights.products import write_manifest

    (folder / "adapter").mkdir(parents=True)
    config = ProjectorConfig("linear", width=768, hidden=6, grid=7, side=1)
    tensors = {name: np.ones(shape, np.float32) for name, shape in config.shapes().items()}
    about = {"recipe": {"models": {"tower": "ViT-B-32", "tower_weights": ""}}}
    projector_numpy.write(folder / "projector.safetensors", Projection(config, tensors, "ViT-B-32@0", language, about))
    write_manifest(folder, "projector", {})
    return folder


def test_who_answers_about_pictures(tmp_path: Path) -> None:
    eyes = cast(Any, Drawings())
    soft, text = cast(Any, SoftEngine()), cast(Any, TextEngine())
    assert picture_answers(Settings(picture_answers=False), text, eyes, threads=1) is None
    own = picture_answers(Settings(picture_answers=True), text, eyes, threads=1)
    assert isinstance(own, DrawingGuesses)
    assert picture_answers(Settings(profile="phi2", picture_answers=True), soft, eyes, threads=1) is None
    ours = picture_answers(Settings(profile="phi2", projector=tmp_path), soft, eyes, threads=1)
    assert isinstance(ours, OwnModel)
    by_llamacpp = Settings(profile="phi2", projector=tmp_path, language_engine="llamacpp")
    assert picture_answers(by_llamacpp, text, eyes, threads=1) is None


def test_a_projector_for_other_models_is_refused_by_llamacpp(tmp_path: Path) -> None:
    folder = product(tmp_path / "product", "phi@0")
    answers = picture_answers(Settings(projector=folder), cast(Any, TextEngine()), cast(Any, Drawings()), threads=1)
    assert answers is not None
    with pytest.raises(BadInput, match="trained for another tower"):
        list(answers.model.write("What colour is it?", np.zeros((8, 8, 3), np.uint8), Sampling(), Draft("guess")))


@pytest.mark.models
def test_a_projector_of_ones_own_goes_onto_the_main_engine(tmp_path: Path) -> None:
    engine = SoftEngine()
    folder = product(tmp_path / "product", "phi@0")
    seen = with_engine(Settings(profile="phi2", projector=folder), cast(Any, engine))
    assert engine.attached == {"projector": folder / "adapter"}
    assert seen.eyes.encode(np.zeros((40, 60, 3), np.uint8)).vectors.shape == (1, 6)
