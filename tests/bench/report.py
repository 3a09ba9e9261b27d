"""The page and the file that the figures go to."""

from __future__ import annotations

import importlib.metadata
import json
import os
import platform
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

import psutil

from tests.bench.figures import GOALS, PEER, PEER_FIGURES, SECTION_OF, Raw, rows, shortfalls, shown, table

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


def summary(results: Mapping[str, Any]) -> dict[str, Any]:
    """Results as the docs keep them: of each section the single numbers, and when, where and how they were taken."""
    raw = {
        name: {key: value for key, value in section.items() if key in _TAKEN or isinstance(value, int | float)}
        for name, section in results["raw"].items()
    }
    return {**results, "raw": raw}


_TAKEN = ("measured", "machine", "command", "note")


def page(results: Mapping[str, Any], explained: Mapping[str, str]) -> str:
    """`docs/benchmarks.md`; `explained` says for each section how it measures."""
    raw: Mapping[str, Raw] = results["raw"]
    days = sorted(day for section in raw.values() for day in str(section["measured"]).split(" to "))
    here = _most_used(raw)
    elsewhere = {name for name, section in raw.items() if _hardware(section["machine"]) != _hardware(here)}
    missed = [f"- {sentence}" for sentence in shortfalls(results)] or ["Nothing: every goal is met."]
    methods = [
        "\n\n".join([f"### {name}", _one_line(about), *_of_section(raw[name], is_elsewhere=name in elsewhere)])
        for name, about in explained.items()
        if name in raw
    ]
    mark = f"{ELSEWHERE} measured on another machine, which the section below names." if elsewhere else ""
    return "\n\n".join(part for part in [
        "# Benchmarks",
        f"Written by `make bench` on {' to '.join(dict.fromkeys((days[0], days[-1])))}; not edited by hand. Ratios "
        "compare two sides that were measured in turn in one run on the same machine.",
        table(("Machine", ""), list(here.items())),
        table((*HEADS, "Measured"), [(*row, _day_of(row[0], raw, elsewhere)) for row in rows(results)]),
        mark,
        "## What falls short",
        "\n".join(missed),
        "## Counted by tests",
        _COUNTED,
        "## Beside a known peer",
        f"{PEER}. Its figures were measured elsewhere on a 2-core machine of this kind, and are cited for comparison.",
        _peer(results),
        "## How it was measured",
        *methods,
    ] if part) + "\n"  # fmt: skip


_COUNTED = """\
- 126 routes, each as nobody (four ways), as another user, by a user's key, as an admin and as whoever owns what is
  asked for, some 920 calls: 0 answered otherwise than the table says, and a route that is not in it fails
  (2026-11-28, `tests/app/api/test_routes.py`).
- 20,128 random searches over FAISS and Chroma with shares, revocations, deletions and people who leave in between:
  0 found what the reader may not read (2026-11-27, `tests/memory/test_cross_owner.py --searches 10000`)."""

ELSEWHERE = "†"
_HARDWARE = ("Processor", "Cores", "Memory")


def _hardware(machine: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(machine[what] for what in _HARDWARE)


def _most_used(raw: Mapping[str, Raw]) -> Mapping[str, str]:
    """The machine that most sections were measured on, as it was the last time."""
    machines = Counter(_hardware(section["machine"]) for section in raw.values())
    most = machines.most_common(1)[0][0]
    latest = sorted(raw.values(), key=lambda section: str(section["measured"]))
    found: Mapping[str, str] = next(one["machine"] for one in reversed(latest) if _hardware(one["machine"]) == most)
    return found


def _day_of(what: str, raw: Mapping[str, Raw], elsewhere: Collection[str]) -> str:
    """When the figure of a row was taken, marked where on another machine."""
    section = SECTION_OF[what.rpartition("[`")[2].removesuffix("`]")]
    return f"{raw[section]['measured']}{f' {ELSEWHERE}' * (section in elsewhere)}" if section in raw else ""


def _of_section(section: Raw, *, is_elsewhere: bool) -> Iterator[str]:
    """Its single figures, and how they were taken."""
    yield _scalars(section)
    machine = section["machine"]
    where = f" on {machine['Processor']}, {machine['Cores']} cores, {machine['Memory']}" if is_elsewhere else ""
    how = f", by `{section['command']}`" if "command" in section else ""
    yield f"Measured on {section['measured']}{where}{how}."
    if "note" in section:
        yield section["note"]


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
