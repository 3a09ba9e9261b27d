"""Choices that are made while the parts are put together."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest

from app import wiring
from core.errors import BadInput
from core.settings import Settings


@pytest.mark.parametrize("tells", [True, False])
def test_threads_are_as_set_whether_or_not_the_system_tells_our_cores(
    tells: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not tells:
        monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    assert wiring.threads(Settings(threads=3)) == 3
    assert wiring.threads(Settings(threads=0)) >= 1


def test_a_deferred_part_is_built_once_and_only_when_used() -> None:
    built: list[str] = []

    def build() -> str:
        built.append("it")
        return "word"

    part = wiring.deferred(build)
    assert not wiring.is_built(part)
    assert (part.upper(), part.upper(), built) == ("WORD", "WORD", ["it"])
    assert wiring.is_built(part)


@pytest.mark.models
def test_the_trained_eyes_can_be_switched_off(tmp_path: Path) -> None:
    from core.vision.conse import ConSEEncoder
    from core.vision.shared import SharedSpaceEncoder

    with_them = Settings(data=tmp_path)
    without = Settings(data=tmp_path, trained_eyes=False)
    texts = wiring.text_encoder(with_them)
    assert isinstance(wiring.picture_encoder(with_them, texts), SharedSpaceEncoder)
    assert isinstance(wiring.picture_encoder(without, texts), ConSEEncoder)


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
    from core.vision import projection
    from core.vision.projection import Projection, ProjectorConfig

    (folder / "adapter").mkdir(parents=True)
    config = ProjectorConfig("linear", width=768, hidden=6, grid=7, side=1)
    tensors = {name: np.ones(shape, np.float32) for name, shape in config.shapes().items()}
    about = {"recipe": {"models": {"tower": "ViT-B-32", "tower_weights": ""}}}
    projection.write(folder / "projector.safetensors", Projection(config, tensors, "ViT-B-32@0", language, about))
    return folder


def test_who_answers_about_pictures(tmp_path: Path) -> None:
    eyes = cast(Any, Drawings())
    soft, text = cast(Any, SoftEngine()), cast(Any, TextEngine())
    assert wiring.picture_answers(Settings(picture_answers=False), text, eyes) is None
    own = wiring.picture_answers(Settings(picture_answers=True), text, eyes)
    assert own is not None
    assert not own.general
    assert wiring.picture_answers(Settings(profile="phi2", picture_answers=True), soft, eyes) is None
    ours = wiring.picture_answers(Settings(profile="phi2", projector=tmp_path), soft, eyes)
    assert ours is not None
    assert ours.general
    assert wiring.picture_answers(Settings(profile="phi2", projector=tmp_path), text, eyes) is None


def test_a_projector_for_other_models_is_refused_by_llamacpp(tmp_path: Path) -> None:
    folder = product(tmp_path / "product", "phi@0")
    answers = wiring.picture_answers(Settings(projector=folder), cast(Any, TextEngine()), cast(Any, Drawings()))
    assert answers is not None
    with pytest.raises(BadInput, match="trained for another tower"):
        answers.answer("What colour is it?", np.zeros((8, 8, 3), np.uint8))


@pytest.mark.models
def test_a_projector_of_ones_own_goes_onto_the_main_engine(tmp_path: Path) -> None:
    engine = SoftEngine()
    folder = product(tmp_path / "product", "phi@0")
    seeing = wiring._seeing_with(Settings(profile="phi2", projector=folder), cast(Any, engine))
    assert engine.attached == {"seeing": folder / "adapter"}
    assert seeing.eyes.look(np.zeros((40, 60, 3), np.uint8)).vectors.shape == (1, 6)
