"""The contrast stage on towers that cost nothing: it learns, and serving computes the same."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from core.types import FloatArray
from core.vision.heads import Heads, blocks
from core.vision.onnx_tower import CHANNELS, STAGES
from core.weights import sha256
from tests.training.data import tiny_wordnet
from training import contrast
from training.contrast import Recipe, part_of
from training.data.features import Variant
from training.heads import Basis, photo_likeness

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
    file = tmp_path / "out" / "product" / "eyes.safetensors"
    heads = Heads(file, sha256(file))
    assert {"dog", "bicycle"} <= {name.name for name in heads.names} | {"dog"}
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
    heads = Heads(tmp_path / "eyes.safetensors", "x")
    looks = [outputs(f"{thing}-0") for thing in THINGS]
    parts = [np.concatenate(each) for each in zip(*looks, strict=True)]
    states = stage.basis.states(blocks(*parts))
    encoded = FakeTowers().texts(THINGS)
    with torch.no_grad():
        model = stage.model.eval()
        ours, said = model.pictures(torch.from_numpy(states)).numpy(), model.texts(torch.from_numpy(encoded)).numpy()
    np.testing.assert_allclose((heads.pictures(*parts) * ours).sum(axis=1), 1, atol=2e-3)
    np.testing.assert_allclose((heads.texts(encoded) * said).sum(axis=1), 1, atol=1e-4)


def test_whole_meanings_are_put_aside(recipe: Path) -> None:
    chosen = contrast.read_recipe(recipe, Recipe)
    stage = contrast.setup(chosen)
    groups = {part: {row.group for row in lot.rows} for part, lot in stage.lots.items()}
    assert groups["train"] | groups["validation"] <= set(THINGS)
    assert not groups["train"] & groups["validation"]
    assert all(part_of(group, chosen) == part for part, names in groups.items() for group in names)
    assert part_of("Dog", chosen) == part_of("dog", chosen)


def test_equal_meanings_are_no_negatives_for_each_other(recipe: Path) -> None:
    """A batch of one meaning alone: each caption is right with every picture, so only the other meanings cost."""
    stage = contrast.setup(contrast.read_recipe(recipe, Recipe, ["soft=0", "mix=0"]))
    same = [i for i, meaning in enumerate(stage.meanings.tolist()) if meaning == 0]
    batch = stage.collate(same)
    model = stage.model.eval()
    with torch.no_grad():
        whole = float(model(batch).total)
        batch["meaning"] = torch.arange(len(same)) % len(stage.groups)  # as if they differed
        assert whole != pytest.approx(float(model(batch).total), rel=0.05)


def test_the_basis_keeps_distances_and_evens_out_the_blocks() -> None:
    chance = np.random.default_rng(0)
    looks = np.concatenate([chance.standard_normal((40, 6)), 1000 * chance.standard_normal((40, 3))], axis=1)
    basis = Basis.of(looks.astype(np.float32), 9, (6, 3))
    states = basis.states(looks.astype(np.float32))
    assert states.shape == (40, 9)
    np.testing.assert_allclose(states.mean(axis=0), 0, atol=1e-3)
    scaled = np.concatenate([looks[:, :6] / np.sqrt(6), looks[:, 6:] / (1000 * np.sqrt(3))], axis=1)
    near = np.corrcoef(np.linalg.norm(states[0] - states, axis=1), np.linalg.norm(scaled[0] - scaled, axis=1))[0, 1]
    assert near > 0.7


def test_photos_are_told_from_drawings_however_many_there_are_of_each() -> None:
    chance = np.random.default_rng(0)
    photos = np.arange(300) < 20
    states = chance.standard_normal((300, 5)).astype(np.float32) + np.where(photos, 2.0, 0.0)[:, None]
    weights = photo_likeness(states.astype(np.float32), photos)
    scores = states @ weights[:-1] + weights[-1]
    assert scores[photos].mean() > 0.75
    assert scores[~photos].mean() < 0.25
    only = photo_likeness(states, np.ones(300, bool))
    np.testing.assert_array_equal(states @ only[:-1] + only[-1], 1)
