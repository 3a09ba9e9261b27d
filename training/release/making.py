"""Makes things in order that are made of each other, skipping what is up to date and going on where it was stopped.

A step is up to date where its command, its recipe and all that it reads hash to what they hashed to when it was made,
and its products are as it left them. What was made of something else is thrown away before the step runs; what was
only stopped is left, for the stage to go on from its checkpoint.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from core.errors import BadInput, Missing, TrainingFailure
from core.files import atomic_write
from core.weights.hashes import sha256

_MARK = ".making.json"  # in a step's folder until it is done: the key that it was begun with, and seconds spent
_WHOLE = (".json", ".jsonl", ".yaml", ".safetensors")  # files of a folder that are hashed, and not only listed

State = Literal["up to date", "to do", "to go on", "to see", "cannot"]


@dataclass(frozen=True)
class Step:
    """What is made in `out` by a command. `reads` are files and folders, products of earlier steps among them."""

    name: str
    command: tuple[str, ...]
    """After the Python interpreter: `-m`, a module, its arguments."""
    out: Path
    products: tuple[str, ...]
    """What must stand in `out` when it is done."""
    recipe: Path | None = None
    reads: tuple[Path, ...] = ()
    ships: Callable[[Path], object] | None = None
    """Puts the products where serving finds them."""


@dataclass(frozen=True)
class Planned:
    """A step, whether it has to be made, why, and how many seconds it took last time (None: never made)."""

    step: Step
    state: State
    why: str
    took: float | None


@dataclass(frozen=True)
class Record:
    """What is known of a step that was made."""

    key: str
    products: dict[str, str]
    seconds: float
    finished: str


Run = Callable[[Step], None]
"""Runs a step's command to its end. Raises `TrainingFailure` where it fails."""
Tell = Callable[[str], None]


