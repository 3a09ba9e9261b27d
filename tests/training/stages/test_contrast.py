"""The contrast stage on towers that cost nothing: it learns, and serving computes the same."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from core.errors import BadInput
from core.types import FloatArray
from core.vision.heads import Heads, blocks
from core.vision.onnx_tower import CHANNELS, STAGES
from core.weights.hashes import sha256
from tests.training.data import tiny_wordnet
from training.data.features import Variant
from training.stages import contrast
from training.stages.contrast import Recipe, split_of
from training.stages.picture_heads import Basis, PictureHeads, photo_likeness

THINGS = ("dog", "poodle", "bicycle", "knife", "cat", "boat", "lamp", "bottle")


def outputs(name: str) -> tuple[FloatArray, FloatArray, FloatArray]:
    """What a tower might give for a picture of a thing: its own direction, and noise by the file's name."""
    thing = np.random.default_rng(THINGS.index(name.split("-")[0]))
    noise = np.random.default_rng(int(hashlib.sha256(name.encode()).hexdigest()[:8], 16))
    shapes = ((1, 1000), (1, 9, CHANNELS), (1, STAGES))
    made = [thing.standard_normal(shape) + 0.5 * noise.standard_normal(shape) for shape in shapes]
    return tuple(np.abs(each).astype(np.float32) for each in made)  # type: ignore[return-value]


class FakeTowers:
    key = "fake"
    blocks = (CHANNELS, CHANNELS, STAGES, 1000)

    def pictures(self, paths: Sequence[Path], variant: Variant = "plain") -> FloatArray:
        return np.concatenate([blocks(*outputs(path.stem)) for path in paths])

    def texts(self, texts: Sequence[str]) -> FloatArray:
        words = [sum((_word(word) for word in text.split()), np.zeros(16)) for text in texts]
        return np.stack([vector / np.linalg.norm(vector) for vector in words]).astype(np.float32)


def _word(word: str) -> FloatArray:
    seed = int(hashlib.sha256(word.encode()).hexdigest()[:8], 16)
    return np.random.default_rng(seed).standard_normal(16).astype(np.float32)


