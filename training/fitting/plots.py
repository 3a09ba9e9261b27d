"""The losses of a run as a picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

_SMOOTH = 0.02  # share of the steps that a point of the smooth line is the mean of


def losses(log: Sequence[Mapping[str, Any]], target: Path) -> None:
    """Draw `loss` of each step, its moving mean, and the validations' to a PNG; draws nothing before the first step."""
    from matplotlib.figure import Figure

    steps = [(line["step"], line["loss"]) for line in log if "loss" in line]
    checks = [(line["step"], line["validation"]["loss"]) for line in log if "validation" in line]
    if not steps:
        return
    figure = Figure(figsize=(7, 4), dpi=100, layout="constrained")
    axes = figure.subplots()
    x, y = np.array(steps).T
    window = max(1, round(_SMOOTH * len(y)))
    smooth = np.convolve(y, np.ones(window) / window, mode="valid")
    axes.plot(x, y, color="#9ab", linewidth=0.5, label="each step")
    axes.plot(x[window - 1 :], smooth, color="#156", linewidth=1.5, label=f"mean of {window}")
    if checks:
        axes.plot(*np.array(checks).T, "o-", color="#c63", markersize=4, linewidth=1, label="held out")
    axes.set(xlabel="step", ylabel="loss")
    axes.legend(frameon=False)
    figure.savefig(target)
