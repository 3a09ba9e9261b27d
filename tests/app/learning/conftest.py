"""A service over a language model with two layers and random weights, with a reader that lies over it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import memory.readers
from app.wiring.services import Services, build
from core.settings import Settings
from tests.app.serving import QuickReaders
from tests.app.serving import settings as stand_in


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the model in `model` and the reader in `reader`."""
    from tests.tiny_models import tiny_reader

    return tiny_reader(tmp_path_factory.mktemp("tiny"))


@pytest.fixture
def settings(tiny: Path, tmp_path: Path) -> Settings:
    return stand_in(
        tmp_path / "data", language_model=str(tiny / "model"), language_engine="transformers", template="phi2",
        grounded_reader=tiny / "reader", context=2048, cache=tmp_path / "cache",
    )  # fmt: skip


@pytest.fixture
def services(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Services]:
    monkeypatch.setattr(memory.readers, "Readers", QuickReaders)
    built = build(settings)
    yield built
    built.close()
