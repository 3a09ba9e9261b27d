"""The folder that an evaluation is written to: `report.json`, `report.html` and `predictions.jsonl`."""

from __future__ import annotations

import datetime
import json
import os
import platform
from pathlib import Path

from core.errors import BadInput
from core.files import atomic_write, translate_disk_full
from training.evaluate.intervals import Measured
from training.evaluate.page import page
from training.evaluate.results import About, Figure, Result


def about(command: str) -> About:
    """This machine, now."""
    return About(command, datetime.datetime.now().astimezone().isoformat(timespec="seconds"), machine())


def machine() -> dict[str, str]:
    """What figures of speed depend on: processor, cores, memory, system and Python."""
    import psutil

    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return {
        "processor": _processor(),
        "cores": str(cores),
        "memory": f"{psutil.virtual_memory().total / 2**30:.0f} GiB",
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
    }


def _processor() -> str:
    listing = Path("/proc/cpuinfo")
    lines = listing.read_text(encoding="utf-8").splitlines() if listing.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def write(result: Result, origin: About, folder: Path) -> None:
    """Write the folder's files, each whole or not at all. Raises `BadInput` or `OutOfSpace` where they cannot be."""
    content = {"report.json": json.dumps(to_json(result, origin), indent=1, ensure_ascii=False) + "\n"}
    content["report.html"] = page(result, origin)
    if result.predictions:
        content["predictions.jsonl"] = "".join(json.dumps(p, ensure_ascii=False) + "\n" for p in result.predictions)
    try:
        with translate_disk_full("the report"):
            for name, text in content.items():
                atomic_write(folder / name, text)
    except OSError as error:
        raise BadInput(f"The report cannot be written to {folder.name}.", "Choose a folder of your own.") from error


def to_json(result: Result, origin: About) -> dict[str, object]:
    """The report as JSON values."""

    def value(figure: Figure) -> object:
        return figure.to_json() if isinstance(figure, Measured) else figure

    return {
        "title": result.title,
        "command": origin.command,
        "date": origin.date,
        "machine": dict(origin.machine),
        "figures": {name: value(figure) for name, figure in result.figures.items()},
        "groups": {name: figure.to_json() for name, figure in result.groups.items()},
    }
