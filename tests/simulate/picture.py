"""The rounds as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.simulate.__main__ import Round


def draw(rounds: Sequence[Round], target: Path) -> None:
    """Wishes met and refusals by round, and the win rates of what was promoted with their intervals."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7, 4), dpi=100, layout="constrained")
    axes = figure.subplots()
    numbers = [one.number for one in rounds]
    axes.plot(numbers, [one.wishes for one in rounds], "o-", color="#156", label="wishes met")
    axes.plot(numbers, [one.refused for one in rounds], "o-", color="#9ab", label="sisters refused")
    promoted = [one for one in rounds if one.won]
    for name, colour in (("won", "#c63"), ("over_parent", "#684")):
        values = [getattr(one, name) for one in promoted]
        spread = [[v["value"] - v["low"] for v in values], [v["high"] - v["value"] for v in values]]
        label = "win rate over the base" if name == "won" else "win rate over the parent"
        axes.errorbar([one.number for one in promoted], [v["value"] for v in values], spread, fmt="s", color=colour,
                      capsize=3, label=label)  # fmt: skip
    axes.axhline(0.5, color="#999", linewidth=0.5)
    axes.set(xlabel="round", ylabel="share", ylim=(0, 1.05), xticks=numbers)
    axes.legend(frameon=False)
    figure.savefig(target)