class Maker:
    """Steps in order, and the file of what was made."""

    def __init__(self, steps: Sequence[Step], ledger: Path) -> None:
        self.steps = list(steps)
        self._ledger = ledger
        self._made = _read(ledger)

    def plan(self) -> list[Planned]:
        """What `make` would do now. Where something earlier is made anew, what reads it is only known afterwards."""
        planned: list[Planned] = []
        for step in self.steps:
            record = self._made.get(step.name)
            took = record.seconds if record is not None else None
            anew = [p.step.name for p in planned if p.state != "up to date" and _reads(step, p.step)]
            if anew and record is not None and self._products_stand(step, record):
                planned.append(Planned(step, "to see", f"reads what {' and '.join(anew)} makes", took))
            elif anew:
                planned.append(Planned(step, "to do", f"after {' and '.join(anew)}", took))
            else:
                planned.append(Planned(step, *self._state(step), took))
        return planned

    def make(self, run: Run, tell: Tell) -> None:
        """Make what is not up to date, in order. What is done stays done when a later step fails or is stopped."""
        self._check()
        for step in self.steps:
            state, why = self._state(step)
            if state == "up to date":
                tell(f"{step.name}: up to date")
                continue
            tell(f"{step.name}: {why}")
            self._make(step, run)

    def _make(self, step: Step, run: Run) -> None:
        """Run a step in a folder of its own, note what it took even where it is stopped, and ship what it left."""
        key = self._key(step)
        before = _begun(step, key)
        if before is None:
            self._clear(step)
        began = time.monotonic()
        _mark(step, key, before or 0.0)
        try:
            run(step)
        finally:
            spent = (before or 0.0) + time.monotonic() - began
            _mark(step, key, spent)
        absent = [name for name in step.products if not (step.out / name).is_file()]
        if absent:
            raise TrainingFailure(f"The step {step.name} left no {absent[0]}.", "See what it said above.")
        if step.ships is not None:
            step.ships(step.out)
        products = {name: sha256(step.out / name) for name in step.products}
        self._made[step.name] = Record(key, products, round(spent, 1), time.strftime("%Y-%m-%d"))
        _write(self._ledger, self._made)
        (step.out / _MARK).unlink()

    def _clear(self, step: Step) -> None:
        """An empty folder for the step. Raises `BadInput` where nothing says that what is there was made by us."""
        ours = step.name in self._made or (step.out / _MARK).is_file()
        if not ours and step.out.is_dir() and any(step.out.iterdir()):
            raise BadInput(
                f"{step.out} holds what no step made, or {self._ledger} is missing, which would say so.",
                "Put that file back, or move the folder away.",
            )
        shutil.rmtree(step.out, ignore_errors=True)
        step.out.mkdir(parents=True)

    def _check(self) -> None:
        """Before hours are spent: whether all is there that no step makes."""
        for step in self.steps:
            absent = self._absent(step)
            if absent is not None:
                raise Missing(f"The step {step.name} reads {absent}, which is not there.", "Put it there first.")

    def _absent(self, step: Step) -> Path | None:
        """What the step reads, no step makes, and is not there."""
        outs = [other.out for other in self.steps]
        alone = [path for path in step.reads if not any(out == path or out in path.parents for out in outs)]
        return next((path for path in alone if not path.exists()), None)

    def _state(self, step: Step) -> tuple[State, str]:
        absent = self._absent(step)
        if absent is not None:
            return "cannot", f"{absent} is not there"
        key, record = self._key(step), self._made.get(step.name)
        if _begun(step, key) is not None:
            return "to go on", "stopped half-way"
        if record is None:
            return "to do", "not made yet"
        if record.key != key:
            return "to do", "its recipe, command or data changed"
        if not self._products_stand(step, record):
            return "to do", "its product is gone or was changed"
        return "up to date", ""

    def _key(self, step: Step) -> str:
        digest = hashlib.sha256(json.dumps(step.command).encode())
        for path in ((step.recipe,) if step.recipe else ()) + step.reads:
            digest.update(fingerprint(path).encode())
        return digest.hexdigest()

    def _products_stand(self, step: Step, record: Record) -> bool:
        return all((step.out / n).is_file() and sha256(step.out / n) == d for n, d in record.products.items())


def fingerprint(path: Path) -> str:
    """Of a file its hash; of a folder the names and sizes of its files, and the hashes of those that hold text.

    A picture that is replaced by another of the same size is not noticed.
    """
    if path.is_file():
        return sha256(path)
    digest = hashlib.sha256()
    for file in sorted(file for file in path.rglob("*") if file.is_file() and file.name != _MARK):
        digest.update(f"{file.relative_to(path).as_posix()} {file.stat().st_size}\n".encode())
        if file.suffix in _WHOLE:
            digest.update(sha256(file).encode())
    return digest.hexdigest()


def _begun(step: Step, key: str) -> float | None:
    """Seconds spent on a step that was begun with this key and not ended; None where there is none."""
    mark = step.out / _MARK
    if not mark.is_file():
        return None
    value = json.loads(mark.read_text(encoding="utf-8"))
    return float(value["seconds"]) if value["key"] == key else None


def _mark(step: Step, key: str, seconds: float) -> None:
    step.out.mkdir(parents=True, exist_ok=True)
    (step.out / _MARK).write_text(json.dumps({"key": key, "seconds": seconds}), encoding="utf-8")


def _reads(step: Step, other: Step) -> bool:
    """Whether a step reads what another makes."""
    return any(path == other.out or other.out in path.parents or path in other.out.parents for path in step.reads)


def _read(ledger: Path) -> dict[str, Record]:
    if not ledger.is_file():
        return {}
    values: dict[str, dict[str, Any]] = json.loads(ledger.read_text(encoding="utf-8"))
    return {name: Record(**value) for name, value in values.items()}


def _write(ledger: Path, made: dict[str, Record]) -> None:
    atomic_write(ledger, json.dumps({name: asdict(record) for name, record in made.items()}, indent=1) + "\n")
