"""Which models a product of training is asked with, and products that are none."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from app.evaluation.pictures import _serving, seeing
from core.errors import BadInput, Missing
from core.settings import Settings
from core.vision import projector_numpy
from core.vision.projector_numpy import Projection, ProjectorConfig
from core.weights.products import write_manifest


@pytest.mark.parametrize(
    ("language", "template", "named", "profile"),
    [
        ("smollm2", "chatml", "", "lite"),
        ("microsoft/phi-2", "phi2", "", "phi2"),
        ("my/model", "chatml", "my/model", "lite"),
    ],
)
def test_the_language_model_is_that_of_the_recipe(language: str, template: str, named: str, profile: str) -> None:
    settings = _serving(Settings(), {"language": language, "template": template})
    assert settings.language_engine == "transformers"
    assert (settings.language_model, settings.profile) == (named, profile)


def test_a_folder_without_a_projector(tmp_path: Path) -> None:
    with pytest.raises(Missing, match="no product of training"), seeing(Settings(), tmp_path):
        pass


def test_a_projector_that_does_not_say_what_it_was_trained_with(tmp_path: Path) -> None:
    config = ProjectorConfig("linear", width=4, hidden=6, grid=3, side=3)
    tensors = {name: np.zeros(shape, np.float32) for name, shape in config.shapes().items()}
    projector_numpy.write(tmp_path / "projector.safetensors", Projection(config, tensors, "lite", "smollm2", {}))
    write_manifest(tmp_path, "projector", {})
    with pytest.raises(BadInput, match="does not say"), seeing(Settings(), tmp_path):
        pass
