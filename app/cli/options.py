"""What the commands of the terminal share: the settings chosen before the command, and how a result is printed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from core.settings import Settings

Json = Annotated[bool, typer.Option("--json", help="Print JSON for programs instead of text for people.")]
_chosen: dict[str, Any] = {}

Printable = Mapping[str, object] | Sequence[Mapping[str, object]]  # what JSON can hold


def choose(**values: Path | int | str | None) -> None:
    """Settings from the command line go before those of the environment; None is no choice."""
    _chosen.update({key: value for key, value in values.items() if value is not None})


def settings() -> Settings:
    """The settings of this command: those that were chosen before it, over those of the environment."""
    return Settings(**_chosen)


def show(value: Printable) -> None:
    """Print a value as one line of JSON."""
    typer.echo(json.dumps(value, ensure_ascii=False))