@pytest.fixture
def recipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    rows = []
    for thing in THINGS:
        for number in range(6):
            Image.new("RGB", (4, 4)).save(pictures / f"{thing}-{number}.png")
            rows.append({"file": f"{thing}-{number}.png", "caption": thing, "group": thing})
    (pictures / "captions.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    tiny_wordnet.make(tmp_path / "wordnet")
    monkeypatch.setattr(contrast, "towers", lambda *_: FakeTowers())
    file = tmp_path / "contrast.yaml"
    file.write_text(
        f"pictures: [{pictures}]\nwordnet: {tmp_path / 'wordnet'}\nbasis: 12\ninner: 8\ndimension: 8\n"
        "validation: 0.3\nheld_out: 0.1\nsoft: 0.1\nmix: 0.3\n"
        "fit: {steps: 60, batch: 12, learning_rates: {pictures: 1.0e-2, texts: 1.0e-2, scale: 1.0e-3},"
        " validate_every: 30, precision: float32}\n"
    )
    return file


def test_it_learns_and_serving_computes_the_same(recipe: Path, tmp_path: Path) -> None:
    report = contrast.main(recipe, tmp_path / "out")
    losses = [line["loss"] for line in report.log if "loss" in line]
    assert np.mean(losses[-10:]) < 0.7 * np.mean(losses[:10])
    file = tmp_path / "out" / "product" / "picture_heads.safetensors"
    heads = Heads(file, sha256(file))
    assert {"dog", "bicycle"} <= {name.name for name in heads.names}
    trained = [name.name for name, there in zip(heads.names, heads.trained, strict=True) if there]
    looks = [outputs(f"{thing}-1") for thing in trained]
    seen = heads.pictures(*(np.concatenate(parts) for parts in zip(*looks, strict=True)))
    np.testing.assert_allclose(np.linalg.norm(seen, axis=1), 1, atol=1e-4)
    assert ((seen @ heads.vocabulary[heads.trained > 0].T).argmax(axis=1) == np.arange(len(trained))).all()
    said = heads.texts(FakeTowers().texts([f"a picture of a {thing}" for thing in trained]))
    assert ((said @ seen.T).argmax(axis=1) == np.arange(len(trained))).mean() > 0.7


def test_the_exported_heads_agree_with_the_trained_ones(recipe: Path, tmp_path: Path) -> None:
    chosen = contrast.read_recipe(recipe, Recipe)
    stage = contrast.setup(chosen)
    stage.export(tmp_path)
    heads = Heads(tmp_path / "picture_heads.safetensors", "x")
    looks = [outputs(f"{thing}-0") for thing in THINGS]
    parts = [np.concatenate(each) for each in zip(*looks, strict=True)]
    states = stage.basis.states(blocks(*parts))
    encoded = FakeTowers().texts(THINGS)
    with torch.no_grad():
        trained = stage.model.heads.eval()
        ours = trained.pictures(torch.from_numpy(states)).numpy()
        said = trained.texts(torch.from_numpy(encoded)).numpy()
    np.testing.assert_allclose((heads.pictures(*parts) * ours).sum(axis=1), 1, atol=2e-3)
    np.testing.assert_allclose((heads.texts(encoded) * said).sum(axis=1), 1, atol=1e-4)


def test_whole_meanings_are_put_aside(recipe: Path) -> None:
    chosen = contrast.read_recipe(recipe, Recipe)
    stage = contrast.setup(chosen)
    groups = {part: {row.group for row in lot.rows} for part, lot in stage.sets.items()}
    assert groups["train"] | groups["validation"] <= set(THINGS)
    assert not groups["train"] & groups["validation"]
    assert all(split_of(group, chosen) == part for part, names in groups.items() for group in names)
    assert split_of("Dog", chosen) == split_of("dog", chosen)


def test_equal_meanings_are_no_negatives_for_each_other(recipe: Path) -> None:
    """In a batch of one meaning each caption is right with every picture, so that it does not matter which is whose."""
    stage = contrast.setup(contrast.read_recipe(recipe, Recipe, ["soft=0", "mix=0", "in_batch=10"]))
    same = [i for i, meaning in enumerate(stage.meanings.tolist()) if meaning == 0]
    model = stage.model.eval()

    def loss(batch: dict[str, torch.Tensor], turned: int) -> float:
        with torch.no_grad():
            return float(model({**batch, "wording": batch["wording"].roll(turned)}).total)

    batch = stage.collate(same)
    wordings = model.table[0, : int(model.counts[0])]
    batch["wording"] = wordings[torch.arange(len(same)) % len(wordings)]
    assert len(set(batch["wording"].tolist())) > 2
    assert loss(batch, 1) == pytest.approx(loss(batch, 0), rel=1e-5)
    different = stage.collate([stage.meanings.tolist().index(meaning) for meaning in range(len(stage.groups))])
    assert loss(different, 1) != pytest.approx(loss(different, 0), rel=0.05)


class Far(torch.Tensor):
    """As if it stood on a GPU: numpy gets it only by way of the CPU."""

    def cpu(self) -> torch.Tensor:  # type: ignore[override]
        return self.as_subclass(torch.Tensor)

    def numpy(self) -> FloatArray:  # type: ignore[override]
        raise TypeError("can't convert a device's tensor to numpy")


class HeadsElsewhere(torch.nn.Module):
    """The heads on another device: they take what stands there, and what they give stands there."""

    def __init__(self, heads: PictureHeads) -> None:
        super().__init__()
        self.place = torch.nn.Parameter(torch.empty(0, device="meta"))
        self.real = [heads]  # in a list, so that their parameters are not listed

    def pictures(self, given: torch.Tensor) -> torch.Tensor:
        assert given.device.type == "meta"
        places = torch.arange(len(given) * self.real[0].outer.out_features).reshape(len(given), -1)
        return torch.nn.functional.normalize(places.sin(), dim=1).as_subclass(Far)

    texts = pictures

    def state_dict(self) -> dict[str, torch.Tensor]:  # type: ignore[override]
        return self.real[0].state_dict()


class Elsewhere(torch.nn.Module):
    """The model on another device."""

    def __init__(self, model: contrast.Contrast) -> None:
        super().__init__()
        self.place = torch.nn.Parameter(torch.empty(0, device="meta"))
        self.heads, self.scale = HeadsElsewhere(model.heads), model.scale


def test_it_validates_and_ships_from_another_device(
    recipe: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = contrast.setup(contrast.read_recipe(recipe, Recipe))
    elsewhere: Any = Elsewhere(stage.model)
    with torch.no_grad():
        figures = stage.validate(elsewhere)
    assert figures.keys() == stage.validate(stage.model.requires_grad_(False)).keys()
    stage.model = elsewhere
    stage.export(tmp_path)
    assert len(Heads(tmp_path / "picture_heads.safetensors", "x").names) > 2


@pytest.mark.parametrize(
    ("changes", "purpose"), [(["validation=0"], "validate"), (["validation=1", "held_out=0"], "train")]
)
def test_shares_without_a_picture_are_refused_before_any_is_looked_at(
    recipe: Path, changes: list[str], purpose: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(contrast, "towers")
    with pytest.raises(BadInput, match=f"no picture to {purpose} on"):
        contrast.setup(contrast.read_recipe(recipe, Recipe, changes))


def test_a_batch_cannot_be_cut_up(recipe: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    contrast.setup(contrast.read_recipe(recipe, Recipe, ["fit.micro_batch=12"]))
    monkeypatch.delattr(contrast, "towers")
    with pytest.raises(BadInput, match="cannot be cut up"):
        contrast.setup(contrast.read_recipe(recipe, Recipe, ["fit.micro_batch=6"]))
    monkeypatch.setattr(contrast, "PartialState", lambda: SimpleNamespace(num_processes=2))
    with pytest.raises(BadInput, match="cannot be cut up"):
        contrast.setup(contrast.read_recipe(recipe, Recipe))


def test_a_changed_picture_is_noticed(recipe: Path, tmp_path: Path) -> None:
    contrast.main(recipe, tmp_path / "out", ["fit.steps=2"])
    assert contrast.main(recipe, tmp_path / "out", ["fit.steps=2"]).steps == 2
    Image.new("RGB", (4, 4), "red").save(tmp_path / "pictures" / "cat-3.png")
    with pytest.raises(BadInput, match="another data"):
        contrast.main(recipe, tmp_path / "out", ["fit.steps=2"])


def test_an_example_is_named_by_its_picture(recipe: Path) -> None:
    stage = contrast.setup(contrast.read_recipe(recipe, Recipe))
    row = stage.sets["train"].rows[5]
    assert str(row.picture) in stage.describe(5)
    assert row.captions[0] in stage.describe(5)


def test_the_basis_keeps_distances_and_evens_out_the_blocks() -> None:
    rng = np.random.default_rng(0)
    looks = np.concatenate([rng.standard_normal((40, 6)), 1000 * rng.standard_normal((40, 3))], axis=1)
    basis = Basis.of(looks.astype(np.float32), 9, (6, 3))
    states = basis.states(looks.astype(np.float32))
    assert states.shape == (40, 9)
    np.testing.assert_allclose(states.mean(axis=0), 0, atol=1e-3)
    scaled = np.concatenate([looks[:, :6] / np.sqrt(6), looks[:, 6:] / (1000 * np.sqrt(3))], axis=1)
    near = np.corrcoef(np.linalg.norm(states[0] - states, axis=1), np.linalg.norm(scaled[0] - scaled, axis=1))[0, 1]
    assert near > 0.7


def test_photos_are_told_from_drawings_however_many_there_are_of_each() -> None:
    rng = np.random.default_rng(0)
    photos = np.arange(300) < 20
    states = rng.standard_normal((300, 5)).astype(np.float32) + np.where(photos, 2.0, 0.0)[:, None]
    weights = photo_likeness(states.astype(np.float32), photos)
    scores = states @ weights[:-1] + weights[-1]
    assert scores[photos].mean() > 0.75
    assert scores[~photos].mean() < 0.25
    only = photo_likeness(states, np.ones(300, bool))
    np.testing.assert_array_equal(states @ only[:-1] + only[-1], 1)
