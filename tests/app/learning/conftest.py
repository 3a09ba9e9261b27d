"""A service over a language model with two layers and random weights, with a reader that lies over it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import memory.readers
from app.learning.runner import Runner
from app.wiring.services import Services, build
from core.settings import Settings
from tests.app.learning.taught import teach
from tests.app.serving import QuickReaders


@pytest.fixture
def services(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Services]:
    monkeypatch.setattr(memory.readers, "Readers", QuickReaders)
    built = build(settings)
    yield built
    built.close()


@pytest.fixture
def runner(settings: Settings, services: Services, fake_process: None) -> Iterator[Runner]:
    teach(services.stores, 9)
    made = Runner(settings, lambda: services)
    yield made
    made.close()
