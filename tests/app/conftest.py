"""The service on stand-ins, for tests of its routes; and one that can learn, over a model with two layers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import httpx
import pytest

import memory.readers
from app.learning import runner as running
from app.wiring.stores import open_stores
from core.language.transformers import TransformersEngine
from core.settings import Settings
from tests.app.learning.taught import teach
from tests.app.serving import QuickReaders, ready, serving
from tests.app.serving import settings as stand_in

How = Callable[[str], None]


@pytest.fixture(scope="session")
def quick_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One service for all tests that leave it as it was for others. The readers are its own, and nobody else's."""
    with ExitStack() as stack:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(memory.readers, "Readers", QuickReaders)
            address = stack.enter_context(serving(stand_in(tmp_path_factory.mktemp("quick"))))
            with httpx.Client(base_url=address, timeout=20, trust_env=False) as client:
                ready(client)
        yield address


@pytest.fixture
def quick(quick_service: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=quick_service, timeout=20, trust_env=False) as client:
        ready(client)
        yield client
        for document in client.get("/api/documents").json()["documents"]:
            client.delete(f"/api/documents/{document['document']}")


# --- what can learn -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the model in `model` and the reader in `reader`."""
    from tests.tiny_models import tiny_reader

    return tiny_reader(tmp_path_factory.mktemp("tiny"))


@pytest.fixture
def settings(tiny: Path, tmp_path: Path) -> Settings:
    return tiny_settings(tmp_path / "data", tiny)


def tiny_settings(data: Path, tiny: Path) -> Settings:
    """Of a service over a language model with random weights, with a reader that lies over it."""
    return stand_in(
        data, language_model=str(tiny / "model"), language_engine="transformers", template="phi2",
        grounded_reader=tiny / "reader", context=2048, cache=data.parent / "cache",
    )  # fmt: skip


@pytest.fixture
def fake_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """In place of the process that learns; a version of it is laid on without being looked at."""
    monkeypatch.setattr(running, "PROCESS", "tests.app.learning.fake_process")
    monkeypatch.setattr(TransformersEngine, "attach", lambda *_: None)
    monkeypatch.setattr(TransformersEngine, "generate", lambda *_, **__: iter(()))


@pytest.fixture
def taught(settings: Settings, fake_process: None, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings of a data folder in which there is something to learn from."""
    monkeypatch.setattr(memory.readers, "Readers", QuickReaders)
    with closing(open_stores(settings)) as stores:
        teach(stores, 9)
    return settings


@pytest.fixture
def how(settings: Settings) -> How:
    """What the process is to do."""

    def write(what: str) -> None:
        (settings.data_folder() / "runs").mkdir(exist_ok=True)
        (settings.data_folder() / "runs" / "how").write_text(what)

    return write
