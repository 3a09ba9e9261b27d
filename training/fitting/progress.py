"""What a person sees of a run: a bar with the time left where there is a terminal, a line now and then where not."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


class ProgressBar:
    """A context; `show` after each step, `tell` after each validation."""

    def __init__(self, steps: int, *, shown: bool = True) -> None:
        console = Console(file=sys.stderr)
        self._shown = shown
        self._bar = Progress(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=console,
            disable=not (shown and console.is_terminal),
        )  # fmt: skip
        self._task = self._bar.add_task("training", total=steps)

    def __enter__(self) -> ProgressBar:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def show(self, step: int, loss: float, items_per_second: float) -> None:
        """After each step: its loss, and how many items a second go through."""
        self._bar.update(self._task, completed=step, description=f"loss {loss:.3f} · {items_per_second:,.0f}/s")

    def tell(self, step: int, figures: Mapping[str, float]) -> None:
        """After each validation: a line with its figures."""
        if self._shown:
            said = " · ".join(f"{name} {value:.4f}" for name, value in figures.items())
            self._bar.console.print(f"step {step}: {said}", highlight=False)
