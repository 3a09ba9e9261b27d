"""A product is served as the training left it, or not at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.errors import BadInput, Missing, WeightsMismatch
from core.weights.products import MANIFEST, product, verified, write_manifest


@pytest.fixture
def made(tmp_path: Path) -> Path:
    folder = tmp_path / "product"
    (folder / "adapter").mkdir(parents=True)
    (folder / "weights.safetensors").write_bytes(b"weights")
    (folder / "adapter" / "adapter.gguf").write_bytes(b"adapter")
    write_manifest(folder, "projector", {"recipe": {"steps": 3}})
    return folder


def test_what_was_trained_is_found_with_its_recipe(made: Path) -> None:
    assert verified(made, "projector") == made
    assert product("projector", made) == made
    manifest = json.loads((made / MANIFEST).read_text())
    assert manifest["recipe"] == {"steps": 3}
    assert list(manifest["files"]) == ["adapter/adapter.gguf", "weights.safetensors"]


def test_without_a_folder_the_one_that_ships_is_taken() -> None:
    assert (product("grounded_reader", None) / "adapter_config.json").is_file()


@pytest.mark.parametrize("file", ["weights.safetensors", "adapter/adapter.gguf"])
def test_an_altered_file_is_refused_by_its_name(made: Path, file: str) -> None:
    (made / file).write_bytes(b"others!")
    with pytest.raises(WeightsMismatch, match=file):
        verified(made, "projector")


def test_a_file_too_many_or_too_few_is_refused(made: Path) -> None:
    (made / "adapter" / "adapter_model.safetensors").write_bytes(b"slipped in")
    with pytest.raises(WeightsMismatch, match=r"adapter_model\.safetensors"):
        verified(made, "projector")
    (made / "adapter" / "adapter_model.safetensors").unlink()
    (made / "weights.safetensors").unlink()
    with pytest.raises(WeightsMismatch, match=r"weights\.safetensors"):
        verified(made, "projector")


def test_another_product_and_no_product_are_one_sentence(made: Path, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="is a projector, and not a grounded_reader"):
        verified(made, "grounded_reader")
    with pytest.raises(Missing, match="no product"):
        verified(tmp_path, "projector")
    (made / MANIFEST).write_text('{"product": "projector"}')
    with pytest.raises(WeightsMismatch, match="manifest"):
        verified(made, "projector")
