"""The service on stand-ins, for tests of its routes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import httpx
import pytest

import memory.readers
from tests.app.serving import QuickReaders, ready, serving, settings


@pytest.fixture(scope="session")
def quick_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One service for all tests that leave it as it was for others. The readers are its own, and nobody else's."""
    with ExitStack() as stack:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(memory.readers, "Readers", QuickReaders)
            address = stack.enter_context(serving(settings(tmp_path_factory.mktemp("quick"))))
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
