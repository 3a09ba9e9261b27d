"""The projector: what it computes, in torch and without, and the file that it is kept in."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import BadInput, Missing, WeightsMismatch
from core.vision import projector_numpy, projector_torch
from core.vision.projector_numpy import ProjectorConfig, pool
from core.vision.projector_torch import Projector
from core.weights.hashes import sha256

CONFIGS = [
    ProjectorConfig("linear", 10, 6, 4, 4),
    ProjectorConfig("mlp", 10, 6, 9, 3, inner=7, placed=True),
    ProjectorConfig("mlp", 10, 6, 7, 2),
]


def made(config: ProjectorConfig) -> Projector:
    """One with numbers in all its tensors."""
    torch.manual_seed(3)
    module = Projector(config)
    for parameter in module.parameters():
        torch.nn.init.normal_(parameter)
    module.calibrate(torch.randn(20, config.side**2, config.width) * 3 + 1)
    return module


def save(module: Projector, target: Path) -> None:
    projector_torch.save(module, target, tower="tower@1", language="words@2", about={"seed": 3})


def test_the_reference_projector_is_one_layer_of_640_to_2560() -> None:
    module = Projector(ProjectorConfig("linear", 640, 2560, 7, 7))
    assert sum(p.numel() for p in module.parameters()) == 640 * 2560 + 2560
    assert module(torch.randn(2, 49, 640)).shape == (2, 49, 2560)


@pytest.mark.parametrize("config", CONFIGS)
def test_saved_and_loaded_it_gives_the_same(config: ProjectorConfig, tmp_path: Path) -> None:
    module = made(config)
    save(module, tmp_path / "p.safetensors")
    loaded = projector_torch.load(tmp_path / "p.safetensors", tower="tower@1", language="words@2")
    places = torch.randn(3, config.grid**2, config.width)
    assert loaded.config == config
    assert torch.allclose(loaded(places), module(places), atol=0.05)  # kept in half precision
    again = tmp_path / "again.safetensors"
    save(loaded, again)
    assert again.read_bytes() == (tmp_path / "p.safetensors").read_bytes()
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize("config", CONFIGS)
def test_without_torch_it_computes_the_same(config: ProjectorConfig, tmp_path: Path) -> None:
    save(made(config), tmp_path / "p.safetensors")
    module, plain = projector_torch.load(tmp_path / "p.safetensors"), projector_numpy.read(tmp_path / "p.safetensors")
    places = torch.randn(1, config.grid**2, config.width)
    vectors = plain.soft_tokens(places[0].numpy()).vectors
    assert vectors.shape == (config.tokens, config.hidden)
    assert np.allclose(vectors, module(places)[0].detach().numpy(), atol=1e-4)
    assert plain.about == {"seed": 3}


@settings(max_examples=25, deadline=None)
@given(grid=st.integers(1, 9), side=st.integers(1, 9))
def test_pooling_is_that_of_torch(grid: int, side: int) -> None:
    places = np.random.default_rng(grid * 10 + side).standard_normal((2, grid * grid, 3)).astype(np.float32)
    square = torch.from_numpy(places).transpose(1, 2).reshape(2, 3, grid, grid)
    wanted = torch.nn.functional.adaptive_avg_pool2d(square, side).flatten(2).transpose(1, 2).numpy()
    assert np.allclose(pool(places, side), wanted, atol=1e-5)


def test_features_of_another_width_are_refused() -> None:
    with pytest.raises(BadInput, match="width 10"):
        Projector(CONFIGS[0])(torch.randn(1, 16, 11))


@pytest.mark.parametrize("shape", [(16, 11), (16, 9), (1, 16, 10)])
def test_without_torch_they_are_refused_too(shape: tuple[int, ...], tmp_path: Path) -> None:
    save(made(CONFIGS[0]), tmp_path / "p.safetensors")
    with pytest.raises(WeightsMismatch, match="takes features of width 10, and the image tower gives"):
        projector_numpy.read(tmp_path / "p.safetensors").soft_tokens(np.zeros(shape, np.float32))


def test_calibrated_features_have_mean_0_and_deviation_1() -> None:
    module = Projector(ProjectorConfig("linear", 5, 5, 2, 2))
    with torch.no_grad():
        module.layers[0].weight.copy_(torch.eye(5))
        module.layers[0].bias.zero_()
    places = torch.randn(500, 4, 5) * torch.tensor([1, 2, 3, 4, 5]) + 7
    module.calibrate(places)
    out = module(places)
    assert out.mean().abs() < 1e-3
    assert (out.std(dim=(0, 1)) - 1).abs().max() < 1e-2


@pytest.mark.parametrize(
    ("keys", "complaint"),
    [({"tower": "other@1"}, "another tower"), ({"language": "other@2"}, "another language model")],
)
def test_one_of_another_architecture_is_refused(keys: dict[str, str], complaint: str, tmp_path: Path) -> None:
    save(made(CONFIGS[0]), tmp_path / "p.safetensors")
    with pytest.raises(BadInput, match=complaint) as raised:
        projector_torch.load(tmp_path / "p.safetensors", **keys)
    assert str(tmp_path) not in raised.value.message


def test_a_wrong_hash_is_refused_before_a_byte_is_parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "p.safetensors"
    save(made(CONFIGS[0]), file)
    assert projector_torch.load(file, sha256=sha256(file)).config == CONFIGS[0]
    monkeypatch.setattr("safetensors.safe_open", lambda *_, **__: pytest.fail("it was parsed"))
    with pytest.raises(WeightsMismatch, match="not the published file"):
        projector_torch.load(file, sha256="0" * 64)


def test_what_is_no_projector_is_one_clear_sentence(tmp_path: Path) -> None:
    from safetensors.numpy import save_file

    with pytest.raises(Missing, match="not there"):
        projector_numpy.read(tmp_path / "none.safetensors")
    (tmp_path / "text.safetensors").write_text("no tensors")
    with pytest.raises(BadInput, match="damaged"):
        projector_numpy.read(tmp_path / "text.safetensors")
    save_file({"a": np.zeros(3)}, tmp_path / "other.safetensors")
    with pytest.raises(BadInput, match="not a projector file"):
        projector_numpy.read(tmp_path / "other.safetensors")


def test_tensors_of_other_shapes_than_stated_are_refused(tmp_path: Path) -> None:
    from safetensors.numpy import load_file, save_file

    save(made(CONFIGS[0]), tmp_path / "p.safetensors")
    fields = {"config": asdict(CONFIGS[1]), "tower": "", "language": "", "about": {}}
    metadata = {"vermeil projector 1": json.dumps(fields)}
    save_file(load_file(tmp_path / "p.safetensors"), tmp_path / "q.safetensors", metadata=metadata)
    with pytest.raises(BadInput, match="do not have the shapes"):
        projector_numpy.read(tmp_path / "q.safetensors")
