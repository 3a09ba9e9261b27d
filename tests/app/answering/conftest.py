"""A house of stand-ins on a folder of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.app.answering.standins import House


@pytest.fixture
def build(tmp_path: Path) -> Iterator[Callable[..., House]]:
    """Builds one with other parts than the usual ones."""
    built: list[House] = []

    def make(**parts: Any) -> House:
        built.append(House(tmp_path, **parts))
        return built[-1]

    yield make
    for house in built:
        house.close()


@pytest.fixture
def house(build: Callable[..., House]) -> House:
    return build()
