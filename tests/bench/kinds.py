"""How many questions of many kinds are answered rightly, by profile: a fixed sample of `tests/kinds`."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from core.profiles import PROFILES
from tests.bench.figures import Figures, Raw, Skipped
from tests.bench.served import PROGRAM

KINDS = Path(__file__).resolve().parents[1] / "kinds"
SETS = ("offices", "institutions")
LIBRARIES, QUESTIONS = 2, 24  # of each set
SECONDS = 600.0  # all of it
SHARES = {"right": "right", "wrong": "wrong", "refused": "wrongly_refused"}


def measure(quick: bool) -> tuple[Figures, Raw]:
    """`vermeil eval kinds` on 24 questions of two libraries of each set in `tests/kinds` (whose files have to be made
    first, as its README says), the same ones each time and spread over all that these libraries are asked, on `lite`
    and, where its weights are installed, on `standard`: the shares that were answered rightly, wrongly, and refused
    although the library says it. At most ten minutes: a profile that is not through by then has no figures."""
    missing = [name for name in SETS if not (KINDS / name / "files").is_dir()]
    if missing:
        raise Skipped(f"The files of {' and '.join(missing)} are not made; tests/kinds/README.md says how.")
    until = time.monotonic() + SECONDS
    figures: Figures = {}
    raw: Raw = {}
    with tempfile.TemporaryDirectory(prefix="vermeil-bench-") as folder:
        number = sampled(Path(folder), 2 if quick else QUESTIONS)
        for profile in ("lite", "standard"):
            if not PROFILES[profile].installed:
                continue
            began = time.monotonic()
            found = evaluated(Path(folder), profile, until - began)
            raw[f"{profile}_took_s"] = time.monotonic() - began
            if found is not None:
                figures |= {f"kinds_{name}_{profile}": found[key] for name, key in SHARES.items() if key in found}
    return figures, raw | {"questions": number}


def sampled(folder: Path, each: int) -> int:
    """Put so many questions of each set, and their libraries' files, into a folder as `eval kinds` reads it."""
    (folder / "files").mkdir()
    lines = []
    for name in SETS:
        source = KINDS / name
        questions = (source / "questions.jsonl").read_text(encoding="utf-8").splitlines()
        made = sorted(path.name for path in (source / "files").iterdir() if path.is_dir())[:LIBRARIES]
        for library in made:
            (folder / "files" / library).symlink_to(source / "files" / library)
        lines += spread([line for line in questions if json.loads(line)["library"] in made], each)
    (folder / "questions.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(lines)


def spread(lines: Sequence[str], number: int) -> list[str]:
    """So many of them, at equal distances."""
    number = min(number, len(lines))
    return [lines[place * len(lines) // number] for place in range(number)]


def evaluated(folder: Path, profile: str, seconds: float) -> dict[str, float] | None:
    """The figures of a profile; None where the time did not suffice."""
    environment = {**os.environ, "VERMEIL_PROFILE": profile, "VERMEIL_DATA": str(folder / f"data-{profile}")}
    command = [str(PROGRAM), "eval", "kinds", str(folder), "--json"]
    try:
        run = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=max(seconds, 1.0), check=True
        )
    except subprocess.TimeoutExpired:
        return None
    return {key: float(value) for key, value in json.loads(run.stdout).items() if isinstance(value, int | float)}
