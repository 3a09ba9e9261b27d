"""A service over a language model with two layers and random weights, with a reader that lies over it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import memory.readers
from app.learning import runner as running
from app.learning.runner import Runner
from app.wiring.services import Services, build
from core.language.transformers import TransformersEngine
from core.settings import Settings
from tests.app.learning.taught import teach
from tests.app.serving import QuickReaders
from tests.app.serving import settings as stand_in

How = Callable[[str], None]


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the model in `model` and the reader in `reader`."""
    from tests.tiny_models import tiny_reader

    return tiny_reader(tmp_path_factory.mktemp("tiny"))


@pytest.fixture
def settings(tiny: Path, tmp_path: Path) -> Settings:
    return tiny_settings(tmp_path / "data", tiny)


def tiny_settings(data: Path, tiny: Path) -> Settings:
    return stand_in(
        data, language_model=str(tiny / "model"), language_engine="transformers", template="phi2",
        grounded_reader=tiny / "reader", context=2048, cache=data.parent / "cache",
    )  # fmt: skip


@pytest.fixture
def services(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Services]:
    monkeypatch.setattr(memory.readers, "Readers", QuickReaders)
    built = build(settings)
    yield built
    built.close()


@pytest.fixture
def runner(settings: Settings, services: Services, monkeypatch: pytest.MonkeyPatch) -> Iterator[Runner]:
    """Its process is a fake one, and a version of it is laid on without being looked at."""
    monkeypatch.setattr(running, "PROCESS", "tests.app.learning.fake_process")
    monkeypatch.setattr(TransformersEngine, "attach", lambda *_: None)
    monkeypatch.setattr(TransformersEngine, "generate", lambda *_, **__: iter(()))
    teach(services.stores, 9)
    made = Runner(settings, lambda: services)
    yield made
    made.close()


@pytest.fixture
def how(settings: Settings) -> How:
    """What the process is to do."""

    def write(what: str) -> None:
        (settings.data_folder() / "runs").mkdir(exist_ok=True)
        (settings.data_folder() / "runs" / "how").write_text(what)

    return write
