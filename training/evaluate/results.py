"""What an evaluation found: figures, groups and examples. `training.evaluate.report` writes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from training.evaluate.intervals import Measured

Figure = Measured | float | int | None


@dataclass(frozen=True)
class Item:
    """One item of the evaluation. `picture` is the file, where there is one."""

    asked: str
    said: str
    wanted: tuple[str, ...]
    score: float
    picture: Path | None = None


@dataclass(frozen=True)
class Result:
    """Figures by metric; the first one's values by group of items; and the items with what was said of them."""

    title: str
    figures: Mapping[str, Figure]
    groups: Mapping[str, Measured] = field(default_factory=dict)
    examples: Sequence[Item] = ()
    predictions: Sequence[Mapping[str, Any]] = ()
    """Lines that the same evaluation takes again, so that nothing need be asked twice."""


@dataclass(frozen=True)
class About:
    """Where figures come from."""

    command: str
    date: str
    machine: Mapping[str, str]


def plain(figures: Mapping[str, Figure]) -> dict[str, float | int | None]:
    """Each figure as one number, without its interval."""
    return {
        name: round(figure.value, 4) if isinstance(figure, Measured) else figure for name, figure in figures.items()
    }
