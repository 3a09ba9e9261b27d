from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.errors import Missing, NotFound, WeightsMismatch
from core.weights import locate
from core.weights.products import write_manifest
from training.release import shipping


@pytest.fixture
def assets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "assets"
    folder.mkdir()
    monkeypatch.setattr(locate, "ASSETS", folder)
    monkeypatch.setattr(shipping, "ASSETS", folder)
    return folder


def left(folder: Path, name: str, *files: str) -> Path:
    """A product as the loop leaves it."""
    folder.mkdir(exist_ok=True)
    for file in files:
        (folder / file).write_bytes(b"weights")
    write_manifest(folder, name, {})
    return folder


@pytest.fixture
def product(tmp_path: Path) -> Path:
    return left(tmp_path / "product", "reader", "a.safetensors")


def test_what_is_shipped_is_found(assets: Path, product: Path) -> None:
    assert shipping.ship(product, "reader", ["a.safetensors"]) == ["reader/a.safetensors"]
    assert locate.trained("reader") == assets / "reader"
    assert locate.trained("reader/a.safetensors").read_bytes() == b"weights"
    assert json.loads((assets / "trained.json").read_text())["reader/a.safetensors"]["part"] == "reader"


def test_what_a_product_was_trained_over_is_shipped_with_it(assets: Path, product: Path) -> None:
    write_manifest(product, "reader", {"base": "smollm2@b179c952"})
    shipping.ship(product, "reader", ["a.safetensors"])
    assert locate.trained_files()["reader/a.safetensors"]["base"] == "smollm2@b179c952"


def test_an_altered_file_is_refused_by_its_name(assets: Path, product: Path) -> None:
    shipping.ship(product, "reader", ["a.safetensors"])
    (assets / "reader" / "a.safetensors").write_bytes(b"other weights")
    with pytest.raises(WeightsMismatch, match=r"a\.safetensors"):
        locate.trained("reader")


def test_a_product_that_was_altered_is_not_shipped(assets: Path, product: Path) -> None:
    (product / "a.safetensors").write_bytes(b"other weights")
    with pytest.raises(WeightsMismatch, match=r"a\.safetensors"):
        shipping.ship(product, "reader", ["a.safetensors"])
    assert list(assets.iterdir()) == []


def test_the_inventory_tells_what_was_altered_and_what_lacks(assets: Path, tmp_path: Path) -> None:
    product = left(tmp_path / "product", "reader", "a.safetensors", "b.gguf")
    shipping.ship(product, "reader", ["a.safetensors", "b.gguf"])
    (assets / "reader" / "a.safetensors").write_bytes(b"other weights")
    (assets / "reader" / "b.gguf").unlink()
    rows = {row["name"]: row for row in locate.inventory() if row["source"] == locate.OURS}
    assert (rows["reader/a.safetensors"]["here"], rows["reader/a.safetensors"]["verified"]) == (True, False)
    assert (rows["reader/b.gguf"]["here"], rows["reader/b.gguf"]["verified"]) == (False, None)


def test_what_was_never_trained_is_missing(assets: Path) -> None:
    with pytest.raises(Missing, match="are not here"):
        locate.trained("reader")


def test_a_product_that_lacks_a_file_changes_nothing(assets: Path, product: Path) -> None:
    with pytest.raises(NotFound, match=r"left no b\.gguf"):
        shipping.ship(product, "reader", ["a.safetensors", "b.gguf"])
    assert not (assets / "trained.json").exists()


def test_what_a_product_shipped_before_goes(assets: Path, tmp_path: Path) -> None:
    product = left(tmp_path / "product", "reader", "a.safetensors", "b.gguf")
    shipping.ship(product, "reader", ["a.safetensors", "b.gguf"])
    shipping.ship(left(tmp_path / "other", "eyes", "a.safetensors"), "eyes", ["a.safetensors"])
    shipping.ship(product, "reader", ["a.safetensors"])
    assert not (assets / "reader" / "b.gguf").exists()
    assert set(locate.trained_files()) == {"reader/a.safetensors", "eyes/a.safetensors"}


def test_the_shipped_weights_are_those_of_the_record() -> None:
    for name in locate.trained_files():
        assert locate.trained(name).is_file()
