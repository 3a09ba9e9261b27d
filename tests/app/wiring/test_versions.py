"""A version that is brought in has to fit whatever serves, a GGUF file or not."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.wiring.learned import foundation_of
from app.wiring.stores import open_stores
from app.wiring.versions import take_in
from core.errors import BadInput
from tests.app.serving import settings
from tests.tiny_models import tiny_phi
from tests.training.versions import adapter, card
from training.exchange import exported


def test_over_a_folder_of_transformers_shapes_and_numbers_are_checked(tmp_path: Path) -> None:
    model = tiny_phi(tmp_path / "model")
    chosen = settings(tmp_path / "data", language_model=str(model), language_engine="transformers", template="phi2")
    stores = open_stores(chosen)

    def brought(name: str, value: float, width: int) -> str:
        made = adapter(tmp_path / name, value, width, height=32)
        version = stores.versions.add(made, card(foundation_of(chosen)), parent=None, verdict="promote")
        return take_in(chosen, stores.versions, exported(stores.versions, version))

    with pytest.raises(BadInput, match="numbers that are none"):
        brought("a", float("nan"), 32)
    with pytest.raises(BadInput, match="does not fit the model"):
        brought("b", 0.5, 5)
    assert brought("c", 0.5, 32).startswith("v4-")
    stores.close()
