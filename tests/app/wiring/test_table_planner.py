"""The planner over tables is laid on once, with the first question that wants it, over its own model."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from app.wiring.table_planner import table_planner
from core.settings import Settings
from tests.app.answering.standins import Engine


class Laying(Engine):
    """Keeps what was laid on."""

    def __init__(self) -> None:
        super().__init__("")
        self.laid: list[tuple[str, str]] = []

    def attach(self, version: str, *folders: Path) -> None:
        self.laid += [(version, folder.name) for folder in folders]


def test_it_is_laid_on_with_the_first_question() -> None:
    engine = Laying()
    lay = table_planner(Settings(profile="standard"), cast(Any, engine))
    assert lay is not None
    assert engine.laid == []
    assert [lay(), lay()] == ["table_planner", "table_planner"]
    assert engine.laid == [("table_planner", "table_planner")]


def test_there_is_none_over_another_model_or_where_nothing_trained_is_wanted(tmp_path: Path) -> None:
    engine = cast(Any, Laying())
    assert table_planner(Settings(profile="lite"), engine) is None
    assert table_planner(Settings(profile="standard", trained_reader=False), engine) is None
    assert table_planner(Settings(profile="standard", language_model=str(tmp_path / "own.gguf")), engine) is None
