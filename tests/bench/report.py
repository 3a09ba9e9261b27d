"""The page and the file that the figures go to."""

from __future__ import annotations

import importlib.metadata
import json
import os
import platform
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import psutil

from tests.bench.figures import GOALS, PEER, PEER_FIGURES, Raw, rows, shortfalls, shown, table

PACKAGES = (
    "xllamacpp", "ctranslate2", "faster-whisper", "faiss-cpu", "onnxruntime", "sentence-transformers", "torch",
    "fastapi", "uvicorn", "streamlit", "sqlalchemy",
)  # fmt: skip
HEADS = ("What", "Figure", "Goal", "")


def machine() -> dict[str, str]:
    """What the figures were taken on."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return {
        "Processor": processor(),
        "Cores": str(cores),
        "Memory": f"{psutil.virtual_memory().total / 2**30:.0f} GiB",
        "System": f"{_distribution()}, {platform.system()} {platform.machine()}",
        "Python": platform.python_version(),
        "Packages": ", ".join(f"{name} {importlib.metadata.version(name)}" for name in PACKAGES),
    }


def processor() -> str:
    listing = Path("/proc/cpuinfo")
    lines = listing.read_text().splitlines() if listing.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def _distribution() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        return platform.system()


def load(path: Path) -> dict[str, Any]:
    """Earlier results; none where there are none."""
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else {}


def write(path: Path, content: str) -> None:
    """Write beside and rename, so that a run that is broken off leaves the earlier file whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(path.name + ".part")
    unfinished.write_text(content, encoding="utf-8")
    unfinished.replace(path)


def within(text: str, content: str) -> str:
    """`text` with `content` between its marks `bench:begin` and `bench:end`."""
    before, begin, rest = text.partition("<!-- bench:begin -->")
    _, end, after = rest.partition("<!-- bench:end -->")
    return f"{before}{begin}\n\n{content}\n\n{end}{after}"


def page(results: Mapping[str, Any], explained: Mapping[str, str]) -> str:
    """`docs/benchmarks.md`; `explained` says for each section how it measures."""
    raw: Mapping[str, Raw] = results["raw"]
    dates = sorted(str(section["measured"]) for section in raw.values())
    days = dates[0] if dates[0] == dates[-1] else f"{dates[0]} to {dates[-1]}"
    missed = [f"- {sentence}" for sentence in shortfalls(results)] or ["Nothing: every goal is met."]
    methods = [
        f"### {name}\n\n{_one_line(explained[name])}\n\n{_scalars(raw[name])}" for name in explained if name in raw
    ]
    return "\n\n".join([
        "# Benchmarks",
        f"Written by `make bench` on {days}; not edited by hand. Ratios compare two sides that were measured in turn "
        "in one run on the same machine.",
        table(("Machine", ""), list(results["machine"].items())),
        table(HEADS, rows(results)),
        "## What falls short",
        "\n".join(missed),
        "## Beside a known peer",
        f"{PEER}. Its figures were measured elsewhere on a 2-core machine of this kind, and are cited for comparison.",
        _peer(results),
        "## How it was measured",
        *methods,
    ]) + "\n"  # fmt: skip


def _peer(results: Mapping[str, Any]) -> str:
    titles = {goal.key: (goal.title, goal.unit) for goal in GOALS}
    lines = [
        (titles[key][0], f"{theirs} {titles[key][1]}", shown(results.get(key), titles[key][1]))
        for key, theirs in PEER_FIGURES.items()
    ]
    return table(("What", "Open WebUI", "Vermeil, here"), lines)


def _scalars(section: Raw) -> str:
    """The raw figures of a section that are single numbers, as one line."""
    numbers = {key: value for key, value in section.items() if isinstance(value, int | float)}
    return "; ".join(f"{key.replace('_', ' ')} {shown(value)}" for key, value in numbers.items())


def _one_line(text: str) -> str:
    return " ".join(text.split())
