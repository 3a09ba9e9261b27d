"""Features are computed once, kept by what the pictures hold, and a run that stopped goes on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import get_args

import numpy as np
import pytest
from PIL import Image

from core.errors import BadInput
from core.types import FloatArray
from core.vision.encoder import Pixels
from core.vision.heads import coarser
from core.vision.onnx_tower import CHANNELS, STAGES
from training.data import features as module
from training.data.features import Variant, feature_maps, features, vary


class FakeTower:
    """Says of a picture how red it is. `STOP_AT` pictures, it breaks."""

    looked = 0
    stop_at = 10**9

    def __init__(self, path: Path, *, threads: int) -> None:
        pass

    def run(self, flat: Sequence[Pixels], *outputs: str) -> list[FloatArray]:
        if FakeTower.looked + len(flat) > FakeTower.stop_at:
            raise RuntimeError("stopped")
        FakeTower.looked += len(flat)
        red = np.array([view[..., 0].mean() for view in flat], dtype=np.float32) / 255
        places = np.arange(81, dtype=np.float32)[None, :, None] * np.ones((len(flat), 81, CHANNELS), np.float32)
        made = {
            "map": places,
            "logits": red[:, None] * np.ones((1, 1000), np.float32),
            "stages": np.ones((len(flat), STAGES), np.float32),
        }
        return [made[name] for name in outputs]


@pytest.fixture
def pictures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    (tmp_path / "model.onnx").write_bytes(b"a tower")
    monkeypatch.setattr(module, "converted", lambda _: tmp_path / "model.onnx")
    monkeypatch.setattr(module, "OnnxTower", FakeTower)
    monkeypatch.setattr(module, "_PART", 3)
    FakeTower.looked, FakeTower.stop_at = 0, 10**9
    paths = [tmp_path / f"{number}.png" for number in range(8)]
    for number, path in enumerate(paths):
        Image.new("RGB", (20, 20), (30 * number, 0, 0)).save(path)
    return paths


def test_all_outputs_come_in_order_and_only_once(pictures: list[Path], tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    seen = features(pictures, tmp_path / "cache", lambda done, total: heard.append((done, total)), grid=3)
    assert seen.map.shape == (8, 9, CHANNELS)
    np.testing.assert_allclose(seen.logits[:, 0], np.arange(8) * 30 / 255, atol=2e-3)
    np.testing.assert_allclose(seen.pooled[0], 40, atol=0.1)
    assert heard == [(3, 8), (6, 8), (8, 8)]
    again = features(pictures, tmp_path / "cache", grid=3)
    assert FakeTower.looked == 8
    np.testing.assert_array_equal(again.logits, seen.logits)
    assert feature_maps(pictures, tmp_path / "cache").shape == (8, 81, CHANNELS)


def test_a_stopped_run_goes_on_and_a_changed_picture_is_new(pictures: list[Path], tmp_path: Path) -> None:
    FakeTower.stop_at = 6
    with pytest.raises(RuntimeError):
        features(pictures, tmp_path / "cache")
    FakeTower.stop_at = 10**9
    seen = features(pictures, tmp_path / "cache")
    assert FakeTower.looked == 8
    np.testing.assert_allclose(seen.logits[:, 0], np.arange(8) * 30 / 255, atol=2e-3)
    Image.new("RGB", (20, 20), (255, 0, 0)).save(pictures[0])
    assert features(pictures, tmp_path / "cache").logits[0, 0] == 1
    assert FakeTower.looked == 16


def test_a_torn_note_or_a_lost_file_begins_anew(pictures: list[Path], tmp_path: Path) -> None:
    seen = np.array(features(pictures, tmp_path / "cache").logits)
    (folder,) = (tmp_path / "cache").iterdir()
    assert not list(folder.glob("*.part"))
    (folder / "done.json").write_text("")  # as a kill while it was written would leave it
    np.testing.assert_array_equal(features(pictures, tmp_path / "cache").logits, seen)
    (folder / "stages.f16").unlink()
    np.testing.assert_array_equal(features(pictures, tmp_path / "cache").logits, seen)
    assert FakeTower.looked == 24
    assert features([], tmp_path / "cache").map.shape == (0, 81, CHANNELS)


def test_what_cannot_be_read_is_one_sentence(pictures: list[Path], tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"gone\.png"):
        features([*pictures, tmp_path / "gone.png"], tmp_path / "cache")
    with pytest.raises(BadInput, match="does not divide"):
        features(pictures, tmp_path / "cache", grid=4)


def test_coarse_places_are_means_of_their_neighbours() -> None:
    fine = np.arange(81, dtype=np.float32).reshape(1, 81, 1)
    corner = [row * 9 + column for row in range(3) for column in range(3)]
    assert coarser(fine, 3)[0, 0, 0] == np.mean(corner)
    assert coarser(fine, 3)[0, 8, 0] == np.mean(corner) + 6 * 9 + 6
    assert coarser(fine, 1)[0, 0, 0] == 40


@pytest.mark.parametrize("variant", get_args(Variant))
@pytest.mark.parametrize("shape", [(40, 60, 3), (1, 1, 3), (5, 300, 3)])
def test_variants_are_pictures(variant: module.Variant, shape: tuple[int, int, int]) -> None:
    pixels = np.random.default_rng(0).integers(0, 255, shape, dtype=np.uint8)
    varied = vary(pixels, variant)
    assert varied.dtype == np.uint8
    assert varied.ndim == 3
    assert varied.shape[2] == 3
    assert varied.size
    if variant == "mirrored":
        np.testing.assert_array_equal(varied[:, ::-1], pixels)
    if variant == "grey":
        assert (varied[..., 0] == varied[..., 1]).all()
