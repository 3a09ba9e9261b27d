"""What a tower sees is kept, goes on where it stopped, and is that tower's alone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from core.vision.tower import ImageTower
from training.data import picture_tokens as module
from training.data.picture_tokens import picture_tokens


class Reds(torch.nn.Module):
    """Of each picture how red its quarters are."""

    looked = 0

    def forward(self, images: torch.Tensor) -> torch.Tensor:
        self.looked += len(images)
        return torch.nn.functional.adaptive_avg_pool2d(images[:, :1], 2).flatten(2).transpose(1, 2)


@pytest.fixture
def pictures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    monkeypatch.setattr(module, "_PART", 3)
    paths = [tmp_path / f"{number}.png" for number in range(7)]
    for number, path in enumerate(paths):
        Image.new("RGB", (8, 8), (30 * number, 0, 0)).save(path)
    return paths


def tower(version: int = 0) -> tuple[ImageTower, Reds]:
    network = Reds()
    made = ImageTower("reds", network, 8, [0.0] * 3, [1.0] * 3, version)
    network.looked = 0
    return made, network


def stopping(done: int, total: int) -> None:
    if done > 3:
        raise KeyboardInterrupt


def test_it_goes_on_after_a_kill_even_while_the_count_was_written(pictures: list[Path], tmp_path: Path) -> None:
    seen, network = tower()
    with pytest.raises(KeyboardInterrupt):
        picture_tokens(seen, pictures, 2, tmp_path / "cache", stopping)
    tokens = picture_tokens(seen, pictures, 2, tmp_path / "cache")
    assert network.looked == 7
    np.testing.assert_allclose(tokens[:, 0, 0], np.arange(7) * 30 / 255, atol=1e-3)
    (note,) = (tmp_path / "cache").glob("*.json")
    note.write_text("")
    np.testing.assert_array_equal(picture_tokens(seen, pictures, 2, tmp_path / "cache"), tokens)
    assert sorted(file.suffix for file in (tmp_path / "cache").iterdir()) == [".f16", ".json"]


def test_no_pictures_are_no_tokens(tmp_path: Path) -> None:
    assert picture_tokens(tower()[0], [], 2, tmp_path / "cache").shape == (0, 4, 1)


def test_another_version_of_the_features_is_computed_anew(pictures: list[Path], tmp_path: Path) -> None:
    picture_tokens(tower()[0], pictures, 2, tmp_path / "cache")
    newer, network = tower(version=3)
    picture_tokens(newer, pictures, 2, tmp_path / "cache")
    assert network.looked == 7
