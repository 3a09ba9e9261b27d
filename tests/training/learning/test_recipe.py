"""The recipes for learning runs that ship."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from training.fitting.recipe import FOLDER, read_recipe
from training.learning.recipe import Recipe

SHIPPED = sorted(file for file in FOLDER.glob("*.yaml") if re.search("^method:", file.read_text(), re.MULTILINE))


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: str(file.stem))
def test_enough_is_replayed_against_forgetting(file: Path) -> None:
    assert read_recipe(file, Recipe).replay >= 100
