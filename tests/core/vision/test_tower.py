"""Towers by name: open_clip's, those of transformers, and `lite`; all frozen, all giving a grid."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from core.errors import BadInput, Missing
from core.vision.framing import GREY, framed, stretched
from core.vision.tower import ImageTower, image_tower

VISION = {"image_size": 32, "layers": 2, "width": 48, "head_width": 16, "patch_size": 8}


@pytest.fixture
def open_clip_config(tmp_path: Path) -> Path:
    """A small ViT in open_clip's own format."""
    text = {"context_length": 8, "vocab_size": 64, "width": 16, "heads": 2, "layers": 1}
    file = tmp_path / "small-vit.json"
    file.write_text(json.dumps({"embed_dim": 24, "vision_cfg": VISION, "text_cfg": text}))
    return file


@pytest.fixture
def clip_folder(tmp_path: Path) -> Path:
    """A small CLIP model of transformers, as TinyCLIP's repository is one."""
    from transformers import CLIPConfig, CLIPModel

    vision = {
        "image_size": 32, "patch_size": 16, "hidden_size": 24, "intermediate_size": 32, "num_hidden_layers": 2,
        "num_attention_heads": 2,
    }  # fmt: skip
    text = {"hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2}
    CLIPModel(CLIPConfig(vision_config=vision, text_config={**text, "vocab_size": 32})).save_pretrained(
        tmp_path / "clip"
    )
    return tmp_path / "clip"


class Flat(torch.nn.Module):
    def forward(self, images: torch.Tensor) -> torch.Tensor:
        return images.flatten(2).transpose(1, 2)


def pictures() -> list[np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]]:
    chance = np.random.default_rng(1)
    return [chance.integers(0, 256, (h, w, 3), dtype=np.uint8) for h, w in ((20, 50), (64, 64))]


def check(tower: ImageTower, grid: int, width: int) -> None:
    """The small interface, and that training the model around it changes nothing in it."""
    assert (tower.grid, tower.width) == (grid, width)
    images = tower.prepare(pictures())
    assert images.shape == (2, 3, tower.size, tower.size)
    before = tower.tokens(images)
    assert before.shape == (2, grid * grid, width)
    around = torch.nn.Sequential(tower).train()
    assert not any(module.training for module in tower.modules())
    assert not any(parameter.requires_grad for parameter in around.parameters())
    assert torch.equal(tower.tokens(images), before)


def test_a_local_configuration_of_open_clip(open_clip_config: Path) -> None:
    torch.manual_seed(0)
    tower = image_tower(str(open_clip_config))
    check(tower, 4, 48)
    saved = open_clip_config.with_suffix(".pt")
    import open_clip

    torch.save(open_clip.create_model("small-vit").state_dict(), saved)
    loaded = image_tower(str(open_clip_config), str(saved))
    again = image_tower(str(open_clip_config), str(saved))
    assert loaded.digest == again.digest != tower.digest


def test_a_clip_model_of_transformers(clip_folder: Path) -> None:
    tower = image_tower(str(clip_folder))
    check(tower, 2, 24)
    (clip_folder / "preprocessor_config.json").write_text(
        json.dumps({"image_mean": [0.5] * 3, "image_std": [0.25] * 3})
    )
    assert image_tower(str(clip_folder)).mean.flatten().tolist() == [0.5] * 3


@pytest.mark.parametrize("name", ["no-such-tower", "nobody/no-such-clip", "missing.json"])
def test_an_unknown_tower_is_missing(name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Missing, match=Path(name).stem):
        image_tower(name)


def test_pickled_clip_weights_are_not_opened(clip_folder: Path) -> None:
    (clip_folder / "model.safetensors").unlink()
    torch.save({}, clip_folder / "pytorch_model.bin")
    with pytest.raises(Missing, match="safetensors"):
        image_tower(str(clip_folder))


def test_a_picture_is_seen_whole_on_grey() -> None:
    white = np.full((10, 30, 3), 255, np.uint8)
    square = framed(white, 30)
    assert (square[10:20] == 255).all()
    assert (square[:10] == GREY).all()
    assert (square[20:] == GREY).all()
    assert framed(np.zeros((1, 500, 3), np.uint8), 16).shape == (16, 16, 3)
    halves = np.concatenate([np.zeros((10, 20, 3), np.uint8), np.full((10, 20, 3), 255, np.uint8)], axis=1)
    drawn = stretched(halves, 30)
    assert (drawn[:, :13] == 0).all()
    assert (drawn[:, 17:] == 255).all()
    with pytest.raises(BadInput, match="RGB"):
        stretched(np.zeros((4, 4), np.uint8), 16)
    with pytest.raises(BadInput, match="RGB"):
        framed(np.zeros((4, 4), np.uint8), 16)


@pytest.mark.models
def test_lite_is_the_same_grid_with_and_without_torch() -> None:
    from core.vision.lite import WIDTH
    from core.vision.onnx_tower import open_session
    from core.weights.locate import converted

    tower = image_tower("lite")
    check(tower, 9, WIDTH)
    picture = pictures()[1]
    session = open_session(converted("efficientnet-lite2-grid-onnx"), 1)
    places = session.run(["places"], {"pixels": stretched(picture, 260)[None]})[0]
    assert np.allclose(places, tower.tokens(tower.prepare([picture])).numpy(), atol=1e-2)


def test_what_lite_gives_has_a_version() -> None:
    """Whoever changes the features raises it, and the pair here."""
    from core.vision.lite import WIDTH
    from core.weights.manifest import GRID_FEATURES

    assert (GRID_FEATURES, WIDTH) == (3, 1512)


def test_a_version_of_the_features_is_another_tower() -> None:
    network = torch.nn.Conv2d(3, 4, 8, 8)
    towers = [ImageTower("t", torch.nn.Sequential(network, Flat()), 16, [0.5] * 3, [0.5] * 3, v) for v in (0, 0, 1, 2)]
    digests = [tower.digest for tower in towers]
    assert digests[0] == digests[1]
    assert len(set(digests)) == 3


def test_a_long_picture_is_framed_alike_for_both_towers() -> None:
    from core.vision.onnx_tower import SIZE, views

    picture = np.random.default_rng(3).integers(0, 256, (40, 90, 3), dtype=np.uint8)
    assert np.array_equal(list(views(picture))[1], framed(picture, SIZE))


def test_colours_are_the_shares_of_each_place() -> None:
    from core.vision.lite import Colours

    picture = torch.zeros(1, 3, 260, 260)
    picture[:, 0, :, :120] = 1  # red on the left, black on the right
    shares = Colours()(picture)[0].square().view(4, 4, 4, 9, 9)  # by red, green, blue
    assert torch.allclose(shares.sum((0, 1, 2)), torch.ones(9, 9))
    assert torch.allclose(shares[3, 0, 0, :, 0], torch.ones(9))
    assert torch.allclose(shares[0, 0, 0, :, 8], torch.ones(9))
    between = Colours()(torch.full((1, 3, 260, 260), 0.5))[0].square()
    assert torch.allclose(between.amax(), torch.tensor(1 / 8))  # between two levels three times over
